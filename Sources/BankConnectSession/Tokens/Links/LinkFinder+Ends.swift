/// Where a link ends that something around it closes.
extension LinkFinder {
    /// Where the quote or bracket closes that stands before a link; `end` where there is none.
    func closedEnd(_ start: LinkStart, _ end: Int, _ line: TextLine, _ text: Span<UInt8>) -> Int {
        guard start.offset > line.content.lowerBound else { return end }
        let opening = text[start.offset - 1]
        guard let closing = Self.closing(opening, text, before: start.offset) else {
            return emphasizedEnd(start, end, line, text)
        }
        let isSlack = opening == UInt8(ascii: "<")
        var at = start.after
        while at < end, text[at] != closing, !isSlack || text[at] != UInt8(ascii: "|") { at += 1 }
        guard at < end else { return end }
        // A reference of Markdown's says elsewhere what the link opens.
        if closing == UInt8(ascii: "]"), at + 1 < end, text[at + 1] == UInt8(ascii: "[") { return end }
        let isEscaped =
            text[at - 1] == UInt8(ascii: "\\") && start.offset > 1 && text[start.offset - 2] == UInt8(ascii: "\\")
        return isEscaped ? at - 1 : at
    }

    /// Where a link ends that is percent-encoded as a parameter of another one: at the next parameter of that.
    func encodedEnd(_ start: LinkStart, _ end: Int, _ text: Span<UInt8>) -> Int {
        guard start.hasScheme, !start.isPlain, start.offset > 0, text[start.offset - 1] == UInt8(ascii: "=") else {
            return end
        }
        // With its question mark, its own ampersands are encoded too.
        var at = start.after
        while at < end, !text.holds("%3F", at: at), !text.holds("%253F", at: at) { at += 1 }
        while at < end, text[at] != UInt8(ascii: "&") { at += 1 }
        return at
    }

    /// What closes what the byte before a link opens; nil for a byte that opens nothing.
    private static func closing(_ opening: UInt8, _ text: Span<UInt8>, before start: Int) -> UInt8? {
        if text.holds("[url=", at: start - 5) { return UInt8(ascii: "]") }
        if text.holds("[url]", at: start - 5) { return UInt8(ascii: "[") }
        return TextCharacter.closing(opening)
    }

    /// Where a link in bold, italics or struck out ends, as chats write it: before the marks that stand before it too.
    private func emphasizedEnd(_ start: LinkStart, _ end: Int, _ line: TextLine, _ text: Span<UInt8>) -> Int {
        guard TextCharacter.isEmphasis(text[start.offset - 1]) else { return end }
        let closed =
            start.offset
            + TextCharacter.endBeforeTrailing(text.extracting(start.offset..<end), TextCharacter.isTrailing)
        var first = start.offset
        while first > line.content.lowerBound, TextCharacter.isEmphasis(text[first - 1]) { first -= 1 }
        // Each mark closes what it opens: the last one in front of the link is the first one behind it.
        for count in stride(from: min(start.offset - first, closed - start.after), to: 0, by: -1)
        where (0..<count).allSatisfy({ text[start.offset - 1 - $0] == text[closed - count + $0] }) {
            return closed - count
        }
        return end
    }
}
