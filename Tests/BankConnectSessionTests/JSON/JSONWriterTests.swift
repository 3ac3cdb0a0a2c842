import BankConnectSession
import Testing

@Suite struct JSONWriterTests {
    private static func write(indented: Bool) -> String {
        var writer = JSONWriter(indented: indented)
        writer.object { writer in
            writer.member("text", "x")
            writer.member("none", String?.none)
            writer.member("count", 7)
            writer.member("large", Int.min)
            writer.member("flag", false)
            writer.name("empty")
            writer.object { _ in }
            writer.name("list")
            writer.array { writer in
                writer.array([])
                writer.array(["a", "b"])
                writer.integer(10)
                writer.null()
                writer.raw("1.50")
            }
        }
        writer.endLine()
        return writer.text
    }

    @Test func `a compact text has no white space`() {
        #expect(
            Self.write(indented: false) == """
                {"text":"x","none":null,"count":7,"large":-9223372036854775808,"flag":false,"empty":{},\
                "list":[[],["a","b"],10,null,1.50]}

                """)
    }

    @Test func `an indented text steps by two spaces, and empty containers stay closed`() {
        #expect(
            Self.write(indented: true) == """
                {
                  "text": "x",
                  "none": null,
                  "count": 7,
                  "large": -9223372036854775808,
                  "flag": false,
                  "empty": {},
                  "list": [
                    [],
                    [
                      "a",
                      "b"
                    ],
                    10,
                    null,
                    1.50
                  ]
                }

                """)
    }

    @Test(arguments: [
        ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{8}\u{C}\u{1F}", #""\u0000\u0008\u000c\u001f""#),
        ("\u{7F}\u{9B}", #""\u007f\u009b""#), ("\u{202E}\u{FEFF}", #""\u202e\ufeff""#),
        ("\u{E0041}", #""\udb40\udc41""#), ("é世😀", "\"é世😀\""), ("\r\n", #""\r\n""#), ("", #""""#),
        ("##vso[x]", ##""#\u0023vso[x]""##), ("#a#b ###", ##""#a#b #\u0023\u0023""##),
        ("1234567##901234##", ##""1234567#\u0023901234#\u0023""##),
    ])
    func `what a terminal or a runner should not see is escaped`(text: String, written: String) {
        var writer = JSONWriter()
        writer.string(text)
        #expect(writer.text == written)
    }

    @Test func `every code point is written so that it is read back`() throws {
        for start in stride(from: UInt32(0), through: 0x10FFFF, by: 0x800) {
            var scalars = String.UnicodeScalarView()
            for value in start..<start + 0x800 { if let scalar = Unicode.Scalar(value) { scalars.append(scalar) } }
            var writer = JSONWriter()
            writer.string(String(scalars))
            #expect(try JSONDocument(writer.bytes).text(of: 0).unicodeScalars.elementsEqual(scalars))
        }
    }

    @Test func `lines of several texts follow each other without commas`() {
        var writer = JSONWriter()
        for number in 1...2 {
            writer.array { $0.integer(number) }
            writer.endLine()
        }
        #expect(writer.text == "[1]\n[2]\n")
    }

    @Test func `a copy keeps numbers as they were written and takes replacements`() throws {
        let text = #"{"a":1.50e+07,"b":{"c":[true,null,"\u0041"]},"d":12345678901234567890}"#
        let document = try JSONDocument(Array(text.utf8))
        var writer = JSONWriter()
        writer.copy(0, of: document)
        #expect(writer.text == #"{"a":1.50e+07,"b":{"c":[true,null,"A"]},"d":12345678901234567890}"#)
        var masked = JSONWriter()
        masked.copy(0, of: document) { $0 == 4 ? #""***""# : nil }
        #expect(masked.text == #"{"a":1.50e+07,"b":"***","d":12345678901234567890}"#)
    }
}
