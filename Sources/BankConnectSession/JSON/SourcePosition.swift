/// A place in a text as an editor shows it.
package struct SourcePosition: Sendable, Hashable {
    /// The line, counted from 1; lines end at a line feed.
    package var line: Int
    /// The column, counted from 1 in Unicode code points; a tab is one.
    package var column: Int

    /// A place in a text.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Turns byte offsets into lines and columns, for questions that come in the order of the text.
///
/// The cursor keeps its place, so that all findings of a text cost one walk over it.
package struct PositionCursor {
    private let bytes: [UInt8]
    private let start: Int
    private let end: Int
    private var offset: Int
    private var line: Int
    private var column = 1
    private let firstLine: Int

    /// Starts at the text at `range` of `bytes`, whose first line has the number `firstLine`.
    package init(_ bytes: [UInt8], in range: Range<Int>, firstLine: Int = 1) {
        self.bytes = bytes
        start = range.lowerBound
        end = range.upperBound
        offset = range.lowerBound
        line = firstLine
        self.firstLine = firstLine
    }

    /// The place of the byte at `offset` of the text; an offset past the end means the end.
    package mutating func position(of offset: Int) -> SourcePosition {
        let target = min(start + max(0, offset), end)
        if target < self.offset {
            (self.offset, line, column) = (start, firstLine, 1)
        }
        advance(to: target)
        return SourcePosition(line: line, column: column)
    }

    private mutating func advance(to target: Int) {
        let place = Self.scan(bytes.span, from: offset, to: target, at: SourcePosition(line: line, column: column))
        (offset, line, column) = (max(offset, target), place.line, place.column)
    }

    private static func scan(
        _ text: Span<UInt8>, from start: Int, to target: Int, at place: SourcePosition
    ) -> SourcePosition {
        var place = place
        var at = start
        while at < target {
            if at + 8 <= target {
                let word = ByteWord(text, at: at)
                if word.lineFeeds == 0 {
                    place.column += word.isASCII ? 8 : word.codePointStarts
                    at += 8
                    continue
                }
            }
            let byte = text[at]
            if byte == 0x0A {
                place = SourcePosition(line: place.line + 1, column: 1)
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
            at += 1
        }
        return place
    }
}
