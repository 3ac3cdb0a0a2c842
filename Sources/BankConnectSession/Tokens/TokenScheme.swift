/// How a token is made from a session and a key.
///
/// The service does not publish how its own tokens are made. `bcsession` is the scheme of this package; an
/// organization that was told another one describes it as a keyed hash over a text. Either way a verdict holds for
/// the scheme that it names, and for no other.
public struct TokenScheme: Sendable, Hashable {
    /// How a configured scheme hashes its message.
    public enum Algorithm: String, Sendable, Hashable, CaseIterable {
        /// HMAC-SHA-256 under the key.
        case hmacSHA256 = "hmac-sha256"
        /// Plain SHA-256; the key stands in the message, as {secret}.
        case sha256
    }

    /// A configured scheme's recipe.
    struct Recipe: Sendable, Hashable {
        var algorithm: Algorithm
        var message: MessageTemplate
        var encoding: ByteEncoding
    }

    /// The name that verdicts give.
    public let name: String

    /// Nil for the scheme `bcsession`.
    let recipe: Recipe?

    private init(name: String, recipe: Recipe?) {
        self.name = name
        self.recipe = recipe
    }

    /// The package's own scheme, whose tokens are `RedirectToken`s.
    public static let bcsession = TokenScheme(name: "bcsession", recipe: nil)

    /// Describes an organization's scheme.
    ///
    /// - Parameters:
    ///   - name: 1 to 64 letters, digits, `.`, `_` and `-`; not `bcsession`.
    ///   - algorithm: How the message is hashed.
    ///   - message: The text that is hashed; `{session_id}`, `{link_id}` and `{secret}` stand for the values.
    ///   - encoding: How the hash is written. The whole token is that text.
    /// - Throws: `TokenSchemeError`.
    public init(
        name: String, algorithm: Algorithm, message: String, encoding: ByteEncoding
    ) throws(TokenSchemeError) {
        guard name != Self.bcsession.name else {
            throw TokenSchemeError(.reservedName, "the name bcsession is taken by the built-in scheme")
        }
        guard Self.isValid(name: name) else {
            throw TokenSchemeError(
                .invalidName, "a scheme's name is 1 to 64 ASCII letters, digits, full stops, underscores and hyphens")
        }
        let template = try MessageTemplate(message)
        guard template.holds(.sessionID) else {
            throw TokenSchemeError(
                .missingSessionID, "the message lacks {session_id}: a token would be good for every session")
        }
        guard algorithm != .sha256 || template.holds(.secret) else {
            throw TokenSchemeError(
                .missingSecret, "the message of a sha256 scheme lacks {secret}: anybody could make a token")
        }
        self.init(
            name: name, recipe: Recipe(algorithm: algorithm, message: template, encoding: encoding))
    }

    /// Whether a token of the scheme cannot be made or verified without the link_id.
    public var needsLinkID: Bool {
        recipe?.message.holds(.linkID) ?? false
    }

    /// How somebody without the key could make a token that fits, a clause each; none for a sound scheme.
    package var weaknesses: [String] {
        guard let recipe else { return [] }
        var found: [String] = []
        if recipe.algorithm == .sha256 {
            found.append("it hashes the secret without HMAC, which is open to length extension; hmac-sha256 is not")
        }
        if let (first, second) = recipe.message.ambiguousNeighbours {
            found.append(
                "its message is ambiguous: nothing separates {\(first)} and {\(second)} clearly; put a character "
                    + "such as | between them")
        }
        return found
    }

    /// The text of a token of this scheme for a session.
    ///
    /// - Parameters:
    ///   - sessionID: The session.
    ///   - linkID: The session's link_id; only schemes with `needsLinkID` use it.
    ///   - key: The key.
    ///   - issued: Now, in Unix seconds; only `bcsession` uses the times.
    ///   - expires: The first second at which the token is no longer good.
    /// - Returns: The token, or nil when the link_id is needed and missing, or the times are not as
    ///   `RedirectToken.mint` wants them.
    package func mint(
        sessionID: SessionID, linkID: String?, key: SigningKey, issued: Int64, expires: Int64
    ) -> String? {
        guard let recipe else {
            return RedirectToken.mint(sessionID: sessionID, key: key, issued: issued, expires: expires)?.text
        }
        guard linkID != nil || !needsLinkID else { return nil }
        let digest = recipe.digest(
            sessionID: sessionID.text.utf8.span, linkID: linkID ?? "", key: key, keyed: HMACSHA256(key: key.bytes))
        return recipe.encoding.encode(digest.bytes.span)
    }

    private static func isValid(name: String) -> Bool {
        1...64 ~= name.utf8.count
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
                default: false
                }
            }
    }
}

extension TokenScheme.Recipe {
    /// The hash of the message with its values filled in; `keyed` is the HMAC of the same key.
    func digest(sessionID: Span<UInt8>, linkID: String, key: SigningKey, keyed: HMACSHA256) -> SHA256.Digest {
        var hash = SHA256()
        var mac = keyed
        func feed(_ bytes: Span<UInt8>) {
            switch algorithm {
            case .hmacSHA256: mac.update(bytes)
            case .sha256: hash.update(bytes)
            }
        }
        for piece in message.pieces {
            switch piece {
            case .literal(let bytes): feed(bytes.span)
            case .value(.sessionID): feed(sessionID)
            case .value(.linkID): feed(linkID.utf8.span)
            case .value(.secret): feed(key.bytes.span)
            }
        }
        return algorithm == .sha256 ? hash.finalize() : mac.finalize()
    }
}
