/// What belongs to a link that begins at a place of a text.
extension LinkFinder {
    /// The link that begins at a place; of one that is too long, enough to see that it is.
    func candidate(
        _ start: LinkStart, _ line: TextLine, _ number: Int, _ text: Span<UInt8>, wordEnd: Int
    ) -> LinkCandidate {
        var end = max(start.after, min(wordEnd, start.offset + LinkMender.greatestByteCount + 1))
        end = LinkMender.tagStart(text, from: start.after, to: end) ?? end
        end = encodedEnd(start, closedEnd(start, end, line, text), text)
        let range = start.offset..<cutAtNextLink(start, end, line, text)
        return LinkCandidate(line: number, range: range, text.extracting(range).array)
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
            if end < line.content.upperBound, TextCharacter.isForeign(text, end) { break }
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
                start.hasScheme || !hasScheme || kind == .unmarked,
                start.isPlain || kind == .unmarked || start.offset > word.lowerBound || !isOpenWrapper(candidate.first)
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

    /// Whether a link is a wrapper's that ends where the link inside it begins.
    private func isOpenWrapper(_ link: [UInt8]) -> Bool {
        guard link.last == UInt8(ascii: "=") || link.last == UInt8(ascii: "_") else { return false }
        return LinkWrapper(link.span, LinkParts(link.span)) != nil
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
