extension TokenVerdict {
    /// Why a token is not valid; the raw values stand in JSON output.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The token claims the scheme, but is not written as the scheme writes tokens.
        case malformed
        /// The token is of no scheme that is known here.
        case unknownScheme = "unknown_scheme"
        /// There is no token.
        case missingToken = "missing_token"
        /// There is no session_id.
        case missingSessionID = "missing_session_id"
        /// The URL holds session_id or token twice; the first of each was judged.
        case repeatedParameter = "repeated_parameter"
        /// None of the keys has the id that the token names.
        case unknownKey = "unknown_key"
        /// The MAC is not what the key gives.
        case badSignature = "bad_signature"
        /// The expiry is reached: a token is good while now is less than its expiry.
        case expired
        /// The token was issued later than now plus the leeway.
        case issuedInFuture = "issued_in_future"
        /// The URL is for another session than the one asked for.
        case sessionMismatch = "session_mismatch"

        /// One sentence for the people who must tell a customer what happened.
        public var explanation: String {
            switch self {
            case .malformed:
                "The token is damaged: it is not written the way this scheme writes tokens, "
                    + "so it was probably cut off or altered."
            case .unknownScheme:
                "The token was made by another scheme and cannot be judged here; "
                    + "this is what a token made by FinBox itself gets."
            case .missingToken:
                "There is no token; redirect URLs of the V1 API have none."
            case .missingSessionID:
                "There is no session_id, so it is not known which session the token should belong to."
            case .repeatedParameter:
                "The URL holds session_id or token more than once, so different programs may read it differently."
            case .unknownKey:
                "None of the keys given is the one that the token names; it may have been replaced or withdrawn."
            case .badSignature:
                "The signature does not fit this session and key: "
                    + "the token was altered, belongs to another session, or was made with another secret."
            case .expired:
                "The session's time is over; a new session has to be created."
            case .issuedInFuture:
                "The token says that it was made in the future; "
                    + "a clock is wrong, here or on the machine that made it."
            case .sessionMismatch:
                "The session_id in the URL is not the one that was asked about."
            }
        }
    }
}
