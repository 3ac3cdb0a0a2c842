// Links in texts: `LinkFinder` (here) looks for a `LinkStart` in each `TextLine` and takes a `LinkCandidate`;
// `LinkWrapper` and `LinkMender` undo what was done to it, each a `LinkRepair`; `LinkAssessment` judges its
// `LinkParts` and `RedirectQuery`.

/// Finds links of sessions in a text: a list, a chat, a mail's decoded text.
///
/// Words that are no link are passed over, and so are links that lead elsewhere; they are counted. A text may be handed
/// in piece by piece, cut where ``safeCut(_:)`` says, so that a link that a mail program broke is in one piece.
package struct LinkFinder: Sendable {
    /// What was passed over.
    package struct Counts: Sendable, Hashable {
        /// Links to other places.
        package var otherLinks = 0
        /// Lines without a link.
        package var otherLines = 0
        /// Link shorteners that were met, which hide where a link leads.
        package var shorteners: Set<String> = []

        /// Nothing was passed over.
        package init() {}

        /// Adds what another search passed over.
        package mutating func add(_ other: Counts) {
            otherLinks += other.otherLinks
            otherLines += other.otherLines
            shorteners.formUnion(other.shorteners)
        }
    }

    /// The most links that are judged of one argument.
    private static let greatestArgumentCount = 1_000
    /// How many columns a line has that a mail program may have broken.
    static let wrapColumn = 60

    let hosts: ClientHosts

    /// Finds links of the sessions that a verifier judges.
    package init(_ verifier: TokenVerifier) {
        hosts = verifier.hosts
    }

    /// Looks for the links of a text, in order.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - firstLine: The number of its first line.
    ///   - takesPlain: Called with each line that is nothing but a link, as far as a glance shows, and its number.
    ///     When it answers true, the line is done with.
    ///   - body: Called with every other link.
    /// - Returns: What was passed over.
    package func find(
        in text: Span<UInt8>, firstLine: Int = 1, takesPlain: (Span<UInt8>, Int) -> Bool = { _, _ in false },
        candidate body: (LinkCandidate) -> Void
    ) -> Counts {
        var counts = Counts()
        var line = TextLine(text, from: 0)
        var number = firstLine
        /// Where a joined link of an earlier line ends, so that its lines do not count as others.
        var joinedEnd = 0
        while let current = line {
            let next = TextLine(text, from: current.next)
            if !current.isEmpty(text), text[current.content.lowerBound] == MarkedLink.addressMark {
                let found = MarkedLink.readLine(text.extracting(current.content))
                report(
                    addresses(of: found.target, shownHost: found.shownHost, line: number), found.target, &counts, body)
                line = next
                number += 1
                continue
            }
            if current.content.count > 8, text.holds("https://", at: current.content.lowerBound),
                takesPlain(text.extracting(current.content), number)
            {
                line = next
                number += 1
                continue
            }
            var isOther = !current.isEmpty(text) && current.start >= joinedEnd
            var at = current.content.lowerBound
            var word = Word()
            while let start = LinkStart(text, from: at, in: current, hosts) {
                isOther = false
                word.count(start, current, text)
                // What looks like a host may be the rest of a link to elsewhere that a mail program broke.
                if !start.hasScheme, start.offset < joinedEnd {
                    at = start.after
                    continue
                }
                if let marked = MarkedLink(text, around: start, from: at, in: current) {
                    let target = text.extracting(marked.target).array
                    let words = text.extracting(marked.text)
                    if let host = shownHost(in: words, opening: target) {
                        report(addresses(of: target, shownHost: host, line: number), target, &counts, body)
                        at = min(marked.end, current.content.upperBound)
                        joinedEnd = max(joinedEnd, marked.end)
                        continue
                    }
                }
                if let quoted = quotedAddress(start, current, text, wordEnd: word.end) {
                    let target = text.extracting(quoted).array
                    report(addresses(of: target, shownHost: nil, line: number), target, &counts, body)
                    at = quoted.upperBound
                    continue
                }
                var candidate = candidate(start, current, number, text, wordEnd: word.end)
                joinedEnd = max(joinedEnd, extend(&candidate, hasScheme: start.hasScheme, current, next, text))
                at = max(candidate.range.upperBound, start.after)
                if isWanted(candidate) {
                    body(candidate)
                } else {
                    counts.otherLinks += 1
                    note(candidate.first.span, &counts)
                }
                // A link inside a link to elsewhere is shown as one of its own, but for what is too long or too much.
                if candidate.first.count > LinkMender.greatestByteCount || word.linkCount > Self.greatestWordCount {
                    at = max(word.end, start.after)
                } else if LinkWrapper(candidate.first.span, LinkParts(candidate.first.span)) == nil {
                    at = start.after
                }
            }
            if isOther { counts.otherLines += 1 }
            line = next
            number += 1
        }
        return counts
    }

    /// The most links that are looked for in one word, so that no word takes longer than its length asks for.
    private static let greatestWordCount = 16

    /// The word that links are being found in.
    private struct Word {
        /// Where it ends.
        var end = 0
        /// How many links begin in it.
        var linkCount = 0

        mutating func count(_ start: LinkStart, _ line: TextLine, _ text: Span<UInt8>) {
            linkCount += 1
            guard start.offset >= end else { return }
            linkCount = 1
            end = start.after
            while end < line.content.upperBound, !TextLine.isSpace(text, end) { end += 1 }
        }
    }

    /// Makes a candidate of a text that is given as one link, and finds the links inside it.
    package func candidates(inLink text: [UInt8]) -> [LinkCandidate] {
        var found: [LinkCandidate] = []
        let span = text.span
        let whole = Self.pieces(of: text)
        // Several words are a text, such as a sentence of the customer's.
        if !whole.others.isEmpty {
            let isHTML = HTMLReader.holdsAnchor(span)
            let words = isHTML ? HTMLReader.text(of: span, self) : text
            _ = find(in: words.span) { if found.count < Self.greatestArgumentCount { found.append($0) } }
            guard let first = found.first else { return whole.isOneAddress ? addresses(of: text, line: 1) : [whole] }
            // What begins with a link to elsewhere is that link, with white space in it.
            if !isHTML, whole.isOneAddress, first.range.lowerBound >= whole.range.upperBound,
                first.shownHost == nil
            {
                found.insert(LinkCandidate(line: 1, range: whole.range, whole.first), at: 0)
            }
            return found
        }
        if span.firstOffset(of: "](") != nil || span.firstOffset(of: "|") != nil {
            var marked: [LinkCandidate] = []
            _ = find(in: span) { if marked.count < Self.greatestArgumentCount { marked.append($0) } }
            if marked.contains(where: { $0.shownHost != nil }) { return marked }
        }
        found.append(whole)
        appendLinks(inside: whole, of: text, line: 1, to: &found)
        return found
    }

    /// A text that is one link, whatever it holds, and the links inside it; nothing where no session is named.
    private func addresses(of target: [UInt8], shownHost: String? = nil, line: Int) -> [LinkCandidate] {
        let link = target.starts(with: [0x2F, 0x2F]) ? Array("https:".utf8) + target : target
        var whole = LinkCandidate(line: line, range: 0..<link.count, link)
        whole.shownHost = shownHost
        guard shownHost != nil || isWanted(whole) else { return [] }
        var found = [whole]
        appendLinks(inside: whole, of: link, line: line, to: &found)
        return found
    }

    /// Hands on the links of an address, or counts it.
    private func report(
        _ found: [LinkCandidate], _ target: [UInt8], _ counts: inout Counts, _ body: (LinkCandidate) -> Void
    ) {
        for candidate in found { body(candidate) }
        guard found.isEmpty else { return }
        counts.otherLinks += 1
        note(target.span, &counts)
    }

    /// A host that the text of a link shows, where the link opens another one and one of them matters here; links of
    /// FinBox's are of one host.
    func shownHost(in words: Span<UInt8>, opening target: [UInt8]) -> String? {
        let opened = LinkMender(hosts: hosts).mend(target).link
        let openedParts = LinkParts(opened.span)
        let opensService = hosts.isTrusted(openedParts, opened.span)
        let isOpenedWanted = isOfSession(opened.span)
        var shown: String?
        var start = 0
        while let line = TextLine(words, from: start) {
            start = line.next
            guard !line.isEmpty(words), words[line.content.lowerBound] != MarkedLink.addressMark else { continue }
            var at = line.content.lowerBound
            while let place = LinkStart(words, from: at, in: line, hosts) {
                at = place.after
                var end = place.after
                while end < line.content.upperBound, !TextLine.isSpace(words, end) { end += 1 }
                guard end - place.offset <= LinkMender.greatestByteCount else { continue }
                let link = LinkMender(hosts: hosts).mend(words.extracting(place.offset..<end).array).link
                let parts = LinkParts(link.span)
                let host = link.span.extracting(parts.host)
                guard !host.isEmpty, isOpenedWanted || isOfSession(link.span) else { continue }
                let showsService = hosts.isTrusted(parts, link.span)
                if showsService, opensService { continue }
                if host.equalsIgnoringCase(opened.span.extracting(openedParts.host).array) { continue }
                if showsService { return host.text }
                shown = shown ?? host.text
            }
        }
        return shown
    }

    /// An address in quotes or angle brackets that leads elsewhere and holds a link behind white space.
    private func quotedAddress(
        _ start: LinkStart, _ line: TextLine, _ text: Span<UInt8>, wordEnd: Int
    ) -> Range<Int>? {
        guard start.hasScheme, start.offset > line.content.lowerBound else { return nil }
        let closing: UInt8
        switch text[start.offset - 1] {
        case UInt8(ascii: "\""): closing = UInt8(ascii: "\"")
        case UInt8(ascii: "<"): closing = UInt8(ascii: ">")
        case UInt8(ascii: "'"): closing = UInt8(ascii: "'")
        default: return nil
        }
        var end = start.after
        let limit = min(line.content.upperBound, start.offset + LinkMender.greatestByteCount)
        while end < limit, text[end] != closing { end += 1 }
        guard end < limit, end > wordEnd else { return nil }
        let first = LinkMender(hosts: hosts).mend(text.extracting(start.offset..<wordEnd).array).link
        guard !isOfSession(first.span), LinkStart(text, from: wordEnd, in: line, hosts, before: end) != nil else {
            return nil
        }
        return start.offset..<end
    }

    /// Adds the links that stand inside one that leads elsewhere.
    private func appendLinks(
        inside whole: LinkCandidate, of text: [UInt8], line number: Int, to found: inout [LinkCandidate]
    ) {
        guard whole.first.count <= LinkMender.greatestByteCount else { return }
        let span = text.span
        let line = TextLine(whole: span)
        var word = Word()
        // What a repair takes the link out of is no link to elsewhere.
        let mended = LinkMender(hosts: hosts).mend(whole.first).link
        let parts = LinkParts(mended.span)
        if hosts.isTrusted(parts, mended.span) { return }
        var at = 0
        var isFirst = true
        while let start = LinkStart(span, from: at, in: line, hosts) {
            at = start.after
            if isFirst {
                isFirst = false
                if start.offset < whole.first.count { continue }
            }
            word.count(start, line, span)
            let inner = candidate(start, line, number, span, wordEnd: word.end)
            if isWanted(inner), found.count < Self.greatestArgumentCount { found.append(inner) }
        }
    }

    /// The pieces of a text between its white space.
    private static func pieces(of text: [UInt8]) -> LinkCandidate {
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

    /// Whether a link begins somewhere in a text, as far as an argument or a line is taken for one.
    package func holdsLink(_ text: Span<UInt8>) -> Bool {
        text.firstOffset(of: "://") != nil || LinkStart(text, from: 0, in: TextLine(whole: text), hosts) != nil
    }

    /// Whether a link was made upper-case as a whole, which destroys a token.
    package static func isUpperCased(_ link: Span<UInt8>) -> Bool {
        guard link.firstOffset(of: "session_id=") != nil else { return false }
        for index in link.indices where link[index] &- UInt8(ascii: "a") < 26 { return false }
        return true
    }

    // MARK: - One candidate

    /// The link that begins at a place; of one that is too long, enough to see that it is.
    private func candidate(
        _ start: LinkStart, _ line: TextLine, _ number: Int, _ text: Span<UInt8>, wordEnd: Int
    ) -> LinkCandidate {
        var end = max(start.after, min(wordEnd, start.offset + LinkMender.greatestByteCount + 1))
        end = closedEnd(start, end, line, text)
        let range = start.offset..<cutAtNextLink(start, end, line, text)
        return LinkCandidate(line: number, range: range, text.extracting(range).array)
    }

    /// Where the quote or bracket closes that stands before a link; `end` where there is none.
    private func closedEnd(_ start: LinkStart, _ end: Int, _ line: TextLine, _ text: Span<UInt8>) -> Int {
        guard start.offset > line.content.lowerBound else { return end }
        let opening = text[start.offset - 1]
        guard let closing = TextCharacter.closing(opening) else { return end }
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
    private func extend(
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

    /// Whether a link ends with a whole token of our own, behind which nothing is missing.
    private static func isComplete(_ link: Span<UInt8>) -> Bool {
        guard let token = RedirectQuery(link).token else { return false }
        return TokenLayout(link.extracting(token)) != nil
    }

    /// Whether a candidate is of a session, as far as can be seen without judging it.
    private func isWanted(_ candidate: LinkCandidate) -> Bool {
        let link = candidate.first.span
        if isOfSession(link) || link.firstOffset(of: "session_id") != nil { return true }
        let parts = LinkParts(link)
        guard
            parts.scheme == nil || LinkWrapper(link, parts) != nil || link.firstOffset(of: "%3A") != nil
                || link.firstOffset(of: "[") != nil || link.firstOffset(of: "\\/") != nil
                || link.firstOffset(of: "hxxp") != nil
        else { return false }
        let whole = candidate.form(candidate.markedCount).text
        return isOfSession(LinkMender(hosts: hosts).mend(whole).link.span)
    }

    private func isOfSession(_ link: Span<UInt8>) -> Bool {
        let parts = LinkParts(link)
        guard parts.scheme != nil else { return false }
        if hosts.isTrusted(parts, link) { return true }
        let query = RedirectQuery(link, from: parts.authorityEnd)
        return query.sessionID != nil || ReturnURL(link, parts, query) != nil
    }

    private func note(_ link: Span<UInt8>, _ counts: inout Counts) {
        guard counts.shorteners.count < 8, let host = LinkShortener.host(of: link) else { return }
        counts.shorteners.insert(host)
    }

    /// Whether a text begins with a host that links lead to, and goes on as a link does.
    static func beginsWithHost(_ text: Span<UInt8>, _ hosts: ClientHosts) -> Bool {
        var end = 0
        while end < text.count {
            let byte = text[end]
            guard ASCII.isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { break }
            end += 1
        }
        let host = text.extracting(first: end)
        guard host.equalsIgnoringCase(hosts.name) || LinkStart.isOfService(host), end < text.count else { return false }
        return text[end] == UInt8(ascii: "/") || text[end] == UInt8(ascii: "?") || text[end] == UInt8(ascii: ":")
            || text[end] == UInt8(ascii: "%")
    }
}

/// Services that hide where a link leads.
package enum LinkShortener {
    private static let hosts: [StaticString] = [
        "bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "rb.gy", "rebrand.ly", "shorturl.at",
        "t.co", "t.ly", "tiny.cc", "tinyurl.com",
    ]

    /// The host of a link to such a service; nil for another link.
    package static func host(of link: Span<UInt8>) -> String? {
        let host = link.extracting(LinkParts(link).host)
        for known in hosts where host.equalsIgnoringCase(known) { return "\(known)" }
        return nil
    }
}

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
        while cut > 0, end - cut <= Self.greatestTail {
            var start = cut - 1
            while start > 0, text[start - 1] != 0x0A { start -= 1 }
            guard let line = TextLine(text, from: start), line.mayGoOn(text) else { return cut }
            if let start = LinkStart(text, from: line.content.lowerBound, in: line, hosts) {
                // With the last link of the line whole, nothing is missing.
                return Self.isComplete(text.extracting(start.offset..<line.content.upperBound)) ? cut : line.start
            }
            cut = start
        }
        // No link begins in all these lines, or it is too long to be one.
        return end - cut > Self.greatestTail ? end : cut
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
