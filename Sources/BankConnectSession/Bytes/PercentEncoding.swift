/// Percent-encoding of RFC 3986, section 2.1, in the query of a URL.
package enum PercentEncoding {
    /// The bytes with each `%XX` replaced once, or nil when a percent sign is not followed by two digits.
    ///
    /// A plus sign stays one: that it may mean a space is a rule of HTML forms, and no token holds a space.
    package static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            guard text[index] == 0x25 else {
                bytes.append(text[index])
                index += 1
                continue
            }
            guard text.count - index >= 3 else { return nil }
            let high = Hexadecimal.value(text[index + 1], allowsUpperCase: true)
            let low = Hexadecimal.value(text[index + 2], allowsUpperCase: true)
            guard high >= 0, low >= 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: high << 4 | low))
            index += 3
        }
        return bytes
    }

    /// The text with every byte but RFC 3986's unreserved characters written as `%XX`.
    static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            bytes += isUnreserved(byte) ? [byte] : [0x25, digit(byte >> 4), digit(byte & 0xf)]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a byte is one of RFC 3986's unreserved characters, which mean the same encoded and not.
    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: true
        default: false
        }
    }

    /// Whether there is anything to decode.
    static func isNeeded(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] == 0x25 {
            return true
        }
        return false
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x41 + value - 10
    }
}

extension PercentEncoding {
    /// The bytes with each `%XX` replaced once; a percent sign without two digits stays as it is.
    static func decodeLeniently(_ text: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count,
                let high = ASCII.hexValue(text[index + 1]), let low = ASCII.hexValue(text[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        return bytes
    }
}
