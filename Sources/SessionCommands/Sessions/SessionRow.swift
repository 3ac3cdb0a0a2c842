import BankConnectSession
import CommandKit

/// What a line of a ledger says of a session.
struct SessionRow {
    /// Read member by member: of a million lines most are none that was asked for.
    private let line: LedgerLine
    let time: Timestamp
    /// How the request ended; `unknown` for one that was sent and has no outcome.
    let outcome: String
    var linkID: String? { line[.linkID] }
    var sessionID: String? { line[.sessionID] }
    var status: Int? { line.integer(.status) }
    var endpoint: String? { line[.endpoint] }
    var expiresAt: Timestamp? { line.time(.expiresAt) }
    var redirectURL: String? { line[.redirectURL] }
    var expiryIsEstimate: Bool {
        expiresAt != nil && (line.flag(.expiresIsEstimate) ?? (endpoint != LedgerEntry.localEndpoint))
    }

    var hasUnknownEdition: Bool { line[.schema].map { $0 != LedgerEntry.schema } ?? false }
    var hasUnreadableExpiry: Bool { line.hasUnreadableExpiry }

    /// Whether the request is only about to be sent.
    let isIntent: Bool
    /// What tells its request from others, so that an intent finds its outcome; nil for a session that was not sent.
    let request: Int?

    /// Nil for a line that is no entry.
    init?(_ line: LedgerLine) {
        guard line.isEntry, let time = line.time(.time) else { return nil }
        self.line = line
        self.time = time
        var request: Int?
        if line.value(.sha256, .string) != nil {
            var hasher = Hasher()
            line.hash(.sha256, into: &hasher)
            line.hash(.request, into: &hasher)
            // Lines of a batch are the same by content and occurrence; the first edition had numbers alone.
            hasher.combine(line.integer(.occurrence) ?? line.integer(.record))
            request = hasher.finalize()
        }
        self.request = request
        let outcome = line[.outcome]
        isIntent = outcome == nil && request != nil
        self.outcome = outcome ?? (isIntent ? "unknown" : "created")
    }

    /// Where a session was made.
    enum Origin: String, CaseIterable {
        /// By this tool, so that the service does not know it.
        case local
        /// By a server on this machine, such as `serve`.
        case test
        /// By the service.
        case live

        init(endpoint: String) {
            self =
                endpoint == LedgerEntry.localEndpoint
                ? .local : WebURL.isLoopback(WebURL.host(of: endpoint)) ? .test : .live
        }
    }

    /// Nil for an intent of the first edition, which names no endpoint.
    private var origin: Origin? { endpoint.map { Origin(endpoint: $0) } }

    /// Whether the row is what was asked for.
    func matches(_ options: SessionsOptions) -> Bool {
        if let asked = options.linkID, !line.holds(asked, as: .linkID) { return false }
        if let asked = options.sessionID, !line.holds(asked, as: .sessionID) { return false }
        if let asked = options.outcome, outcome != asked.rawValue { return false }
        guard options.since != nil || options.until != nil else { return true }
        guard let day = IndianTime(unixSeconds: time.unixSeconds)?.day else { return false }
        if let since = options.since, day < since.date { return false }
        if let until = options.until, day > until.date { return false }
        return true
    }

    // MARK: - Formats

    /// The heads of the table's columns; what can be of any length stands last.
    static let heads =
        "TIME (IST)        OUTCOME  STATUS  ORIGIN  EXPIRES (IST)      SESSION ID                            LINK ID"

    func append(to bytes: inout [UInt8], _ options: SessionsOptions) {
        if options.format == .table { appendTable(to: &bytes, options) } else { appendJSON(to: &bytes, options) }
    }

    private func appendTable(to bytes: inout [UInt8], _ options: SessionsOptions) {
        var line = Self.minute(time)
        func add(_ text: String, _ width: Int) { line += "  " + text.padded(to: width) }
        add(outcome, 7)
        add(status.map(String.init) ?? "-", 6)
        add(origin?.rawValue ?? "-", 6)
        add(expiresAt.map { (expiryIsEstimate ? "~" : " ") + Self.minute($0) } ?? "-", 17)
        add(DisplayText.escape(DisplayText.clip(sessionID ?? "-")), 36)
        line += "  " + DisplayText.escape(linkID ?? "-")
        if options.showsLink, let redirectURL { line += "  " + DisplayText.escape(redirectURL) }
        bytes.append(copying: line)
        bytes.append(literal: "\n")
    }

    private static func minute(_ time: Timestamp) -> String {
        guard let local = IndianTime(unixSeconds: time.unixSeconds) else {
            return "-".padded(to: 16)
        }
        let (hour, minute) = (local.second / 3600, local.second / 60 % 60)
        return "\(local.day) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    private func appendJSON(to bytes: inout [UInt8], _ options: SessionsOptions) {
        var writer = JSONWriter()
        if options.format == .json { writer.bytes.append(literal: SessionsSink.separator) }
        writer.object { writer in
            writer.member("time", time.description)
            writer.member("link_id", linkID)
            writer.member("session_id", sessionID)
            writer.member("outcome", outcome)
            writer.member("status", status)
            writer.member("origin", origin?.rawValue)
            writer.member("expires_at", expiresAt?.description)
            writer.member("expires_is_estimate", expiryIsEstimate)
            writer.member("endpoint", endpoint)
            writer.member("redirect_url", options.showsLink ? redirectURL : redirectURL.map(Self.masked))
        }
        if options.format == .ndjson { writer.endLine() }
        bytes.append(copying: writer.bytes)
    }

    private static func masked(_ link: String) -> String {
        String(decoding: RedirectURL.maskingToken(of: link.utf8Span.span), as: UTF8.self)
    }
}

extension String {
    /// The text with spaces behind it, to a width in bytes.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - utf8.count))
    }
}
