/// What surrounds a link.
extension LinkMender {
    static func withoutInvisibleCharacters(_ link: [UInt8]) -> Repaired? {
        let kept = link.removingCharacters(TextCharacter.isInvisible)
        return kept.count == link.count ? nil : (kept, LinkRepair(.invisibleCharacter, "removing invisible characters"))
    }

    static func withoutWhiteSpace(_ link: [UInt8]) -> Repaired? {
        let kept = link.removingCharacters(TextCharacter.isWhiteSpace)
        return kept.count == link.count ? nil : (kept, LinkRepair(.whiteSpace, "removing white space"))
    }

    /// Slack's `<link|text>`, `<link>`, Markdown's `[text](link)`, and `[url=link]text[/url]` of forums.
    static func outOfMarkup(_ link: [UInt8]) -> Repaired? {
        if link.first == UInt8(ascii: "<"), let end = link.firstIndex(of: UInt8(ascii: ">")) {
            var inner = link[1..<end]
            if inner.span.holds("URL:", at: 0) { inner = inner.dropFirst(4) }
            guard let bar = inner.firstIndex(of: UInt8(ascii: "|")) else {
                return (Array(inner), LinkRepair(.markup, "removing the angle brackets around it"))
            }
            return (Array(inner[..<bar]), LinkRepair(.markup, "taking it out of a Slack link"))
        }
        if let forum = MarkedLink.forumTarget(link.span) {
            return (Array(link[forum]), LinkRepair(.markup, "taking it out of a forum's [url]"))
        }
        guard link.first == UInt8(ascii: "["), let middle = link.span.firstOffset(of: "](") else { return nil }
        var inner = link[(middle + 2)...]
        if let end = inner.firstIndex(of: UInt8(ascii: ")")) { inner = inner[..<end] }
        return (Array(inner), LinkRepair(.markup, "taking it out of a Markdown link"))
    }

    static func withoutLeadingPunctuation(_ link: [UInt8]) -> Repaired? {
        if let mark = link.first, TextCharacter.isEmphasis(mark) || mark == UInt8(ascii: "|") {
            let end = TextCharacter.endBeforeTrailing(link.span, TextCharacter.isTrailing)
            if end > 2, link[end - 1] == mark {
                let name = TextCharacter.name(of: [mark].span)
                return (Array(link[1..<end - 1]), LinkRepair(.punctuation, "removing \(name) on both sides"))
            }
        }
        let count = TextCharacter.lengthOfLeading(link.span, TextCharacter.isEnclosing)
        guard count > 0, count < link.count else { return nil }
        let removed = TextCharacter.name(of: link.span.extracting(first: count))
        return (Array(link[count...]), LinkRepair(.punctuation, "removing \(removed) before it"))
    }

    /// `Link:`, `URL:`, `url=` and a label before `|`, as chats and forums write them, and signs that are no letters.
    static func withoutLabel(_ link: [UInt8]) -> Repaired? {
        let span = link.span
        guard let separator = span.firstOffset(of: "://"), separator <= 64 else { return nil }
        for scheme in ["https", "http"] as [StaticString] {
            let start = separator - scheme.utf8CodeUnitCount
            guard start > 0, span.holds(scheme, at: start) else { continue }
            let label = span.extracting(first: start)
            let isKnown = ["link:", "url:", "url="].contains { label.equalsIgnoringCase($0 as StaticString) }
            var isForeign = true
            for index in label.indices where label[index] < 0x80 { isForeign = false }
            guard isKnown || isForeign || label[start - 1] == UInt8(ascii: "|") else { return nil }
            let name = DisplayText.shorten(label.text)
            return (Array(link[start...]), LinkRepair(.punctuation, "removing '\(name)' before it"))
        }
        return nil
    }

    /// `link<br>` and `link</a>`.
    static func withoutTags(_ link: [UInt8]) -> Repaired? {
        guard let start = tagStart(link.span, from: 1, to: link.count) else { return nil }
        return (Array(link[..<start]), LinkRepair(.markup, "removing the HTML behind it"))
    }

    /// Where a tag of HTML begins that ends a link.
    static func tagStart(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var at = start
        while at < end {
            if text[at] == UInt8(ascii: "<"), endsLink(text.extracting(at..<end)) { return at }
            at += 1
        }
        return nil
    }

    /// The most bytes of a tag behind a link: a text of nothing but beginnings of tags is not looked through for each.
    private static let longestTag = 1024

    /// Whether a tag of HTML begins a text that ends a link: a line break, the end of a link or of a block; or the text is
    /// nothing but tags, and punctuation.
    private static func endsLink(_ text: Span<UInt8>) -> Bool {
        var at = 0
        while at < text.count, text[at] == UInt8(ascii: "<") {
            var end = at
            let limit = min(text.count, at + longestTag)
            while end < limit, text[end] != UInt8(ascii: ">") { end += 1 }
            guard end < limit else { return false }
            let tag = HTMLTag(text.extracting(at..<end + 1))
            let name = text.extracting(at + tag.name.lowerBound..<at + tag.name.upperBound)
            guard !name.isEmpty else { return false }
            if name.equalsIgnoringCase("br") || (tag.isEnd && name.equalsIgnoringCase("a"))
                || HTMLReader.isBlock(name)
            {
                return true
            }
            at = end + 1
        }
        return at > 0 && TextCharacter.endBeforeTrailing(text.extracting(at...), TextCharacter.isTrailing) == 0
    }

    static func withoutTrailingPunctuation(_ link: [UInt8]) -> Repaired? {
        let end = TextCharacter.endBeforeTrailing(link.span, TextCharacter.isTrailing)
        guard end < link.count, end > 0 else { return nil }
        let removed = TextCharacter.name(of: link.span.extracting(end...))
        return (Array(link[..<end]), LinkRepair(.punctuation, "removing \(removed) at its end"))
    }
}
