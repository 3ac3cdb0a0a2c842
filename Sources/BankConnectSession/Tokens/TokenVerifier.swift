/// Judges redirect tokens of one scheme with any number of keys.
///
/// Build it once and use it for many tokens: keying is done here, and judging a genuine token allocates little more
/// than the verdict's text. The clock is a parameter. Signatures are compared in constant time.
public struct TokenVerifier: Sendable {
    /// How far a token may have been issued ahead of our clock, unless told otherwise: 60 seconds.
    public static let defaultLeeway: Int64 = 60

    /// The scheme that tokens are judged by.
    public let scheme: TokenScheme
    /// How many seconds ahead of `now` a token may have been issued.
    ///
    /// Expiry knows no leeway.
    public let leeway: Int64

    private let entries: [Entry]

    private struct Entry: Sendable {
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
    ///   - leeway: Seconds that a token may have been issued ahead of now; less than none counts as none.
    public init(scheme: TokenScheme = .bcsession, keys: [SigningKey], leeway: Int64 = Self.defaultLeeway) {
        self.scheme = scheme
        self.leeway = max(0, leeway)
        entries = keys.map { key in
            let mac = scheme.recipe == nil ? RedirectToken.opening(key: key) : HMACSHA256(key: key.bytes)
            return Entry(key: key, id: Array(key.id.text.utf8), mac: mac)
        }
    }

    /// Judges a token.
    ///
    /// - Parameters:
    ///   - token: The bytes of the token, without a line end.
    ///   - sessionID: The session that it should belong to.
    ///   - linkID: The session's link_id. A scheme with `needsLinkID` finds a bad signature without it.
    ///   - now: Unix seconds.
    /// - Returns: The verdict, with every reason that applies.
    package func verify(
        _ token: Span<UInt8>, sessionID: String, linkID: String? = nil, now: Int64
    ) -> TokenVerdict {
        var reasons = ReasonSet()
        if token.isEmpty { reasons.insert(.missingToken) }
        if sessionID.isEmpty { reasons.insert(.missingSessionID) }
        return judge(token, sessionID: sessionID.utf8.span, linkID: linkID, now: now, reasons: reasons)
    }

    /// Judges a token held in a string.
    package func verify(_ token: String, sessionID: String, linkID: String? = nil, now: Int64) -> TokenVerdict {
        verify(token.utf8.span, sessionID: sessionID, linkID: linkID, now: now)
    }

    /// Judges the token of a redirect URL for the session of the same URL.
    ///
    /// - Parameters:
    ///   - url: The bytes of the URL, without a line end.
    ///   - expected: The session that the URL should be for; it stands in when the URL has none, which is a reason
    ///     against it all the same.
    ///   - linkID: The session's link_id. A scheme with `needsLinkID` finds a bad signature without it.
    ///   - now: Unix seconds.
    /// - Returns: The verdict, with every reason that applies.
    package func verify(
        url: Span<UInt8>, sessionID expected: String? = nil, linkID: String? = nil, now: Int64
    ) -> TokenVerdict {
        let query = RedirectQuery(url)
        var reasons = ReasonSet()
        if query.isRepeated { reasons.insert(.repeatedParameter) }
        let token = url.extracting(query.token ?? 0..<0)
        let sessionID = url.extracting(query.sessionID ?? 0..<0)
        if token.isEmpty { reasons.insert(.missingToken) }
        if sessionID.isEmpty { reasons.insert(.missingSessionID) }

        guard query.hasPercentSign else {
            return judge(token, sessionID: sessionID, expected: expected, linkID: linkID, now: now, reasons: reasons)
        }
        let plainToken = PercentEncoding.decode(token)
        let plainSessionID = PercentEncoding.decode(sessionID)
        if plainToken == nil || plainSessionID == nil { reasons.insert(.malformed) }
        let tokenBytes = plainToken ?? []
        let sessionBytes = plainSessionID ?? []
        return judge(
            tokenBytes.span, sessionID: sessionBytes.span, expected: expected, linkID: linkID, now: now,
            reasons: reasons)
    }

    /// Judges the token of a redirect URL held in a string.
    package func verify(
        url: String, sessionID expected: String? = nil, linkID: String? = nil, now: Int64
    ) -> TokenVerdict {
        verify(url: url.utf8.span, sessionID: expected, linkID: linkID, now: now)
    }
}

extension TokenVerifier {
    /// Settles which session is meant before judging the token itself.
    private func judge(
        _ token: Span<UInt8>, sessionID: Span<UInt8>, expected: String?, linkID: String?, now: Int64,
        reasons: ReasonSet
    ) -> TokenVerdict {
        guard let expected else {
            return judge(token, sessionID: sessionID, linkID: linkID, now: now, reasons: reasons)
        }
        guard !sessionID.isEmpty else {
            return judge(token, sessionID: expected.utf8.span, linkID: linkID, now: now, reasons: reasons)
        }
        var reasons = reasons
        if !sessionID.holdsSameBytes(as: expected.utf8.span) { reasons.insert(.sessionMismatch) }
        return judge(token, sessionID: sessionID, linkID: linkID, now: now, reasons: reasons)
    }

    /// Judges a token; an empty one, and an empty session, are already accounted for in `reasons`.
    private func judge(
        _ token: Span<UInt8>, sessionID: Span<UInt8>, linkID: String?, now: Int64, reasons: ReasonSet
    ) -> TokenVerdict {
        var reasons = reasons
        var keyID: KeyID?
        var layout: TokenLayout?
        if token.isEmpty {
            // Nothing to judge.
        } else if let recipe = scheme.recipe {
            keyID = match(token, recipe: recipe, sessionID: sessionID, linkID: linkID, reasons: &reasons)
        } else if let wellFormed = TokenLayout(token) {
            layout = wellFormed
            keyID = match(token, layout: wellFormed, sessionID: sessionID, reasons: &reasons)
            if now >= wellFormed.expiresAt { reasons.insert(.expired) }
            if wellFormed.issuedAt - leeway > now { reasons.insert(.issuedInFuture) }
        } else {
            reasons.insert(token.starts(with: TokenLayout.prefix) ? .malformed : .unknownScheme)
        }
        return TokenVerdict(
            scheme: scheme.name, keyID: keyID,
            unknownKeyID: keyID == nil ? layout.flatMap { KeyID(token.extracting($0.keyID)) } : nil,
            reasons: reasons.array,
            sessionID: sessionID.isEmpty ? nil : sessionID.text,
            issuedAt: layout?.issuedAt, expiresAt: layout?.expiresAt)
    }

    /// Checks a `bcsession` token with every key of the id that it names; gives that id.
    private func match(
        _ token: Span<UInt8>, layout: TokenLayout, sessionID: Span<UInt8>, reasons: inout ReasonSet
    ) -> KeyID? {
        let id = token.extracting(layout.keyID)
        var named: KeyID?
        var isGenuine = false
        for index in entries.indices where id.holdsSameBytes(as: entries[index].id) {
            named = entries[index].key.id
            let mac = RedirectToken.authenticate(
                sessionID, issued: token.extracting(layout.issued), expires: token.extracting(layout.expires),
                after: entries[index].mac)
            if constantTimeEquals(mac, layout.mac) { isGenuine = true }
        }
        if named == nil {
            reasons.insert(.unknownKey)
        } else if !isGenuine, !sessionID.isEmpty {
            reasons.insert(.badSignature)
        }
        return named
    }

    /// Checks a configured scheme's token with every key; gives the id of the one that fits.
    private func match(
        _ token: Span<UInt8>, recipe: TokenScheme.Recipe, sessionID: Span<UInt8>, linkID: String?,
        reasons: inout ReasonSet
    ) -> KeyID? {
        guard let received = recipe.encoding.decodeDigest(token) else {
            reasons.insert(token.starts(with: TokenLayout.prefix) ? .unknownScheme : .malformed)
            return nil
        }
        guard !entries.isEmpty else {
            reasons.insert(.unknownKey)
            return nil
        }
        guard !sessionID.isEmpty else { return nil }
        var fitting: KeyID?
        for entry in entries {
            let mac = recipe.digest(sessionID: sessionID, linkID: linkID ?? "", key: entry.key, keyed: entry.mac)
            if constantTimeEquals(mac, received) { fitting = entry.key.id }
        }
        let lacksLinkID = linkID == nil && scheme.needsLinkID
        if fitting == nil || lacksLinkID { reasons.insert(.badSignature) }
        return lacksLinkID ? nil : fitting
    }
}
