extension ASCII {
    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    @inline(__always)
    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || isDigit(byte)
    }
}

/// Looking for short texts in bytes.
extension Span<UInt8> {
    /// A copy of the bytes.
    package var copy: [UInt8] { array }

    /// Whether the bytes are those of a text, ASCII letters in either case.
    func equalsIgnoringCase(_ text: [UInt8]) -> Bool {
        count == text.count && holds(text.span, at: 0)
    }

    /// Whether the bytes are those of a text, ASCII letters in either case.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        text.withSpan { count == $0.count && holds($0, at: 0) }
    }

    /// Whether a text stands at an offset, ASCII letters in either case.
    func holds(_ text: StaticString, at offset: Int) -> Bool {
        text.withSpan { holds($0, at: offset) }
    }

    /// Whether a text stands at an offset, ASCII letters in either case.
    func holds(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard offset >= 0, offset + text.count <= count else { return false }
        for index in text.indices where ASCII.lowercased(self[offset + index]) != ASCII.lowercased(text[index]) {
            return false
        }
        return true
    }

    /// The offset of the first place at or after `start` where a text stands, ASCII letters in either case.
    func firstOffset(of text: StaticString, from start: Int = 0) -> Int? {
        text.withSpan { text in
            guard text.count > 0, count >= text.count else { return nil }
            let first = ASCII.lowercased(text[0])
            var at = start
            while at + text.count <= count {
                if ASCII.lowercased(self[at]) == first, holds(text, at: at) { return at }
                at += 1
            }
            return nil
        }
    }
}
