/// Bytes as pairs of hexadecimal digits.
///
/// Written in lower case. Read in lower case only, unless a reader allows the other: a token has exactly one
/// spelling, a key that a person pasted may have two.
enum Hexadecimal {
    /// The lower-case digits of the bytes, two a byte.
    static func encode(_ bytes: Span<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for index in bytes.indices {
            text.append(digit(bytes[index] >> 4))
            text.append(digit(bytes[index] & 0xf))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Hands each byte to `emit`; false when the text is not hexadecimal, whatever was emitted before.
    static func decode(_ text: Span<UInt8>, allowsUpperCase: Bool = false, emit: (UInt8) -> Void) -> Bool {
        guard text.count % 2 == 0 else { return false }
        var invalid: Int32 = 0
        for index in 0..<(text.count / 2) {
            let high = value(text[2 * index], allowsUpperCase: allowsUpperCase)
            let low = value(text[2 * index + 1], allowsUpperCase: allowsUpperCase)
            invalid |= high | low
            emit(UInt8(truncatingIfNeeded: high << 4 | low))
        }
        return invalid >= 0
    }

    /// The value of a digit, or −1; by masks rather than branches, because the text may be a key.
    static func value(_ byte: UInt8, allowsUpperCase: Bool) -> Int32 {
        let code = Int32(byte)
        let upper: Int32 = allowsUpperCase ? -1 : 0
        var value: Int32 = -1
        value += (((47 - code) & (code - 58)) >> 8) & (code - 47)
        value += (((96 - code) & (code - 103)) >> 8) & (code - 86)
        value += (((64 - code) & (code - 71)) >> 8) & (code - 54) & upper
        return value
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x61 + value - 10
    }
}
