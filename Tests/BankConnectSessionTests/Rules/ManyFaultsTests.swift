import BankConnectSession
import Testing

@Suite struct ManyFaultsTests {
    /// A member a line, and the rules that speak of it, in the order of the text.
    static let faults: [(text: String, rules: [Int])] = [
        (#""api_key": "k","#, [15]),
        (#""link_id": 1234,"#, [8]),
        (#""redirect_url": "sftp://acme.example","#, [111]),
        (#""from_date": "2025-01-01","#, [301]),
        (#""to_date": "31/04/2025","#, [301]),
        (#""logo_url": "http://acme.example/logo.png","#, [115]),
        (#""bank_name": "icicci","#, [202]),
        (#""mode": "AA","#, [204]),
        (#""mobile_number": "+919876543210","#, [401]),
        (#""session_expiry": 4,"#, [403]),
        (#""journey_mode": "multi-pdf","#, [406]),
        (#""accept_anything": "maybe","#, [407]),
        (#""is_mobile_field_editable": "yes","#, [408]),
        (#""aa_journey_code": "BCAA003","#, []),
        (#""consents": {"CC0001": {},"#, [602]),
        (#""CC0003": {"from_date": "2025-1-1", "expiry": "", "consent_expiry": null},"#, [603, 606, 603]),
        (#""CC0004": {"from_date": "01/01/2020", "consent_expiry": "01/01/2031"},"#, [607, 607]),
        (#""CC9": 5},"#, [602, 601]),
        (#""metadata": {"names": "A","#, [702]),
        (#""employer_names": ["a", 7, null],"#, [702, 702]),
        (#""name": [], "names": []},"#, [703, 3]),
        (#""aa_journey_mode": "hello","#, [503]),
        (#""aa_recurring_tenure_month_count": "twelve","#, [502, 506]),
        (#""aa_recurring_frequency_unit": "hour","#, [502, 509]),
        (#""aa_recurring_frequency_value": 6,"#, [502, 510]),
        (#""max_from_date": "x","#, [304]),
        (#""max_to_date": 5,"#, [304]),
        (#""lnk": [],"#, [4]),
        (#""form_date": 1,"#, [4]),
        (#""program_id": 1,"#, [4]),
        (#""pan": 1,"#, [4]),
        (#""bank": "icici""#, [5]),
    ]

    private static let text = "{" + faults.map(\.text).joined(separator: "\n") + "}"

    @Test func `forty different faults are forty findings, in the order of the text`() {
        let checked = CheckedPayload(Self.text)
        #expect(checked.rules.count == 40)
        #expect(checked.rules == Self.faults.flatMap(\.rules))
        let offsets = checked.findings.map { finding in
            if case .payload(let range, _) = finding.place { range.lowerBound } else { -1 }
        }
        #expect(offsets == offsets.sorted() && Set(offsets).count == 40)
    }

    @Test(arguments: Set(faults.flatMap(\.rules)).sorted())
    func `a rule switched off says nothing, and the others say what they said`(number: Int) throws {
        let id = try #require(Rule.all.first { $0.id.number == number }).id
        let rules = CheckedPayload(Self.text, disabled: [id]).rules
        // bank for bank_name is noted where its conflict is not.
        let others = Self.faults.flatMap(\.rules).filter { $0 != number } + (number == 5 ? [208] : [])
        #expect(rules == others)
    }

    @Test func `with every rule off only a text that is no payload is reported`() {
        for (text, rules) in [(Self.text, []), ("", [1]), ("[]", [2]), ("{}", [])] {
            let checked = CheckedPayload(text, disabled: Set(Rule.all.map(\.id)))
            #expect(checked.rules == rules && (checked.answer == nil) == rules.isEmpty)
        }
    }

    @Test func `a checker says the same of a payload whatever it read before`() {
        var checker = PayloadChecker(RuleContext(today: RuleExample.today))
        for text in [Self.text, "{", "[]", #"{"link_id": "a"}"#, Self.text, #"{"link_id": "a", "bank": "hdfc"}"#, ""] {
            checker.check(Array(text.utf8))
            #expect(checker.findings == CheckedPayload(text).findings)
            #expect(checker.answer == CheckedPayload(text).answer)
        }
    }

    @Test func `after a syntax error nothing else is said`() {
        let broken = Self.text.dropLast() + ",}"
        #expect(CheckedPayload(String(broken)).rules == [1])
        #expect(CheckedPayload(String(Self.text.dropLast())).rules == [1])
        #expect(CheckedPayload("[\(Self.text)]").rules == [2])
    }

    @Test(arguments: [
        (#""mode": "aa", "mode": "online""#, Parameter.mode), (#""metadata": {"mode": 1, "mode": 2}"#, .metadata),
        (#""consents": {"CC0001": {"link_id": 1, "link_id": 2}}"#, .consents), (#""pan": 1, "pan": 2"#, nil),
    ])
    func `a repeated name belongs to the parameter that it stands in`(members: String, parameter: Parameter?) {
        let found = CheckedPayload(members: members).findings.filter { $0.rule.number == 3 }
        #expect(found.map(\.parameter) == [parameter])
    }

    @Test(arguments: [
        (#"{"link_id": "a", "link_id": "b"}"#, [3]), (#"{"link_id": "a", "\u006cink_id": "b"}"#, [3]),
        (#"{"link_id": "a", "link_id": "a", "link_id": "a"}"#, [3, 3]),
        (#"{"link_id": "a", "pan": 1, "pan": 1}"#, [4, 3, 4]), (#"{"link_id": "a", "__proto__": {}}"#, [4]),
        (#"{"link_id": "a", "metadata": {"names": [], "\u006eames": []}}"#, [3]),
        (#"{"link_id": "a", "consents": {"CC0001": {}, "CC0001": {}}}"#, [3]),
        (#"{"link_id": "a", "consents": {"CC0001": {"to_date": "08/12/2025", "to_date": "08/12/2025"}}}"#, [3]),
        (#"{"link_id": "a", "pan": [{"x": 1, "x": 2}, {"x": 1}]}"#, [4, 3]),
        ("{\"link_id\": \"a\", \"metadata\": {\"\u{E9}\": 1, \"e\u{301}\": 1}}", [703, 703]),
        ("{\"link_id\": \"a\", \"metadata\": {\"\u{E9}\": 1, \"\\u00e9\": 1}}", [703, 3, 703]),
        (#"{"link_id": "a", "bank": "hdfc", "bank_name": "HDFC"}"#, [208]),
        (#"{"link_id": "a", "bank": "hdfc", "bank": "hdfc"}"#, [208, 3]),
        (#"{"link_id": "a", "bank": null, "bank_name": "hdfc"}"#, [208]),
        (#"{"link_id": "a", "bank_name": null, "bank": "hdfc"}"#, [208]),
        (#"{"link_id": "a", "bank_name": "icici", "bank": "hdfc"}"#, [5]),
    ])
    func `names that stand twice, at every level and in every spelling`(text: String, rules: [Int]) {
        #expect(CheckedPayload(text).rules == rules)
    }
}
