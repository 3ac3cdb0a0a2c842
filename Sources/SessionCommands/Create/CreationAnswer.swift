import BankConnectSession

/// What `create` prints: the API's answer, parts of it, or all that is known of the session.
struct CreationAnswer {
    /// Who created the session, or refused to.
    enum Origin: String, CaseIterable {
        case local, live
    }

    let origin: Origin
    let outcome: SendOutcome
    /// What the check of the payload found.
    let result: ValidationResult

    /// The text that the options ask for; empty where parts are asked for of a session that there is not.
    func text(_ options: CreateOptions, _ checker: PayloadChecker, now: Int64) -> [UInt8] {
        guard options.parts.isEmpty else {
            guard let session = outcome.session, !lacksToken(options) else { return [] }
            let lines = options.parts.map { part in
                switch part {
                case .sessionID: session.id.text
                case .redirectURL: session.redirectURL
                case .token: session.token ?? ""
                }
            }
            return Array((lines.joined(separator: "\n") + "\n").utf8)
        }
        // Without an answer of the API there is nothing to print, unless JSON was asked for by name.
        guard outcome.session != nil || isAPIError || options.givenFormat != nil else { return [] }
        var writer = JSONWriter(indented: true)
        switch options.format {
        case .json: writeAnswer(to: &writer)
        case .full: writeFull(checker, now: now, to: &writer)
        }
        writer.endLine()
        return writer.bytes
    }

    /// Whether the token is asked for of a session whose redirect URL has none.
    func lacksToken(_ options: CreateOptions) -> Bool {
        options.parts.contains(.token) && outcome.session.map { ($0.token ?? "").isEmpty } == true
    }

    /// Whether the outcome is an error in the API's shape.
    private var isAPIError: Bool { [.refused, .failed, .invalid].contains(outcome.kind) }

    /// The answer in the API's shape; where there is nothing of it, a reader of JSON gets a document all the same.
    private func writeAnswer(to writer: inout JSONWriter) {
        if let session = outcome.session { return ResponseBody.write(session, to: &writer) }
        if isAPIError { return ResponseBody.write(code: outcome.errorCode, outcome.reason, to: &writer) }
        ErrorDocument.write(whole: outcome.exit, outcome.message, status: outcome.status, to: &writer)
    }

    private func writeFull(_ checker: PayloadChecker, now: Int64, to writer: inout JSONWriter) {
        let request = checker.request
        writer.object { writer in
            writer.member("schema", "bcsession.create/1")
            writer.member("origin", origin.rawValue)
            writer.member("status", outcome.status)
            writer.name("request")
            if request.syntaxError == nil {
                MaskedPayload.write(of: request.document, to: &writer)
            } else {
                writer.null()
            }
            writer.name("response")
            ResponseBody.write(whole: outcome.response ?? [], to: &writer)
            if outcome.kind != .created {
                writer.name("error")
                writeError(to: &writer)
            }
            writer.name("findings")
            ResultSerializer.write(findingsOf: result, to: &writer)
            writer.name("resolved")
            if outcome.kind == .created, let resolution = Resolution(checker, now: now) {
                Self.write(resolution, to: &writer)
            } else {
                writer.null()
            }
        }
    }

    private func writeError(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", outcome.exit.kind)
            writer.member("exit", Int(outcome.exit.rawValue))
            writer.member("code", outcome.errorCode)
            writer.member("message", isAPIError ? outcome.reason : outcome.message)
            if let seconds = outcome.retryAfter { writer.member("retry_after", Int(seconds)) }
        }
    }

    private static func write(_ resolution: Resolution, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("from_date", resolution.fromDate.description)
            writer.member("to_date", resolution.toDate.description)
            writer.array("counted_months", (resolution.countedMonths.map(Array.init) ?? []).map(\.description))
            writer.member("journey", resolution.plan?.journey.rawValue)
            writer.name("consents")
            ConsentsView.writeConsents(resolution.plan, to: &writer)
            writer.member("entry_screen", resolution.entryScreen.rawValue)
            writer.member("expires_at", Timestamp(unixSeconds: resolution.expiresAt)?.description)
        }
    }
}
