import BankConnectSession
import CommandKit
import TestSupport
import Testing

/// Dates that do not exist, are written otherwise, or lie at an edge.
@Suite struct PayloadDateTests {
    private static func from(_ text: String, _ rule: String? = nil, name: String? = nil) -> PayloadSample {
        let rest = #""to_date": "09/12/2025""#
        return rule.map { PayloadSample(name ?? text, #""from_date": «"\#(text)"», \#(rest)"#, $0) }
            ?? PayloadSample(name ?? text, #""from_date": "\#(text)", \#(rest)"#)
    }

    static let texts = [
        from("29/02/1900", "BC301"), from("29/02/2000"), from("29/02/2024"), from("29/02/2025", "BC301"),
        from("31/04/2025", "BC301"), from("00/04/2025", "BC301"), from("01/13/2025", "BC301", name: "13th month"),
        from("1/1/2025", "BC301"), from("2025-01-01", "BC301"), from("01/01/25", "BC301"),
        from("01/01/0000", "BC301", name: "year 0000"), from("01/01/0001", name: "year 0001"),
        from(" 01/01/2025", "BC009", name: "leading space"), from("01/01/2025 ", "BC009", name: "trailing space"),
        from("०१/०१/२०२५", "BC301", name: "other digits: Devanagari"),
        from("０１/０１/２０２５", "BC301", name: "other digits: full-width"),
        from("01-01-2025", "BC301", name: "other separators: hyphens"),
        from("01.01.2025", "BC301", name: "other separators: dots"),
        from("01∕01∕2025", "BC301", name: "other separators: another slash"),
    ]

    private static func range(
        _ name: String, _ from: String, _ to: String, _ rule: String? = nil, today: String = TestTool.today
    )
        -> PayloadSample
    {
        let members = #""from_date": \#(from), "to_date": \#(to)"#
        return rule.map { PayloadSample(name, members, $0, today: today) }
            ?? PayloadSample(name, members, today: today)
    }

    static let ranges = [
        range("from = to", #"«"09/12/2025"»"#, #""09/12/2025""#, "BC303"),
        range("from > to", #"«"10/11/2025"»"#, #""09/11/2025""#, "BC303"),
        range("future to", #""01/12/2025""#, #"«"10/12/2025"»"#, "BC307"),
        range("year 9999", #""01/12/2025""#, #"«"31/12/9999"»"#, "BC307"),
        range("to = today", #""01/11/2025""#, #""09/12/2025""#),
        range("today = 8th of the month", #""01/11/2025""#, #""08/12/2025""#, today: "08/12/2025"),
    ]

    static let firstWeek = (1...7).map { day in
        range(
            "today = \(day) of the month", #""01/11/2025""#, #"«"0\#(day)/12/2025"»"#, "BC306",
            today: "0\(day)/12/2025")
    }

    @Test(arguments: texts + ranges + firstWeek)
    func `a date is judged as the API would judge it`(payload: PayloadSample) throws {
        try payload.check()
    }

    @Test(
        arguments: [
            ("today at 18:29:59Z is the day before", 1_765_218_599, "08/12/2025"),
            ("today at 18:30Z is a new day in India", 1_765_218_600, "09/12/2025"),
        ] as [(String, Int64, String)])
    func `today is the day in India`(name: String, seconds: Int64, day: String) {
        #expect(CalendarDate(unixSeconds: seconds)?.description == day, "\(name)")
    }

    @Test(arguments: [
        ("31 Aug - 6 months", "31/08/2025", "28/02/2025"), ("31 Aug - 6 months, leap year", "31/08/2024", "29/02/2024"),
        ("29 Feb - 6 months", "29/02/2024", "29/08/2023"),
    ])
    func `month-end subtraction gives the default from_date`(name: String, today: String, from: String) throws {
        let run = try TestTool().run("create", "--link-id", "a", "--today", today, "--format", "full")
        #expect(run.status == 0)
        #expect(try run.json["resolved/from_date"] == from, "\(name)")
    }

    @Test(arguments: [
        ("29 Feb - 12 months", 12, "29/02/2024", "28/02/2023"), ("31 Aug - 6 months", 6, "31/08/2025", "28/02/2025"),
    ])
    func `month-end subtraction gives the from_date of an organization's history`(
        name: String, months: Int, today: String, from: String
    ) throws {
        let tool = try TestTool()
        let policy = try tool.files.write(
            #"{"consents": {"CT001": {"history": {"unit": "MONTH", "value": \#(months)}}}}"#, to: "policy.json")
        let run = tool.run("consents", "--organization", policy, "--today", today)
        #expect(try run.json["consents/CC0001/from_date"] == from, "\(name)")
    }

    @Test(
        arguments: [
            ("warn", 0, "08/10/2024"), ("refuse", 1, "08/10/2024"), ("correct", 0, "09/10/2024"),
        ] as [(String, Int32, String)])
    func `the 14-month clamp moves a date only when it is to correct`(fairUse: String, status: Int32, from: String)
        throws
    {
        let consent = "CC0001:from_date=08/10/2024"
        let run = try TestTool().run("consents", "--fair-use", fairUse, "--consent", consent, "--link-id", "a")
        #expect(run.status == status)
        #expect(try run.json["consents/CC0001/from_date"] == from)
        #expect(run.errors.contains("14 months of history (BC607)"))
    }
}
