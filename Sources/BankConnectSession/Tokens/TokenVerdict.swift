/// What a verifier found out about a token.
///
/// The times and the session are what the token and the URL say; they are to be believed only when the verdict is
/// valid.
public struct TokenVerdict: Sendable, Hashable {
    /// The name of the scheme that the token was judged by.
    public let scheme: String
    /// The key that the token was checked with, or nil if there is none.
    ///
    /// It is the one that the token names, or, in schemes that name none, the one that fits.
    public let keyID: KeyID?
    /// The id that the token names, when no key has it.
    public let unknownKeyID: KeyID?
    /// Every reason that applies against the token, in the order of `Reason.allCases`.
    public let reasons: [Reason]
    /// The session that the token was judged for, or nil if none was given; bytes that are no UTF-8 are replaced.
    public let sessionID: String?
    /// When the token says it was issued, in Unix seconds; nil for malformed tokens and schemes without times.
    package let issuedAt: Int64?
    /// When the token says it expires, in Unix seconds; nil for malformed tokens and schemes without times.
    package let expiresAt: Int64?

    /// Whether nothing speaks against the token and a key speaks for it.
    public var isValid: Bool {
        reasons.isEmpty && keyID != nil
    }
}
