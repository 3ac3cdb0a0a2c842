/// A token of the scheme `bcsession`: `v2.KEYID.ISSUED.EXPIRES.MAC`.
///
///     v2.2026-11.1795350896.1795352696.Vq0yX…43 letters
///
/// The times are Unix seconds; the MAC is HMAC-SHA-256 in unpadded base64url over the lines
/// `bankconnect-redirect-token`, `v2`, KEYID, session_id, ISSUED and EXPIRES, joined by line feeds. A parsed token
/// is well-formed, nothing more: only a `TokenVerifier` says whether it is genuine.
package struct RedirectToken: Sendable, Hashable {
    /// The name of the key that the token claims to be signed with.
    package let keyID: KeyID
    /// When the token says it was issued, in Unix seconds.
    package let issuedAt: Int64
    /// When the token says it expires, in Unix seconds.
    package let expiresAt: Int64

    let mac: SHA256.Digest

    /// The token that ASCII bytes write, or nil unless they are its one canonical spelling.
    package init?(parsing bytes: Span<UInt8>) {
        guard let layout = TokenLayout(bytes), let keyID = KeyID(bytes.extracting(layout.keyID)) else { return nil }
        self.init(keyID: keyID, issuedAt: layout.issuedAt, expiresAt: layout.expiresAt, mac: layout.mac)
    }

    /// The token that a text writes, or nil unless it is its one canonical spelling.
    package init?(_ text: String) {
        self.init(parsing: text.utf8.span)
    }

    private init(keyID: KeyID, issuedAt: Int64, expiresAt: Int64, mac: SHA256.Digest) {
        self.keyID = keyID
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.mac = mac
    }

    /// Signs a token for a session.
    ///
    /// - Parameters:
    ///   - sessionID: The session; the token serves no other.
    ///   - key: The key, whose id goes into the token.
    ///   - issued: Now, in Unix seconds.
    ///   - expires: The first second at which the token is no longer good; `issued` + session_expiry × 60.
    /// - Returns: The token, or nil when a time lies outside `Timestamp.bounds` or `expires` is not after `issued`.
    package static func mint(sessionID: SessionID, key: SigningKey, issued: Int64, expires: Int64) -> RedirectToken? {
        guard Timestamp.bounds.contains(issued), Timestamp.bounds.contains(expires), issued < expires else {
            return nil
        }
        let mac = authenticate(
            sessionID.text.utf8.span, issued: String(issued).utf8.span, expires: String(expires).utf8.span,
            after: opening(key: key))
        return RedirectToken(keyID: key.id, issuedAt: issued, expiresAt: expires, mac: mac)
    }

    /// The token as it stands in a redirect URL.
    package var text: String {
        "v2.\(keyID).\(issuedAt).\(expiresAt).\(ByteEncoding.base64url.encode(mac.bytes.span))"
    }

    /// The MAC, fed with the part of the message that is the same for all tokens of a key.
    static func opening(key: SigningKey) -> HMACSHA256 {
        var mac = HMACSHA256(key: key.bytes.span)
        mac.update(Array("bankconnect-redirect-token\nv2\n\(key.id)\n".utf8))
        return mac
    }

    /// The MAC over the rest of the message.
    ///
    /// A session_id with line feeds in it cannot pass for another message: no other part can hold one, so the
    /// first three and the last two line feeds delimit it.
    static func authenticate(
        _ sessionID: Span<UInt8>, issued: Span<UInt8>, expires: Span<UInt8>, after opening: HMACSHA256
    ) -> SHA256.Digest {
        var mac = opening
        mac.update(sessionID)
        mac.update(UInt8(ascii: "\n"))
        mac.update(issued)
        mac.update(UInt8(ascii: "\n"))
        mac.update(expires)
        return mac.finalize()
    }
}
