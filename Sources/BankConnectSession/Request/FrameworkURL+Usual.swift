extension FrameworkURL {
    /// Whether the text at a range is a usual URL, of which no rule has anything to say but for its length: https, a
    /// name of letters, digits, hyphens and dots that the framework takes, no port, and printable ASCII without a
    /// backslash behind it.
    ///
    /// Hosts with two marks in a row, `localhost` and addresses are looked at elsewhere. The URLs of a stream mostly have
    /// one host, which is looked at once.
    @inline(__always)
    static func isUsual(_ bytes: borrowing [UInt8], _ range: Range<Int>, _ known: inout UsualHost) -> Bool {
        guard range.count > 8 else { return false }
        let text = bytes.span
        let end: Int
        if let known = known.end(in: text, range) {
            end = known
        } else {
            guard let found = endOfUsualHost(text, range) else { return false }
            end = found
            known.keep(text, range.lowerBound..<end)
        }
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

    /// Where the host of an https URL ends whose labels begin and end with a letter or digit, and whose last is of two
    /// letters or more.
    private static func endOfUsualHost(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard ByteWord(text, at: range.lowerBound).bits == 0x2F2F_3A73_7074_7468 else { return nil }
        let (start, limit) = (range.lowerBound + 8, range.upperBound)
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

/// The beginning of a usual URL up to the end of its host, in words of eight bytes, the last of which may overlap with
/// the one before; a longer one than there is room for is not kept.
struct UsualHost: Sendable {
    /// How many bytes; 0 for none.
    private(set) var count = 0
    private var words = InlineArray<6, UInt64>(repeating: 0)

    /// Where in the text at a range these bytes end with which it begins; nil when it begins otherwise, or the host goes
    /// on.
    @inline(__always)
    func end(in text: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
        let end = range.lowerBound + count
        guard count >= 8, end < range.upperBound, text[end] == UInt8(ascii: "/"),
            ByteWord(text, at: end - 8).bits == words[0]
        else { return nil }
        var (offset, place) = (0, 1)
        while offset < count - 8 {
            guard ByteWord(text, at: range.lowerBound + offset).bits == words[place] else { return nil }
            (offset, place) = (offset + 8, place + 1)
        }
        return end
    }

    /// Keeps the bytes at a range, which are eight or more.
    mutating func keep(_ text: borrowing Span<UInt8>, _ range: Range<Int>) {
        guard range.count >= 8, range.count <= 8 * words.count else { return count = 0 }
        count = range.count
        words[0] = ByteWord(text, at: range.upperBound - 8).bits
        for place in 1..<words.count where 8 * (place - 1) < count - 8 {
            words[place] = ByteWord(text, at: range.lowerBound + 8 * (place - 1)).bits
        }
    }
}
