import CommandKit
import TestSupport
import Testing

/// Texts that are no payload, through every command that reads one; and numbers, keys and line ends of texts that are.
@Suite struct PayloadTextTests {
    struct Sample: CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        /// Where the finding stands.
        let place: String
        /// What it says, in part.
        let message: String
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ place: String, _ message: String) {
            self.init(name, Array(text.utf8), place, message)
        }

        init(_ name: String, _ bytes: [UInt8], _ place: String, _ message: String) {
            (self.name, self.bytes, self.place, self.message) = (name, bytes, place, message)
        }
    }

    static let samples = [
        Sample("empty file", "", "1:1", "the text is empty"),
        Sample("only whitespace", " \n\t\n", "1:1", "the text is empty"),
        Sample("not JSON", "link_id=A", "1:1", "the text looks like form data"),
        Sample("not UTF-8", Array(#"{"link_id": ""#.utf8) + [0xFF] + Array(#""}"#.utf8), "1:14", "not UTF-8"),
        Sample(
            "overlong UTF-8", Array(#"{"link_id": ""#.utf8) + [0xC0, 0xAF] + Array(#""}"#.utf8), "1:14", "not UTF-8"),
        Sample("cut short", #"{"link_id": "A""#, "1:16", "the text ends"),
        Sample("BOM", "\u{FEFF}{\"link_id\": \"A\"}", "1:1", "byte-order mark"),
        Sample("UTF-16", [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], "1:1", "UTF-16"),
        Sample("UTF-16 without a mark", [0x00, 0x7B, 0x00, 0x7D], "1:1", "UTF-16"),
        Sample("UTF-32", [0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0, 0x7D, 0, 0, 0], "1:1", "UTF-32"),
        Sample("UTF-32 without a mark", [0, 0, 0, 0x7B, 0, 0, 0, 0x7D], "1:1", "UTF-32"),
        Sample("NUL inside a string", "{\"link_id\": \"A\0\"}", "1:15", "control character"),
        Sample("NUL inside, between tokens", "{\"link_id\":\0\"A\"}", "1:12", "byte 0x00"),
        Sample("lone surrogate escape", #"{"link_id": "\ud800"}"#, "1:14", "surrogate"),
        Sample("lone trail surrogate escape", #"{"link_id": "A\udc00"}"#, "1:15", "surrogate"),
        Sample("two documents in one file", "{\"link_id\": \"A\"}\n{\"link_id\": \"B\"}", "2:1", "more text after"),
        Sample("trailing comma", "{\"link_id\": \"A\",\n}", "1:16", "a comma before"),
        Sample("comment", "{\n// a comment\n}", "2:1", "comment"),
        Sample("block comment", "{\"link_id\": /* a comment */ \"A\"}", "1:13", "comment"),
        Sample("single quotes", "{'link_id': 'A'}", "1:2", "a single quote"),
        Sample("NaN", #"{"session_expiry": NaN}"#, "1:20", "JSON has no NaN"),
        Sample("Infinity", #"{"session_expiry": Infinity}"#, "1:20", "no infinity"),
        Sample("-Infinity", #"{"session_expiry": -Infinity}"#, "1:21", "digit"),
        Sample("0x10", #"{"session_expiry": 0x10}"#, "1:21", "x"),
        Sample("01", #"{"session_expiry": 01}"#, "1:21", "the end of the number"),
        Sample("100 000-deep arrays", String(repeating: "[", count: 100_000), "1:65", "nested more than 64 levels"),
        Sample("[] at top", "[]", "1:1", "the payload is an array, not an object"),
        Sample("null at top", "null", "1:1", "the payload is null, not an object"),
        Sample(#""x" at top"#, #""x""#, "1:1", "the payload is 'x', not an object"),
        Sample("1 at top", "1", "1:1", "the payload is 1, not an object"),
    ]

    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    private func write(_ sample: Sample) throws -> String {
        try tool.files.write(sample.bytes, to: "payload.json")
    }

    @Test(arguments: samples)
    func `validate finds one thing, at its place`(sample: Sample) throws {
        let path = try write(sample)
        let run = tool.run("validate", "--format", "concise", path)
        #expect(run.status == 1)
        #expect(run.lines.count == 1)
        #expect(run.output.hasPrefix("\(path):\(sample.place): error[INVALID_REQUEST]"), "\(run.output)")
        #expect(run.output.contains(sample.message), "\(run.output)")
        #expect(run.errors.hasPrefix("bcsession: 1 payload: 1 invalid, 1 error"))
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test(arguments: samples)
    func `create answers as the API does, and tells the rest on standard error`(sample: Sample) throws {
        let path = try write(sample)
        let run = tool.run("create", path)
        let json = try run.json
        #expect(run.status == 1)
        #expect(json["error"] == #"{"code":"INVALID_REQUEST","message":"Something went wrong"}"#)
        #expect(run.errors.contains("\(path):\(sample.place): error[INVALID_REQUEST]"), "\(run.errors)")
        #expect(!run.errors.contains("session is local"))
    }

    @Test(arguments: samples)
    func `consents plans nothing for a text that is no payload`(sample: Sample) throws {
        let path = try write(sample)
        let run = tool.run("consents", path)
        #expect(run.status == 1)
        #expect(try run.json["consents"] == "{}")
        #expect(run.errors.contains("\(path):\(sample.place): error[INVALID_REQUEST]"), "\(run.errors)")
    }

    @Test func `a finding at the end of a 1 MB single line shows its surroundings alone`() throws {
        let filler = String(repeating: "x", count: 1_000_000)
        let path = try tool.files.write(#"{"link_id": "A", "note": "\#(filler)", "mode": "no"}"#, to: "long.json")
        let run = tool.run("validate", path)
        #expect(run.status == 1)
        #expect(run.output.contains(":1:1000038: error[INVALID_REQUEST]"))
        #expect(run.output.utf8.count < 2_000)
        let shown = try #require(run.lines.first { $0.contains(#""mode": "no"}"#) })
        #expect(shown.hasPrefix("  1 | …xxx"))
    }

    // MARK: Well-formed

    static let numbers = [
        PayloadSample("-0 for session_expiry", #""session_expiry": «-0»"#, "BC403"),
        PayloadSample("1e400 for session_expiry", #""session_expiry": «1e400»"#, "BC403"),
        PayloadSample("20-digit integer", #""session_expiry": «12345678901234567890»"#, "BC403"),
        PayloadSample(
            "10^6-digit integer", #""session_expiry": «\#(String(repeating: "7", count: 1_000_000))»"#, "BC403"),
        PayloadSample("5 for session_expiry", #""session_expiry": 5"#),
        PayloadSample("5.0 for session_expiry", #""session_expiry": 5.0"#),
        PayloadSample("5e0 for session_expiry", #""session_expiry": 5e0"#),
        PayloadSample("true for session_expiry", #""session_expiry": «true»"#, "BC403"),
        PayloadSample(#""5" for session_expiry"#, #""session_expiry": «"5"»"#, "BC408"),
    ]

    static let keys = [
        PayloadSample("duplicate key at the top", #""mode": "online", «"mode"»: "online""#, "BC003"),
        PayloadSample("duplicate key in consents", #""consents": {"CC0001": {}, «"CC0001"»: {}}"#, "BC003"),
        PayloadSample(
            "duplicate key in a consent",
            #""consents": {"CC0001": {"to_date": "08/12/2025", «"to_date"»: "08/12/2025"}}"#, "BC003"),
        PayloadSample("duplicate key in metadata", #""metadata": {"names": [], «"names"»: []}"#, "BC003"),
        PayloadSample(
            "duplicate key in an unknown member", #"«"pan"»: [{"x": {"y": 1, «"y"»: 1}}]"#, "BC004", "BC003"),
        PayloadSample(
            "duplicate key spelled with \\u escapes", #""mode": "online", «"\u006do\u0064e"»: "online""#, "BC003"),
        PayloadSample(
            "duplicate key spelled with \\u escapes first", #""\u006dode": "online", «"mode"»: "online""#, "BC003"),
        PayloadSample(
            "key once NFC and once NFD: two keys", "«\"caf\u{E9}\"»: 1, «\"cafe\u{301}\"»: 1", "BC004", "BC004"),
        PayloadSample(
            "key NFC, escaped and not: one key", "«\"caf\u{E9}\"»: 1, «\"caf\\u00e9\"»: 1", "BC004", "BC003+BC004"),
        PayloadSample("key __proto__", #"«"__proto__"»: {"mode": "fax"}"#, "BC004"),
    ]

    @Test(arguments: numbers + keys)
    func `a number or key is read as what it is`(payload: PayloadSample) throws {
        try payload.check()
    }

    @Test(arguments: [("-0", 1), ("1e400", 1), ("12345678901234567890", 1), ("5.0", 1), ("5e0", 1), ("9", 1_000_000)])
    func `a number passes unchanged into the request`(digits: String, count: Int) throws {
        let input = #"{"link_id":"a","note":\#(String(repeating: digits, count: count))}"#
        let tool = try TestTool()
        let key = try tool.files.write("key-of-test", to: "api.key", mode: 0o600)
        let run = tool.run("create", "--dry-run", "--api-key-file", key, "-", input: input)
        #expect(run.status == 0)
        let isUnchanged = run.output.hasSuffix("\r\n\r\n\(input)\n")
        #expect(isUnchanged)
    }

    @Test func `{} at the top lacks link_id alone`() throws {
        try PayloadSample("{}", text: "«{»}", "BC101").check()
    }

    /// What stands before a caret, the place that is told, and the two lines that are shown.
    static let carets = [
        ("CRLF", "{\"link_id\": \"a\",\r\n\"mode\": \"no\"\r\n}", "2:9", #"2 | "mode": "no""#, 8),
        ("lone CR", "{\"link_id\": \"a\",\r\"mode\": \"no\"}", "1:26", #"1 | {"link_id": "a",\u{D}"mode": "no"}"#, 29),
        ("tabs", "{\"link_id\": \"a\",\n\t\"mode\":\t\"no\"\n}", "2:10", #"2 |     "mode":    "no""#, 15),
        (
            "wide characters", #"{"link_id": "世界", "mode": "no"}"#, "1:27",
            #"1 | {"link_id": "世界", "mode": "no"}"#, 28
        ),
        (
            "combining characters", "{\"link_id\": \"e\u{301}o\u{308}\", \"mode\": \"no\"}", "1:29",
            "1 | {\"link_id\": \"e\u{301}o\u{308}\", \"mode\": \"no\"}", 26
        ),
    ]

    @Test(arguments: carets)
    func `the caret stands under the value, in columns of a terminal`(
        name: String, text: String, place: String, line: String, column: Int
    ) throws {
        let run = try TestTool().run("validate", "-", input: text)
        #expect(run.output.hasPrefix("<stdin>:\(place): error[INVALID_REQUEST]"))
        let mark = try #require(run.lines.firstIndex { $0.contains("^") })
        #expect(run.lines[mark - 1] == "  \(line)")
        #expect(run.lines[mark] == "    | \(String(repeating: " ", count: column))^^^^")
    }
}
