// What a user of the library makes and verifies tokens with: times as timestamps, random bytes from a generator. The
// tool itself counts in Unix seconds, since it verifies millions of links a second.

extension SessionID {
    /// Makes a session id of random bytes.
    public init(using generator: inout some RandomNumberGenerator) {
        self.init(random: InlineArray { _ in generator.next() })
    }
}

extension SigningKey {
    /// Makes a key of random bytes, and the text of a file that holds it.
    ///
    /// The generator must be one for secrets, as `SystemRandomNumberGenerator` is.
    public static func generated(
        using generator: inout some RandomNumberGenerator
    ) -> (key: SigningKey, fileContents: [UInt8]) {
        generated(from: InlineArray { _ in generator.next() })
    }
}

extension TokenScheme {
    /// The text of a token for a session.
    ///
    /// - Parameters:
    ///   - sessionID: The session.
    ///   - linkID: The session's link_id; only schemes with ``needsLinkID`` use it.
    ///   - key: The key that signs it.
    ///   - issued: When it is issued; only ``bcsession`` uses the times.
    ///   - expires: The first second at which it is no longer good.
    /// - Returns: The token, or nil when the link_id is needed and missing, or the token would end before it begins.
    public func mint(
        sessionID: SessionID, linkID: String? = nil, key: SigningKey, issued: Timestamp, expires: Timestamp
    ) -> String? {
        mint(
            sessionID: sessionID, linkID: linkID, key: key, issued: issued.unixSeconds, expires: expires.unixSeconds)
    }
}

extension TokenVerifier {
    /// Judges a token.
    ///
    /// - Parameters:
    ///   - token: The token, without a line end.
    ///   - sessionID: The session that it should belong to.
    ///   - linkID: The session's link_id; a scheme that needs it cannot be judged without it.
    ///   - time: When the token is used.
    /// - Returns: The verdict, with every reason that applies.
    public func verify(_ token: String, sessionID: String, linkID: String? = nil, at time: Timestamp) -> TokenVerdict {
        verify(token, sessionID: sessionID, linkID: linkID, now: time.unixSeconds)
    }

    /// Judges a redirect URL: where it leads, its token for its session, and the clock.
    ///
    /// - Parameters:
    ///   - url: The URL, without a line end.
    ///   - expected: The session that the URL should be for, where one is expected.
    ///   - linkID: The session's link_id; a scheme that needs it cannot be judged without it.
    ///   - time: When the URL is used.
    /// - Returns: The verdict, with every reason that applies.
    public func verify(
        url: String, sessionID expected: String? = nil, linkID: String? = nil, at time: Timestamp
    ) -> TokenVerdict {
        verify(link: url, sessionID: expected, linkID: linkID, now: time.unixSeconds)
    }
}

extension TokenVerdict {
    /// When the token says that it was issued; nil where it says nothing.
    public var issued: Timestamp? { issuedAt.flatMap(Timestamp.init(unixSeconds:)) }

    /// When the token says that it expires; nil where it says nothing.
    public var expires: Timestamp? { expiresAt.flatMap(Timestamp.init(unixSeconds:)) }
}
