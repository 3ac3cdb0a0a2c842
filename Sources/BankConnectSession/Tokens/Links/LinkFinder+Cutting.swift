extension LinkFinder {
    /// The longest text that is kept back because a link may go on behind it.
    private static let greatestTail = 4 * LinkMender.greatestByteCount

    /// How much of a text that goes on can be searched now, so that no link is cut in two: up to a line's end in all
    /// but very long lines.
    ///
    /// Answers 0 when more of the text is needed, which is less than 64 KiB.
    package func safeCut(_ text: Span<UInt8>) -> Int {
        var end = text.count
        while end > 0, text[end - 1] != 0x0A { end -= 1 }
        guard end > 0, text.count - end <= Self.greatestTail else { return cutInLine(text) }
        // Lines from the last one backwards, as long as a link of theirs may go on.
        var cut = end
        /// Where to cut, unless the link that was found is the rest of one above.
        var known: Int?
        var isWhole = false
        while cut > 0, end - cut <= Self.greatestTail {
            var start = cut - 1
            while start > 0, text[start - 1] != 0x0A { start -= 1 }
            guard let line = TextLine(text, from: start) else { return known ?? cut }
            if known != nil, !line.mayGoOn(text) { break }
            if let start = LinkStart(text, from: line.content.lowerBound, in: line, hosts) {
                // With the last link of the line whole, nothing is missing; else what the next line holds is looked at.
                if known == nil { isWhole = Self.isComplete(text.extracting(start.offset..<line.content.upperBound)) }
                if !isWhole { known = line.start } else if known == nil { known = cut }
                if start.isPlain { break }
            } else if !line.mayGoOn(text) {
                break
            }
            cut = start
        }
        // No link begins in all these lines, or it is too long to be one.
        return known ?? (end - cut > Self.greatestTail ? end : cut)
    }

    /// Where a long line without an end is cut: at white space, else where no link that is judged can reach.
    private func cutInLine(_ text: Span<UInt8>) -> Int {
        guard text.count > Self.greatestTail else { return 0 }
        var end = text.count
        let least = text.count - Self.greatestTail / 2
        while end > least, text[end - 1] > 0x20 { end -= 1 }
        return end > least ? end : least
    }
}

extension TextLine {
    /// Whether a link at the line's end may go on below it.
    func mayGoOn(_ text: Span<UInt8>) -> Bool {
        guard !content.isEmpty else { return false }
        return isQuoted || content.upperBound - start >= LinkFinder.wrapColumn
            || text[content.upperBound - 1] == UInt8(ascii: "=")
    }
}
