import BankConnectSession
import Testing

@Suite struct JourneyRuleTests {
    @Test(arguments: Journey.allCases)
    func `a consent belongs to one journey`(journey: Journey) {
        for code in ConsentCode.allCases {
            let checked = CheckedPayload(
                members: #""aa_journey_code": "\#(journey.rawValue)", "consents": {"\#(code.rawValue)": {}}"#)
            #expect(checked.rules == (code.journey == journey ? [] : [602]), "\(code.rawValue)")
        }
    }

    @Test func `without a journey the consents are those of BCAA001`() {
        for code in ConsentCode.allCases {
            let rules = CheckedPayload(members: #""consents": {"\#(code.rawValue)": {}}"#).rules
            #expect(rules == (code == .cc0001 ? [] : [602]))
        }
    }

    @Test(arguments: ["bcaa001", "BCAA000", "BCAA005", "BCAA0010", " BCAA001", "BCAA001 ", "BCAA01", "BCAA００1", "x"])
    func `a code is exact`(code: String) {
        let checked = CheckedPayload(members: #""aa_journey_code": "\#(code)", "consents": {"CC0004": {}}"#)
        // Whose consents are meant is then unknown: one cause, one finding.
        #expect(checked.rules == [501])
    }

    @Test(arguments: [
        ("bcaa001", "BCAA001"), ("BCAA01", "BCAA001"), ("bcaa4", "BCAA004"), ("BCAA-003", "BCAA003"),
        ("BCAA0O2", "BCAA002"), ("BCA004", "BCAA004"), ("BCAA005", nil), ("BCAA999", nil), ("BCAA00", nil),
        ("BCAA010", nil), ("x", nil),
    ])
    func `a slip in a code draws a suggestion, and another number none`(code: String, meant: String?) {
        let hint = CheckedPayload(members: #""aa_journey_code": "\#(code)""#).findings.first?.hint?.description
        let list = "he journeys are BCAA001, BCAA002, BCAA003, BCAA004"
        #expect(hint == (meant.map { "did you mean \($0)? T\(list)" } ?? "t\(list)"))
    }

    @Test(arguments: [
        ("cc0001", "did you mean CC0001? BCAA001 has CC0001"), ("CC001", "did you mean CC0001? BCAA001 has CC0001"),
        ("CC1", "did you mean CC0001? BCAA001 has CC0001"), ("cc0004", "BCAA001 has CC0001; CC0004 belongs to BCAA003"),
        ("CC9999", "BCAA001 has CC0001"), ("CC0008", "BCAA001 has CC0001"), ("CC000", "BCAA001 has CC0001"),
    ])
    func `a slip in the code of a consent draws a suggestion`(code: String, hint: String) {
        let checked = CheckedPayload(members: #""consents": {"\#(code)": {}}"#)
        #expect(checked.findings.first?.hint?.description == hint)
    }

    @Test func `codes may be written with escapes`() {
        let members = #""aa_journey_code": "\u0042CAA003", "consents": {"CC000\u0034": {"to_dat\u0065": "01/01/2026"}}"#
        #expect(CheckedPayload(members: members).rules == [])
        #expect(CheckedPayload(members: #""consents": {"cc0001": {}}"#).rules == [602])
    }

    @Test(arguments: [
        ("only_once", [502], []), ("only_recurring", [502, 504, 505], [504, 505]),
        ("once_with_recurring", [502, 504, 505], [504, 505]), ("ONLY_ONCE", [503], [503]),
    ])
    func `a mode of V1 is checked in both versions, and named in V2`(mode: String, v2: [Int], v1: [Int]) {
        let text = #"{"link_id": "a", "aa_journey_mode": "\#(mode)"}"#
        #expect(Set(CheckedPayload(text).rules) == Set(v2))
        #expect(Set(CheckedPayload(text, api: .v1).rules) == Set(v1))
    }

    @Test(arguments: [("only_once", "BCAA001"), ("only_recurring", "BCAA002"), ("once_with_recurring", "BCAA003")])
    func `the journey that replaces a mode of V1 is named`(mode: String, journey: String) {
        let checked = CheckedPayload(members: #""aa_journey_mode": "\#(mode)""#)
        let hint = checked.findings.first { $0.rule.number == 502 }?.hint?.description
        #expect(hint == "in V2, \"aa_journey_code\": \"\(journey)\" takes the place of \(mode)")
    }

    @Test(arguments: [
        #""aa_journey_code": "BCAA999""#, #""aa_journey_code": 5"#, #""consents": "x""#, #""consents": {"CC9": 5}"#,
        #""consents": {"CC0001": {"from_date": "x", "expiry": 1}}"#,
        #""consents": {"CC0001": {"from_date": "01/01/2020", "to_date": "01/01/2019"}}, "session_expiry": 43200"#,
    ])
    func `V1 does not read what came with V2, so nothing is reported of its value`(members: String) {
        let checked = CheckedPayload(#"{"link_id": "a", \#(members)}"#, api: .v1)
        #expect(checked.rules == [511])
        #expect(checked.errors == [])
        #expect(CheckedPayload(members: members).rules != [])
    }

    @Test func `what a recurring journey lacks is reported at its mode`() {
        let checked = CheckedPayload(#"{"link_id": "a", "aa_journey_mode": "only_recurring"}"#, api: .v1)
        #expect(checked.rules == [504, 505])
        #expect(checked.marked == [#""only_recurring""#, #""only_recurring""#])
    }

    @Test func `parameters of V2 sent to V1 draw a warning each`() {
        let text = #"{"link_id": "a", "aa_journey_code": "BCAA001", "consents": {}}"#
        #expect(CheckedPayload(text, api: .v1).rules == [511, 511])
        #expect(CheckedPayload(text, api: .v1).answer == nil)
        #expect(CheckedPayload(text).rules == [])
    }

    @Test(arguments: [
        ("aa_recurring_tenure_month_count", ["1", "60", "12.0"], [Int]()),
        ("aa_recurring_tenure_month_count", [#""12""#, #""12.0""#, #"" 12 ""#], [408]),
        ("aa_recurring_tenure_month", ["1", "60"], []),
        ("aa_recurring_tenure_month_count", ["61", "84"], [508]),
        ("aa_recurring_tenure_month_count", [#""84""#], [408, 508]),
        ("aa_recurring_tenure_month_count", ["0", "85", "-1", #""0""#, "1e400", #""99999999999999999999""#], [507]),
        (
            "aa_recurring_tenure_month_count", ["1.5", #""1.5""#, #""x""#, "true", "[]", "{}", #""1e1""#, #""-""#],
            [506]
        ),
        ("aa_recurring_frequency_value", ["1", "5"], []), ("aa_recurring_frequency_value", [#""5""#], [408]),
        ("aa_recurring_frequency_value", ["0", "6", "-1"], [510]),
        ("aa_recurring_frequency_unit", [#""day""#, #""month""#, #""year""#], []),
        ("aa_recurring_frequency_unit", [#""hour""#, #""Day""#, #""week""#, "1"], [509]),
    ])
    func `V1's recurring parameters have their bounds`(name: String, values: [String], rules: [Int]) {
        for value in values {
            let checked = CheckedPayload(#"{"link_id": "a", "\#(name)": \#(value)}"#, api: .v1)
            #expect(checked.rules == rules, "\(value)")
        }
    }

    @Test(arguments: [
        #""aa_recurring_tenure_month": "", "aa_recurring_tenure_month_count": 12"#,
        #""aa_recurring_tenure_month_count": 12, "aa_recurring_tenure_month": """#,
        #""aa_recurring_tenure_month": 12, "aa_recurring_tenure_month_count": """#,
        #""aa_recurring_tenure_month_count": "", "aa_recurring_tenure_month": 12"#,
        #""aa_recurring_tenure_month_count": "", "aa_recurring_tenure_month": """#,
    ])
    func `an empty tenure is no integer, whichever of its spellings has it`(members: String) {
        let checked = CheckedPayload(#"{"link_id": "a", \#(members)}"#, api: .v1)
        #expect(Set(checked.rules) == [506] && checked.marked.allSatisfy { $0 == #""""# })
    }

    @Test func `the unit hour is a warning`() {
        #expect(CheckedPayload(members: #""aa_recurring_frequency_unit": "hour""#).answer == nil)
    }

    @Test func `a bank missing for its mode is not missing for its journey too`() {
        let frequency = #""aa_recurring_frequency_unit": "day", "aa_recurring_frequency_value": 1"#
        let text = #"{"link_id": "a", "aa_journey_mode": "only_recurring", \#(frequency), "mode": "aa"}"#
        #expect(CheckedPayload(text, api: .v1).rules == [203])
    }

    @Test(arguments: [1, 2, 3])
    func `the page's scenarios draw no error`(number: Int) throws {
        let text = try fixtureText("payloads/scenario-\(number).json")
        let checked = CheckedPayload(text)
        #expect(checked.answer == nil)
        #expect(!checked.findings.contains { $0.severity == .error })
        // bank for bank_name is the page's own habit; scenario 2 asks for days from the start of the year.
        #expect(checked.rules == [[], [208], [208]][number - 1])
    }
}
