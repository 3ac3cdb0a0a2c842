import TestSupport
import Testing

@testable import BankConnectSession

/// What is offered to correct a finding: the outcome parses, and the finding is gone.
@Suite struct FixTests {
    /// A payload with one thing to correct.
    struct Case: Sendable, CustomTestStringConvertible {
        var before: String
        var after: String?
        var safety = Fix.Safety.safe
        var api = APIVersion.v2
        var testDescription: String { before }

        init(_ before: String, _ after: String?, _ safety: Fix.Safety = .safe, api: APIVersion = .v2) {
            (self.before, self.after, self.safety, self.api) = (before, after, safety, api)
        }

        /// A member beside link_id.
        static func member(_ before: String, _ after: String?, _ safety: Fix.Safety = .safe) -> Self {
            Self(#"{"link_id": "a", \#(before)}"#, after.map { #"{"link_id": "a", \#($0)}"# }, safety)
        }
    }

    static let syntax: [Case] = [
        Case("\u{FEFF}{\"link_id\": \"a\"}", #"{"link_id": "a"}"#),
        Case(#"{"link_id": "a",}"#, #"{"link_id": "a"}"#),
        Case(
            #"{"link_id": "a", "metadata": {"names": ["b" , ] , }}"#,
            #"{"link_id": "a", "metadata": {"names": ["b"  ]  }}"#),
        Case("{\u{201C}link_id\u{201D}: \u{201C}a, b\u{201D}}", #"{"link_id": "a, b"}"#),
        Case("{\u{A0}\"link_id\":\u{2003}\"a\u{A0}b\"}", "{ \"link_id\": \"a\u{A0}b\"}"),
        Case(
            #"{"link_id": "True, None,]", "accept_anything": True}"#,
            #"{"link_id": "True, None,]", "accept_anything": true}"#),
        Case(#"{"link_id": "a", "mode": None}"#, #"{"link_id": "a", "mode": null}"#),
        Case("{\"link_id\": \"a\" // mine\n}", "{\"link_id\": \"a\" \n}", .unsafe),
        Case(#"{"link_id": "a" /* , */ }"#, #"{"link_id": "a"  }"#, .unsafe),
        Case(#"{"link_id": "a"}, "#, #"{"link_id": "a"} "#),
        Case(#"{"link_id": "a", /**/ /**/}"#, #"{"link_id": "a"  }"#, .unsafe),
        // A comment is white space, which keeps words apart.
        Case(#"{"link_id": "a", "session_expiry": 3/**/0}"#, nil), Case(#"{"link_id": tr/*u*/ue}"#, nil),
        Case(#"{"link_id": "a",,}"#, nil),
        Case(#"{"link_id": "a"#, nil), Case(#"{'link_id': 'a'}"#, nil), Case(#"{"link_id": NaN}"#, nil),
    ]

    static let members: [Case] = [
        Case(#"{"link_id": "a", "link_id": "a"}"#, #"{"link_id": "a"}"#),
        Case(#"{"link_id": "a", "link_id": "b"}"#, nil),
        // A reader that takes the last value would then take another.
        Case(#"{"link_id": "a", "link_id": "b", "link_id": "a"}"#, nil),
        // Which of two is meant is open.
        Case(#"{"LINK_ID": "a", "linkId": "b"}"#, nil), .member(#""fromDat": 1, "from_dat": 2"#, nil),
        Case(#"{"LINK_ID": "a"}"#, #"{"link_id": "a"}"#), Case(#"{"linkId": "a"}"#, #"{"link_id": "a"}"#),
        .member(#""linkId": "b""#, nil), .member(#""fromDat": "x""#, #""from_date": "x""#, .unsafe),
        .member(#""banana": 1"#, nil), .member(#""bank_name": "hdfc", "bank": "HDFC""#, #""bank_name": "hdfc""#),
        .member(#""bank": "hdfc""#, nil), .member(#""BANK": "hdfc""#, #""bank_name": "hdfc""#),
        .member(#""bank_name": "hdfc", "bank": """#, #""bank_name": "hdfc""#, .unsafe),
        .member(#""journey_code": "BCAA002""#, #""aa_journey_code": "BCAA002""#, .unsafe),
        .member(#""from_date": "01/06/2025\u200b""#, #""from_date": "01/06/2025""#),
        .member(#""metadata": {"Names": []}"#, #""metadata": {"names": []}"#),
        .member(
            #""consents": {"CC0001": {"toDate": "09/12/2025"}}"#, #""consents": {"CC0001": {"to_date": "09/12/2025"}}"#),
        .member(#""consents": {"cc0001": {}}"#, #""consents": {"CC0001": {}}"#),
        .member(#""consents": {"CC001": {}}"#, nil), .member(#""consents": {"cc0001": {}, "CC0001": {}}"#, nil),
        .member(
            #""consents": {"CC0001": {"from_date": "08/10/2024"}}"#,
            #""consents": {"CC0001": {"from_date": "09/10/2024"}}"#, .unsafe),
        Case(
            #"{"aa_journey_mode": "only_recurring", "link_id": "a"}"#,
            #"{"aa_journey_code": "BCAA002", "link_id": "a"}"#, .unsafe),
    ]

    static let values: [Case] = [
        .member(#""bank_name": " hdfc\n""#, #""bank_name": "hdfc""#),
        .member(#""mode": "PDF", "bank": "hdfc""#, #""mode": "pdf", "bank": "hdfc""#),
        .member(#""mode": "onlin""#, #""mode": "online""#, .unsafe), .member(#""mode": "fax""#, nil),
        .member(#""aa_journey_code": "bcaa003""#, #""aa_journey_code": "BCAA003""#),
        .member(#""mobile_number": "+91 98765-43210""#, #""mobile_number": "9876543210""#),
        .member(#""mobile_number": "०9876543210""#, nil), .member(#""mobile_number": "987654321""#, nil),
        .member(#""mobile_number": "+9876543210""#, nil), .member(#""mobile_number": "919876543210""#, nil),
        .member(#""mobile_number": "98765 43210""#, #""mobile_number": "9876543210""#),
        .member(#""mobile_number": "09876543210""#, nil),
        .member(#""link_id": "b""#, nil), .member(#""aa_journey_code": "BCAA005""#, nil),
        .member(#""aa_journey_code": "BCAA03""#, #""aa_journey_code": "BCAA003""#, .unsafe),
        .member(#""bank_name": "hdfc bank""#, #""bank_name": "HDFC""#, .unsafe),
        .member(#""bank_name": "zzz""#, nil), .member(#""bank_name": 5"#, nil),
        .member(#""journey_mode": "multi-pdf""#, #""journey_mode": "multi_pdf""#, .unsafe),
        .member(#""redirect_url": "https://acme.example/back\u00a0""#, #""redirect_url": "https://acme.example/back""#),
        .member(#""mobile_number": 9876543210"#, nil), .member(#""from_date": 1, "to_date": "09/12/2025""#, nil),
        .member(#""session_expiry": "30""#, #""session_expiry": 30"#),
        .member(#""accept_anything": "Yes""#, #""accept_anything": true"#),
        .member(#""accept_anything": 1"#, nil),
    ]

    static func dates(_ from: String, _ after: String?, beside to: String = "09/12/2025", _ safety: Fix.Safety = .safe)
        -> Case
    {
        .member(
            #""from_date": "\#(from)", "to_date": "\#(to)""#,
            after.map { #""from_date": "\#($0)", "to_date": "\#(to)""# },
            safety)
    }

    static let days: [Case] = [
        dates("2025-06-01", "01/06/2025"), dates("1 June 2025", "01/06/2025"), dates("31 Dec 2024", "31/12/2024"),
        dates("13/9/2025", "13/09/2025"), dates("9/9/2025", "09/09/2025"), dates("9/10/2025", nil),
        dates("9/10/2025", "09/10/2025", beside: "30/11/2025"), dates("06/31/2025", nil),
        // 09/12/2025, beside it, could be read both ways.
        dates("12/30/2024", nil), dates("12/30/2024", "30/12/2024", beside: "30/11/2025", .unsafe),
        dates("2025-06-01T10:00:00Z", "01/06/2025", .unsafe),
        dates("2025-06-01T10:00:00+0530", "01/06/2025", .unsafe), dates("2025-06-01 10:00 pm", "01/06/2025", .unsafe),
        // In India it is the next day, or the day before.
        dates("2025-06-01T20:00:00Z", nil), dates("2025-06-01T00:00:00+09:00", nil),
        dates("2025-05-31T18:30:00.000Z", nil), dates("2025-06-01T05:00:00+12:00", nil),
        // No clock shows these.
        dates("2025-06-01T25:99:00", nil), dates("2025-06-01 24:00", nil), dates("2025-06-01T10:60", nil),
        dates("2025-06-01 13:00 pm", nil), dates("2025-06-01 10:00 or 02/06/2025", nil),
        // Year first, or day first.
        dates("25-06-01", nil), dates("25/06/01", nil), dates("25.06.01", nil), dates("16/09/25", nil),
        dates("31/12/25", "31/12/2025", .unsafe), dates("13/09/25", "13/09/2025", .unsafe),
        // The year-first reading is of a year too long ago to be meant; the next year may be.
        dates("14/09/26", "14/09/2026", .unsafe), dates("14/09/27", nil), dates("13/09/14", nil),
        dates("05/05/25", "05/05/2025", .unsafe), dates("05/06/25", nil),
        dates("05/06/25", "05/06/2025", beside: "30/11/2025", .unsafe),
        // None of these says whether the day comes first in the other, not even in the next turn.
        dates("9/10/2025", nil, beside: "13/09/25"), dates("9/10/2025", nil, beside: "31-12-24"),
        dates("13/09/25", nil, beside: "9/10/2025"), dates("2025-06-30", nil, beside: "05/06/25"),
        dates("25 06 01", nil), dates("25-06-01", nil, beside: "30/11/2025"), dates("5-6-25", nil),
        dates("5-6-25", "05/06/2025", beside: "30/11/2025", .unsafe), dates("5-6-25", nil, beside: "30-11-25"),
        dates("9/30/25", "30/09/2025", beside: "30/11/2025", .unsafe),
        .member(
            #""from_date": "9/30/25", "to_date": "30-11-25""#, #""from_date": "9/30/25", "to_date": "30/11/2025""#,
            .unsafe),
        dates("30/06/31", nil), dates("31 Dec 24", "31/12/2024", .unsafe), dates("31 Dec 31", nil),
        // A consent may end in years.
        .member(
            #""consents": {"CC0001": {"consent_expiry": "30/06/31"}}"#,
            #""consents": {"CC0001": {"consent_expiry": "30/06/2031"}}"#, .unsafe),
        .member(#""consents": {"CC0001": {"consent_expiry": "29/06/26"}}"#, nil),
        dates("9/10/2025", nil, beside: "25-06-01"), dates("9/10/2025", nil, beside: "45/06/2025"),
        dates("2025-06-01", "01/06/2025", beside: "25-06-01"),
        // Numbers that are no date of our time: a day that does not exist, a telephone number.
        dates("20121131", nil), dates("9876543210", nil), dates("01060025", nil),
        dates("09/10/25", nil), dates("09/10/2025 10:00", nil), dates("01022025", nil),
        dates("20250201", "01/02/2025", .unsafe),
        dates("01/02/2025", nil), dates("12/30/2024", nil, beside: "09/12/25"),
        // A month as a word tells day from month, and not which of two numbers is the year.
        dates("16-Sep-25", nil), dates("25 Sep 16", nil), dates("13-Sep-25", "13/09/2025", .unsafe),
        dates("30/06/2025T10:00:00Z", "30/06/2025", .unsafe), dates("9/10/2025", nil, beside: "30/06/2025 or so"),
        // As 30/06/2025 it would make the ninth of December of the other one.
        dates("2025-06-30", nil, beside: "9/12/2025"), dates("2025-06-30", "30/06/2025"),
        dates("yesterday", nil),
    ]

    @Test(arguments: syntax + members + values + days)
    func `what is offered gives the text that was meant`(example: Case) {
        let bytes = Array(example.before.utf8)
        var checker = PayloadChecker(RuleContext(today: RuleExample.today, apiVersion: example.api))
        checker.check(bytes)
        var fixes: [Fix] = []
        for finding in checker.findings where finding.rule.number != 6 && finding.rule.number != 15 {
            if let fix = checker.fix(for: finding) { fixes.append(fix) }
        }
        #expect(
            fixes.map { String(decoding: $0.applied(to: bytes), as: UTF8.self) } == example.after.map { [$0] } ?? [])
        #expect(fixes.allSatisfy { $0.safety == example.safety && !$0.title.isEmpty })
    }

    @Test func `a key and a blank member are taken out with the comma that they needed`() throws {
        for (before, after) in [
            (#"{"api_key": "k", "link_id": "a"}"#, #"{"link_id": "a"}"#),
            (#"{"link_id": "a", "api_key": "k"}"#, #"{"link_id": "a"}"#),
            (#"{"link_id": "a", "mode": null , "bank": "hdfc"}"#, #"{"link_id": "a" , "bank": "hdfc"}"#),
        ] {
            var checker = PayloadChecker(RuleContext(today: RuleExample.today))
            checker.check(Array(before.utf8))
            let finding = try #require(checker.findings.first { [6, 15].contains($0.rule.number) })
            let made = checker.fix(for: finding)
            let fix = try #require(made)
            #expect(String(decoding: fix.applied(to: Array(before.utf8)), as: UTF8.self) == after)
            #expect(fix.safety == .unsafe)
        }
    }

    @Test func `a fix leaves JSON, changes nothing outside its edits, and takes its finding away`() {
        var random = SplitMix64(seed: TestSeed.value)
        var (before, after) = (
            PayloadChecker(RuleContext(today: RuleExample.today)), PayloadChecker(RuleContext(today: RuleExample.today))
        )
        var count = 0
        for _ in 0..<4000 {
            let text = Array(RandomPayload.text(using: &random).utf8)
            before.check(text)
            for finding in before.findings {
                guard let fix = before.fix(for: finding) else { continue }
                count += 1
                after.check(fix.applied(to: text))
                let (old, new) = (before.findings, after.findings)
                let number = finding.rule
                #expect(!new.contains { $0.rule.number <= 2 }, "\(TestSeed.label) \(fix.title)")
                #expect(
                    new.count { $0.rule == number } < old.count { $0.rule == number },
                    "\(TestSeed.label) \(number) \(fix.title): \(String(decoding: text, as: UTF8.self))")
            }
        }
        #expect(count > 500)
    }
}
