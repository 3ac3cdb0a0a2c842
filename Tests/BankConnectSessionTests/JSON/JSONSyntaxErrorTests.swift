import BankConnectSession
import Testing

/// A text that is not JSON, and what the reader is to say of it.
struct SyntaxCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var code: JSONSyntaxError.Code
    var offset: Int
    var length: Int

    init(_ name: String, _ text: String, _ code: JSONSyntaxError.Code, at offset: Int, length: Int = 1) {
        self.init(name, Array(text.utf8), code, at: offset, length: length)
    }

    init(_ name: String, _ bytes: [UInt8], _ code: JSONSyntaxError.Code, at offset: Int, length: Int = 1) {
        testDescription = name
        self.bytes = bytes
        self.code = code
        self.offset = offset
        self.length = length
    }

    /// A string whose bytes after the opening quotation mark are given.
    static func string(_ name: String, _ bytes: [UInt8], _ code: JSONSyntaxError.Code, at offset: Int = 1) -> Self {
        Self(name, [0x22] + bytes + [0x22], code, at: offset)
    }
}

@Suite struct JSONSyntaxErrorTests {
    static let wide = [
        SyntaxCase("a byte-order mark", [0xEF, 0xBB, 0xBF] + Array("{}".utf8), .byteOrderMark, at: 0, length: 3),
        SyntaxCase("UTF-16, little, marked", [0xFF, 0xFE, 0x7B, 0, 0x7D, 0], .wideEncoding, at: 0, length: 2),
        SyntaxCase("UTF-16, big, marked", [0xFE, 0xFF, 0, 0x7B, 0, 0x7D], .wideEncoding, at: 0, length: 2),
        SyntaxCase("UTF-16, little", [0x7B, 0, 0x7D, 0], .wideEncoding, at: 0, length: 2),
        SyntaxCase("UTF-16, big", [0, 0x7B, 0, 0x7D], .wideEncoding, at: 0, length: 2),
        SyntaxCase("UTF-32, little", [0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0], .wideEncoding, at: 0, length: 2),
        SyntaxCase("UTF-32, big", [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x7B], .wideEncoding, at: 0, length: 2),
        SyntaxCase("a zero byte alone", [0], .unexpected, at: 0),
        SyntaxCase("a zero byte in an array", "[\0]", .unexpected, at: 1),
        SyntaxCase("a zero byte in an array, and a line end", "[\0]\n", .unexpected, at: 1),
        SyntaxCase("a zero byte between tokens", "{\"a\":\0 1}", .unexpected, at: 5),
        SyntaxCase("a byte-order mark after a space", " \u{FEFF}{}", .wideSpace, at: 1, length: 3),
        SyntaxCase("half a byte-order mark", [0xEF, 0xBB], .notUTF8, at: 0),
    ]

    static let structure = [
        SyntaxCase("nothing", "", .empty, at: 0, length: 0),
        SyntaxCase("white space alone", " \t\r\n ", .empty, at: 0, length: 0),
        SyntaxCase("a trailing comma in an object", #"{"a":1 ,}"#, .trailingComma, at: 7),
        SyntaxCase("a trailing comma in an array", "[1, ]", .trailingComma, at: 2),
        SyntaxCase("a comma alone in an array", "[,]", .unexpected, at: 1),
        SyntaxCase("a comma alone in an object", "{,}", .unexpected, at: 1),
        SyntaxCase("two commas", "[1,,2]", .unexpected, at: 3),
        SyntaxCase("a line comment", "{\"a\":1 // b\n}", .comment, at: 7),
        SyntaxCase("a block comment", "/* b */ {}", .comment, at: 0),
        SyntaxCase("a comment behind", "{} // b", .comment, at: 3),
        SyntaxCase("a hash comment", "{}\n# b", .comment, at: 3),
        SyntaxCase("a name in single quotes", "{'a':1}", .singleQuote, at: 1),
        SyntaxCase("a value in single quotes", "{\"a\":'b'}", .singleQuote, at: 5),
        SyntaxCase("a bare name", "{a:1}", .unexpected, at: 1),
        SyntaxCase("a number for a name", "{1:1}", .unexpected, at: 1),
        SyntaxCase("no colon", #"{"a" 1}"#, .unexpected, at: 5),
        SyntaxCase("no value", #"{"a":}"#, .unexpected, at: 5),
        SyntaxCase("no comma in an object", #"{"a":1 "b":2}"#, .unexpected, at: 7),
        SyntaxCase("no comma in an array", "[1 2]", .unexpected, at: 3),
        SyntaxCase("an array closed by a brace", "[1}", .unexpected, at: 2),
        SyntaxCase("an object closed by a bracket", #"{"a":1]"#, .unexpected, at: 6),
        SyntaxCase("a second document", "{}\n{}", .secondDocument, at: 3),
        SyntaxCase("a second scalar", "1 2", .secondDocument, at: 2),
        SyntaxCase("a bracket too many", "{}}", .secondDocument, at: 2),
        SyntaxCase("a vertical tab for space", "{\u{B}}", .unexpected, at: 1),
        SyntaxCase("a no-break space for space", "{\u{A0}}", .wideSpace, at: 1, length: 2),
        SyntaxCase("a curly quote around a name", "{\u{201C}a\u{201D}:1}", .curlyQuote, at: 1, length: 3),
        SyntaxCase("a curly quote around a value", "{\"a\":\u{2018}b\u{2019}}", .curlyQuote, at: 5, length: 3),
        SyntaxCase("a letter outside ASCII", "{\u{E9}:1}", .unexpected, at: 1, length: 2),
    ]

    static let cut = ["{", "[", #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,"#, "[1", "[1,", #"["a"#, #""\"#, "-", "[1e"]
    static let ends = cut.map { text in
        SyntaxCase("cut short: \(text)", text, .unexpectedEnd, at: text.utf8.count, length: 0)
    }

    static let words = [
        SyntaxCase("NaN", "[NaN]", .badLiteral, at: 1, length: 3),
        SyntaxCase("Infinity", "[Infinity]", .badLiteral, at: 1, length: 8),
        SyntaxCase("-Infinity", "[-Infinity]", .badNumber, at: 2),
        SyntaxCase("True", "[True]", .badLiteral, at: 1, length: 4),
        SyntaxCase("nul", "[nul]", .badLiteral, at: 1, length: 3),
        SyntaxCase("nulll", "[nulll]", .badLiteral, at: 1, length: 5),
        SyntaxCase("a hexadecimal number", "[0x10]", .unexpected, at: 2),
        SyntaxCase("a leading zero", "[01]", .badNumber, at: 2),
        SyntaxCase("a leading zero behind a sign", "[-01]", .badNumber, at: 3),
        SyntaxCase("a plus sign", "[+1]", .badLiteral, at: 1, length: 2),
        SyntaxCase("no digit before the point", "[.5]", .badLiteral, at: 1, length: 2),
        SyntaxCase("no digit behind the point", "[1.]", .badNumber, at: 3),
        SyntaxCase("no digit in the exponent", "[1e]", .badNumber, at: 3),
        SyntaxCase("no digit behind the exponent's sign", "[1E+]", .badNumber, at: 4),
        SyntaxCase("a sign alone", "[-]", .badNumber, at: 2),
    ]

    static let strings = [
        .string("a line feed", [0x61, 0x0A], .controlCharacter, at: 2),
        .string("a zero byte", [0x61, 0x00, 0x62], .controlCharacter, at: 2),
        .string("a tab", [0x09], .controlCharacter),
        SyntaxCase("an unknown escape", #""\x41""#, .badEscape, at: 1, length: 2),
        SyntaxCase("a digit that is none", #""\u12G4""#, .badEscape, at: 1, length: 6),
        SyntaxCase("an escape cut short", #""\u12"#, .badEscape, at: 1, length: 4),
        SyntaxCase("a lead surrogate alone", #""\ud800""#, .loneSurrogate, at: 1, length: 6),
        SyntaxCase("a lead surrogate and a letter", #""\ud800\u0041""#, .loneSurrogate, at: 1, length: 6),
        SyntaxCase("two lead surrogates", #""\uD83D\uD83D""#, .loneSurrogate, at: 1, length: 6),
        SyntaxCase("a trail surrogate alone", #""a\udc00""#, .loneSurrogate, at: 2, length: 6),
        .string("an overlong slash of two bytes", [0xC0, 0xAF], .notUTF8),
        .string("an overlong slash of three bytes", [0xE0, 0x80, 0xAF], .notUTF8),
        .string("an overlong slash of four bytes", [0xF0, 0x80, 0x80, 0xAF], .notUTF8),
        .string("a surrogate in three bytes", [0xED, 0xA0, 0x80], .notUTF8),
        .string("a code point above U+10FFFF", [0xF4, 0x90, 0x80, 0x80], .notUTF8),
        .string("a continuation byte alone", [0x80], .notUTF8),
        .string("a sequence cut short", [0x61, 0xE2, 0x82], .notUTF8, at: 2),
        .string("a byte that UTF-8 never has", [0xFF], .notUTF8),
    ]

    @Test(arguments: wide + structure + ends + words + strings)
    func `a fault is named with its byte`(fault: SyntaxCase) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument(fault.bytes) }
        #expect(error.code == fault.code)
        #expect(error.offset == fault.offset)
        #expect(error.length == fault.length)
        #expect(!error.explanation.isEmpty && !error.explanation.hasSuffix("."))
        #expect(!error.hint.isEmpty && !error.hint.hasSuffix("."))
    }

    @Test(arguments: wide + structure + ends + words + strings)
    func `a fault is the same inside a larger buffer`(fault: SyntaxCase) throws {
        // Whatever follows would mend or worsen the text, were it looked at.
        for tail in [#""}]"#, "}}}}}}}}}", "]]]]]]]]]", "1234567890", "\u{0}\u{0}", "\\\"\\\"", "é"] {
            let buffer = Array("[[\"".utf8) + fault.bytes + Array(tail.utf8)
            var document = JSONDocument()
            let error = try #require(throws: JSONSyntaxError.self) {
                try document.read(buffer, in: 3..<3 + fault.bytes.count)
            }
            #expect(error.code == fault.code && error.offset == fault.offset && error.length == fault.length)
            #expect(document.tape.nodes.isEmpty)
        }
    }

    @Test(arguments: [
        ("[True]", "write true"), ("[False]", "write false"), ("[None]", "write null"), ("[undefined]", "write null"),
        ("[NaN]", "write a number, or leave the member out"), ("{\u{201C}a\u{201D}: 1}", "use a plain double quote"),
        ("{\u{A0}\"a\": 1}", "use a plain space"), ("[yes]", "put the text in double quotes"),
        (#"{"session_expiry": +60}"#, "write 60"), ("[+1.5e3]", "write 1.5e3"), ("[.5]", "write 0.5"),
        ("[+x]", "put the text in double quotes"), ("[01]", "write 1, or put the text in double quotes"),
        (#"{"from_date": 01/06/2025}"#, "put the text in double quotes"),
        (#"{"from_date": 2025-06-01}"#, "put the text in double quotes"), ("[0x10]", "put the text in double quotes"),
        (#"{"a": 1 "b": 2}"#, "put a comma before it"), ("[1 2]", "put a comma before it"),
        (#"["a" "b"]"#, "put a comma before it"), ("{link_id: 1}", "put the name in double quotes"),
        ("{\"a\": 1, b: 2}", "put the name in double quotes"), ("{\u{E9}: 1}", "put the name in double quotes"),
        ("{1: 1}", "put the name in double quotes"), (#"{"a" 1}"#, "put ':' between the name and its value"),
        (#"{"a" = 1}"#, "put ':' between the name and its value"), ("{,}", "remove the comma"),
        ("[1,,2]", "remove the comma"), (#"{"a": }"#, "write a value, or leave the member out"),
        ("[1}", "close the array with ']'"), (#"{"a": 1]"#, "close the object with '}'"),
        (#"{"a": 1,]"#, "close the object with '}'"), (#"{"a": 1; "b": 2}"#, "put a comma in its place"),
        (#"{"a": 1};"#, "remove it"), (#"{"a": 1},"#, "remove it"), ("[-]", "write a number, or leave the member out"),
        (#"{"a": "b”}"#, "use plain double quotes in place of curly ones"),
    ])
    func `what another program writes is told with what JSON has for it`(text: String, hint: String) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument(Array(text.utf8)) }
        #expect(error.hint == hint)
    }

    @Test(arguments: [
        ("link_id=TU-1&mode=aa", "form data", "send JSON"), ("link_id=a", "form data", "send JSON"),
        ("link%5Fid=a&x=1\n", "form data", "send JSON"),
        ("link_id: TU-1\nmode: aa\n", "YAML", "write JSON"), ("---\nlink_id: a\n", "YAML", "write JSON"),
        ("- link_id: a\n", "YAML", "write JSON"), ("\n--- a: b", "YAML", "write JSON"),
        ("# c\nlink_id: a", "", "remove the comment"),
        ("curl -X POST https://a.example -d '{}'", "curl command", "--data"),
        ("<html><body>", "HTML or XML", "save the JSON"),
        ("POST /v2/session/ HTTP/1.1\nHost: a\n\n{}", "HTTP request", "--input http"),
        (#""link_id": "a""#, "", "put braces around the members"),
        ("hello", "", "put the text in double quotes"), ("-", "", "cut short"), ("-x", "", "put the text in"),
    ])
    func `a text in another format is named`(text: String, format: String, hint: String) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument(Array(text.utf8)) }
        #expect(format.isEmpty || error.explanation.contains(format), "\(error.explanation)")
        #expect(error.hint.contains(hint), "\(error.hint)")
        #expect(format.isEmpty || error.explanation.hasPrefix("the text looks like"))
        #expect(format.isEmpty || error.offset == text.utf8.firstIndex { $0 > 0x20 }?.utf16Offset(in: text))
    }

    @Test(arguments: [
        ("{\u{E9}: 1}", "found '\u{E9}' (U+00E9) where"), ("{\u{A0}}", "an unusual space, U+00A0,"),
        ("{\u{201C}a\u{201D}: 1}", "a curly quote, where"),
    ])
    func `a character outside ASCII is shown, and not one of its bytes`(text: String, start: String) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument(Array(text.utf8)) }
        #expect(error.explanation.hasPrefix(start))
    }

    @Test func `a number with a leading zero is not said to end the text`() throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument(Array(#"{"a": 01}"#.utf8)) }
        #expect(error.explanation.hasSuffix("found '1' where the end of the number was expected"))
    }

    @Test func `64-deep arrays are read, 65-deep and 100 000-deep ones refused at the 65th bracket`() throws {
        let depth = JSONReader.depthLimit
        #expect(depth == 64)
        let deepest = [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth)
        #expect(try JSONDocument(deepest).tape.nodes.count == depth)
        for count in [depth + 1, 100_000] {
            let text = [UInt8](repeating: 0x5B, count: count) + [UInt8](repeating: 0x5D, count: count)
            let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument(text) }
            #expect(error.code == .tooDeep && error.offset == depth)
        }
        let objects = String(repeating: #"{"a":"#, count: depth + 1) + "1" + String(repeating: "}", count: depth + 1)
        let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument(Array(objects.utf8)) }
        #expect(error.code == .tooDeep && error.offset == depth * 5)
    }
}
