import BankConnectSession
import TestSupport
import Testing

/// The reader steps through strings eight bytes at a time; these tests place what matters at each place of a step.
@Suite struct JSONStringTests {
    @Test(arguments: 0...17)
    func `a special byte is seen at every place of a word`(place: Int) throws {
        for total in place...24 {
            var content = [UInt8](repeating: 0x61, count: total)
            content[place..<place] = [0x22]
            let quoted = try #require(throws: JSONSyntaxError.self) { try JSONDocument(Self.string(content)) }
            #expect(quoted.code == .secondDocument && quoted.offset == place + 2)

            content[place] = 0x1F
            let control = try #require(throws: JSONSyntaxError.self) { try JSONDocument(Self.string(content)) }
            #expect(control.code == .controlCharacter && control.offset == place + 1)

            content[place] = 0xFF
            let broken = try #require(throws: JSONSyntaxError.self) { try JSONDocument(Self.string(content)) }
            #expect(broken.code == .notUTF8 && broken.offset == place + 1)

            content[place...place] = [0x5C, 0x6E]
            let escaped = try JSONDocument(Self.string(content))
            #expect(escaped[0].hasEscape && escaped[0].isASCII)
            #expect(escaped.codePointCount(of: 0) == total + 1)
            #expect(escaped.decodedBytes(of: 0)[place] == 0x0A)
        }
    }

    @Test(arguments: ["é", "€", "😀"])
    func `a wide character is read at every place of a word`(character: String) throws {
        for place in 0...17 {
            let text = String(repeating: "a", count: place) + character + String(repeating: "b", count: 5)
            let document = try JSONDocument(Self.string(Array(text.utf8)))
            #expect(!document[0].isASCII && !document[0].hasEscape)
            #expect(document.codePointCount(of: 0) == place + 6)
            #expect(document.text(of: 0) == text)
        }
    }

    @Test func `DEL and characters near the specials are plain text`() throws {
        for byte in UInt8(0x20)...0x7F where byte != 0x22 && byte != 0x5C {
            let document = try JSONDocument(Self.string([UInt8](repeating: byte, count: 9)))
            #expect(document[0].isASCII && !document[0].hasEscape)
            #expect(document.codePointCount(of: 0) == 9)
        }
    }

    @Test func `a string may end exactly where its buffer does, and no later`() throws {
        for count in 0...40 {
            let text = Self.string([UInt8](repeating: 0x61, count: count))
            #expect(try JSONDocument(text)[0].range == 0..<count + 2)
            let cut = Array(text.dropLast())
            let error = try #require(throws: JSONSyntaxError.self) { try JSONDocument(cut) }
            #expect(error.code == .unexpectedEnd && error.offset == cut.count)
        }
    }

    @Test func `a text is read at every alignment, whatever stands around it`() throws {
        let text = Array(#"{"a": "é\n", "longer name": [1.5e3, true], "": {}}"#.utf8)
        let expected = try JSONDocument(text)
        for lead in 0..<16 {
            for byte: UInt8 in [0x22, 0x5C, 0x7D, 0x30, 0x61, 0x80, 0xE2, 0x00, 0xFF] {
                let buffer =
                    [UInt8](repeating: byte, count: lead) + text + [UInt8](repeating: byte, count: 16 - lead % 3)
                var document = JSONDocument()
                try document.read(buffer, in: lead..<lead + text.count)
                #expect(document.tape.nodes.map(\.range) == expected.tape.nodes.map(\.range))
                #expect(document.tape.nodes.map(\.kind) == expected.tape.nodes.map(\.kind))
                #expect(document.text(of: 2) == "é\n")
            }
        }
    }

    @Test func `a text cut anywhere in a larger buffer ends at its end`() throws {
        let text = Array(#"{"link_id": "TU-é\u0041\ud83d\ude00", "n": [-1.5e+3, null]}"#.utf8)
        let buffer = text + Array(#""}]0123456789"#.utf8)
        for end in 1..<text.count {
            var document = JSONDocument()
            let error = try #require(throws: JSONSyntaxError.self) { try document.read(buffer, in: 0..<end) }
            #expect(error.offset <= end && error.offset + error.length <= end)
            let alone = #expect(throws: JSONSyntaxError.self) { try JSONDocument(Array(text[..<end])) }
            #expect(alone == error)
        }
    }

    @Test func `escapes stand for their characters`() throws {
        let document = try JSONDocument(Array(#""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\uDE00\u0000""#.utf8))
        #expect(document.text(of: 0) == "\"\\/\u{8}\u{C}\n\r\tAé€😀\u{0}")
        #expect(document.codePointCount(of: 0) == 13)
        #expect(document.isString(0, "\"\\/\u{8}\u{C}\n\r\tAé€😀\u{0}"))
    }

    /// Bytes, UTF-16 units, code points and grapheme clusters differ in each of these.
    @Test(arguments: [
        ("e\u{301}", 2), ("👨‍👩‍👧‍👦", 7), ("🇮🇳", 2), ("नमस्ते", 6), ("\u{10FFFF}", 1), ("\r\n", 2), ("", 0),
    ])
    func `lengths count code points`(text: String, count: Int) throws {
        var writer = JSONWriter()
        writer.string(text)
        #expect(try JSONDocument(writer.bytes).codePointCount(of: 0) == count)
        let spelled = text.utf16.map { "\\u" + String(UInt32($0) + 0x10000, radix: 16).suffix(4) }.joined()
        #expect(try JSONDocument(Array("\"\(spelled)\"".utf8)).codePointCount(of: 0) == count)
    }

    @Test func `composed and decomposed letters are different strings, an escaped spelling is the same`() throws {
        let document = try JSONDocument(Array("[\"\u{E9}\", \"e\u{301}\", \"\\u00e9\", \"\\u00E9\"]".utf8))
        #expect(!document.areEqualStrings(1, 2))
        #expect(document.areEqualStrings(1, 3))
        #expect(document.areEqualStrings(3, 4))
        #expect(!document.areEqualStrings(2, 3))
        #expect(document.isString(3, "\u{E9}") && !document.isString(2, "\u{E9}"))
    }

    @Test func `a 50 MB string is one node`() throws {
        let text = Self.string([UInt8](repeating: 0x61, count: 50_000_000))
        let took = try processorTime {
            let document = try JSONDocument(text)
            #expect(document.tape.nodes.count == 1)
            #expect(document.codePointCount(of: 0) == 50_000_000)
        }
        #expect(took < .seconds(60))
    }

    private static func string(_ content: [UInt8]) -> [UInt8] { [0x22] + content + [0x22] }
}
