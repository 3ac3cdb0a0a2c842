package import BankConnectSession

/// A line of a ledger: a request that is about to be sent (an intent), or what came of one (an outcome).
///
/// Before a request leaves, its intent is on disk, and after it its outcome, so that whatever ends a run, the ledger
/// says which payloads were sent. A session that was made locally has an outcome alone: nothing is sent for it.
///
///     {"schema":"bcsession.ledger/2","time":"2026-11-22T12:00:00Z","endpoint":"https://…","api_version":"v2",
///      "link_id":"TU-1234","record":7,"sha256":"9f86…","occurrence":1,"intent":true}
///     {"schema":"bcsession.ledger/2","time":"2026-11-22T12:00:01Z","endpoint":"https://…","api_version":"v2",
///      "link_id":"TU-1234","session_id":"b91f…","redirect_url":"https://…","expires_at":"2026-11-22T13:00:01Z",
///      "expires_is_estimate":true,"record":7,"sha256":"9f86…","occurrence":1,"outcome":"created","status":200,
///      "retry_after":null,"response":{…},"exit":0}
///
/// The first edition had no `schema`; its intents name no endpoint, its batch lines no occurrence, and the sessions of
/// single requests have neither an intent nor an `outcome`. Such lines are still read.
package struct LedgerEntry: Sendable, Hashable {
    /// What `schema` says of a line of this edition.
    package static let schema = "bcsession.ledger/2"
    /// What stands for the endpoint of a session that was made locally.
    package static let localEndpoint = "local"

    /// When the line was written.
    package var time: Timestamp
    /// The endpoint's URL, or ``localEndpoint``; nil in an intent of the first edition.
    package var endpoint: String?
    /// The version of the API; nil in the first edition.
    package var apiVersion: APIVersion?
    /// The payload's `link_id`, as far as it has one.
    package var linkID: String?
    /// Which payload it is about; nil for a local session, and for a single request of the first edition.
    package var payload: LedgerPayload?
    /// What came of it; nil in an intent.
    package var outcome: SendOutcome?
    /// When the session expires, as far as that is known.
    package var expiresAt: Timestamp?
    /// Whether the expiry is this tool's assumption, because the payload asked for none.
    package var expiryIsEstimate = false
    /// Whether it has an expiry that cannot be read, and is no guess.
    package var hasUnreadableExpiry = false
    /// What `schema` says of a line of an edition that is not known here; nil for a known one.
    package var unknownEdition: String?

    /// The session's id; nil where no session is known.
    package var sessionID: String? { outcome?.sessionID }
    /// The redirect URL; it holds the token.
    package var redirectURL: String? { outcome?.redirectURL }
    /// Whether the session was made locally: FinBox does not know it.
    package var isLocal: Bool { endpoint == Self.localEndpoint }
    /// Whether there may be a session that the line does not name, or there is one that it names.
    package var mayHaveSession: Bool { outcome.map { $0.kind == .created || $0.mayHaveMadeSession } ?? true }
}

/// A payload as the ledger identifies it: by its content, so that lines can be inserted, removed and reordered between
/// two runs of a batch.
package struct LedgerPayload: Sendable, Hashable {
    /// Which request a payload was sent in.
    package enum Place: Sendable, Hashable {
        /// A line of a batch: its number, for people, and its how-many-th occurrence among lines of the same bytes,
        /// both from 1. The first edition kept no occurrence.
        case line(record: Int, occurrence: Int?)
        /// A single request, with an id of its own that its intent and its outcome share.
        case single(request: String)
    }

    /// The hash of the bytes that are sent: of a line, those without its end and without a byte-order mark.
    package var sha256: SHA256.Digest
    /// Which request it was sent in.
    package var place: Place

    /// The number of the line; nil for a single request.
    package var record: Int? {
        if case .line(let record, _) = place { record } else { nil }
    }
}

extension LedgerEntry {
    /// The members' names, in the order in which they are written.
    package enum Member: String, CaseIterable {
        case schema, time, endpoint
        case apiVersion = "api_version"
        case linkID = "link_id"
        case sessionID = "session_id"
        case redirectURL = "redirect_url"
        case expiresAt = "expires_at"
        case expiresIsEstimate = "expires_is_estimate"
        case record, request, sha256, occurrence, intent, outcome, status
        case retryAfter = "retry_after"
        case response, exit

        /// What a member says.
        var meaning: String {
            switch self {
            case .schema: LedgerEntry.schema
            case .time: "when the line was written (RFC 3339, UTC)"
            case .endpoint: "the address of the API, or \(LedgerEntry.localEndpoint) for a local session"
            case .apiVersion: "the version of the API: v1 or v2"
            case .linkID: "the payload's link_id; null when it has none"
            case .sessionID: "the session's id; null when no session is known"
            case .redirectURL: "the address for the customer, token included"
            case .expiresAt: "when the session expires (RFC 3339, UTC)"
            case .expiresIsEstimate:
                "true when the payload gave no session_expiry, so that this tool's default is assumed"
            case .record: "the number of the line in the batch, from 1; for people"
            case .request: "an id that the intent and the outcome of a single request share"
            case .sha256: "SHA-256 of the payload's bytes, of a line without its end and byte-order mark"
            case .occurrence: "which of several identical lines of the batch it is, from 1"
            case .intent: "true in the line written before the request is sent"
            case .outcome: "created, refused, failed or unknown, in the line written after it"
            case .status:
                "the HTTP status; of a payload that a local check refused, the one that the API would answer; null for none"
            case .retryAfter: "the seconds of the answer's Retry-After"
            case .response: "what was answered: JSON, or a string for anything else"
            case .exit: "the exit status that the outcome alone has"
            }
        }
    }

    /// Writes the entry as one object.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member(.schema, Self.schema)
            writer.member(.time, time.description)
            writer.member(.endpoint, endpoint)
            writer.member(.apiVersion, apiVersion?.rawValue)
            writer.member(.linkID, linkID)
            if let outcome {
                writer.member(.sessionID, outcome.sessionID)
                writer.member(.redirectURL, outcome.redirectURL)
                writer.member(.expiresAt, expiresAt?.description)
                if expiresAt != nil { writer.member(Member.expiresIsEstimate.rawValue, expiryIsEstimate) }
            }
            payload?.write(to: &writer)
            guard let outcome else { return writer.member(Member.intent.rawValue, true) }
            writer.member(.outcome, outcome.result.rawValue)
            writer.member(.status, outcome.status)
            writer.member(.retryAfter, outcome.retryAfter.map { Int($0) })
            writer.name(Member.response.rawValue)
            outcome.writeResponse(to: &writer)
            writer.member(.exit, Int(outcome.exit.rawValue))
        }
    }
}

extension LedgerPayload {
    fileprivate func write(to writer: inout JSONWriter) {
        switch place {
        case .line(let record, let occurrence):
            writer.member(.record, record)
            writer.member(.sha256, sha256.hex)
            if let occurrence { writer.member(.occurrence, occurrence) }
        case .single(let request):
            writer.member(.request, request)
            writer.member(.sha256, sha256.hex)
        }
    }
}

extension SendOutcome {
    /// Writes the body in the writer's own layout, so that line breaks in it do not break a line: JSON as JSON, anything
    /// else as a string.
    func writeResponse(to writer: inout JSONWriter) {
        guard let response else { return writer.null() }
        if let document = try? JSONDocument(response) {
            writer.copy(0, of: document)
        } else {
            writer.string(String(decoding: response, as: UTF8.self))
        }
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ member: LedgerEntry.Member, _ value: String?) {
        self.member(member.rawValue, value)
    }

    fileprivate mutating func member(_ member: LedgerEntry.Member, _ value: Int?) {
        self.member(member.rawValue, value)
    }
}
