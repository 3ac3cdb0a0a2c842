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

    /// How many columns a part of a line takes up.
    package static func columns(of range: Range<Int>, in bytes: [UInt8]) -> Int {
        UTF8Sequence.codePoints(bytes, in: range)
    }
}

/// Turns byte offsets into lines and columns, for questions that come in the order of the text.
///
/// The cursor keeps its place and the one before, so that all findings of a text cost one walk over it, those at one
/// place included: each asks for its beginning and its end.
package struct PositionCursor {
    private let bytes: [UInt8]
    private let start: Int
    private let end: Int
    /// Whether the text is one line of ASCII, where each byte is a column.
    private let isPlainLine: Bool
    private let first: Place
    private var last: Place
    private var before: Place

    private struct Place {
        var offset: Int
        var position: SourcePosition
    }

    /// Starts at the text at `range` of `bytes`, whose first line has the number `firstLine`.
    ///
    /// - Parameters:
    ///   - bytes: the buffer that the text is in.
    ///   - range: where in it.
    ///   - firstLine: the number of its first line.
    ///   - isPlainLine: whether the text is known to be one line of ASCII, which need not be walked over.
    package init(_ bytes: [UInt8], in range: Range<Int>, firstLine: Int = 1, isPlainLine: Bool = false) {
        self.bytes = bytes
        self.isPlainLine = isPlainLine
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        start = range.lowerBound
        end = range.upperBound
        first = Place(offset: start, position: SourcePosition(line: firstLine, column: 1))
        (last, before) = (first, first)
    }

    /// The place of the byte at `offset` of the text; an offset past the end means the end.
    package mutating func position(of offset: Int) -> SourcePosition {
        let target = min(start + max(0, offset), end)
        if isPlainLine {
            return SourcePosition(line: first.position.line, column: first.position.column + target - start)
        }
        if target >= last.offset {
            before = last
        } else if target < before.offset {
            before = first
        }
        last = Place(
            offset: target,
            position: Self.scan(bytes.span, from: before.offset, to: target, at: before.position))
        return last.position
    }

    private static func scan(
        _ text: Span<UInt8>, from start: Int, to target: Int, at place: SourcePosition
    ) -> SourcePosition {
        var place = place
        var at = start
        while at < target {
            if at + 8 <= target, let word = ByteWord(text, ifWholeAt: at), word.lineFeeds == 0 {
                place.column += word.codePointStarts
                at += 8
                continue
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
