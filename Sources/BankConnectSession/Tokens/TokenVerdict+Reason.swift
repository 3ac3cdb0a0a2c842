extension TokenVerdict {
    /// Why a link or token is not valid, or cannot be judged; the raw values stand in JSON output.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The link leads to another host than the client's.
        case wrongHost = "wrong_host"
        /// The link is not https.
        case notHTTPS = "not_https"
        /// The link, its session_id or its token is not written as such a thing is.
        case malformed
        /// The link holds session_id or token twice, the first of each being judged, or it is a wrapper with two targets.
        case repeatedParameter = "repeated_parameter"
        /// There is no session_id.
        case missingSessionID = "missing_session_id"
        /// The link is for another session than the one asked for.
        case sessionMismatch = "session_mismatch"
        /// There is no token.
        case missingToken = "missing_token"
        /// The token is of no scheme that is known here.
        case unknownScheme = "unknown_scheme"
        /// None of the keys has the id that the token names, or there is no key.
        case unknownKey = "unknown_key"
        /// The scheme signs the session's link_id, which was not given.
        case missingLinkID = "missing_link_id"
        /// The signature is not what the key gives.
        case badSignature = "bad_signature"
        /// The token was issued later than now plus the leeway.
        case issuedInFuture = "issued_in_future"
        /// The expiry is reached: a link is good while now is less than its expiry.
        case expired
        /// The ledger has another link for the session.
        case differsFromLedger = "differs_from_ledger"
        /// The session belongs to another link_id than the one asked about.
        case linkIDMismatch = "link_id_mismatch"
        /// The ledger does not hold the session.
        case notInLedger = "not_in_ledger"
        /// Another server than FinBox's made the session that the ledger has for a link of FinBox's.
        case otherServer = "other_server"
        /// The ledger's line is of an edition that is not known here.
        case unknownEdition = "unknown_edition"
        /// The ledger's expiry of the session cannot be read.
        case unreadableExpiry = "unreadable_expiry"
        /// Nothing says which link_id the session belongs to, so the one asked about cannot be compared.
        case linkIDUnchecked = "link_id_unchecked"

        /// One sentence for the people who must tell a customer what happened.
        public var explanation: String {
            switch self {
            case .wrongHost:
                "The link does not lead to FinBox; do not open it or forward it."
            case .notHTTPS:
                "The link does not begin with https://, so others on the network could read it."
            case .malformed:
                "The link or its token is damaged: probably cut off or changed."
            case .repeatedParameter:
                "The link holds session_id, token or, around another link, its target more than once, "
                    + "so different programs may read it differently."
            case .missingSessionID:
                "There is no session_id, so nothing says which session the link opens."
            case .sessionMismatch:
                "The link is for another session than the one that was asked about."
            case .missingToken:
                "There is no token; links of the V1 API have none."
            case .unknownScheme:
                "FinBox does not publish how its tokens are made, so the token itself cannot be checked."
            case .unknownKey:
                "The token names a key that is not here; it may have been replaced or withdrawn."
            case .missingLinkID:
                "Tokens of this scheme are made with the session's link_id, which is not known here."
            case .badSignature:
                "The signature does not match this session and key: "
                    + "the token was changed, belongs to another session, or was made with another key."
            case .issuedInFuture:
                "The token says that it was made in the future; "
                    + "a clock is wrong, here or on the machine that made it."
            case .expired:
                "The session has expired; create a new one."
            case .differsFromLedger:
                "It is not the link that the API returned for this session."
            case .linkIDMismatch:
                "In the ledger this session belongs to another link_id."
            case .notInLedger:
                "This session is not in the ledger."
            case .otherServer:
                "The ledger has this link, but another server made it, not FinBox's API, so that proves nothing."
            case .unknownEdition:
                "The ledger's line is of an edition that this version does not know, so it proves nothing."
            case .unreadableExpiry:
                "The ledger has an expiry of this session that is no time of RFC 3339, "
                    + "so it may have expired."
            case .linkIDUnchecked:
                "Nothing here says which link_id this session belongs to; "
                    + "give --record FILE, the ledger that has the session."
            }
        }
    }
}
