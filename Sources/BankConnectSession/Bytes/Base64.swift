/// The two base64 spellings of RFC 4648 that tokens and keys use: standard with padding, URL-safe without.
///
/// Reading is strict: one text per value. Padding where none belongs, missing padding, bits left over in the
/// last digit, white space and foreign letters are all refused.
enum Base64: Sendable {
    /// Section 4: `+` and `/`, padded with `=` to a multiple of four.
    case standard
    /// Section 5: `-` and `_`, never padded.
    case url

    /// The text of the bytes.
    func encode(_ bytes: Span<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for index in bytes.indices {
            bits = bits << 8 | UInt32(bytes[index])
            bitCount += 8
            while bitCount >= 6 {
                bitCount -= 6
                text.append(digit(bits >> bitCount & 63))
            }
        }
        if bitCount > 0 {
            text.append(digit(bits << (6 - bitCount) & 63))
        }
        while isPadded, text.count % 4 != 0 {
            text.append(0x3d)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Hands each byte to `emit`; false when the text is not canonical, whatever was emitted before.
    func decode(_ text: Span<UInt8>, emit: (UInt8) -> Void) -> Bool {
        var count = text.count
        if isPadded {
            guard count % 4 == 0 else { return false }
            // Only a text of the padded length may end in padding, so one or two signs are all there can be.
            if count > 0, text[count - 1] == 0x3d { count -= 1 }
            if count > 0, text[count - 1] == 0x3d { count -= 1 }
        }
        guard count % 4 != 1 else { return false }
        var invalid: Int32 = 0
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for index in 0..<count {
            let value = value(text[index])
            invalid |= value
            bits = bits << 6 | UInt32(truncatingIfNeeded: value & 63)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                emit(UInt8(truncatingIfNeeded: bits >> bitCount))
            }
        }
        let leftOver = bits & (1 << bitCount - 1)
        return invalid >= 0 && leftOver == 0
    }

    private var isPadded: Bool {
        self == .standard
    }

    /// The letters for 62 and 63.
    private var lastLetters: (UInt8, UInt8) {
        self == .standard ? (0x2b, 0x2f) : (0x2d, 0x5f)
    }

    private func digit(_ value: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: value)
        return switch value {
        case 0..<26: 0x41 + value
        case 26..<52: 0x61 + value - 26
        case 52..<62: 0x30 + value - 52
        case 62: lastLetters.0
        default: lastLetters.1
        }
    }

    /// The value of a letter, or −1; by masks rather than branches, because the text may be a key.
    @inline(__always)
    private func value(_ byte: UInt8) -> Int32 {
        let code = Int32(byte)
        let (letter62, letter63) = lastLetters
        let (code62, code63) = (Int32(letter62), Int32(letter63))
        var value: Int32 = -1
        value += (((64 - code) & (code - 91)) >> 8) & (code - 64)
        value += (((96 - code) & (code - 123)) >> 8) & (code - 70)
        value += (((47 - code) & (code - 58)) >> 8) & (code + 5)
        value += (((code62 - 1 - code) & (code - code62 - 1)) >> 8) & 63
        value += (((code63 - 1 - code) & (code - code63 - 1)) >> 8) & 64
        return value
    }
}
