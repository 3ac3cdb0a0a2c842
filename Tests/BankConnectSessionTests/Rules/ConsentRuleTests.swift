import BankConnectSession
import Testing

@Suite struct ConsentRuleTests {
    private static func consent(_ members: String) -> CheckedPayload {
        CheckedPayload(members: #""consents": {"CC0001": {\#(members)}}"#)
    }

    @Test(arguments: [
        ("", []), (#""from_date": "01/10/2025", "to_date": "09/12/2025""#, []), (#""from_date": "01/10/2025""#, []),
        (#""from_date": "2025-10-01""#, [603]), (#""to_date": """#, [603]), (#""consent_expiry": 5"#, [603]),
        (#""from_date": "09/12/2025""#, [604]), (#""from_date": "10/12/2025""#, [604]),
        (#""to_date": "09/10/2024""#, [604]), (#""from_date": "01/12/2025", "to_date": "01/12/2025""#, [604]),
        // Nothing is concluded from a consent with a date that cannot be read.
        (#""from_date": "x", "to_date": "09/10/2024""#, [603]), (#""from_date": "", "to_date": "01/01/2030""#, [603]),
        (#""from_date": "10/12/2025", "to_date": "31/06/2026""#, [603]),
        (#""from_date": "10/12/2025", "to_date": null"#, [603]),
        (#""from_date": "01/01/2020", "consent_expiry": 5"#, [603]),
        (#""consent_expiry": "08/12/2025""#, [605]), (#""to_date": "11/12/2025""#, [605]),
        (#""to_date": "10/12/2025""#, []), (#""to_date": "11/12/2025", "consent_expiry": "11/12/2025""#, []),
        (#""to_date": "11/12/2025", "consent_expiry": "10/12/2025""#, [605]),
        (#""to_date": "01/01/2025", "consent_expiry": "02/01/2025""#, [605]),
        (#""expiry": "10/12/2025""#, [606]), (#""From_date": "01/10/2025""#, [606]), (#""": 1"#, [606]),
        (#""from_date": "09/10/2024""#, []), (#""from_date": "08/10/2024""#, [607]),
        (#""consent_expiry": "09/01/2026""#, []), (#""consent_expiry": "10/01/2026""#, [607]),
        (#""from_date": "01/01/2020", "consent_expiry": "01/01/2030""#, [607, 607]),
        (#""from_date": "01/01/2020", "to_date": "01/01/2019""#, [604, 607]),
    ])
    func `an entry's members, one by one`(members: String, rules: [Int]) {
        #expect(Self.consent(members).rules == rules)
    }

    @Test(arguments: [#""""#, #"" ""#, #""\t""#])
    func `a blank date of a consent is to be left out`(blank: String) {
        let finding = Self.consent(#""from_date": \#(blank)"#).findings.first
        #expect(finding?.rule.number == 603)
        #expect(finding?.hint?.description == #"leave it out, or write it as "DD/MM/YYYY""#)
    }

    @Test func `beyond a bound the field, its value, the bound, the template and the nearest date are named`() {
        let checked = Self.consent(#""from_date": "08/10/2024""#)
        #expect(
            checked.findings.first?.detail.description
                == "CC0001: from_date 08/10/2024 is earlier than 09/10/2024, the earliest that CT001 allows: 14 months of history"
        )
        #expect(checked.findings.first?.hint?.description == "write 09/10/2024 or later")
        let life = Self.consent(#""consent_expiry": "10/01/2026""#)
        #expect(life.findings.first?.hint?.description == "write 09/01/2026 or earlier")
    }

    @Test func `fair use is a warning, an error or a correction`() {
        let text = #"{"link_id": "a", "consents": {"CC0001": {"from_date": "08/10/2024"}}}"#
        #expect(CheckedPayload(text).findings.map(\.severity) == [.warning])
        let refused = CheckedPayload(text, fairUse: .refuse)
        #expect(refused.findings.map(\.severity) == [.error])
        let corrected = CheckedPayload(text, fairUse: .correct)
        #expect(corrected.findings.map(\.severity) == [.warning])
        #expect(
            corrected.findings.first?.hint?.description
                == "taken as 09/10/2024 here; the payload keeps its date, so write 09/10/2024 there")
    }

    @Test func `a correction that turns a range around is reported`() {
        let text = #"{"link_id": "a", "consents": {"CC0001": {"from_date": "01/01/2020", "to_date": "01/01/2021"}}}"#
        #expect(CheckedPayload(text).rules == [607])
        let corrected = CheckedPayload(text, fairUse: .correct)
        #expect(corrected.rules == [607, 604])
        #expect(corrected.marked == [#""01/01/2020""#, #""01/01/2021""#])
        #expect(
            corrected.findings.last?.detail.description
                == "CC0001: from_date 09/10/2024 (corrected) is not before to_date 01/01/2021 (user)")
    }

    @Test func `a date of the policy's is reported at the policy`() {
        let checked = CheckedPayload(#"{"link_id": "a"}"#) { policy in
            var override = ConsentOverride()
            override.history = .months(15)
            override.life = .years(1)
            override.origins = [.fromDate: 10..<20, .consentExpiry: 30..<40]
            policy.consents = [.template("CT001"): override]
        }
        #expect(checked.rules == [607, 607])
        #expect(checked.findings.map(\.place) == [.organization(10..<20), .organization(30..<40)])
    }

    @Test(arguments: [
        (#""from_date": "09/10/2024", "to_date": "09/12/2025""#, []),
        (
            #""from_date": "01/01/2025", "to_date": "08/12/2025", "consents": {"CC0001": {"from_date": "02/01/2025"}}"#,
            [608]
        ),
        (
            #""from_date": "01/01/2025", "to_date": "08/12/2025", "consents": {"CC0001": {"to_date": "07/12/2025"}}"#,
            [608]
        ),
        (
            #""from_date": "01/01/2025", "to_date": "08/12/2025", "consents": {"CC0001": {"from_date": "01/01/2025"}}"#,
            []
        ),
        // Out of reach or not yet come: reported as that alone.
        (#""from_date": "08/10/2024", "to_date": "09/12/2025""#, [308]),
        (#""from_date": "01/01/2025", "to_date": "10/12/2025""#, [307]),
        (#""from_date": "08/10/2024", "to_date": "10/12/2025""#, [308, 307]),
        (#""from_date": "09/12/2025", "to_date": "01/01/2025""#, [303, 306]),
        (#""from_date": "x", "to_date": "08/12/2025""#, [301]),
    ])
    func `a consent covers the session's dates`(members: String, rules: [Int]) {
        #expect(CheckedPayload(members: #""aa_journey_code": "BCAA001", \#(members)"#).rules == rules)
    }

    @Test func `without dates of the payload's there is nothing to cover`() {
        #expect(Self.consent(#""from_date": "01/12/2025""#).rules == [])
        #expect(CheckedPayload(members: #""from_date": "01/01/2020", "to_date": "08/12/2025""#).rules == [])
    }

    @Test(arguments: [("1440", []), ("1441", [404]), ("43200", [404]), ("5", [])])
    func `a session does not outlive its consents`(minutes: String, rules: [Int]) {
        let members = #""aa_journey_code": "BCAA001", "session_expiry": \#(minutes)"#
        #expect(CheckedPayload(members: members).rules == rules)
        #expect(CheckedPayload(members: #""session_expiry": \#(minutes)"#).rules == [])
        #expect(CheckedPayload(members: #""aa_journey_code": "BCAA002", "session_expiry": \#(minutes)"#).rules == [])
    }

    @Test(arguments: [
        (#"{}"#, []), (#"{"names": [], "employer_names": ["x"], "companies_for_self_transfer": ["z", "y"]}"#, []),
        (#"{"names": null}"#, [6]), (#"{"names": {}}"#, [702]),
        (#"{"names": ["John Doe"], "employer_names": null}"#, [6]),
        (#"{"names": [""]}"#, [702]), (#"{"names": [" \t", "\u0000"]}"#, [702, 702]), (#"{"names": [" a "]}"#, []),
        (#"{"names": [null, 1, true, [], {}, "a"]}"#, [702, 702, 702, 702, 702]),
        (#"{"Names": []}"#, [703]), (#"{"\u006eames": ["a"]}"#, []), (#"{"names": [["a"]]}"#, [702]),
    ])
    func `metadata holds arrays of strings`(metadata: String, rules: [Int]) {
        #expect(CheckedPayload(members: #""metadata": \#(metadata)"#).rules == rules)
    }

    static let elements: [(element: String, message: String?, severity: Severity)] = [
        ("null", "This field may not be null.", .error), (#""""#, "This field may not be blank.", .error),
        (#"" ""#, "This field may not be blank.", .error), ("true", "Not a valid string.", .error),
        (#""\u0000a""#, "Null characters are not allowed.", .error), ("7", nil, .warning),
    ]

    @Test(arguments: elements)
    func `an element of metadata is answered for in the framework's words`(
        element: String, message: String?, severity: Severity
    ) {
        let checked = CheckedPayload(members: #""metadata": {"names": ["a", \#(element)]}"#)
        #expect(checked.findings.map(\.severity) == [severity])
        #expect(checked.answer?.message == message.map { "names, \($0)" })
    }

    @Test(arguments: [
        (#"{"CC0001": {"from_date": "10/12/2025", "to_date": "31/06/2026"}}"#, "INVALID_DATE_FORMAT"),
        (#"{"CC9999": "x"}"#, "INVALID_REQUEST"), (#"{"CC9999": {}, "CC0001": "x"}"#, "INVALID_REQUEST"),
        (#"{"CC9999": {"to_date": "x"}}"#, "INVALID_AA_PARAMETER"),
        (#"{"CC0001": {"from_date": "10/12/2025", "to_date": "09/12/2025"}, "CC0002": {}}"#, "INVALID_AA_PARAMETER"),
        (#"{"CC0001": null}"#, "INVALID_REQUEST"), ("[]", "INVALID_REQUEST"),
    ])
    func `a type is answered for before a code, a code before a date, a form before a range`(
        consents: String, code: String
    ) {
        #expect(CheckedPayload(members: #""consents": \#(consents)"#).answer?.code == code)
    }

    @Test(arguments: [
        ("null", "CC0001, This field may not be null."),
        ("5", #"CC0001, Expected a dictionary of items but got type "int"."#),
    ])
    func `an entry that is no object draws nothing else`(entry: String, message: String) {
        let dates = #""from_date": "01/01/2024", "to_date": "08/12/2025""#
        let checked = CheckedPayload(members: #"\#(dates), "consents": {"CC0001": \#(entry)}, "session_expiry": 43200"#)
        #expect(checked.rules == [308, 601])
        #expect(checked.answer?.message == message)
    }
}
