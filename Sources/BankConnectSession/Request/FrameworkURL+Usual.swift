extension FrameworkURL {
    /// Whether the text at a range is a usual URL, of which no rule has anything to say but for its length: https, a
    /// name of letters, digits, hyphens and dots that the framework takes, no port, and printable ASCII without a
    /// backslash behind it.
    ///
    /// Hosts with two marks in a row, `localhost` and addresses are looked at elsewhere.
    @inline(__always)
    static func isUsual(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count > 8, ByteWord(text, at: range.lowerBound).bits == 0x2F2F_3A73_7074_7468 else { return false }
        let host = range.lowerBound + 8
        guard let end = endOfUsualHost(text, host, range.upperBound) else { return false }
        guard end < range.upperBound else { return true }
        guard text[end] == UInt8(ascii: "/") || text[end] == UInt8(ascii: "?") || text[end] == UInt8(ascii: "#") else {
            return false
        }
        var at = end
        while at + 8 <= range.upperBound {
            guard ByteWord(text, at: at).isPlainURLText else { return false }
            at += 8
        }
        // The rest together with some bytes that have been looked at already.
        return ByteWord(text, at: range.upperBound - 8).isPlainURLText
    }

    /// Where a host ends whose labels begin and end with a letter or digit, and whose last is of two letters or more.
    @inline(__always)
    private static func endOfUsualHost(_ text: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        var end = start
        // The place before the host counts as a mark, so that none may follow.
        var mark: UInt64 = 0x80
        while true {
            let word = ByteWord(text, at: end, upTo: limit)
            // Zeros behind the limit are no bytes of a host, so that the loop ends there.
            let others = word.otherThanHostBytes
            let count = others == 0 ? 8 : others.trailingZeroBitCount / 8
            let marks = ByteWord(bits: word.hyphensAndPeriods).prefix(count)
            guard marks & (marks << 8 | mark) == 0 else { return nil }
            end += count
            guard count == 8 else { break }
            mark = marks >> 56
        }
        // No label is too long in a host that is short.
        guard end - start <= 63 else { return nil }
        var label = end
        while label > start, text[label - 1] | 0x20 &- UInt8(ascii: "a") < 26 { label -= 1 }
        guard end - label >= 2, label > start, text[label - 1] == UInt8(ascii: ".") else { return nil }
        return end
    }
}
