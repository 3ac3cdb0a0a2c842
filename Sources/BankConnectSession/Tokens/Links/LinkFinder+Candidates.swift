/// What belongs to a link that begins at a place of a text.
extension LinkFinder {
    /// The link that begins at a place; of one that is too long, enough to see that it is.
    func candidate(
        _ start: LinkStart, _ line: TextLine, _ number: Int, _ text: Span<UInt8>, wordEnd: Int
    ) -> LinkCandidate {
        var end = max(start.after, min(wordEnd, start.offset + LinkMender.greatestByteCount + 1))
        end = encodedEnd(start, closedEnd(start, end, line, text), text)
        let range = start.offset..<cutAtNextLink(start, end, line, text)
        return LinkCandidate(line: number, range: range, text.extracting(range).array)
    }

    /// Where the quote or bracket closes that stands before a link; `end` where there is none.
    private func closedEnd(_ start: LinkStart, _ end: Int, _ line: TextLine, _ text: Span<UInt8>) -> Int {
        guard start.offset > line.content.lowerBound else { return end }
        let opening = text[start.offset - 1]
        guard let closing = Self.closing(opening, text, before: start.offset) else { return end }
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
    private func encodedEnd(_ start: LinkStart, _ end: Int, _ text: Span<UInt8>) -> Int {
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

    /// Two links of sessions without a space between them are two, unless the first is one that holds the other.
    private func cutAtNextLink(_ start: LinkStart, _ end: Int, _ line: TextLine, _ text: Span<UInt8>) -> Int {
        guard let inner = LinkStart(text, from: start.after, in: line, hosts, before: end), inner.offset < end,
            inner.isPlain, inner.offset > start.after
        else { return end }
        switch text[inner.offset - 1] {
        case UInt8(ascii: "="), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "."): return end
        default: return isOfSession(text.extracting(start.offset..<inner.offset)) ? inner.offset : end
        }
    }

    /// Adds what may belong to a link behind white space and line breaks; answers where the last piece ends.
    func extend(
        _ candidate: inout LinkCandidate, hasScheme: Bool, _ line: TextLine, _ next: TextLine?, _ text: Span<UInt8>
    ) -> Int {
        guard !Self.isComplete(candidate.first.span) else { return candidate.range.upperBound }
        var end = candidate.range.upperBound
        var count = candidate.first.count
        var line = line
        var next = next
        var unmarked = 0
        while count <= LinkMender.greatestByteCount, candidate.others.count < LinkCandidate.greatestPieceCount {
            let word: Range<Int>
            let kind: LinkCandidate.Break
            if candidate.others.isEmpty, let next { candidate.mayGoOnBelow = reads(next, asRestOf: line, end, text) }
            if let following = line.word(text, from: end) {
                (word, kind) = (following, .unmarked)
            } else if let below = next, let mark = line.breakMark(text, before: below),
                let first = below.word(text, from: below.content.lowerBound)
            {
                (word, kind) = (first, mark)
                line = below
                next = TextLine(text, from: below.next)
            } else {
                break
            }
            if kind == .unmarked { unmarked += 1 }
            guard unmarked <= LinkCandidate.greatestUnmarkedCount else { break }
            if let start = LinkStart(text, from: word.lowerBound, in: line, hosts, before: word.upperBound),
                start.hasScheme || !hasScheme || kind == .unmarked
            {
                break
            }
            // What has a host of its own is a link of its own, however its scheme is written.
            if text.extracting(word).firstOffset(of: "://") != nil { break }
            candidate.others.append((kind, text.extracting(word).array))
            end = word.upperBound
            count += word.count
        }
        return candidate.others.isEmpty ? candidate.range.upperBound : end
    }

    /// Whether a line ends at an offset, and the one below it reads like the rest of a link: one word with marks of links
    /// or digits in it, and no link of its own.
    private func reads(_ below: TextLine, asRestOf line: TextLine, _ end: Int, _ text: Span<UInt8>) -> Bool {
        guard end == line.content.upperBound, let word = below.word(text, from: below.content.lowerBound),
            word.count >= 3, word.count <= LinkMender.greatestByteCount, word.upperBound == below.content.upperBound
        else { return false }
        var hasMark = false
        for at in word {
            switch text[at] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "%"):
                hasMark = true
            case 0x21..<0x7F: break
            default: return false
            }
        }
        return hasMark && LinkStart(text, from: word.lowerBound, in: below, hosts) == nil
    }

    /// Whether a link ends with a whole token of our own, behind which nothing is missing.
    static func isComplete(_ link: Span<UInt8>) -> Bool {
        guard let token = RedirectQuery(link).token else { return false }
        return TokenLayout(link.extracting(token)) != nil
    }

    /// The pieces of a text between its white space.
    static func pieces(of text: [UInt8]) -> LinkCandidate {
        var words: [(range: Range<Int>, isNewLine: Bool)] = []
        let span = text.span
        var at = 0
        var hasFeed = false
        while at < span.count, words.count <= LinkCandidate.greatestPieceCount {
            guard let (character, length) = TextCharacter.decode(span, at) else { break }
            if TextCharacter.isWhiteSpace(character) {
                hasFeed = hasFeed || character == 0x0A
                at += length
                continue
            }
            let start = at
            while let (character, length) = TextCharacter.decode(span, at), !TextCharacter.isWhiteSpace(character) {
                at += length
            }
            if hasFeed, !words.isEmpty, span[start] == UInt8(ascii: ">"), at == start + 1 { continue }
            words.append((start..<at, hasFeed))
            hasFeed = false
        }
        guard let first = words.first else { return LinkCandidate(line: 1, range: 0..<0, []) }
        var candidate = LinkCandidate(line: 1, range: first.range, Array(text[first.range]))
        for (previous, word) in zip(words, words.dropFirst()) {
            let isLong = previous.range.count >= wrapColumn
            let isSoft = text[previous.range.upperBound - 1] == UInt8(ascii: "=")
            let before: LinkCandidate.Break =
                word.isNewLine ? (isSoft ? .soft : isLong ? .marked : .unmarked) : .unmarked
            candidate.others.append((before, Array(text[word.range])))
        }
        return candidate
    }
}
