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

    static func text(_ parameter: Parameter, string: [Int], rest: String = "", null: [Int] = [6]) -> Self {
        Self(
            parameter: parameter, rest: rest, null: null, true: [7], number: [7], string: string, array: [7],
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
    /// The number is 7, the string "x"; neither is a good value of any parameter but those that say so here.
    static let table: [TypeRow] = [
        TypeRow(parameter: .linkID, null: [102], true: [7], number: [8], string: [], array: [7], object: [7]),
        // The key's place is a matter of its own, reported at the name.
        TypeRow(
            parameter: .apiKey, true: [15, 7], number: [15, 7], string: [15], array: [15, 7], object: [15, 7]),
        .text(.redirectURL, string: [111]),
        .text(.fromDate, string: [301], rest: #", "to_date": "09/12/2025""#, null: [6, 302]),
        .text(.toDate, string: [301], rest: #", "from_date": "01/01/2025""#, null: [6, 302]),
        .text(.logoURL, string: [113]),
        .text(.bankName, string: [202]),
        .all(.mode, 204),
        TypeRow(
            parameter: .mobileNumber, true: [7], number: [8, 401], string: [401], array: [7], object: [7]),
        .all(.sessionExpiry, 403, number: []),
        .text(.journeyMode, string: [406]),
        .all(.acceptAnything, 407, true: []),
        .all(.isMobileFieldEditable, 407, true: []),
        .text(.aaJourneyCode, string: [501]),
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
            #expect(checked.marked.allSatisfy { $0 == value || $0 == #""api_key""# }, "\(checked.marked)")
        }
    }

    @Test(arguments: Parameter.allCases.filter { $0.row.maximumLength != nil && $0 != .linkID })
    func `a number that is too long for its text is a wrong type, nothing more`(parameter: Parameter) {
        let digits = String(repeating: "7", count: 501)
        #expect(CheckedPayload(members: #""\#(parameter.name)": \#(digits)"#).rules == [7])
    }

    @Test func `a number for link_id becomes text, whose length counts`() {
        #expect(CheckedPayload(#"{"link_id": \#(String(repeating: "7", count: 500))}"#).rules == [8])
        #expect(CheckedPayload(#"{"link_id": \#(String(repeating: "7", count: 501))}"#).rules == [8, 103])
    }

    @Test(arguments: [
        ("session_expiry", ["5", "43200", "30.0", "5e0", "50e-1", "0.5e1", "4320e1"], [Int]()),
        (
            "session_expiry",
            [
                "4", "43201", "0", "-0", "-30", "5.5", "4.999", "1e400", "99999999999999999999", #""30""#,
                "1e-400",
            ],
            [403]
        ),
        ("accept_anything", ["true", "false"], []),
        ("accept_anything", ["1", "0", "1.0", #""true""#, #""TRUE""#, #""No""#, #""off""#, #""y""#, "-0"], [408]),
        ("accept_anything", ["2", "-1", "0.5", #""truee""#, #"" true""#, #""ja""#, "1e400"], [407]),
        ("is_mobile_field_editable", [#""t""#, "1"], [408]), ("is_mobile_field_editable", [#""2""#], [407]),
        ("mobile_number", [#""9876543210""#, #""6000000000""#], []),
        ("mobile_number", [#""0987654321""#, #""5000000000""#, #""1234567890""#], [402]),
        (
            "mobile_number",
            [
                #""+919876543210""#, #""98765 43210""#, #"" 9876543210""#, #""987654321""#, #""98765432101""#,
                #""９８７６５４３２１０""#, #""९८७६५४३२१०""#, #""98765-43210""#, #""987654321०""#, #"" ""#, #""9876543210\n""#,
            ], [401]
        ),
        ("mobile_number", [#""\u0039876543210""#], []), ("mobile_number", ["9876543210"], [8]),
        ("mobile_number", ["98765432100", "987654321.0", "-987654321"], [8, 401]),
        ("journey_mode", [#""multi_pdf""#, #""multi_banking""#, #""aa_multi_banking""#], []),
        ("journey_mode", [#""Multi_pdf""#, #""multi_pdf ""#], [406]),
        ("mode", [#""online""#], []), ("mode", [#""PDF""#, #""pdf ""#, #""net_banking""#, #"" ""#], [204]),
    ])
    func `values at and beyond the edges of what is accepted`(name: String, values: [String], expected: [Int]) {
        for value in values {
            #expect(CheckedPayload(members: #""\#(name)": \#(value)"#).rules == expected, "\(value)")
        }
    }
}
