/// Which links are of sessions.
extension LinkFinder {
    /// Whether a candidate is of a session, as far as can be seen without judging it.
    func isWanted(_ candidate: LinkCandidate) -> Bool {
        let link = candidate.first.span
        if isOfSession(link) || Self.spellings.contains(where: { link.firstOffset(of: $0) != nil }) { return true }
        let parts = LinkParts(link)
        if isCutInHost(candidate, parts) { return true }
        guard
            parts.scheme == nil || LinkWrapper(link, parts) != nil || link.firstOffset(of: "%3A") != nil
                || link.firstOffset(of: "[") != nil || link.firstOffset(of: "\\/") != nil
                || link.firstOffset(of: "hxxp") != nil
        else { return false }
        return candidate.forms(candidate.markedCount).contains { whole in
            isOfSession(LinkMender(hosts: hosts).mend(whole.text).link.span)
        }
    }

    /// Whether a mail program broke a link of FinBox's inside its host: what stands below is no link, or the two make the
    /// client's host.
    private func isCutInHost(_ candidate: LinkCandidate, _ parts: LinkParts) -> Bool {
        guard parts.scheme != nil, parts.authorityEnd == candidate.first.count, parts.port == nil,
            let below = candidate.others.first, below.before != .unmarked
        else { return false }
        let whole = candidate.first + below.text
        let wholeParts = LinkParts(whole.span)
        guard hosts.isTrusted(wholeParts, whole.span), !hosts.isTrusted(parts, candidate.first.span) else {
            return false
        }
        return whole.span.extracting(wholeParts.host).equalsIgnoringCase(hosts.name)
            || LinkStart(below.text.span, from: 0, in: TextLine(whole: below.text.span), hosts) == nil
    }

    /// Whether a link to elsewhere holds one of a session, which is a candidate of its own.
    func holdsOthers(
        _ candidate: LinkCandidate, _ start: LinkStart, _ line: TextLine, _ text: Span<UInt8>, wordEnd: Int
    ) -> Bool {
        let parts = LinkParts(candidate.first.span)
        guard !hosts.isTrusted(parts, candidate.first.span), LinkWrapper(candidate.first.span, parts) == nil,
            let inner = LinkStart(text, from: start.after, in: line, hosts, before: candidate.range.upperBound)
        else { return false }
        return isWanted(self.candidate(inner, line, candidate.line, text, wordEnd: wordEnd))
    }

    /// Whether a link leads to FinBox, names a session or says how one ended.
    func isOfSession(_ link: Span<UInt8>) -> Bool {
        let parts = LinkParts(link)
        guard parts.scheme != nil else { return false }
        if hosts.isTrusted(parts, link) { return true }
        let query = RedirectQuery(link, from: parts.authorityEnd)
        return query.sessionID != nil || ReturnURL(link, parts, query) != nil
    }

    /// How links of others write the name of the parameter in a link inside them.
    private static let spellings: [StaticString] = ["session_id", "session%5Fid", "session%255Fid"]

    /// Counts a link to elsewhere, and remembers where it leads.
    func note(_ link: Span<UInt8>, _ counts: inout Counts) {
        counts.otherLinks += 1
        if let host = RedirectURL.host(of: link) { counts.note(otherHost: host) }
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
