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

    /// Calls a body with the name and the value, as it is written, of each attribute that has one.
    func forEachAttribute(of tag: Span<UInt8>, _ body: (_ name: Span<UInt8>, _ value: Span<UInt8>) -> Void) {
        var at = name.upperBound
        while at < tag.count {
            guard tag[at] == UInt8(ascii: "=") else {
                at += 1
                continue
            }
            let attribute = Self.attribute(tag, before: at)
            at += 1
            while at < tag.count, tag[at] <= 0x20 { at += 1 }
            guard at < tag.count else { return }
            let mark = tag[at]
            let isQuoted = mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'")
            if isQuoted { at += 1 }
            let first = at
            while at < tag.count, isQuoted ? tag[at] != mark : tag[at] > 0x20 && tag[at] != UInt8(ascii: ">") {
                at += 1
            }
            body(tag.extracting(attribute), tag.extracting(first..<at))
            if isQuoted { at += 1 }
        }
    }

    /// The name that stands before an equals sign.
    private static func attribute(_ tag: Span<UInt8>, before equals: Int) -> Range<Int> {
        var end = equals
        while end > 0, tag[end - 1] <= 0x20 { end -= 1 }
        var start = end
        while start > 0, tag[start - 1] > 0x20, tag[start - 1] != UInt8(ascii: "\""),
            tag[start - 1] != UInt8(ascii: "'"),
            tag[start - 1] != UInt8(ascii: "/")
        {
            start -= 1
        }
        return start..<end
    }
}
