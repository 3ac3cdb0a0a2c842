/// The identifier of a session: a UUID in its canonical lower-case text.
public struct SessionID: Sendable, Hashable, CustomStringConvertible {
    /// The 36 characters of the UUID.
    public let text: String

    /// A version 4 UUID (RFC 9562, section 5.4).
    ///
    /// - Parameter random: 16 bytes from the system's random source; six of their bits are overwritten by the
    ///   version and the variant.
    package init(random: InlineArray<16, UInt8>) {
        var bytes = random
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = Array(Hexadecimal.encode(bytes.span).utf8)
        var text: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append(0x2d) }
            text.append(digit)
        }
        self.text = String(decoding: text, as: UTF8.self)
    }

    /// The identifier with a text, or nil unless it is a lower-case UUID with its four hyphens; any version.
    public init?(_ text: String) {
        guard Self.isCanonical(text.utf8.span) else { return nil }
        self.text = text
    }

    /// Whether bytes are a lower-case UUID with its four hyphens.
    static func isCanonical(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count == 36 else { return false }
        for index in bytes.indices {
            switch index {
            case 8, 13, 18, 23: guard bytes[index] == 0x2d else { return false }
            default:
                let byte = bytes[index]
                guard byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 6 else { return false }
            }
        }
        return true
    }

    /// The 36 characters of the UUID.
    public var description: String { text }
}
