/// Reads HTML piece by piece, and gives its text and the values of its attributes, character references replaced.
///
/// Each value stands in lines of its own, before the text that follows the tag; marks of paragraphs and cells end a
/// line. Comments, scripts and styles are passed over.
struct HTMLReader: Sendable {
    private enum Place {
        case text, tag, comment
        /// Inside a script or a style, until a tag with this name ends it.
        case hidden(ending: [UInt8])
    }

    /// The longest tag that is looked into.
    private static let longestTag = 16_384
    /// How much of a link's text is kept until its end is found.
    private static let longestAnchorText = 8_192

    /// A link whose text is being read.
    private struct Anchor {
        var target: [UInt8]
        var text: [UInt8] = []
        /// Another host than the target's that the text has shown.
        var shownHost: String?
    }

    private var place = Place.text
    /// A tag, a comment's last characters, or a character reference, as far as it was read.
    private var pending: [UInt8] = []
    private var quote: UInt8 = 0
    /// Values of the tags that interrupt a word, which follow behind it.
    private var values: [UInt8] = []
    private let finder: LinkFinder
    private var anchor: Anchor?
    /// What the tag that was read says of links: where one begins, or that one ends.
    private var opened: [UInt8]?
    private var isClosed = false

    /// Reads for a finder, which says what text shows another host than its link opens.
    init(_ finder: LinkFinder) {
        self.finder = finder
    }

    mutating func read(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
        for index in bytes.indices {
            if var inside = anchor?.text {
                anchor?.text = []
                read(bytes[index], into: &inside)
                let count = inside.count
                anchor?.text = inside
                if count > Self.longestAnchorText { shortenAnchor(into: &text) }
            } else {
                read(bytes[index], into: &text)
            }
            if isClosed || opened != nil { changeAnchor(into: &text) }
        }
    }

    private mutating func read(_ byte: UInt8, into text: inout [UInt8]) {
        switch place {
        case .text: readText(byte, into: &text)
        case .tag: readTag(byte, into: &text)
        case .comment:
            if byte == UInt8(ascii: ">"), pending.suffix(2) == [0x2D, 0x2D] {
                pending.removeAll(keepingCapacity: true)
                place = .text
            } else {
                pending.append(byte)
                if pending.count > 64 { pending.removeFirst(32) }
            }
        case .hidden(let ending):
            pending.append(byte)
            if pending.count > ending.count { pending.removeFirst() }
            if pending.span.equalsIgnoringCase(ending) {
                // The rest of the tag.
                place = .tag
            }
        }
    }

    mutating func finish(into text: inout [UInt8]) {
        let isText = if case .text = place { true } else { false }
        if anchor == nil, isText { flushReference(into: &text) }
        if var inside = anchor?.text {
            if isText { flushReference(into: &inside) }
            flushValues(into: &inside)
            anchor?.text = inside
        }
        pending.removeAll()
        flushValues(into: &text)
        endAnchor(into: &text)
        place = .text
    }

    // MARK: - Links

    private mutating func changeAnchor(into text: inout [UInt8]) {
        endAnchor(into: &text)
        if let target = opened { anchor = Anchor(target: target) }
        opened = nil
        isClosed = false
    }

    /// Writes what a link opens, and its text, unless that shows another host.
    private mutating func endAnchor(into text: inout [UInt8]) {
        guard let anchor else { return }
        self.anchor = nil
        let shown = anchor.shownHost ?? finder.shownHost(in: anchor.text.span, opening: anchor.target)
        if shown == nil { text.append(copying: anchor.text) }
        MarkedLink.append(address: anchor.target.span, shownHost: shown, to: &text)
    }

    /// Lets go of the first half of a long text.
    private mutating func shortenAnchor(into text: inout [UInt8]) {
        guard var anchor else { return }
        anchor.shownHost = anchor.shownHost ?? finder.shownHost(in: anchor.text.span, opening: anchor.target)
        var cut = anchor.text.count / 2
        while cut < anchor.text.count, anchor.text[cut] > 0x20 { cut += 1 }
        if anchor.shownHost == nil { text.append(contentsOf: anchor.text[..<cut]) }
        anchor.text.removeFirst(cut)
        self.anchor = anchor
    }

    /// Whether a text holds a link of HTML, wherever it begins.
    package static func holdsAnchor(_ text: Span<UInt8>) -> Bool {
        var at = 0
        while let place = text.firstOffset(of: "<a", from: at) {
            at = place + 2
            guard at < text.count, text[at] <= 0x20 || text[at] == UInt8(ascii: "/") else { continue }
            // Where none is behind the first, none is behind another.
            return text.extracting(at...).firstOffset(of: "href") != nil
        }
        return false
    }

    private mutating func readText(_ byte: UInt8, into text: inout [UInt8]) {
        if !pending.isEmpty {
            // A character reference.
            if byte == UInt8(ascii: ";") {
                pending.append(byte)
                return flushReference(into: &text)
            }
            if pending.count < HTMLEntity.greatestLength, ASCII.isLetterOrDigit(byte) || byte == UInt8(ascii: "#") {
                pending.append(byte)
                return
            }
            flushReference(into: &text)
        }
        switch byte {
        case UInt8(ascii: "<"):
            place = .tag
            pending = [byte]
            quote = 0
        case UInt8(ascii: "&"): pending = [byte]
        default:
            if byte <= 0x20 { flushValues(into: &text) }
            text.append(byte)
        }
    }

    private mutating func flushReference(into text: inout [UInt8]) {
        guard !pending.isEmpty else { return }
        text.append(copying: HTMLEntity.decode(pending.span))
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func readTag(_ byte: UInt8, into text: inout [UInt8]) {
        if pending.count == 1, (byte | 0x20) &- UInt8(ascii: "a") >= 26, byte != UInt8(ascii: "/"),
            byte != UInt8(ascii: "!"),
            byte != UInt8(ascii: "?")
        {
            // No tag begins so.
            text.append(UInt8(ascii: "<"))
            pending.removeAll(keepingCapacity: true)
            place = .text
            return readText(byte, into: &text)
        }
        if pending.count < Self.longestTag { pending.append(byte) }
        if pending.count == 4, pending.span.holds("<!--", at: 0) {
            place = .comment
            pending.removeAll(keepingCapacity: true)
            return
        }
        if quote != 0 {
            if byte == quote { quote = 0 }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            // A quote opens a value behind an equals sign alone.
            let before = pending.dropLast().last { $0 > 0x20 }
            if before == UInt8(ascii: "=") { quote = byte }
        } else if byte == UInt8(ascii: ">") {
            endTag(into: &text)
        }
    }

    private mutating func endTag(into text: inout [UInt8]) {
        let tag = pending
        pending.removeAll(keepingCapacity: true)
        place = .text
        let span = tag.span
        if span.firstOffset(of: "://").map({ $0 < 12 }) ?? false {
            // A link in angle brackets, which no tag is.
            text.append(copying: span)
            return
        }
        let parts = HTMLTag(span)
        let name = span.extracting(parts.name)
        let isAnchor = name.equalsIgnoringCase("a")
        if isAnchor {
            flushValues(into: &text)
            isClosed = parts.isEnd
        }
        parts.forEachAttribute(of: span) { take($0, $1, ofAnchor: isAnchor && !parts.isEnd) }
        if !parts.isEnd, name.equalsIgnoringCase("script") || name.equalsIgnoringCase("style") {
            place = .hidden(ending: Array("</".utf8) + name.array)
            return
        }
        if name.equalsIgnoringCase("br") {
            flushValues(into: &text)
            text.append(0x0A)
            return
        }
        if Self.isBlock(name) {
            flushValues(into: &text)
            text.append(literal: "\n\n")
        }
    }

    /// Whether elements of a name begin a line of their own.
    static func isBlock(_ name: Span<UInt8>) -> Bool {
        for block in blocks where name.equalsIgnoringCase(block) { return true }
        return false
    }

    private static let blocks: [StaticString] = [
        "p", "div", "td", "th", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr",
        "body", "html", "head", "title", "pre", "section", "button",
    ]

    /// Keeps the value of an attribute that may hold a link.
    private mutating func take(_ name: Span<UInt8>, _ value: Span<UInt8>, ofAnchor isAnchor: Bool) {
        if isAnchor, name.equalsIgnoringCase("href") || (opened == nil && name.equalsIgnoringCase("xlink:href")) {
            opened = HTMLEntity.decode(value)
            return
        }
        guard !name.equalsIgnoringCase("style"), value.count > 10,
            value.firstOffset(of: ":") != nil || value.firstOffset(of: "%3A") != nil
        else { return }
        let decoded = HTMLEntity.decode(value)
        // Of a link, what is no href opens nothing, and is looked at like its text.
        if !isAnchor, Self.addresses.contains(where: { name.equalsIgnoringCase($0) }) {
            MarkedLink.append(address: decoded.span, to: &values)
        } else {
            values.append(literal: "\n\n")
            values.append(copying: decoded)
            values.append(literal: "\n\n")
        }
    }

    /// Attributes whose value is one address.
    private static let addresses: [StaticString] = [
        "href", "src", "action", "formaction", "cite", "background", "xlink:href",
    ]

    private mutating func flushValues(into text: inout [UInt8]) {
        guard !values.isEmpty else { return }
        text.append(copying: values)
        values.removeAll(keepingCapacity: true)
    }
}
