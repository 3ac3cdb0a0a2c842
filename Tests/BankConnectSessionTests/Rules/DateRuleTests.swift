import BankConnectSession
import Testing

@Suite struct DateRuleTests {
    static func session(_ from: String, _ to: String, _ rest: String = "", today: String = "09/12/2025")
        -> CheckedPayload
    {
        CheckedPayload(#"{"link_id": "a", "from_date": \#(from), "to_date": \#(to)\#(rest)}"#, today: today)
    }

    @Test(arguments: [
        "29/02/2000", "29/02/2024", "31/12/2024", "01/01/0001", "28/02/1900", "30/04/2025", #"01\/01\/2025"#,
        #"\u00301/01/2025"#,
    ])
    func `a day that exists is a date`(text: String) {
        #expect(Self.session("\"\(text)\"", #""09/12/2025""#).rules == [])
    }

    @Test(arguments: [
        "29/02/1900", "29/02/2025", "29/02/2100", "31/04/2025", "00/01/2025", "01/00/2025", "32/01/2025", "01/13/2025",
        "1/1/2025", "01/1/2025", "2025-01-01", "01-01-2025", "01.01.2025", "01/01/25", "01/01/0000", "12/31/2025",
        "０１/０１/２０２５", "०१/०१/२०२५", "01∕01∕2025", "01/01/20255",
        "01/01/202", "today", "01/01/2025T00:00:00Z", "1735689600", "01/01/-025", "+1/01/2025",
        "01 01 2025", "01/01\\\\2025", "01/Jan/2025",
    ])
    func `any other text is not, and the other date draws nothing`(text: String) {
        let from = Self.session("\"\(text)\"", #""09/12/2025""#)
        #expect(from.rules == [301])
        #expect(from.marked == ["\"\(text)\""])
        #expect(Self.session(#""01/01/2020""#, "\"\(text)\"").rules == [301])
        let maximum = CheckedPayload(members: #""max_from_date": "\#(text)", "max_to_date": "01/01/2020""#)
        #expect(maximum.rules == [304])
        #expect(maximum.answer?.message == "Invalid `max_from_date` or `max_to_date` format. Use `DD/MM/YYYY`.")
    }

    @Test(arguments: [
        ("2025-01-31", "write 31/01/2025"), ("12/31/2025", "write 31/12/2025"),
        ("1/2/2025", "write 01/02/2025, or 02/01/2025 if the month comes first"),
        ("०१/०१/२०२५", "write 01/01/2025"), (" 2025-01-31 ", "write 31/01/2025"),
    ])
    func `the hint says how the date is written`(text: String, hint: String) {
        #expect(
            Self.session("\"\(text)\"", #""31/12/2025""#, today: "31/12/2025").findings
                .first { $0.rule.number == 301 }?.hint?.description == hint
        )
    }

    @Test(arguments: [
        ("08/12/2025", "09/12/2025", []), ("09/12/2025", "09/12/2025", [303]), ("10/12/2024", "09/12/2024", [303]),
        ("01/12/2025", "10/12/2025", [307]), ("01/12/2025", "31/12/9999", [307]),
        ("11/12/2025", "10/12/2025", [303, 307]),
        ("01/01/2025", "07/12/2025", [306]), ("01/01/2025", "08/12/2025", []), ("01/01/2025", "01/12/2025", [306]),
        ("01/11/2025", "30/11/2025", []), ("01/12/2025", "05/01/2026", [306, 307]),
        ("01/12/2025", "05/12/2025", [306]), ("30/11/2025", "05/12/2025", [306]),
    ])
    func `order, first week and future`(from: String, to: String, rules: [Int]) {
        #expect(Self.session("\"\(from)\"", "\"\(to)\"").rules == rules)
    }

    @Test(arguments: 1...31)
    func `a to_date on the 1st–7th of a month drops that month`(day: Int) {
        let text = (day < 10 ? "0" : "") + "\(day)/10/2025"
        #expect(Self.session(#""01/01/2025""#, "\"\(text)\"").rules == (day <= 7 ? [306] : []))
    }

    @Test func `today is the day given, and not the machine's`() {
        // 18:30 UTC on 08/12 is midnight in India: until then 09/12 lies in the future.
        #expect(Self.session(#""01/01/2025""#, #""09/12/2025""#, today: "08/12/2025").rules == [307])
        #expect(Self.session(#""01/01/2025""#, #""09/12/2025""#, today: "09/12/2025").rules == [])
    }

    @Test(arguments: [
        ("09/10/2024", []), ("08/10/2024", [308]), ("01/01/0001", [308]),
    ])
    func `an Account Aggregator journey reaches fourteen months back`(from: String, rules: [Int]) {
        for rest in [
            #", "mode": "aa", "bank_name": "hdfc""#, #", "aa_journey_code": "BCAA001""#, #", "consents": {}"#,
        ] {
            #expect(Self.session("\"\(from)\"", #""09/12/2025""#, rest).rules == rules)
        }
        #expect(Self.session("\"\(from)\"", #""09/12/2025""#).rules == [])
        #expect(Self.session("\"\(from)\"", #""09/12/2025""#, #", "mode": "pdf", "bank_name": "hdfc""#).rules == [])
    }

    @Test func `fourteen months are counted back to a month's last day`() {
        let rest = #", "aa_journey_code": "BCAA001""#
        #expect(Self.session(#""28/02/2023""#, #""30/04/2024""#, rest, today: "30/04/2024").rules == [])
        #expect(Self.session(#""27/02/2023""#, #""30/04/2024""#, rest, today: "30/04/2024").rules == [308])
        #expect(Self.session(#""29/02/2024""#, #""30/04/2025""#, rest, today: "30/04/2025").rules == [])
        #expect(Self.session(#""28/02/2024""#, #""30/04/2025""#, rest, today: "30/04/2025").rules == [308])
    }

    @Test func `one date alone draws one finding, and so does one max_ date nothing`() {
        #expect(CheckedPayload(members: #""from_date": "01/01/2025""#).rules == [302])
        #expect(CheckedPayload(members: #""to_date": "09/12/2025""#).rules == [302])
        #expect(CheckedPayload(members: #""max_from_date": "01/01/2025""#).rules == [])
        #expect(CheckedPayload(members: #""max_to_date": "01/01/2025""#).rules == [])
        #expect(CheckedPayload(members: #""max_from_date": "01/01/2025", "max_to_date": "01/01/2025""#).rules == [305])
        #expect(CheckedPayload(members: #""max_from_date": "01/01/2025", "max_to_date": "02/01/2025""#).rules == [])
        #expect(CheckedPayload(members: #""from_date": 5, "to_date": "09/12/2025""#).rules == [301])
    }

    @Test(arguments: [
        ("01/12/2025", "05/12/2025", Severity.warning), ("30/11/2025", "05/12/2025", .note),
        ("01/01/2025", "05/12/2025", .note),
    ])
    func `a first week that leaves no month to count is a warning`(from: String, to: String, severity: Severity) {
        #expect(Self.session("\"\(from)\"", "\"\(to)\"").findings.map(\.severity) == [severity])
    }

    @Test(arguments: 1...31)
    func `today as the default to_date drops its month too`(day: Int) {
        let today = (day < 10 ? "0" : "") + "\(day)/12/2025"
        let checked = CheckedPayload(#"{"link_id": "a"}"#, today: today)
        #expect(checked.rules == (day <= 7 ? [306] : []))
        #expect(checked.marked == (day <= 7 ? ["{"] : []))
        #expect(Self.session(#""01/01/2025""#, #""30/11/2025""#, today: today).rules == [])
        #expect(CheckedPayload(#"{"link_id": "a", "from_date": "01/01/2025"}"#, today: today).rules == [302])
        #expect(CheckedPayload(#"{"link_id": "a", "to_date": "x"}"#, today: today).rules.contains(306) == false)
    }

    @Test(arguments: [
        ("01/12/2025", "write 09/12/2025, or leave both dates out"),
        ("09/12/2025", "give dates that are over, from_date before 09/12/2025, or leave both out"),
        ("10/12/2025", "give dates that are over, from_date before 09/12/2025, or leave both out"),
    ])
    func `what to write for a to_date in the future is never before from_date`(from: String, hint: String) {
        let checked = Self.session("\"\(from)\"", #""11/12/2025""#)
        #expect(checked.findings.map(\.hint?.description) == [hint])
    }

    @Test func `a missing date is reported at the other one`() {
        #expect(CheckedPayload(members: #""from_date": "01/01/2025""#).marked == [#""01/01/2025""#])
        #expect(CheckedPayload(members: #""to_date": "08/12/2025""#).marked == [#""08/12/2025""#])
    }
}
