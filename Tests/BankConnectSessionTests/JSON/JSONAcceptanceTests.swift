import BankConnectSession
import Testing

/// Acceptance against a table drawn up by hand from RFC 8259, section by section.
@Suite struct JSONAcceptanceTests {
    @Test(arguments: [
        // 2: any value may stand alone, white space is four characters.
        "{}", "[]", "null", "true", "false", "1", #""x""#, #""""#, " \t\r\n{ \t\r\n} \t\r\n", "[ ]", "{}\r\n",
        // 4: members; names may be empty, repeated, and of any characters.
        #"{"":0}"#, #"{"a":1,"a":2}"#, #"{"__proto__":{}}"#, #"{"a":{"b":{"c":[]}}}"#, #"{"a\u0000b":1}"#,
        // 5: arrays of anything.
        "[[],{}]", #"[null,1,"1",{}]"#, "[1 , 2]",
        // 6: numbers.
        "0", "-0", "-0.0", "123", "1.5", "1e1", "1E+2", "1e-2", "0e0", "0.0e-0", "1e400", "-1e-400", "1e00001",
        "100000000000000000000",
        // 7: strings.
        #""\"\\\/\b\f\n\r\t""#, #""\u0000\uFFFF""#, #""\uD834\uDD1E""#, "\"\u{7F}\"", "\"\u{2028}\u{FEFF}\"",
        "\"\u{10FFFF}\"", "\"\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\"", #""/""#, "\"\u{FFFE}\"",
    ])
    func `a JSON text is read`(text: String) throws {
        let document = try JSONDocument(Array(text.utf8))
        #expect(document.tape.next(after: 0) == document.tape.nodes.count)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", ",", ":", "\"", "[1", "[1,", "[1,]", "[,1]", "[1,,1]", "[1 1]", "[1:1]", "[}",
        "{]", "{1:1}", "{a:1}", "{'a':1}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a":1 "b":1}"#, #"{"a",1}"#,
        #"{:1}"#,
        #"{"a":1}}"#, #"{"a"::1}"#, "[]]", "1 1", "1,1", "{}{}", "nul", "nulL", "truefalse", "True", "tru e",
        "01", "-", "-a", "--1", "+1", "1.", ".1", "1.e1", "1e", "1e+", "1e1.5", "1e1e1", "0x1", "1_000", "1,000",
        "1a", "NaN", "-NaN", "Infinity", "-Infinity", "inf", "1٫5", "１",
        #""\""#, #""\a""#, #""\u""#, #""\u1""#, #""\u123""#, #""\u+123""#, #""\u 123""#, #""\ud800""#,
        #""\udc00\ud800""#, #""\U0041""#, "\"\n\"", "\"\u{0}\"", "\"\u{1F}\"", "\"\\\n\"", "'a'", "“a”",
        "/**/1", "1//", "1#", "\u{FEFF}1", "\u{A0}1", "\u{C}1", "1\u{0}", "\u{2028}1", "undefined", "[1;2]", "(1)",
    ])
    func `a text that is not JSON is refused`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONDocument(Array(text.utf8)) }
    }

    @Test func `the tape of a text is as its comment draws it`() throws {
        let document = try JSONDocument(Array(#"{"a": [1, "x"]}"#.utf8))
        let tape = document.tape
        #expect(tape.nodes.map(\.kind) == [.object, .string, .array, .number, .string])
        #expect(tape.nodes.map(\.range) == [0..<15, 1..<4, 6..<14, 7..<8, 10..<13])
        #expect(tape.nodes.indices.map { tape.next(after: $0) } == [5, 2, 5, 4, 5])
        #expect(tape.members(of: 0).map(\.value) == [2])
        #expect(Array(tape.elements(of: 2)) == [3, 4])
        #expect(Array(tape.elements(of: 0)).isEmpty && Array(tape.members(of: 2)).isEmpty)
    }

    @Test func `a document is reused, and an error leaves nothing behind`() throws {
        var document = try JSONDocument(Array("[1,[2,3]]".utf8))
        #expect(document.tape.nodes.count == 5)
        let broken = Array("[1,2,3,4,5".utf8)
        #expect(throws: JSONSyntaxError.self) { try document.read(broken, in: 0..<broken.count) }
        #expect(document.tape.nodes.isEmpty)
        let good = Array("{}".utf8)
        try document.read(good, in: 0..<2)
        #expect(document.tape.nodes.count == 1)
        document.releaseBuffer()
        #expect(document.buffer.isEmpty && document.tape.nodes.isEmpty)
    }

    @Test(arguments: [
        (#""""#, true), (#"" ""#, true), (#""\t\u0020\n""#, true), ("\"\u{A0}\u{3000}\"", true), (#""a""#, false),
        (#"" a ""#, false), (#""\u001c\u001f""#, true), ("\"\u{200B}\"", false), ("null", false), ("0", false),
        ("[]", false),
    ])
    func `a blank string is one of white space alone`(text: String, isBlank: Bool) throws {
        #expect(try JSONDocument(Array(text.utf8)).isBlank(0) == isBlank)
    }
}
