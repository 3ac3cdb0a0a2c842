// Tokens: a `TokenScheme` makes one for a `SessionID` with a `SigningKey`, by HMAC over SHA-256; `TokenVerifier`
// (here) judges tokens and links and answers a `TokenVerdict`. Links/ finds links in texts and repairs them, Mail/
// reads mails.

/// Judges redirect links and tokens of one scheme with any number of keys.
///
/// Build it once and use it for many links: keying is done here, and judging a genuine link allocates little more than
/// the verdict's text. The clock and what a ledger holds are parameters. Signatures are compared in constant time.
///
///     let verifier = TokenVerifier(keys: [key])
///     let verdict = verifier.verify(url: text, at: time)
///     if verdict.outcome == .notValid { print(verdict.reasons) }
///
/// A link is judged by four checks: where it leads, its token, what the ledger has, and the clock. Links that came in
/// a mail, with a full stop behind them or wrapped by a mail program, are found by a `LinkFinder`, and repaired by
/// `examine(_:for:ledger:now:)`.
public struct TokenVerifier: Sendable {
    /// How far a token may have been issued ahead of our clock, unless another leeway is given: 60 seconds.
    public static let defaultLeeway: Int64 = 60

    /// Where FinBox's customers are sent, unless an organization has a page of its own.
    public static let standardClientURL = "https://bankconnectclient.finbox.in/"

    /// The scheme that tokens are judged by.
    public let scheme: TokenScheme
    /// How many seconds ahead of `now` a token may have been issued.
    ///
    /// Expiry knows no leeway.
    public let leeway: Int64

    let entries: [Entry]
    let hosts: ClientHosts
    /// Whether a token of a key that is not among ours is refused, or only cannot be judged.
    let refusesUnknownKeys: Bool

    struct Entry: Sendable {
        let key: SigningKey
        /// The bytes of the key's id.
        let id: [UInt8]
        /// Keyed, and in the scheme `bcsession` fed with the opening of the message.
        let mac: HMACSHA256
    }

    /// Prepares to verify.
    ///
    /// - Parameters:
    ///   - scheme: The scheme that tokens are judged by.
    ///   - keys: All keys that are in use; `bcsession` tokens name theirs, for other schemes all are tried.
    ///   - refusesUnknownKeys: Whether the keys are all that there are, so that a token of another one is refused.
    ///   - clientURL: Where links lead; those to finbox.in and below are taken as well.
    ///   - leeway: Seconds that a token may have been issued ahead of now; less than none counts as none.
    public init(
        scheme: TokenScheme = .bcsession, keys: [SigningKey], refusesUnknownKeys: Bool = true,
        clientURL: String = Self.standardClientURL, leeway: Int64 = Self.defaultLeeway
    ) {
        self.scheme = scheme
        self.leeway = max(0, leeway)
        self.refusesUnknownKeys = refusesUnknownKeys
        hosts = ClientHosts(clientURL: clientURL)
        entries = keys.map { key in
            let mac = scheme.recipe == nil ? RedirectToken.opening(key: key) : HMACSHA256(key: key.bytes)
            return Entry(key: key, id: Array(key.id.text.utf8), mac: mac)
        }
    }

    /// What is known of a link before it is judged.
    package struct Expectation: Sendable, Hashable {
        /// The session that it should be for; nil for any.
        package var sessionID: String?
        /// The link_id that its session should belong to; nil to take the ledger's.
        package var linkID: String?
        /// Whether the ledger must hold the session.
        package var requiresRecord: Bool

        /// What is known of a link.
        package init(sessionID: String? = nil, linkID: String? = nil, requiresRecord: Bool = false) {
            self.sessionID = sessionID
            self.linkID = linkID
            self.requiresRecord = requiresRecord
        }
    }

    /// Judges a token.
    ///
    /// - Parameters:
    ///   - token: The bytes of the token, without a line end.
    ///   - expected: The session that it should belong to, and its link_id where the scheme needs that.
    ///   - ledger: What the ledger holds of a session.
    ///   - now: Unix seconds.
    /// - Returns: The verdict, with every reason that applies.
    package func verify(
        token: Span<UInt8>, for expected: Expectation, ledger: (String) -> RecordedLink.Answer = { _ in .notAsked },
        now: Int64
    ) -> TokenVerdict {
        var assessment = LinkAssessment(self, .token, expected, now: now)
        let session = expected.sessionID ?? ""
        assessment.judge(token: token, sessionID: session.utf8.span, ledger: ledger)
        return assessment.verdict
    }

    /// Judges a token for a session.
    package func verify(_ token: Span<UInt8>, sessionID: String, linkID: String? = nil, now: Int64) -> TokenVerdict {
        verify(token: token, for: Expectation(sessionID: sessionID, linkID: linkID), now: now)
    }

    /// Judges a token held in a string.
    package func verify(_ token: String, sessionID: String, linkID: String? = nil, now: Int64) -> TokenVerdict {
        verify(token.utf8.span, sessionID: sessionID, linkID: linkID, now: now)
    }

    /// Judges a link exactly as it stands.
    ///
    /// - Parameters:
    ///   - link: The bytes of the link, without a line end.
    ///   - expected: What is known of it. A session stands in when the link has none, which is a reason against it all
    ///     the same.
    ///   - ledger: What the ledger holds of a session.
    ///   - now: Unix seconds.
    /// - Returns: The verdict, with every reason that applies.
    package func verify(
        link: Span<UInt8>, for expected: Expectation = Expectation(),
        ledger: (String) -> RecordedLink.Answer = { _ in .notAsked }, now: Int64
    ) -> TokenVerdict {
        var assessment = LinkAssessment(self, .link, expected, now: now)
        assessment.judge(link: link, ledger: ledger)
        return assessment.verdict
    }

    /// Judges a link held in a string, exactly as it stands.
    package func verify(
        link: String, sessionID: String? = nil, linkID: String? = nil, now: Int64
    ) -> TokenVerdict {
        verify(link: link.utf8.span, for: Expectation(sessionID: sessionID, linkID: linkID), now: now)
    }
}
