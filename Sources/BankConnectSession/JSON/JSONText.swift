import PlainText

/// Writes texts as JSON strings that a terminal can show, and that are no command to a CI runner.
package enum JSONText {
    /// Whether a text can stand in a JSON string as it is, and be shown on a terminal; a text with a number sign is
    /// never said to.
    package static func isPlain(_ text: Span<UInt8>) -> Bool {
        endOfPlain(text, from: 0) == text.count
    }

    /// Adds a text that is plain as a JSON string; there must be room for it and two bytes more.
    @inlinable @inline(__always)
    package static func append(plain text: Span<UInt8>, to out: inout OutputSpan<UInt8>) {
        out.append(UInt8(ascii: "\""))
        out.append(copying: text)
        out.append(UInt8(ascii: "\""))
    }

    /// Adds a text of well-formed UTF-8 as a JSON string, with the escapes that `JSONEscape` asks for.
    ///
    /// Runs of plain text are copied whole.
    package static func append(_ text: Span<UInt8>, to out: inout [UInt8]) {
        var at = endOfPlain(text, from: 0)
        if at == text.count {
            return out.append(addingCapacity: text.count + 2) { append(plain: text, to: &$0) }
        }
        out.append(UInt8(ascii: "\""))
        var start = 0
        // The character last looked at, and where it ends; what is passed over as plain asks for no care behind it.
        var previous: (scalar: Unicode.Scalar, end: Int) = (" ", 0)
        while at < text.count {
            let (known, length) = UTF8Sequence.scalar(text, at, text.count)
            let scalar = known ?? "\u{FFFD}"
            if JSONEscape.isNeeded(for: scalar, after: previous.end == at ? previous.scalar : " ") {
                if start < at { out.append(copying: text.extracting(start..<at)) }
                JSONEscape.append(scalar, to: &out)
                start = at + length
            }
            previous = (scalar, at + length)
            at = endOfPlain(text, from: at + length)
        }
        if start < at { out.append(copying: text.extracting(start..<at)) }
        out.append(UInt8(ascii: "\""))
    }

    /// The offset of the first byte that is not printable ASCII, or may have to be escaped; the text's end for none.
    private static func endOfPlain(_ text: Span<UInt8>, from start: Int) -> Int {
        var at = start
        while let word = ByteWord(text, ifWholeAt: at), word.isPlainText { at += 8 }
        // The rest together with some bytes that have been looked at already.
        if at + 8 > text.count, text.count >= 8, ByteWord(text, at: text.count - 8).isPlainText { return text.count }
        while at < text.count {
            let byte = text[at]
            guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "#"),
                byte != UInt8(ascii: "\\")
            else { break }
            at += 1
        }
        return at
    }
}
