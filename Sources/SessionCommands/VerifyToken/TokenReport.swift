import BankConnectSession

/// What is to be told of one token.
struct TokenReport {
    /// What the ledger holds of the session.
    enum Ledger {
        case notAsked, holdsNothing
        case holds(RecordedSession)

        /// What it holds, if anything.
        var session: RecordedSession? {
            if case .holds(let session) = self { session } else { nil }
        }
    }

    /// Where the token came from, without repeating it.
    let input: String
    /// The line of the input; nil for a word of the command line.
    let record: Int?
    let verdict: TokenVerdict
    /// What was seen without a key; nil when the token was verified.
    let inspection: TokenInspection?
    let ledger: Ledger

    /// The key that the token was judged with, or that it claims where none was.
    private var keyID: String? { inspection.map { $0.keyID } ?? verdict.keyID?.text }

    /// Why the token is not valid; an inspection, which has no key, leaves out what only a key can tell.
    var reasons: [TokenVerdict.Reason] {
        inspection == nil ? verdict.reasons : verdict.reasons.filter { $0 != .unknownKey && $0 != .badSignature }
    }

    /// Whether a key speaks for the token and nothing against it.
    var isValid: Bool { inspection == nil && verdict.isValid }

    /// Adds the report as one JSON object.
    ///
    /// Written in place rather than member by member: files of millions of tokens come through here.
    func append(to bytes: inout [UInt8]) {
        bytes.append(literal: #"{"input":"#)
        JSONText.append(input.utf8Span.span, to: &bytes)
        bytes.append(literal: #","record":"#)
        if let record { bytes.append(decimal: record) } else { bytes.append(literal: "null") }
        bytes.append(literal: isValid ? #","valid":true"# : #","valid":false"#)
        if inspection != nil { bytes.append(literal: #","inspected":true"#) }
        bytes.append(literal: #","scheme":"#)
        JSONText.append(verdict.scheme.utf8Span.span, to: &bytes)
        bytes.append(literal: #","key":"#)
        Self.append(keyID, to: &bytes)
        bytes.append(literal: #","reasons":["#)
        for (index, reason) in reasons.enumerated() {
            if index > 0 { bytes.append(literal: ",") }
            JSONText.append(reason.rawValue.utf8Span.span, to: &bytes)
        }
        bytes.append(literal: #"],"session_id":"#)
        Self.append(verdict.sessionID, to: &bytes)
        bytes.append(literal: #","issued_at":"#)
        Self.append(time: verdict.issuedAt, to: &bytes)
        bytes.append(literal: #","expires_at":"#)
        Self.append(time: verdict.expiresAt, to: &bytes)
        bytes.append(literal: #","ledger":"#)
        if let session = ledger.session {
            var writer = JSONWriter()
            Self.write(session, to: &writer)
            bytes.append(copying: writer.bytes)
        } else {
            bytes.append(literal: "null")
        }
        bytes.append(literal: "}")
    }

    /// The session as the ledger has it, without its redirect URL: that holds the token.
    private static func write(_ session: RecordedSession, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("time", session.time.description)
            writer.member("link_id", session.linkID)
            writer.member("expires_at", session.expiresAt?.description)
            writer.member("endpoint", session.endpoint)
        }
    }

    private static func append(_ text: String?, to bytes: inout [UInt8]) {
        if let text { JSONText.append(text.utf8Span.span, to: &bytes) } else { bytes.append(literal: "null") }
    }

    private static func append(time unixSeconds: Int64?, to bytes: inout [UInt8]) {
        guard let time = unixSeconds.flatMap({ Timestamp(unixSeconds: $0) }) else {
            return bytes.append(literal: "null")
        }
        bytes.append(literal: "\"")
        time.append(to: &bytes)
        bytes.append(literal: "\"")
    }
}
