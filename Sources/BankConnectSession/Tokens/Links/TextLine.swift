/// A line of a text, and what of it is content: neither quoting (`> `) nor white space around it.
struct TextLine {
    /// Where it begins.
    let start: Int
    /// Its content, without quoting and white space around it.
    let content: Range<Int>
    /// Where the next line begins.
    let next: Int
    let isQuoted: Bool

    /// The line that begins at an offset; nil at the text's end.
    init?(_ text: Span<UInt8>, from start: Int) {
        guard start < text.count else { return nil }
        let end = text.firstLineFeed(from: start) ?? text.count
        self.start = start
        next = end + 1
        var first = start
        var isQuoted = false
        while first < end {
            if text[first] == UInt8(ascii: ">") {
                isQuoted = true
            } else if text[first] != 0x20, text[first] != 0x09 {
                break
            }
            first += 1
        }
        var last = end
        while last > first, text[last - 1] <= 0x20 { last -= 1 }
        content = first..<last
        self.isQuoted = isQuoted
    }

    /// A whole text as one line.
    init(whole text: Span<UInt8>) {
        start = 0
        content = 0..<text.count
        next = text.count + 1
        isQuoted = false
    }

    func isEmpty(_ text: Span<UInt8>) -> Bool { content.isEmpty }

    /// Whether white space begins at an offset, or a byte stands there that is no UTF-8; what stands inside a character
    /// counts with it.
    static func isSpace(_ text: Span<UInt8>, _ at: Int) -> Bool {
        let byte = text[at]
        if byte <= 0x20 { return true }
        guard byte >= 0x80 else { return false }
        if TextCharacter.isForeign(text, at) { return true }
        guard byte >= 0xC2, byte <= 0xE3, byte == 0xC2 || byte >= 0xE1 else { return false }
        return TextCharacter.decode(text, at).map { TextCharacter.isWhiteSpace($0.character) } ?? false
    }

    /// The word at or behind an offset; nil when nothing but white space follows.
    func word(_ text: Span<UInt8>, from offset: Int) -> Range<Int>? {
        var at = offset
        while at < content.upperBound, let (character, length) = TextCharacter.decode(text, at),
            TextCharacter.isWhiteSpace(character)
        {
            at += length
        }
        guard at < content.upperBound else { return nil }
        var end = at
        while end < content.upperBound, !Self.isSpace(text, end) { end += 1 }
        return end > at ? at..<end : nil
    }

    /// What says that a mail program broke the line here; nil when nothing does.
    func breakMark(_ text: Span<UInt8>, before below: TextLine) -> LinkCandidate.Break? {
        guard !content.isEmpty, !below.content.isEmpty else { return nil }
        if text[content.upperBound - 1] == UInt8(ascii: "=") { return .soft }
        if isQuoted, below.isQuoted { return .marked }
        guard content.upperBound - start >= LinkFinder.wrapColumn else { return nil }
        // Prose is no part of a link; the words behind its first are.
        let isWhole = word(text, from: content.lowerBound) == content
        return isWhole && below.word(text, from: below.content.lowerBound) == below.content ? .marked : .unmarked
    }
}

extension Span<UInt8> {
    /// The offset of the first line feed at or after `start`; nil when there is none.
    func firstLineFeed(from start: Int) -> Int? {
        var at = start
        while at + 8 <= count {
            let feeds = ByteWord(self, at: at).lineFeeds
            if feeds != 0 { return at + feeds.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < count {
            if self[at] == 0x0A { return at }
            at += 1
        }
        return nil
    }
}
