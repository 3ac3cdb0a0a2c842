/// Undoes the transfer encoding of a mail's part, piece by piece.
struct TransferDecoder {
    enum Encoding {
        case identity, quotedPrintable, base64
    }

    let encoding: Encoding
    /// Bits of base64 that do not make a byte yet.
    private var bits: UInt32 = 0
    private var bitCount: UInt32 = 0

    init(_ encoding: Encoding) {
        self.encoding = encoding
    }

    /// Adds what a line of the body stands for, its line end included unless it is a soft one.
    ///
    /// A piece of a line that goes on has no end.
    mutating func decode(_ line: Span<UInt8>, hasEnd: Bool, to text: inout [UInt8]) {
        switch encoding {
        case .identity:
            text.append(copying: line)
            if hasEnd { text.append(0x0A) }
        case .quotedPrintable:
            var end = line.count
            if hasEnd {
                while end > 0, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
            }
            let isSoft = hasEnd && end > 0 && line[end - 1] == UInt8(ascii: "=")
            if isSoft { end -= 1 }
            Self.decodeQuotedPrintable(line.extracting(first: end), to: &text)
            if hasEnd, !isSoft { text.append(0x0A) }
        case .base64: decodeBase64(line, to: &text)
        }
    }

    private mutating func decodeBase64(_ line: Span<UInt8>, to text: inout [UInt8]) {
        for index in line.indices {
            let value: UInt32
            switch line[index] {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(line[index]) - 0x41
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(line[index]) - 0x61 + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(line[index]) - 0x30 + 52
            case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
            case UInt8(ascii: "="):
                bitCount = 0
                continue
            default: continue
            }
            bits = bits << 6 | value
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                text.append(UInt8(truncatingIfNeeded: bits >> bitCount))
            }
        }
    }

    private static func decodeQuotedPrintable(_ line: Span<UInt8>, to text: inout [UInt8]) {
        var at = 0
        while at < line.count {
            if line[at] == UInt8(ascii: "="), at + 2 < line.count, let high = ASCII.hexValue(line[at + 1]),
                let low = ASCII.hexValue(line[at + 2])
            {
                text.append(high << 4 | low)
                at += 3
            } else {
                text.append(line[at])
                at += 1
            }
        }
    }

    /// A whole text without its quoted-printable encoding.
    static func quotedPrintable(_ text: Span<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decodeQuotedPrintable(text, to: &decoded)
        return decoded
    }
}
