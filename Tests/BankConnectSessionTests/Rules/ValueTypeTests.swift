import BankConnectSession
import Testing

/// One parameter with a value of each JSON type: the rules that speak of each.
struct TypeRow: Sendable, CustomTestStringConvertible {
    var parameter: Parameter
    /// The other members that keep further rules silent.
    var rest = ""
    var api = APIVersion.v2
    var null = [6]
    var `true`: [Int]
    var number: [Int]
    var string: [Int]
    var array: [Int]
    var object: [Int]

    var testDescription: String { parameter.name }

    /// A number is wrong as another text would be.
    static func text(_ parameter: Parameter, string: [Int], rest: String = "", null: [Int] = [6]) -> Self {
        Self(
            parameter: parameter, rest: rest, null: null, true: [7], number: string, string: string, array: [7],
            object: [7])
    }

    static func all(
        _ parameter: Parameter, _ rule: Int, true: [Int]? = nil, number: [Int]? = nil, object: [Int]? = nil,
        api: APIVersion = .v2
    ) -> Self {
        Self(
            parameter: parameter, api: api, true: `true` ?? [rule], number: number ?? [rule], string: [rule],
            array: [rule], object: object ?? [rule])
    }
}

@Suite struct ValueTypeTests {
    @Test(arguments: [
        (#""journey_mode": true"#, "write a text in double quotes"),
        (#""bank_name": ["axis"]"#, "write its text alone, without the brackets"),
        (#""bank_name": ["axis", "hdfc"]"#, "write one text in double quotes, not an array"),
        (#""bank_name": [["axis"]]"#, "write one text in double quotes, not an array"),
        (#""bank_name": [5]"#, "write one text in double quotes, not an array"),
        (#""api_key": ["k3y"]"#, "write its text alone, without the brackets"),
        (#""bank_name": {"name": "axis"}"#, "write one text in double quotes, not an object"),
        (#""from_date": true, "to_date": "09/12/2025""#, #"write it as "DD/MM/YYYY""#),
    ])
    func `the hint fits what stands where text belongs`(members: String, hint: String) {
        let finding = CheckedPayload(members: members).findings.first { $0.rule.number == 7 }
        #expect(finding?.hint?.description == hint)
    }

    /// The number is 7, the string "x"; neither is a good value of any parameter but those that say so here.
    static let table: [TypeRow] = [
        TypeRow(parameter: .linkID, null: [102], true: [7], number: [8], string: [], array: [7], object: [7]),
        // The key's place is a matter of its own, reported at the name.
        TypeRow(
            parameter: .apiKey, true: [15, 7], number: [15, 8], string: [15], array: [15, 7], object: [15, 7]),
        .all(.redirectURL, 111),
        .text(.fromDate, string: [301], rest: #", "to_date": "09/12/2025""#, null: [6, 302]),
        .text(.toDate, string: [301], rest: #", "from_date": "01/01/2025""#, null: [6, 302]),
        .all(.logoURL, 113),
        .text(.bankName, string: [202]),
        .all(.mode, 204),
        TypeRow(
            parameter: .mobileNumber, true: [7], number: [8, 401], string: [401], array: [7], object: [7]),
        .all(.sessionExpiry, 403, number: []),
        TypeRow(
            parameter: .journeyMode, true: [7], number: [8], string: [406], array: [7], object: [7]),
        .all(.acceptAnything, 407, true: []),
        .all(.isMobileFieldEditable, 407, true: []),
        .all(.aaJourneyCode, 501),
        .all(.consents, 601, object: []),
        .all(.metadata, 701, object: []),
        .all(.aaJourneyMode, 503, api: .v1),
        .all(.aaRecurringTenureMonthCount, 506, number: [], api: .v1),
        .all(.aaRecurringFrequencyUnit, 509, api: .v1),
        .all(.aaRecurringFrequencyValue, 510, api: .v1),
        .text(.maxFromDate, string: [304]),
        .text(.maxToDate, string: [304]),
    ]

    @Test func `the table has every parameter once, in the page's order`() {
        #expect(Self.table.map(\.parameter) == Parameter.allCases)
    }

    @Test(arguments: table)
    func `each wrong type for each field draws one finding of what is wrong`(row: TypeRow) {
        let cases = [
            ("null", row.null), ("true", row.true), ("7", row.number), (#""x""#, row.string), ("[]", row.array),
            ("{}", row.object),
        ]
        for (value, expected) in cases {
            let link = row.parameter == .linkID ? "" : #", "link_id": "a""#
            let checked = CheckedPayload(#"{"\#(row.parameter.name)": \#(value)\#(row.rest)\#(link)}"#, api: row.api)
            #expect(checked.rules == expected, "\(value): \(checked.findings.map(\.detail.description))")
            // The missing partner of a date is reported at the other one.
            let places = [value, #""api_key""#, #""09/12/2025""#, #""01/01/2025""#]
            #expect(checked.marked.allSatisfy(places.contains), "\(checked.marked)")
        }
    }

    @Test(arguments: [(Parameter.redirectURL, 111), (.logoURL, 113), (.bankName, 202)])
    func `a number where a form is asked for is wrong in form, whatever its length`(parameter: Parameter, rule: Int) {
        let digits = String(repeating: "7", count: 501)
        #expect(CheckedPayload(members: #""\#(parameter.name)": \#(digits)"#).rules == [rule])
    }

    @Test(arguments: [("link_id", 500, 103), ("journey_mode", 50, 405)])
    func `a number becomes text, whose length counts`(name: String, limit: Int, rule: Int) {
        let others = name == "link_id" ? "" : #""link_id": "a", "#
        let fitting = String(repeating: "7", count: limit)
        #expect(CheckedPayload(#"{\#(others)"\#(name)": \#(fitting)}"#).rules == [8])
        #expect(CheckedPayload(#"{\#(others)"\#(name)": \#(fitting)7}"#).rules == [8, rule])
    }

    @Test(arguments: [
        ("mode", 204), ("session_expiry", 403), ("accept_anything", 407), ("is_mobile_field_editable", 407),
        ("aa_journey_mode", 503), ("aa_recurring_tenure_month_count", 506), ("aa_recurring_frequency_unit", 509),
        ("aa_recurring_frequency_value", 510), ("consents", 601), ("metadata", 701),
    ])
    func `an empty text is an error where no text is asked for`(name: String, rule: Int) {
        #expect(CheckedPayload(#"{"link_id": "a", "\#(name)": ""}"#, api: .v2).errors == [rule])
        #expect(CheckedPayload(#"{"link_id": "a", "\#(name)": null}"#).rules == [6])
    }

    @Test(arguments: ["", " ", "\\t\\n", "\u{A0}\u{3000}", "\\u001c\\u001f"])
    func `a blank text counts as absent, with a note`(text: String) {
        for name in ["redirect_url", "logo_url", "bank_name", "mobile_number", "journey_mode", "max_from_date"] {
            let checked = CheckedPayload(members: #""\#(name)": "\#(text)""#)
            #expect(checked.rules == [6], "\(name)")
            #expect(checked.findings.map(\.severity) == [.note])
        }
    }

    @Test(arguments: [" ", "\u{A0}", "\u{2003}", "\\n", "\\u001f", "\u{85}"])
    func `white space around a text is taken away, and warned of`(space: String) {
        for (name, value) in [
            ("bank_name", "hdfc"), ("mobile_number", "9876543210"), ("journey_mode", "multi_pdf"),
            ("redirect_url", "https://acme.example/"), ("max_to_date", "01/01/2025"), ("api_key", "k"),
        ] {
            for text in [space + value, value + space, space + space + value + space] {
                let checked = CheckedPayload(members: #""\#(name)": "\#(text)""#)
                #expect(checked.rules.filter { $0 != 15 } == [9], "\(name) \(text)")
                #expect(checked.errors == [])
            }
        }
        #expect(CheckedPayload(#"{"link_id": "a\#(space)"}"#).rules == [9])
        let session = CheckedPayload(members: #""from_date": "\#(space)01/12/2025", "to_date": "01/11/2025\#(space)""#)
        #expect(session.rules == [9, 303, 9, 306])
        // A choice is compared as it is.
        #expect(CheckedPayload(members: #""mode": "pdf\#(space)""#).rules == [204])
    }

    @Test func `a length is that of the text without white space around it`() {
        let text = String(repeating: "x", count: 500)
        #expect(CheckedPayload(#"{"link_id": " \#(text) "}"#).rules == [9])
        #expect(CheckedPayload(#"{"link_id": " \#(text)x "}"#).rules == [9, 103])
    }

    @Test(arguments: [
        "link_id", "redirect_url", "logo_url", "bank_name", "mobile_number", "journey_mode", "max_from_date",
    ])
    func `U+0000 is refused in the words of the framework, and nothing else is reported of the text`(name: String) {
        let others = name == "link_id" ? "" : #""link_id": "a", "#
        for text in [#"a\u0000b"#, #"\u0000"#, #"hdfc\u0000"#] {
            let checked = CheckedPayload(#"{\#(others)"\#(name)": "\#(text)"}"#)
            #expect(checked.rules == [7])
            #expect(checked.answerLine == "INVALID_REQUEST 400 \(name), Null characters are not allowed.")
        }
    }

    @Test(arguments: [
        ("session_expiry", #""30""#), ("session_expiry", #"" +30.0 ""#), ("session_expiry", #""5.""#),
        ("aa_recurring_tenure_month_count", #""12""#), ("aa_recurring_frequency_value", #""3""#),
    ])
    func `an integer as text is taken, with a warning`(name: String, value: String) {
        let checked = CheckedPayload(#"{"link_id": "a", "\#(name)": \#(value)}"#, api: .v1)
        #expect(checked.rules == [408])
        #expect(checked.errors == [])
    }

    @Test func `a session lives as long as its text says`() {
        #expect(
            CheckedPayload(members: #""aa_journey_code": "BCAA001", "session_expiry": "1441""#).rules == [404, 408])
    }

    @Test(arguments: [
        ("true", "True"), ("5", "5"), (#"["x"]"#, "['x']"),
        (#"{"a": [null, false, "b"]}"#, "{'a': [None, False, 'b']}"),
        (#"["it's"]"#, #"["it's"]"#), ("[]", "[]"), (#""a\"b""#, #"a"b"#),
    ])
    func `a value that is no choice is printed as the framework prints it`(value: String, printed: String) {
        let message = "\"\(printed)\" is not a valid choice."
        #expect(CheckedPayload(members: #""mode": \#(value)"#).answer?.message == "mode, \(message)")
        let code = CheckedPayload(members: #""aa_journey_code": \#(value)"#)
        #expect(code.findings.first?.prediction?.alternatives.map(\.message) == ["aa_journey_code, \(message)"])
    }

    @Test(arguments: [
        ("session_expiry", ["5", "43200", "30.0", "5e0", "50e-1", "0.5e1", "4320e1"], [Int]()),
        (
            "session_expiry",
            [
                "4", "43201", "0", "-0", "-30", "5.5", "4.999", "1e400", "99999999999999999999", #""4""#, #""x""#,
                #""1e1""#, #""３０""#, "1e-400",
            ],
            [403]
        ),
        ("accept_anything", ["true", "false"], []),
        ("accept_anything", ["1", "0", "1.0", #""true""#, #""TRUE""#, #""No""#, #""off""#, #""y""#, "-0"], [408]),
        ("accept_anything", ["2", "-1", "0.5", #""truee""#, #""ja""#, "1e400"], [407]),
        ("is_mobile_field_editable", [#""t""#, "1"], [408]), ("is_mobile_field_editable", [#""2""#], [407]),
        ("mobile_number", [#""9876543210""#, #""6000000000""#], []),
        ("mobile_number", [#""0987654321""#, #""5000000000""#, #""1234567890""#], [402]),
        (
            "mobile_number",
            [
                #""+919876543210""#, #""98765 43210""#, #""987654321""#, #""98765432101""#,
                #""９８７６５４３２１０""#, #""९८७६५४३२१०""#, #""98765-43210""#, #""987654321०""#,
            ], [401]
        ),
        ("mobile_number", [#""\u0039876543210""#], []), ("mobile_number", ["9876543210"], [8]),
        ("mobile_number", ["98765432100", "987654321.0", "-987654321"], [8, 401]),
        ("journey_mode", [#""multi_pdf""#, #""multi_banking""#, #""aa_multi_banking""#], []),
        ("journey_mode", [#""Multi_pdf""#, #""multi pdf""#], [406]),
        ("mode", [#""online""#], []), ("mode", [#""PDF""#, #""pdf ""#, #""net_banking""#, #"" ""#], [204]),
    ])
    func `values at and beyond the edges of what is accepted`(name: String, values: [String], expected: [Int]) {
        for value in values {
            #expect(CheckedPayload(members: #""\#(name)": \#(value)"#).rules == expected, "\(value)")
        }
    }
}
