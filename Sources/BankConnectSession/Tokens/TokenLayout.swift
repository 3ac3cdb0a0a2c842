/// The parts of a well-formed `v2.KEYID.ISSUED.EXPIRES.MAC`, found without copying it.
///
/// The ranges are offsets into the token's bytes. As each part has one canonical spelling, the spans of the times
/// are what the MAC was made over.
struct TokenLayout {
    let keyID: Range<Int>
    let issued: Range<Int>
    let expires: Range<Int>
    let issuedAt: Int64
    let expiresAt: Int64
    let mac: SHA256.Digest

    /// What a token of the scheme begins with; anything else is of a scheme that is not known here.
    static let prefix = Array("v2.".utf8)

    /// The longest token: `v2`, 32 characters of id, two times of 12 digits, 43 letters, four dots.
    static let greatestCount = 2 + 32 + 12 + 12 + 43 + 4

    /// The parts of a token, or nil when it has not exactly five, or one of them is not canonical.
    init?(_ token: Span<UInt8>) {
        guard token.count <= Self.greatestCount, token.starts(with: Self.prefix) else { return nil }
        var dots = InlineArray<3, Int>(repeating: 0)
        var found = 0
        for index in Self.prefix.count..<token.count where token[index] == UInt8(ascii: ".") {
            guard found < 3 else { return nil }
            dots[found] = index
            found += 1
        }
        guard found == 3 else { return nil }
        keyID = Self.prefix.count..<dots[0]
        issued = (dots[0] + 1)..<dots[1]
        expires = (dots[1] + 1)..<dots[2]
        guard KeyID.isValid(token.extracting(keyID)),
            let issuedAt = Timestamp.unixSeconds(token.extracting(issued)),
            let expiresAt = Timestamp.unixSeconds(token.extracting(expires)),
            let mac = ByteEncoding.base64url.decodeDigest(token.extracting((dots[2] + 1)..<token.count))
        else { return nil }
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.mac = mac
    }
}
