import CommandKit
import Glibc
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct LineReaderTests {
    private let directory: ScratchDirectory

    init() throws {
        directory = try ScratchDirectory()
    }

    /// Every line of a stream with its number and place, and how many blocks there were.
    private func lines(_ reader: LineReader) throws -> (lines: [String], numbers: [Int], places: [Int], blocks: Int) {
        var reader = reader
        var block = LineBlock()
        var result: (lines: [String], numbers: [Int], places: [Int], blocks: Int) = ([], [], [], 0)
        while try reader.read(into: &block) {
            result.blocks += 1
            for index in block.lineEnds.indices {
                let range = block.line(index)
                result.lines.append(String(decoding: block.bytes[range], as: UTF8.self))
                result.numbers.append(block.firstLine + index)
                result.places.append(block.offset + range.lowerBound)
            }
        }
        // The end stays the end.
        #expect(try !reader.read(into: &block))
        return result
    }

    @Test(
        arguments: [
            ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]),
            ("\n\n", ["", ""]), ("a\rb\n\r\n", ["a\rb", ""]), ("\r", [""]), ("ä\u{2028}b\nc", ["ä\u{2028}b", "c"]),
        ] as [(String, [String])])
    func `a line ends with LF or CR LF, and the last one may end with the stream`(text: String, expected: [String])
        throws
    {
        for chunk in [1, 2, 3, 1 << 16] {
            let reader = LineReader(InputStream(bytes: Array(text.utf8)), chunk: chunk)
            #expect(try lines(reader).lines == expected)
        }
    }

    @Test(arguments: [1, 7, 64, 4096, 1 << 16])
    func `every line has its number and its place, whatever is read at once`(chunk: Int) throws {
        var text = ""
        var expected: (lines: [String], places: [Int]) = ([], [])
        for number in 0..<500 {
            let line = String(repeating: "x", count: number * 37 % 211) + "\(number)"
            expected.lines.append(line)
            expected.places.append(text.utf8.count)
            text += line + "\n"
        }
        let path = FilePath(try directory.write(text, to: "f"))
        for reader in [
            LineReader(try InputStream(path: path), chunk: chunk),
            LineReader(try InputStream(path: path), from: 0, chunk: chunk),
        ] {
            let found = try lines(reader)
            #expect(found.lines == expected.lines)
            #expect(found.numbers == Array(1...500))
            #expect(found.places == expected.places)
        }
    }

    @Test func `a block takes no more memory than a chunk and the longest line`() throws {
        let text = String(repeating: String(repeating: "x", count: 999) + "\n", count: 1000)
        var reader = LineReader(InputStream(bytes: Array(text.utf8)), chunk: 4096)
        var block = LineBlock()
        while try reader.read(into: &block) { #expect(block.bytes.count <= 4096 + 1000) }
    }

    @Test func `a line that is longer than allowed is an error`() throws {
        let path = FilePath(try directory.write("short\n" + String(repeating: "x", count: 100), to: "f"))
        var reader = LineReader(try InputStream(path: path), chunk: 8, longestLine: 50)
        var block = LineBlock()
        #expect(try reader.read(into: &block))
        let error = #expect(throws: SystemError.self) {
            while try reader.read(into: &block) {}
        }
        #expect(error?.isTooLarge == true)
    }

    @Test func `a file that grows is read on from where its last whole line ended`() throws {
        let path = FilePath(try directory.write("one\ntw", to: "f"))
        var reader = LineReader(try InputStream(path: path), from: 0)
        var block = LineBlock()
        #expect(try reader.read(into: &block))
        #expect(block.endsInLineFeed)
        #expect(try reader.read(into: &block))
        #expect(!block.endsInLineFeed)
        #expect(block.offset == 4)
        #expect(try !reader.read(into: &block))

        let output = try OutputStream(appendingTo: path)
        try output.write("o\nthree\n")
        try output.close()
        reader.continue(from: 4)
        #expect(try lines(reader).lines == ["two", "three"])
    }

    @Test func `lines are handed out as they come, before the sender sends more`() throws {
        try withPipe { write, stream in
            var reader = LineReader(stream)
            var block = LineBlock()
            for line in ["one", "two", "three"] {
                try write.write(line + "\n" + "begin ")
                try write.flush()
                #expect(try reader.read(into: &block))
                #expect(block.lineEnds.count == 1)
                #expect(String(decoding: block.bytes[block.line(0)], as: UTF8.self).hasSuffix(line))
            }
        }
    }

    @Test func `a reader that waits for a silent sender can be cancelled`() throws {
        try withPipe { write, stream in
            let cancellation = Cancellation()
            var reader = LineReader(stream, cancellation: cancellation)
            var block = LineBlock()
            try write.write("one\ntwo")
            try write.flush()
            #expect(try reader.read(into: &block))
            let started = Threads.detach { cancellation.cancel() }
            #expect(started)
            #expect(try !reader.read(into: &block))
        }
    }

    /// A pipe whose end to write stays open meanwhile.
    private func withPipe(_ body: (OutputStream, InputStream) throws -> Void) throws {
        var ends: [Int32] = [0, 0]
        try #require(unsafe pipe(&ends) == 0)
        defer { ends.forEach { _ = close($0) } }
        try body(OutputStream(descriptor: ends[1], name: "a pipe"), InputStream(descriptor: ends[0], name: "a pipe"))
    }
}
