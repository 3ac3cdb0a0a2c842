import BankConnectSession
import TestSupport
import Testing

@Suite struct PositionCursorTests {
    static func position(of offset: Int, in text: String) -> SourcePosition {
        let bytes = Array(text.utf8)
        var cursor = PositionCursor(bytes, in: 0..<bytes.count)
        return cursor.position(of: offset)
    }

    @Test(arguments: [
        ("", 0, 1, 1), ("ab", 0, 1, 1), ("ab", 1, 1, 2), ("ab", 2, 1, 3), ("ab", 99, 1, 3), ("ab", -5, 1, 1),
        ("a\nb", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\n", 2, 2, 1), ("\n\n\nx", 3, 4, 1),
        // CR is a character of its line; a lone one ends none.
        ("a\r\nb", 1, 1, 2), ("a\r\nb", 2, 1, 3), ("a\r\nb", 3, 2, 1), ("a\rb", 2, 1, 3),
        // A tab is one column, a wide character one, a combining mark one of its own.
        ("\t\tx", 2, 1, 3), ("世界x", 6, 1, 3), ("😀x", 4, 1, 2), ("e\u{301}x", 3, 1, 3), ("é\nü", 3, 2, 1),
        ("abcdefghijklmnopqrstuvwxyz", 26, 1, 27), ("abcdefgh\nijklmnop", 9, 2, 1),
    ])
    func `a place is line and column in code points`(text: String, offset: Int, line: Int, column: Int) {
        #expect(Self.position(of: offset, in: text) == SourcePosition(line: line, column: column))
    }

    @Test func `one cursor answers as fresh ones do, in any order, inside any buffer`() {
        var generator = SplitMix64(seed: TestSeed.value)
        let pieces = ["a", "\n", "\r\n", "\r", "\t", "é", "世", "😀", "longer text without a line's end", "\n\n"]
        for _ in 0..<100 {
            let text = (0..<20).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let bytes = Array(text.utf8)
            let lead = Int.random(in: 0...9, using: &generator)
            let buffer = [UInt8](repeating: 0x0A, count: lead) + bytes + [0x0A, 0x80, 0x0A]
            var cursor = PositionCursor(buffer, in: lead..<lead + bytes.count, firstLine: 7)
            for _ in 0..<20 {
                let offset = Int.random(in: -2...bytes.count + 5, using: &generator)
                let before = String(decoding: bytes.prefix(max(0, offset)), as: UTF8.self)
                guard before.utf8.elementsEqual(bytes.prefix(max(0, offset))) else { continue }
                let lines = before.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
                let expected = SourcePosition(line: 6 + lines.count, column: (lines.last?.count ?? 0) + 1)
                #expect(cursor.position(of: offset) == expected, "\(TestSeed.label)")
            }
        }
    }

    /// Counting from the start for each question would take a million times half a megabyte.
    @Test func `all places of one long line cost one walk`() {
        let bytes = [UInt8](repeating: 0x61, count: 1_000_000)
        var cursor = PositionCursor(bytes, in: 0..<bytes.count)
        var last = SourcePosition(line: 0, column: 0)
        let took = processorTime { for offset in bytes.indices { last = cursor.position(of: offset) } }
        #expect(took < .seconds(60))
        #expect(last == SourcePosition(line: 1, column: 1_000_000))
    }

    @Test func `places that are asked for twice, with their ends, cost one walk too`() {
        let bytes = [UInt8](repeating: 0x61, count: 500_000)
        var cursor = PositionCursor(bytes, in: 0..<bytes.count)
        let took = processorTime {
            for offset in bytes.indices {
                for place in [offset, offset + 9, offset, offset + 9] { _ = cursor.position(of: place) }
            }
        }
        #expect(took < .seconds(60))
    }
}
