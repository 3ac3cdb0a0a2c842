/// A link whose text and target stand apart, in a form of Markdown's, Slack's, forums' or Jira's.
///
///     [text](target)   <target|text>   [url=target]text[/url]   [text|target]
///
/// What an HTML reader found of such a link is a line of its own: a mark, the target and, where its text shows another
/// host, a second mark and that host.
struct MarkedLink {
    /// Begins a line that is one address.
    static let addressMark: UInt8 = 1
    /// Stands between the address and the host that its text shows.
    static let hostMark: UInt8 = 2
    /// How far away the brackets may be.
    private static let greatestDistance = 4_096

    let text: Range<Int>
    let target: Range<Int>
    /// Where it ends.
    private(set) var end: Int

    /// The link around a place where something like a link begins; nil when none is.
    init?(_ bytes: Span<UInt8>, around start: LinkStart, from first: Int, in line: TextLine) {
        if let other = Self.slack(bytes, start, line) ?? Self.forum(bytes, start, line) {
            self = other
            return
        }
        guard let open = Self.opening(bytes, before: start.offset, from: first),
            let close = Self.closing(bytes, from: open + 1)
        else { return nil }
        guard close + 1 < bytes.count, bytes[close + 1] == UInt8(ascii: "(") else {
            guard let jira = Self.jira(bytes, open + 1..<close), start.offset < close else { return nil }
            self = jira
            return
        }
        var targetStart = close + 2
        while targetStart < bytes.count, bytes[targetStart] <= 0x20 { targetStart += 1 }
        let isBracketed = targetStart < bytes.count && bytes[targetStart] == UInt8(ascii: "<")
        if isBracketed { targetStart += 1 }
        var targetEnd = targetStart
        let limit = min(bytes.count, targetStart + LinkMender.greatestByteCount)
        while targetEnd < limit, isBracketed || bytes[targetEnd] > 0x20,
            bytes[targetEnd] != (isBracketed ? UInt8(ascii: ">") : UInt8(ascii: ")"))
        {
            targetEnd += 1
        }
        guard start.offset < targetEnd else { return nil }
        text = open + 1..<close
        target = targetStart..<targetEnd
        end = targetEnd
    }

    private init(text: Range<Int>, target: Range<Int>) {
        self.text = text
        self.target = target
        end = text.upperBound
    }

    private static func slack(_ bytes: Span<UInt8>, _ start: LinkStart, _ line: TextLine) -> MarkedLink? {
        guard start.offset > line.content.lowerBound, bytes[start.offset - 1] == UInt8(ascii: "<") else { return nil }
        let limit = min(line.content.upperBound, start.offset + LinkMender.greatestByteCount)
        var bar: Int?
        for at in start.offset..<max(start.offset, limit) {
            if bytes[at] == UInt8(ascii: ">") {
                return bar.map { MarkedLink(text: $0 + 1..<at, target: start.offset..<$0) }
            }
            if bytes[at] == UInt8(ascii: "|"), bar == nil { bar = at }
        }
        return nil
    }

    /// `[url=target]text[/url]`, the target in quotes or not.
    private static func forum(_ bytes: Span<UInt8>, _ start: LinkStart, _ line: TextLine) -> MarkedLink? {
        var open = start.offset
        if open > line.content.lowerBound, bytes[open - 1] == 0x22 || bytes[open - 1] == 0x27 { open -= 1 }
        guard open - 5 >= line.content.lowerBound, bytes.holds("[url=", at: open - 5) else { return nil }
        let limit = min(line.content.upperBound, start.offset + LinkMender.greatestByteCount)
        var bracket = start.after
        while bracket < limit, bytes[bracket] != UInt8(ascii: "]") { bracket += 1 }
        guard bracket < limit else { return nil }
        let textLimit = min(bytes.count, bracket + greatestDistance)
        guard let end = bytes.extracting(first: textLimit).firstOffset(of: "[/url]", from: bracket) else { return nil }
        return MarkedLink(
            text: bracket + 1..<end, target: start.offset..<(open < start.offset ? bracket - 1 : bracket))
    }

    /// Where the link stands in a text that begins as `[url=link]` or `[url]link` does; nil in another one.
    static func forumTarget(_ text: Span<UInt8>) -> Range<Int>? {
        let isNamed = text.holds("[url=", at: 0)
        guard isNamed || text.holds("[url]", at: 0) else { return nil }
        let closing = isNamed ? UInt8(ascii: "]") : UInt8(ascii: "[")
        var end = 5
        while end < text.count, text[end] != closing { end += 1 }
        return end > 5 ? 5..<end : nil
    }

    /// `text|target` between brackets, of which more parts may follow.
    private static func jira(_ bytes: Span<UInt8>, _ inside: Range<Int>) -> MarkedLink? {
        guard let bar = inside.first(where: { bytes[$0] == UInt8(ascii: "|") }) else { return nil }
        var end = bar + 1
        while end < inside.upperBound, bytes[end] != UInt8(ascii: "|") { end += 1 }
        guard bytes.extracting(bar + 1..<end).firstOffset(of: "://") != nil else { return nil }
        var marked = MarkedLink(text: inside.lowerBound..<bar, target: bar + 1..<end)
        marked.end = inside.upperBound
        return marked
    }

    /// The bracket before a place that nothing has closed.
    private static func opening(_ bytes: Span<UInt8>, before place: Int, from first: Int) -> Int? {
        var depth = 0
        var at = place
        while at > max(first, place - greatestDistance) {
            at -= 1
            if bytes[at] == UInt8(ascii: "]") {
                depth += 1
            } else if bytes[at] == UInt8(ascii: "[") {
                guard depth > 0 else { return at }
                depth -= 1
            }
        }
        return nil
    }

    private static func closing(_ bytes: Span<UInt8>, from first: Int) -> Int? {
        var depth = 0
        var at = first
        while at < min(bytes.count, first + 2 * greatestDistance) {
            if bytes[at] == UInt8(ascii: "[") {
                depth += 1
            } else if bytes[at] == UInt8(ascii: "]") {
                guard depth > 0 else { return at }
                depth -= 1
            }
            at += 1
        }
        return nil
    }

    /// A line that begins with ``addressMark``.
    static func readLine(_ line: Span<UInt8>) -> (target: [UInt8], shownHost: String?) {
        let parts = line.extracting(1...).array.split(
            separator: hostMark, maxSplits: 1, omittingEmptySubsequences: false)
        return (parts.first.map { Array($0) } ?? [], parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil)
    }

    /// Adds a line with an address, written as a browser reads it: without line breaks, and with `%20` for spaces.
    static func append(address: Span<UInt8>, shownHost: String? = nil, to text: inout [UInt8]) {
        text.append(literal: "\n\n")
        text.append(addressMark)
        var end = address.count
        while end > 0, address[end - 1] <= 0x20 { end -= 1 }
        var start = 0
        while start < end, address[start] <= 0x20 { start += 1 }
        for at in start..<end {
            switch address[at] {
            case 0x20: text.append(literal: "%20")
            case 0x00..<0x20: break
            default: text.append(address[at])
            }
        }
        if let shownHost {
            text.append(hostMark)
            text.append(copying: Array(shownHost.utf8))
        }
        text.append(literal: "\n\n")
    }
}
