import BankConnectSession
import TestSupport
import Testing

/// JSON that is well-formed and means harm; what is not well-formed is in ``MalformedPayloadTests``.
@Suite struct HostileJSONTests {
    static let numbers = [
        HostilePayload("-0 for session_expiry", #""session_expiry": «-0»"#, "BC403"),
        HostilePayload("1e400 for session_expiry", #""session_expiry": «1e400»"#, "BC403"),
        HostilePayload("20-digit integer", #""session_expiry": «12345678901234567890»"#, "BC403"),
        HostilePayload(
            "10^6-digit integer", #""session_expiry": «\#(String(repeating: "7", count: 1_000_000))»"#, "BC403"),
        HostilePayload("5 for session_expiry", #""session_expiry": 5"#),
        HostilePayload("5.0 for session_expiry", #""session_expiry": 5.0"#),
        HostilePayload("5e0 for session_expiry", #""session_expiry": 5e0"#),
        HostilePayload("true for session_expiry", #""session_expiry": «true»"#, "BC403"),
        HostilePayload(#""5" for session_expiry"#, #""session_expiry": «"5"»"#, "BC408"),
    ]

    static let keys = [
        HostilePayload("duplicate key at the top", #""mode": "online", «"mode"»: "online""#, "BC003"),
        HostilePayload("duplicate key in consents", #""consents": {"CC0001": {}, «"CC0001"»: {}}"#, "BC003"),
        HostilePayload(
            "duplicate key in a consent",
            #""consents": {"CC0001": {"to_date": "08/12/2025", «"to_date"»: "08/12/2025"}}"#, "BC003"),
        HostilePayload("duplicate key in metadata", #""metadata": {"names": [], «"names"»: []}"#, "BC003"),
        HostilePayload(
            "duplicate key in an unknown member", #"«"pan"»: [{"x": {"y": 1, «"y"»: 1}}]"#, "BC004", "BC003"),
        HostilePayload(
            "duplicate key spelled with \\u escapes", #""mode": "online", «"\u006do\u0064e"»: "online""#, "BC003"),
        HostilePayload(
            "duplicate key spelled with \\u escapes first", #""\u006dode": "online", «"mode"»: "online""#, "BC003"),
        HostilePayload(
            "key once NFC and once NFD: two keys", "«\"caf\u{E9}\"»: 1, «\"cafe\u{301}\"»: 1", "BC004", "BC004"),
        HostilePayload(
            "key NFC, escaped and not: one key", "«\"caf\u{E9}\"»: 1, «\"caf\\u00e9\"»: 1", "BC004", "BC003+BC004"),
        HostilePayload("key __proto__", #"«"__proto__"»: {"mode": "fax"}"#, "BC004"),
    ]

    @Test(arguments: numbers + keys)
    func `a number or key is taken for what it is`(payload: HostilePayload) throws {
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
        try HostilePayload("{}", text: "«{»}", "BC101").check()
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
