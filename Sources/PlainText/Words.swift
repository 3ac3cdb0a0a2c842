extension [String] {
    /// The texts as a sentence has them: `a, b or c`.
    package func listed(_ conjunction: String) -> String {
        guard let last, count > 1 else { return first ?? "" }
        return "\(dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }
}

extension String {
    /// A number of things, one or several: `1 line`, `2 lines`.
    package static func counted(_ count: some BinaryInteger, _ name: String) -> String {
        "\(count) \(name)\(count == 1 ? "" : "s")"
    }

    /// The text as a POSIX shell takes it for one word.
    package var shellQuoted: String {
        let isPlain = utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "./_-".utf8.contains(byte)
        }
        return isPlain && !isEmpty ? self : "'\(substituting("'", with: #"'\''"#))'"
    }

    /// The text with spaces behind it up to a width.
    package func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}

/// How much two words differ.
package enum EditDistance {
    /// Whether two words differ in nothing but digits, place by place: codes with another number, and no slips.
    package static func differInDigits<Element: BinaryInteger>(_ word: [Element], _ other: [Element]) -> Bool {
        func isDigit(_ code: Element) -> Bool { 0x30...0x39 ~= Int(truncatingIfNeeded: code) }
        return word.count == other.count && word != other
            && zip(word, other).allSatisfy { $0 == $1 || isDigit($0) && isDigit($1) }
    }

    /// The least number of elements to insert, remove, replace or swap with their neighbours that turns one word into
    /// the other; nil when it is above the limit.
    @specialized(where Element == UInt8)
    package static func between<Element: Equatable>(
        _ wanted: [Element], _ candidate: [Element], limit: Int
    ) -> Int? {
        guard abs(candidate.count - wanted.count) <= limit else { return nil }
        guard !wanted.isEmpty else { return candidate.count }
        if limit == 1, !mayDifferByOne(wanted, candidate) { return nil }
        // Three rows of the usual table: the last but one for swaps, the last, and the one being filled.
        var beforeLast: [Int] = []
        var last = Array(0...candidate.count)
        for row in 1...wanted.count {
            var current = [row]
            current.reserveCapacity(candidate.count + 1)
            var column = 1
            while column <= candidate.count {
                let isSame = wanted[row - 1] == candidate[column - 1]
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1,
                    wanted[row - 1] == candidate[column - 2], wanted[row - 2] == candidate[column - 1]
                {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current.append(best)
                column += 1
            }
            guard current.contains(where: { $0 <= limit }) else { return nil }
            beforeLast = last
            last = current
        }
        return last.last.flatMap { $0 <= limit ? $0 : nil }
    }

    /// Whether two words are alike but for two neighbours at most, which is all that one change touches.
    @specialized(where Element == UInt8)
    private static func mayDifferByOne<Element: Equatable>(_ word: [Element], _ other: [Element]) -> Bool {
        let (length, longest) = (min(word.count, other.count), max(word.count, other.count))
        var (start, end) = (0, 0)
        while start < length, word[start] == other[start] { start += 1 }
        while end < length, word[word.count - 1 - end] == other[other.count - 1 - end] { end += 1 }
        return start + end + 2 >= longest
    }
}

extension StringProtocol {
    /// The text with each occurrence of a part of it replaced by another text.
    ///
    /// By bytes: to escape a mark, it must be found before a combining character too. And without the standard
    /// library's regular expressions, of which `replacing`, `contains` and `split` by a text are a part: they would make
    /// a program that is linked statically larger by a megabyte.
    package func substituting(_ part: String, with other: String) -> String {
        let (text, part) = (Array(utf8), Array(part.utf8))
        guard !part.isEmpty else { return String(self) }
        var result: [UInt8] = []
        var at = 0
        while at < text.count {
            if text[at...].starts(with: part) {
                result += other.utf8
                at += part.count
            } else {
                result.append(text[at])
                at += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a text is a part of it, by bytes.
    package func holds(_ part: String) -> Bool { place(of: part) != nil }

    /// Where a text first is a part of it, by bytes; nil where it is none.
    package func place(of part: String) -> Range<Index>? {
        utf8.indices.first { utf8[$0...].starts(with: part.utf8) }.map {
            $0..<utf8.index($0, offsetBy: part.utf8.count)
        }
    }
}
