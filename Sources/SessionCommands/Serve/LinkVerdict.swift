import BankConnectSession

/// What a redirect URL of this service comes to when a customer opens it.
enum LinkVerdict {
    /// It leads to no session: somebody looks what is here.
    case none
    /// A session, for which it is valid.
    case valid(MadeSession)
    /// A session whose time is over.
    case expired(MadeSession)
    /// No session that this service made, or remembers.
    case unknown
    /// A session for which it is not valid, and why.
    case notValid([String])

    init(query: String?, _ memory: ServiceMemory, key: SigningKey, scheme: TokenScheme, now: Int64) {
        guard let query, !query.isEmpty else {
            self = .none
            return
        }
        let link = RedirectURL(reading: "?" + query)
        guard let bytes = link.sessionID, let made = memory.session(String(decoding: bytes, as: UTF8.self)) else {
            self = link.sessionID == nil ? .notValid([TokenVerdict.Reason.missingSessionID.explanation]) : .unknown
            return
        }
        if let reason = Self.fault(link, made) {
            self = .notValid([reason])
            return
        }
        var reasons: [TokenVerdict.Reason] = []
        if made.version == .v2 {
            let token = link.token ?? []
            let verifier = TokenVerifier(scheme: scheme, keys: [key])
            // The session is this service's own, so only a scheme that signs the link_id asks for it.
            let verdict = verifier.verify(
                token.span, sessionID: made.session.id.text, linkID: scheme.needsLinkID ? made.linkID : nil, now: now)
            reasons = verdict.reasons.filter { $0 != .expired }
        }
        if !reasons.isEmpty {
            self = .notValid(reasons.map { $0 == .unknownScheme ? Self.otherToken : $0.explanation })
        } else {
            self = now < made.expiresAt ? .valid(made) : .expired(made)
        }
    }

    private static let otherToken = "This service made another token for the session."

    /// What is wrong with a link whatever its token says.
    private static func fault(_ link: RedirectURL, _ made: MadeSession) -> String? {
        if link.hasRepeatedParameter { return TokenVerdict.Reason.repeatedParameter.explanation }
        if link.hasInvalidEscape { return TokenVerdict.Reason.malformed.explanation }
        if made.version == .v1, link.token != nil {
            return "The session was made with V1 of the API, whose links have no token, but this link has one."
        }
        return nil
    }

    /// The status of the page.
    var status: Int {
        switch self {
        case .none, .valid: 200
        case .notValid: 403
        case .unknown: 404
        case .expired: 410
        }
    }

    /// For the log.
    var remark: String {
        switch self {
        case .none, .valid: ""
        case .notValid: "the link is not valid"
        case .unknown: "no such session"
        case .expired: "the session has expired"
        }
    }
}
