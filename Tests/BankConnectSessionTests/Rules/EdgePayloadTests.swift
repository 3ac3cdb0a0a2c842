import BankConnectSession
import Testing

/// The edges of a payload's text and of its fields, each with the rules that report it and no others.
@Suite struct EdgePayloadTests {
    struct Edge: CustomTestStringConvertible, Sendable {
        let name: String
        let text: [UInt8]
        let rules: [Int]

        var testDescription: String { name }

        /// A whole text.
        init(_ name: String, _ text: String, _ rules: Int...) {
            self.init(name, bytes: Array(text.utf8), rules)
        }

        init(_ name: String, bytes: [UInt8], _ rules: [Int]) {
            self.name = name
            text = bytes
            self.rules = rules
        }

        /// A member beside a link_id that is right.
        init(_ name: String, with member: String, _ rules: Int...) {
            self.init(name, bytes: Array(#"{"link_id":"a",\#(member)}"#.utf8), rules)
        }
    }

    static let texts = [
        Edge("an empty file", "", 1), Edge("white space alone", " \n\t", 1),
        Edge("a byte-order mark", "\u{FEFF}{\"link_id\":\"a\"}", 1),
        Edge("UTF-16", bytes: Array(#"{"link_id":"a"}"#.utf16).flatMap { [UInt8(truncatingIfNeeded: $0), 0] }, [1]),
        Edge("NUL in a string", "{\"link_id\":\"a\0\"}", 1), Edge("half a surrogate pair", #"{"link_id":"\ud800"}"#, 1),
        Edge("overlong UTF-8", bytes: Array("{\"link_id\":\"".utf8) + [0xC0, 0xAF] + Array("\"}".utf8), [1]),
        Edge("no members", "{}", 101), Edge("an array", "[]", 2), Edge("null", "null", 2), Edge("a string", "\"x\"", 2),
        Edge("a number", "1", 2), Edge("a trailing comma", #"{"link_id":"a",}"#, 1),
        Edge("a comment", #"{"link_id":"a" /* x */}"#, 1), Edge("single quotes", "{'link_id':'a'}", 1),
        Edge("NaN", with: #""session_expiry":NaN"#, 1), Edge("Infinity", with: #""session_expiry":-Infinity"#, 1),
        Edge("minus zero", with: #""session_expiry":-0"#, 403), Edge("1e400", with: #""session_expiry":1e400"#, 403),
        Edge("hexadecimal", with: #""session_expiry":0x10"#, 1),
        Edge("a leading zero", with: #""session_expiry":01"#, 1),
        Edge("20 digits", with: #""session_expiry":12345678901234567890"#, 403),
        Edge("a million digits", with: "\"session_expiry\":" + String(repeating: "9", count: 1_000_000), 403),
        Edge("5.0", with: #""session_expiry":5.0"#), Edge("5e0", with: #""session_expiry":5e0"#),
        Edge("true for a number", with: #""session_expiry":true"#, 403),
        Edge("a number as text", with: #""session_expiry":"5""#, 408),
        Edge("a name twice", #"{"link_id":"a","link_id":"b"}"#, 3),
        Edge("a name twice, once with an escape", #"{"link_id":"a","\u006cink_id":"b"}"#, 3),
        Edge("a name twice in metadata", with: #""metadata":{"names":[],"names":[]}"#, 3),
        Edge("a consent twice", with: #""consents":{"CC0001":{},"CC0001":{}}"#, 3),
        Edge("a name in NFC and in NFD", with: "\"\u{E9}\":1,\"e\u{301}\":2", 4, 4),
        Edge("__proto__", with: #""__proto__":{}"#, 4),
        Edge("100,000 arrays", String(repeating: "[", count: 100_000), 1),
        Edge("two documents", #"{"link_id":"a"}{"link_id":"b"}"#, 1),
        Edge("a lone carriage return", "{\r\"link_id\":\r5x}", 1),
    ]

    static let fields = [
        Edge("link_id of no characters", #"{"link_id":""}"#, 102),
        Edge("500 code points", "{\"link_id\":\"\(String(repeating: "\u{1F600}", count: 500))\"}"),
        Edge("501 code points", "{\"link_id\":\"\(String(repeating: "e\u{301}", count: 250))x\"}", 103),
        Edge("a URL of 200", with: "\"redirect_url\":\"https://a.example/\(String(repeating: "x", count: 182))\""),
        Edge("a URL of 201", with: "\"redirect_url\":\"https://a.example/\(String(repeating: "x", count: 183))\"", 112),
        Edge("a bank of 50", with: "\"bank_name\":\"\(String(repeating: "x", count: 50))\"", 202),
        Edge("a bank of 51", with: "\"bank_name\":\"\(String(repeating: "x", count: 51))\"", 201),
        Edge("bank and bank_name", with: #""bank":"axis","bank_name":"hdfc""#, 5),
        Edge("a mode without a bank", with: #""mode":"pdf""#, 203),
        Edge("session_expiry 4", with: #""session_expiry":4"#, 403), Edge("5", with: #""session_expiry":5"#),
        Edge("43200", with: #""session_expiry":43200"#), Edge("43201", with: #""session_expiry":43201"#, 403),
        Edge("a negative one", with: #""session_expiry":-5"#, 403),
        Edge("a fraction", with: #""session_expiry":5.5"#, 403),
        Edge("+91", with: #""mobile_number":"+919876543210""#, 401),
        Edge("nine digits", with: #""mobile_number":"987654321""#, 401),
        Edge("eleven digits", with: #""mobile_number":"98765432101""#, 401),
        Edge("a leading 0", with: #""mobile_number":"0876543210""#, 402),
        Edge("full-width digits", with: #""mobile_number":"９８７６５４３２１０""#, 401),
        Edge("Devanagari digits", with: #""mobile_number":"९८७६५४३२१०""#, 401),
        Edge("0 for a boolean", with: #""accept_anything":0"#, 408),
        Edge("text for a boolean", with: #""accept_anything":"true""#, 408),
        Edge("a journey in lower case", with: #""aa_journey_code":"bcaa001""#, 501),
        Edge("consents as an array", with: #""consents":[]"#, 601), Edge("no consents", with: #""consents":{}"#),
        Edge("an unknown consent", with: #""consents":{"CC9":{}}"#, 602),
        Edge("another journey's", with: #""aa_journey_code":"BCAA002","consents":{"CC0001":{}}"#, 602),
        Edge("one date alone", with: #""consents":{"CC0001":{"from_date":"01/10/2025"}}"#),
        Edge("an expiry before to_date", with: #""consents":{"CC0001":{"consent_expiry":"08/12/2025"}}"#, 605),
        Edge("names that are none", with: #""metadata":{"names":[1,null]}"#, 702, 702),
    ]

    @Test(arguments: texts + fields)
    func `an edge is reported by the rules that it breaks, and by no others`(edge: Edge) throws {
        let today = try #require(CalendarDate(ddmmyyyy: "09/12/2025"))
        var checker = PayloadChecker(RuleContext(today: today))
        checker.check(edge.text)
        #expect(checker.findings.map(\.rule.number) == edge.rules)
    }
}
