package import BankConnectSession

/// A line of a ledger.
///
/// `create` writes a session a line. A batch writes an intent before a request leaves, and its outcome after, so that
/// whatever ends the run, the ledger tells which lines were sent:
///
///     {"time":"2026-11-22T12:00:00Z","record":7,"sha256":"9f86…","intent":true}
///     {"time":"2026-11-22T12:00:01Z","session_id":"b91f…","link_id":"TU-1234","redirect_url":"https://…",
///      "expires_at":"2026-11-22T12:30:01Z","endpoint":"https://…","record":7,"sha256":"9f86…","outcome":"created",
///      "response":{…},"exit":0}
package enum LedgerEntry: Sendable, Hashable {
    /// A session that was made.
    case session(RecordedSession)
    /// A line of a batch that is about to be sent.
    case intent(BatchLine, time: Timestamp)
    /// What came of a line of a batch.
    case outcome(BatchOutcome)
}

/// What a ledger remembers of a session.
package struct RecordedSession: Sendable, Hashable {
    /// What stands for the endpoint of a session that was made without one.
    static let localEndpoint = "local"

    /// When it was made.
    var time: Timestamp
    /// Its id as the endpoint gave it; nil in the outcome of a request that made none.
    package var sessionID: String?
    var linkID: String?
    var redirectURL: String?
    var expiresAt: Timestamp?
    /// The URL of the endpoint that made it, or ``localEndpoint``.
    var endpoint: String
}

extension RecordedSession {
    /// A session that was made here; nil when the clock is outside what RFC 3339 can write.
    init?(_ session: SessionAPI.Session, _ request: SessionRequest, now: Int64) {
        guard let time = Timestamp(unixSeconds: now) else { return nil }
        self.init(
            time: time, sessionID: session.id.text,
            linkID: request.linkID, redirectURL: session.redirectURL,
            expiresAt: Timestamp(unixSeconds: request.end(ofSessionFrom: now)), endpoint: Self.localEndpoint)
    }
}

/// Which line of a batch is meant: its number and what it holds, so that an edited or moved line is another one.
package struct BatchLine: Sendable, Hashable {
    /// The number of the line, from 1.
    package var record: Int
    /// The hash of the line's bytes, without the line end.
    package var sha256: SHA256.Digest
}

/// What came of a line of a batch.
package struct BatchOutcome: Sendable, Hashable {
    /// How it ended.
    enum Result: String, Sendable, Hashable, CaseIterable {
        /// There is a session.
        case created
        /// The API refused the payload.
        case refused
        /// Nothing was made, for another reason.
        case failed
        /// A session may exist.
        case unknown
    }

    var line: BatchLine
    var result: Result
    /// The session, as far as one is known.
    var session: RecordedSession
    /// The body that was answered: JSON is recorded as JSON, anything else as a string; nil when there was none.
    package var response: [UInt8]?
    /// The exit status that the line alone would end with.
    var exit: Int
}

extension LedgerEntry {
    /// The members' names.
    enum Member: String {
        case time, record, sha256, intent, outcome, response, exit, endpoint, status, occurrence, request
        case expiresIsEstimate = "expires_is_estimate"
        case sessionID = "session_id"
        case linkID = "link_id"
        case redirectURL = "redirect_url"
        case expiresAt = "expires_at"
    }

    /// Writes the entry as one object.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .session(let session): Self.write(session, to: &writer)
            case .intent(let line, let time):
                writer.member(Member.time.rawValue, time.description)
                Self.write(line, to: &writer)
                writer.member(Member.intent.rawValue, true)
            case .outcome(let outcome):
                Self.write(outcome.session, to: &writer)
                Self.write(outcome.line, to: &writer)
                writer.member(Member.outcome.rawValue, outcome.result.rawValue)
                writer.name(Member.response.rawValue)
                Self.write(response: outcome.response, to: &writer)
                writer.member(Member.exit.rawValue, outcome.exit)
            }
        }
    }

    private static func write(_ session: RecordedSession, to writer: inout JSONWriter) {
        writer.member(Member.time.rawValue, session.time.description)
        writer.member(Member.sessionID.rawValue, session.sessionID)
        writer.member(Member.linkID.rawValue, session.linkID)
        writer.member(Member.redirectURL.rawValue, session.redirectURL)
        writer.member(Member.expiresAt.rawValue, session.expiresAt?.description)
        writer.member(Member.endpoint.rawValue, session.endpoint)
    }

    private static func write(_ line: BatchLine, to writer: inout JSONWriter) {
        writer.member(Member.record.rawValue, line.record)
        writer.member(Member.sha256.rawValue, line.sha256.hex)
    }

    /// The body in the writer's own layout, so that line breaks in it do not break the ledger's line.
    private static func write(response: [UInt8]?, to writer: inout JSONWriter) {
        guard let response else { return writer.null() }
        if let document = try? JSONDocument(response) {
            writer.copy(0, of: document)
        } else {
            writer.string(String(decoding: response, as: UTF8.self))
        }
    }
}
