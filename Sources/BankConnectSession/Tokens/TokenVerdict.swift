/// What a verifier found out about a link or a token.
///
/// The times and the session are what the token and the link say; they are to be believed only when the verdict is
/// valid.
public struct TokenVerdict: Sendable, Hashable {
    /// What all checks come to; the raw values stand in JSON output.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// Nothing failed, and a signature or the ledger vouches for it.
        case valid
        /// A check failed.
        case notValid = "not_valid"
        /// Nothing failed, and nothing vouches for it.
        case cannotTell = "cannot_tell"
    }

    /// What was judged; the raw values stand in JSON output.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A link that opens a session.
        case link
        /// A token without its link.
        case token
        /// The page of the organization's own that a customer is sent back to.
        case returnURL = "return_url"
    }

    /// What came of a check; the raw values stand in JSON output.
    public enum Check: String, Sendable, Hashable, CaseIterable {
        case passed, failed
        /// Something that the check needs is not known here.
        case notPossible = "not_possible"
    }

    /// The four checks.
    public struct Checks: Sendable, Hashable {
        /// Where the link leads, and whether it names one session and at most one token.
        public var link = Check.notPossible
        /// Whether a key gives the token's signature.
        public var token = Check.notPossible
        /// Whether the ledger has the same link for the session.
        public var ledger = Check.notPossible
        /// Whether the session's time is over.
        public var clock = Check.notPossible

        /// Whether one of them failed.
        public var hasFailure: Bool {
            link == .failed || token == .failed || ledger == .failed || clock == .failed
        }
    }

    /// What vouches for a valid link; the raw values stand in JSON output.
    public enum Voucher: String, Sendable, Hashable, CaseIterable {
        case signature, ledger
    }

    /// Where a session was made; the raw values stand in JSON output.
    public enum Origin: String, Sendable, Hashable, CaseIterable {
        /// By this tool, so that the service does not know it.
        case local
        /// By the service.
        case live
    }

    /// What was judged.
    public internal(set) var kind: Kind
    /// The name of the scheme that the token was judged by.
    public internal(set) var scheme: String
    /// What came of each check.
    public internal(set) var checks = Checks()
    /// Every reason against a link that is not valid, or for not knowing, in the order of `Reason.allCases`.
    ///
    /// Empty when it is valid.
    public internal(set) var reasons: [Reason] = []
    /// The key that the token was checked with, or nil if there is none.
    ///
    /// It is the one that the token names, or, in schemes that name none, the one that fits.
    public internal(set) var keyID: KeyID?
    /// The id that the token names, when no key has it.
    public internal(set) var unknownKeyID: KeyID?
    /// The session that the token was judged for, or nil if none was given; bytes that are no UTF-8 are replaced.
    public internal(set) var sessionID: String?
    /// When the token says it was issued, in Unix seconds; nil for malformed tokens and schemes without times.
    package internal(set) var issuedAt: Int64?
    /// When the session expires, in Unix seconds: as the token says, else as the ledger knows it for certain.
    package internal(set) var expiresAt: Int64?
    /// What vouches for it; nil when nothing does.
    public internal(set) var vouchedBy: Voucher?
    /// What the ledger holds of the session; nil when it holds nothing, or none was asked.
    package internal(set) var record: RecordedLink?
    /// At which character, counted from 1, the link differs from the ledger's.
    package internal(set) var difference: Int?
    /// What follows on the whole of the ledger's link; nil when the two differ otherwise.
    package internal(set) var surplus: String?
    /// How many characters the ledger's link has behind the whole of this one; nil when the two differ otherwise.
    package internal(set) var missingCount: Int?
    /// Whether one character alone is another than in the ledger's link.
    package internal(set) var hasOneOtherCharacter = false
    /// What stands before `://`, where that is neither https nor http.
    package internal(set) var otherScheme: String?
    /// Whether there is a token, of a scheme that is not known here.
    package internal(set) var hasUnknownScheme = false
    /// Whether there is no token.
    package internal(set) var hasNoToken = false
    /// Where the link's one token stands in it.
    package internal(set) var tokenRange: Range<Int>?
    /// Whether the link leads to a test server on this machine that is known to have made it.
    package internal(set) var isTestServer = false
    /// Whether it leads to FinBox, but not to the address of the client.
    package internal(set) var isOffClient = false
    /// Whether another server than FinBox's made the link of FinBox's that the ledger has.
    package internal(set) var isOfOtherServer = false
    /// Whether the customer finished, by the return URL; nil for what is none.
    public internal(set) var hasFinished: Bool?

    init(_ kind: Kind, scheme: String) {
        self.kind = kind
        self.scheme = scheme
    }

    /// What all checks come to.
    public var outcome: Outcome {
        if checks.hasFailure { return .notValid }
        return vouchedBy == nil ? .cannotTell : .valid
    }

    /// Whether nothing failed, and a signature or the ledger vouches for it.
    public var isValid: Bool { outcome == .valid }

    /// Where the session was made; nil when nothing here says so.
    public var origin: Origin? {
        if vouchedBy == .signature, scheme == TokenScheme.bcsession.name { return .local }
        guard !isOfOtherServer else { return nil }
        return record.map { $0.isLocal ? .local : .live }
    }
}
