extension Span where Element == UInt8 {
    /// Whether two runs hold the same bytes.
    ///
    /// Text is compared as bytes here, never as `String`: Swift's `==` calls canonically equivalent texts equal.
    func holdsSameBytes(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        var at = 0
        while at < count {
            guard ByteWord(self, at: at, upTo: count).bits == ByteWord(other, at: at, upTo: count).bits else {
                return false
            }
            at += 8
        }
        return true
    }

    /// Whether the run holds the bytes of an array.
    func holdsSameBytes(as other: [UInt8]) -> Bool {
        holdsSameBytes(as: other.span)
    }

    /// Whether the run begins with the given bytes.
    func starts(with prefix: [UInt8]) -> Bool {
        prefix.count <= count && extracting(first: prefix.count).holdsSameBytes(as: prefix)
    }

    /// A copy of the bytes.
    var array: [UInt8] {
        var array: [UInt8] = []
        array.reserveCapacity(count)
        for index in indices {
            array.append(self[index])
        }
        return array
    }

    /// The bytes read as UTF-8; what is none becomes U+FFFD.
    var text: String {
        if let valid = try? UTF8Span(validating: self) {
            return String(copying: valid)
        }
        return String(decoding: array, as: UTF8.self)
    }
}

/// Small steps through the bytes of a text.
extension Span<UInt8> {
    /// A bit for each byte up to the space that is JSON white space.
    private static var spaces: UInt64 { 1 << 0x20 | 1 << 0x0A | 1 << 0x0D | 1 << 0x09 }

    /// The offset of the first byte at or after `start` that is not JSON white space; `end` when there is none.
    @inline(__always)
    func skipSpace(_ start: Int, _ end: Int) -> Int {
        var at = start
        // One space, or none, is usual.
        if at < end, self[at] == 0x20 { at += 1 }
        while at < end, self[at] <= 0x20, Self.spaces & (1 &<< UInt64(self[at])) != 0 { at += 1 }
        return at
    }

    /// The offset of the first byte at or after `start` that is no ASCII digit; `end` when there is none.
    @inline(__always)
    func skipDigits(_ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end, self[at] &- UInt8(ascii: "0") < 10 { at += 1 }
        return at
    }

    /// The number of ASCII letters, digits, signs and periods from `start` on.
    func wordLength(_ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end {
            switch self[at] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"),
                UInt8(ascii: "-"):
                at += 1
            default: return at - start
            }
        }
        return at - start
    }

    /// Whether the `length` bytes from `start` are exactly `word`.
    func matches(_ word: String, _ start: Int, _ length: Int) -> Bool {
        guard word.utf8.count == length else { return false }
        var at = start
        for expected in word.utf8 {
            guard self[at] == expected else { return false }
            at += 1
        }
        return true
    }

    /// The value of the four hexadecimal digits at `start`; nil when there are not four.
    func hexUnit(_ start: Int, _ end: Int) -> UInt16? {
        guard start + 4 <= end else { return nil }
        var unit: UInt16 = 0
        for offset in start..<start + 4 {
            guard let digit = ASCII.hexValue(self[offset]) else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}

/// Sequences of UTF-8 as RFC 3629 allows them: shortest form, no surrogates, nothing above U+10FFFF.
enum UTF8Sequence {
    /// The length (2, 3 or 4) of the well-formed sequence whose lead byte, outside ASCII, stands at `at`; else 0.
    static func length(_ text: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int {
        let lead = text[at]
        let length: Int
        let second: ClosedRange<UInt8>
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard at + length <= end, second.contains(text[at + 1]) else { return 0 }
        var offset = at + 2
        while offset < at + length {
            guard text[offset] & 0xC0 == 0x80 else { return 0 }
            offset += 1
        }
        return length
    }

    /// The character that begins at an offset, and its length in bytes; nil, and one byte, where none does.
    static func scalar(_ text: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> (Unicode.Scalar?, length: Int) {
        let lead = text[at]
        guard lead >= 0x80 else { return (Unicode.Scalar(lead), 1) }
        let length = length(text, at, end)
        guard length > 0 else { return (nil, 1) }
        // Two, three and four bytes carry five, four and three bits in the first, and six in each other.
        var value = UInt32(lead & (0xFF >> UInt8(length + 1)))
        for offset in at + 1..<at + length { value = value << 6 | UInt32(text[offset] & 0x3F) }
        return (Unicode.Scalar(value), length)
    }
}
