/// Links whose text shows another address than they open, and addresses in quotes.
extension LinkFinder {
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
    func quotedAddress(
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
}
