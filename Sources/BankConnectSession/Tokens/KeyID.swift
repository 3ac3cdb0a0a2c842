/// The name of a signing key: 1 to 32 of A–Z, a–z, 0–9, `_` and `-`.
///
/// It stands in every token, so that a verifier with several keys knows which to use. It is no secret.
public struct KeyID: Sendable, Hashable, CustomStringConvertible {
    /// How long an id may be, in characters.
    public static let lengths = 1...32

    /// The id as written.
    public let text: String

    /// The id with a text, or nil when the text is too long, empty, or holds another character.
    public init?(_ text: String) {
        self.init(text.utf8.span)
    }

    /// The id with ASCII bytes, or nil under the same conditions.
    init?(_ bytes: Span<UInt8>) {
        guard Self.isValid(bytes) else { return nil }
        text = bytes.text
    }

    /// The first eight hexadecimal digits of SHA-256 over `bankconnect-key-id`, a line feed and the key.
    init(ofKey key: Span<UInt8>) {
        var hash = SHA256()
        hash.update(Array("bankconnect-key-id\n".utf8))
        hash.update(key)
        text = String(hash.finalize().hex.prefix(8))
    }

    /// The id as written.
    public var description: String { text }

    static func isValid(_ bytes: Span<UInt8>) -> Bool {
        guard lengths.contains(bytes.count) else { return false }
        for index in bytes.indices {
            switch bytes[index] {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: continue
            default: return false
            }
        }
        return true
    }
}
