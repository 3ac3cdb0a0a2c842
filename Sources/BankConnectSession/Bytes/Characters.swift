/// Facts about bytes that are ASCII characters.
enum ASCII {
    /// The value of a hexadecimal digit of either case.
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// A byte with ASCII letters in lower case.
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }

    /// The bytes with ASCII letters in lower case, as identifiers of banks are compared.
    static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map(lowercased)
    }

    /// Whether two texts differ at most in the case of ASCII letters.
    static func areEqualIgnoringCase(_ first: String, _ second: String) -> Bool {
        first.utf8.elementsEqual(second.utf8) { lowercased($0) == lowercased($1) }
    }
}

// White space as the service's framework takes it away around texts: Python's `str.strip`.

extension Unicode.Scalar {
    /// Whether the character is white space: Unicode's, and the four separators U+001C to U+001F.
    var isSpace: Bool { properties.isWhitespace || (0x1C...0x1F).contains(value) }
}

extension StringProtocol {
    /// Whether nothing but white space is in the text.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.isSpace) }

    /// The text without the white space around it.
    var trimmed: Substring {
        let scalars = Substring(self).unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isSpace }),
            let last = scalars.lastIndex(where: { !$0.isSpace })
        else { return "" }
        return Substring(scalars[first...last])
    }
}
