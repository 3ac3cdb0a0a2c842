/// The name and the attributes of a tag.
///
///     <a href="https://…">   </p>   <br/>
struct HTMLTag {
    /// Whether it is the end of an element.
    let isEnd: Bool
    /// Where its name stands.
    let name: Range<Int>

    /// Takes a tag apart, its angle bracket included.
    init(_ tag: Span<UInt8>) {
        isEnd = tag.count > 1 && tag[1] == UInt8(ascii: "/")
        let start = isEnd ? 2 : 1
        var end = start
        while end < tag.count, ASCII.isLetterOrDigit(tag[end]) { end += 1 }
        name = start..<max(start, end)
    }

    /// Calls a body with the name and the value, as it is written, of each attribute; of those with the same name only the
    /// first one counts, as browsers read them (HTML, 13.2.5.33), and one without a value has an empty one.
    func forEachAttribute(of tag: Span<UInt8>, _ body: (_ name: Span<UInt8>, _ value: Span<UInt8>) -> Void) {
        var seen: Set<[UInt8]> = []
        var at = name.upperBound
        while true {
            while at < tag.count, tag[at] <= 0x20 || tag[at] == UInt8(ascii: "/") { at += 1 }
            guard at < tag.count, tag[at] != UInt8(ascii: ">") else { return }
            let start = at
            // An equals sign that a name begins with is part of it.
            at += 1
            while at < tag.count, !Self.endsName(tag[at]) { at += 1 }
            let attribute = start..<at
            let value = Self.value(tag, &at)
            guard seen.insert(tag.extracting(attribute).array.map(ASCII.lowercased)).inserted else { continue }
            body(tag.extracting(attribute), tag.extracting(value))
        }
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=")
    }

    /// The value behind a name, its quotes left out; empty where there is none.
    private static func value(_ tag: Span<UInt8>, _ at: inout Int) -> Range<Int> {
        var first = at
        while first < tag.count, tag[first] <= 0x20 { first += 1 }
        guard first < tag.count, tag[first] == UInt8(ascii: "=") else { return at..<at }
        first += 1
        while first < tag.count, tag[first] <= 0x20 { first += 1 }
        at = first
        guard at < tag.count else { return at..<at }
        let mark = tag[at]
        guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
            while at < tag.count, tag[at] > 0x20, tag[at] != UInt8(ascii: ">") { at += 1 }
            return first..<at
        }
        first += 1
        at += 1
        while at < tag.count, tag[at] != mark { at += 1 }
        defer { at = min(at + 1, tag.count) }
        return first..<at
    }
}
