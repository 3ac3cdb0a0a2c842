/// What came of sending a payload: one value from the transport to the ledger, the exit status and the printed line.
///
/// Its texts may be the server's: escape them before a person sees them.
package struct SendOutcome: Sendable, Hashable {
    /// What happened.
    package enum Kind: Sendable, Hashable {
        /// The API created a session, and its answer agrees with itself.
        case created
        /// The API refused the request (4xx): there is no session.
        case refused
        /// The API, or a gateway in front of it, failed (5xx).
        case failed
        /// Something was answered that the API does not answer, or that cannot be read: a session may exist.
        case unexpected
        /// The request was sent, wholly or in part, and no answer came: a session may exist.
        case unanswered
        /// Nothing was sent: it is as if the request had not been made.
        case notSent
        /// Our own check refused the payload; nothing was sent.
        case invalid
        /// There was no usable API key; nothing was sent.
        case withoutKey
    }

    /// What happened, in the four words of a batch's results and of a ledger.
    package enum Result: String, Sendable, Hashable, CaseIterable {
        /// There is a session.
        case created
        /// The payload was refused, by the API or by our own check.
        case refused
        /// Nothing was made, for another reason.
        case failed
        /// A session may exist.
        case unknown
    }

    /// What happened.
    package var kind: Kind
    /// The HTTP status; nil where nothing was answered.
    package var status: Int?
    /// The seconds after which the service asks to be asked again; nil where it does not say.
    package var retryAfter: Int64?
    /// The session's id, as far as the answer tells one.
    package var sessionID: String?
    /// The redirect URL, as far as the answer tells one.
    package var redirectURL: String?
    /// The body that was answered, or that stands for it; nil where there is none.
    package var response: [UInt8]?
    /// The code of the API's error; nil where there is none.
    package var errorCode: String?
    /// Why it ended so, one clause for people; empty for a session that was created.
    package var reason: String
    /// What to do, where the reason suggests something.
    package var hint: String?

    /// An outcome of its parts.
    package init(_ kind: Kind, status: Int? = nil, reason: String = "", hint: String? = nil, response: [UInt8]? = nil) {
        self.kind = kind
        self.status = status
        self.reason = reason
        self.hint = hint
        self.response = response
    }

    /// The outcome of a request that has no answer.
    package init(_ failure: TransportFailure) {
        let kind: Kind =
            switch failure.stage {
            case .notSent: .notSent
            case .unanswered: .unanswered
            case .unreadable: .unexpected
            }
        self.init(kind, status: failure.status, reason: failure.reason, hint: failure.hint)
    }

    /// Statuses of gateways that gave up on a server behind them, which may have made a session meanwhile.
    package static let gatewayStatuses: Set<Int> = [502, 504, 520, 521, 522, 523, 524]

    /// Whether nobody knows if there is a session.
    package var mayHaveMadeSession: Bool {
        switch kind {
        case .unexpected, .unanswered: true
        // The first edition of the ledger kept no status.
        case .failed: status.map(Self.gatewayStatuses.contains) ?? true
        case .created, .refused, .notSent, .invalid, .withoutKey: false
        }
    }

    /// What happened, in one of four words.
    package var result: Result {
        switch kind {
        case .created: .created
        case .refused, .invalid: .refused
        case .failed: mayHaveMadeSession ? .unknown : .failed
        case .unexpected, .unanswered: .unknown
        case .notSent, .withoutKey: .failed
        }
    }

    /// The session that was created; nil for any other outcome.
    package var session: SessionAPI.Session? {
        guard kind == .created, let id = sessionID.flatMap({ SessionID($0) }), let redirectURL else { return nil }
        let token = RedirectURL(reading: redirectURL).token
        return SessionAPI.Session(
            id: id, redirectURL: redirectURL, token: token.map { String(decoding: $0, as: UTF8.self) })
    }
}

extension SendOutcome {
    /// When a later run with `--resume` sends the payload again.
    package enum Repetition: Sendable, Hashable, CaseIterable {
        /// Not while the payload stays the same.
        case never
        /// Without being asked for more: there is certainly no session, and the next attempt may succeed.
        case always
        /// With `--retry-failed`: the server failed.
        case whenFailedIsRetried
        /// With `--retry-unknown`: a session may exist.
        case whenUnknownIsRetried
    }

    /// Refusals that are about the key, the path or the moment, not about the payload.
    package static let passingStatuses: Set<Int> = [401, 402, 403, 404, 405, 408, 415, 425, 429]

    /// When a later run sends the payload again.
    package var repetition: Repetition {
        switch kind {
        case .created: .never
        case .refused: status.map(Self.passingStatuses.contains) == true ? .always : .never
        case .notSent, .invalid, .withoutKey: .always
        case .failed: mayHaveMadeSession ? .whenUnknownIsRetried : .whenFailedIsRetried
        case .unexpected, .unanswered: .whenUnknownIsRetried
        }
    }
}

extension SendOutcome {
    /// The outcome of a session that was made locally.
    package init(_ session: SessionAPI.Session) {
        self.init(.created, status: 200, response: Array(ResponseBody.created(session).utf8))
        sessionID = session.id.text
        redirectURL = session.redirectURL
    }

    /// The outcome of a payload that our own check refused, with the answer that the service would give.
    package init(_ refusal: ServiceAnswer, reason: String? = nil) {
        self.init(
            .invalid, status: refusal.status, reason: reason ?? refusal.message,
            response: Array(ResponseBody.refused(refusal).utf8))
        errorCode = refusal.code
    }
}
