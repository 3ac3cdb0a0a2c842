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
        /// The hosts that the first of them lead to.
        package var otherHosts: [String] = []
        /// Lines without a link.
        package var otherLines = 0
        /// Link shorteners that were met, which hide where a link leads.
        package var shorteners: Set<String> = []

        /// Nothing was passed over.
        package init() {}

        /// Adds what another search passed over.
        package mutating func add(_ other: Counts) {
            otherLinks += other.otherLinks
            for host in other.otherHosts { note(otherHost: host) }
            otherLines += other.otherLines
            shorteners.formUnion(other.shorteners)
        }

        /// How many hosts are named.
        private static let greatestHostCount = 3

        mutating func note(otherHost host: String) {
            guard otherHosts.count < Self.greatestHostCount, !otherHosts.contains(host) else { return }
            otherHosts.append(host)
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
    ///   - takesPlain: Called with each line that is nothing but a link, as far as a glance shows, its number, and whether
    ///     the line below is no rest of it. When it answers true, the line is done with.
    ///   - body: Called with every other link.
    /// - Returns: What was passed over.
    package func find(
        in text: Span<UInt8>, firstLine: Int = 1, takesPlain: (Span<UInt8>, Int, Bool) -> Bool = { _, _, _ in false },
        candidate body: (LinkCandidate) -> Void
    ) -> Counts {
        var counts = Counts()
        var line = TextLine(text, from: 0)
        var number = firstLine
        /// Where a joined link of an earlier line ends, so that its lines do not count as others.
        var joinedEnd = 0
        /// What was joined to the last link of a session.
        var covered = 0..<0
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
                takesPlain(text.extracting(current.content), number, Self.isNoRest(next, text))
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
                if start.hasScheme ? !start.isPlain && covered.contains(start.offset) : start.offset < joinedEnd {
                    at = start.after
                    continue
                }
                if let marked = MarkedLink(text, around: start, from: at, in: current) {
                    let target = text.extracting(marked.target).array
                    let words = text.extracting(marked.text)
                    if let host = shownHost(in: words, opening: target) {
                        report(addresses(of: target, shownHost: host, line: number), target, &counts, body)
                        at = max(start.after, min(marked.end, current.content.upperBound))
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
                    covered = candidate.range.upperBound..<max(candidate.range.upperBound, joinedEnd)
                    candidate.holdsOthers = holdsOthers(candidate, start, current, text, wordEnd: word.end)
                    body(candidate)
                } else {
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

    /// Whether a line is none, is empty or begins with a link, as a glance shows.
    private static func isNoRest(_ line: TextLine?, _ text: Span<UInt8>) -> Bool {
        guard let line, !line.content.isEmpty else { return true }
        return text.holds("https://", at: line.content.lowerBound)
    }

    /// Whether no repair would change anything of a link whose host is right.
    package static func isClean(_ link: Span<UInt8>) -> Bool { LinkMender.isClean(link) }

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
        // Several words are a text, such as a sentence of the customer's, and so are bytes that are no UTF-8.
        if !whole.others.isEmpty || text.indices.contains(where: { TextCharacter.isForeign(span, $0) }) {
            let isHTML = HTMLReader.holdsAnchor(span)
            let words = isHTML ? MailReader.text(ofHTML: span, self) : text
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
        if span.firstOffset(of: "](") != nil || span.firstOffset(of: "|") != nil || span.holds("[url=", at: 0) {
            var marked: [LinkCandidate] = []
            _ = find(in: span) { if marked.count < Self.greatestArgumentCount { marked.append($0) } }
            if marked.contains(where: { $0.shownHost != nil }) { return marked }
        }
        found.append(whole)
        appendLinks(inside: whole, of: text, line: 1, to: &found)
        found[0].holdsOthers = found.count > 1
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
        found[0].holdsOthers = found.count > 1
        return found
    }

    /// Hands on the links of an address, or counts it.
    private func report(
        _ found: [LinkCandidate], _ target: [UInt8], _ counts: inout Counts, _ body: (LinkCandidate) -> Void
    ) {
        for candidate in found { body(candidate) }
        if found.isEmpty { note(target.span, &counts) }
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

    /// Whether a link begins somewhere in a text: then an argument or a line is read as one.
    package func holdsLink(_ text: Span<UInt8>) -> Bool {
        text.firstOffset(of: "://") != nil || LinkStart(text, from: 0, in: TextLine(whole: text), hosts) != nil
    }

    /// Whether a link was made upper-case as a whole, which destroys a token.
    package static func isUpperCased(_ link: Span<UInt8>) -> Bool {
        guard link.firstOffset(of: "session_id=") != nil else { return false }
        for index in link.indices where link[index] &- UInt8(ascii: "a") < 26 { return false }
        return true
    }
}
