/// Makes UTF-8 of UTF-16, piece by piece; a surrogate without its partner becomes U+FFFD.
package struct UTF16Decoder: Sendable {
    private let isBigEndian: Bool
    private var isFirst = true
    /// The first byte of a unit whose second has not come yet.
    private var half: UInt8?
    /// The first unit of a pair whose second has not come yet.
    private var lead: UInt16?

    /// Nil for a text that does not begin as UTF-16 does: with a byte-order mark, or with two characters of ASCII.
    package init?(beginning head: Span<UInt8>) {
        guard head.count >= 2 else { return nil }
        if head[0] == 0xFF, head[1] == 0xFE {
            isBigEndian = false
        } else if head[0] == 0xFE, head[1] == 0xFF {
            isBigEndian = true
        } else if head.count >= 4, head[0] == 0, head[1] != 0, head[2] == 0, head[3] != 0 {
            isBigEndian = true
        } else if head.count >= 4, head[0] != 0, head[1] == 0, head[2] != 0, head[3] == 0 {
            isBigEndian = false
        } else {
            return nil
        }
    }

    /// Adds what some bytes stand for; the byte-order mark is left out.
    package mutating func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
        for index in bytes.indices {
            guard let first = half else {
                half = bytes[index]
                continue
            }
            half = nil
            let (high, low) = isBigEndian ? (first, bytes[index]) : (bytes[index], first)
            decode(UInt16(high) << 8 | UInt16(low), into: &text)
        }
    }

    private mutating func decode(_ unit: UInt16, into text: inout [UInt8]) {
        defer { isFirst = false }
        if let first = lead {
            lead = nil
            if UTF16.isTrailSurrogate(unit) {
                append(0x10000 + UInt32(first & 0x3FF) << 10 + UInt32(unit & 0x3FF), to: &text)
                return
            }
            append(0xFFFD, to: &text)
        }
        if UTF16.isLeadSurrogate(unit) {
            lead = unit
        } else if !isFirst || unit != 0xFEFF {
            append(UInt32(unit), to: &text)
        }
    }

    private func append(_ value: UInt32, to text: inout [UInt8]) {
        let character = Unicode.Scalar(value) ?? "\u{FFFD}"
        if let bytes = Unicode.UTF8.encode(character) { text.append(contentsOf: bytes) }
    }
}
