import BankConnectSession
import CommandKit

/// What `create` prints: the API's answer, parts of it, or all that is known of the session.
struct CreationAnswer {
    /// Who created the session, or refused to.
    enum Origin: String {
        case local, live
    }

    let origin: Origin
    /// The session, where there is one.
    let session: SessionAPI.Session?
    /// Writes the answer in the API's shape.
    let writeResponse: (inout JSONWriter) -> Void
    /// Writes the answer as it came; nil where it is the same.
    var writeWholeResponse: ((inout JSONWriter) -> Void)?

    init(
        origin: Origin, session: SessionAPI.Session? = nil, writeResponse: @escaping (inout JSONWriter) -> Void
    ) {
        self.origin = origin
        self.session = session
        self.writeResponse = writeResponse
    }

    /// The text that the options ask for.
    func text(_ options: CreateOptions, _ checker: PayloadChecker, now: Int64) -> [UInt8] {
        if let session, !options.parts.isEmpty {
            let lines = options.parts.map { part in
                switch part {
                case .sessionID: session.id.text
                case .redirectURL: session.redirectURL
                case .token: session.token ?? ""
                }
            }
            return Array((lines.joined(separator: "\n") + "\n").utf8)
        }
        var writer = JSONWriter(indented: true)
        switch options.format {
        case .json: writeResponse(&writer)
        case .full: writeFull(checker, now: now, to: &writer)
        }
        writer.endLine()
        return writer.bytes
    }

    private func writeFull(_ checker: PayloadChecker, now: Int64, to writer: inout JSONWriter) {
        let request = checker.request
        writer.object { writer in
            writer.member("schema", "bcsession.create/1")
            writer.member("origin", origin.rawValue)
            writer.name("request")
            if request.syntaxError == nil {
                MaskedPayload.write(request.document, to: &writer)
            } else {
                writer.null()
            }
            writer.name("response")
            (writeWholeResponse ?? writeResponse)(&writer)
            writer.name("resolved")
            if session != nil, let resolution = Resolution(checker, now: now) {
                Self.write(resolution, to: &writer)
            } else {
                writer.null()
            }
        }
    }

    private static func write(_ resolution: Resolution, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("from_date", resolution.fromDate.description)
            writer.member("to_date", resolution.toDate.description)
            writer.name("counted_months")
            writer.array((resolution.countedMonths.map(Array.init) ?? []).map(\.description))
            writer.member("journey", resolution.plan?.journey.rawValue)
            writer.name("consents")
            ConsentsView.writeConsents(resolution.plan, to: &writer)
            writer.member("entry_screen", resolution.entryScreen.rawValue)
            writer.member("expires_at", Timestamp(unixSeconds: resolution.expiresAt)?.description)
        }
    }
}
