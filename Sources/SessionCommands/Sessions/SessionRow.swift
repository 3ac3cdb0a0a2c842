import BankConnectSession
import CommandKit

/// What a line of a ledger says of a session.
struct SessionRow {
    let time: Timestamp
    let linkID: String?
    let sessionID: String?
    /// How the request ended; `unknown` for one that was sent and has no outcome.
    let outcome: String
    let status: Int?
    let endpoint: String?
    let expiresAt: Timestamp?
    let expiryIsEstimate: Bool
    let redirectURL: String?

    /// Whether the request is only about to be sent.
    let isIntent: Bool
    /// What tells its request from others, so that an intent finds its outcome; nil for a session that was not sent.
    let request: Int?

    /// Nil for a line that is no entry.
    init?(_ line: LedgerLine) {
        guard let time = line.time(.time) else { return nil }
        self.time = time
        linkID = line[.linkID]
        sessionID = line[.sessionID]
        endpoint = line[.endpoint]
        expiresAt = line.time(.expiresAt)
        redirectURL = line[.redirectURL]
        status = line.integer(.status)
        let isLocal = line[.endpoint] == LedgerEntry.localEndpoint
        expiryIsEstimate = expiresAt != nil && (line.flag(.expiresIsEstimate) ?? !isLocal)
        var request: Int?
        if let digest = line[.sha256] {
            var hasher = Hasher()
            hasher.combine(digest)
            hasher.combine(line[.request])
            // Lines of a batch are the same by content and occurrence; the first edition had numbers alone.
            hasher.combine(line.integer(.occurrence) ?? line.integer(.record))
            request = hasher.finalize()
        }
        self.request = request
        if let outcome = line[.outcome] {
            guard SessionsOptions.Outcome(rawValue: outcome) != nil else { return nil }
            self.outcome = outcome
            isIntent = false
        } else {
            isIntent = request != nil
            guard isIntent || sessionID != nil else { return nil }
            outcome = isIntent ? "unknown" : "created"
        }
    }

    private var isLocal: Bool { endpoint == LedgerEntry.localEndpoint }

    /// Whether the row is what was asked for.
    func matches(_ options: SessionsOptions) -> Bool {
        if let asked = options.linkID, linkID != asked { return false }
        if let asked = options.sessionID, sessionID != asked { return false }
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
        func add(_ text: String, _ width: Int) {
            line += "  " + text + String(repeating: " ", count: max(0, width - text.utf8.count))
        }
        add(outcome, 7)
        add(status.map(String.init) ?? "-", 6)
        add(endpoint == nil ? "-" : isLocal ? "local" : "live", 6)
        add(expiresAt.map { (expiryIsEstimate ? "~" : " ") + Self.minute($0) } ?? "-", 17)
        add(DisplayText.escape(DisplayText.clip(sessionID ?? "-")), 36)
        line += "  " + DisplayText.escape(linkID ?? "-")
        if options.showsLink, let redirectURL { line += "  " + DisplayText.escape(redirectURL) }
        bytes.append(copying: line)
        bytes.append(literal: "\n")
    }

    private static func minute(_ time: Timestamp) -> String {
        guard let local = IndianTime(unixSeconds: time.unixSeconds) else { return "-" }
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
            writer.member("origin", endpoint.map { _ in isLocal ? "local" : "live" })
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
