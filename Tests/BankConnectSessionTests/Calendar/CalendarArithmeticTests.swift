import BankConnectSession
import Testing

@Suite struct CalendarArithmeticTests {
    /// Date, months and result as python-dateutil has them; the fixture says how it was made.
    @Test func `months are added as the reference does`() throws {
        let rows = try fixtureRows("month-arithmetic.tsv")
        #expect(rows.count == 2000)
        for row in rows {
            try #require(row.count == 3)
            let date = try #require(CalendarDate(ddmmyyyy: row[0]))
            let months = try #require(Int(row[1]))
            #expect(date.adding(months: months).description == row[2], "\(row[0]) and \(months) months")
        }
    }

    @Test(arguments: [
        ("31/08/2025", -6, "28/02/2025"), ("31/05/2025", -3, "28/02/2025"), ("29/02/2024", -12, "28/02/2023"),
        ("09/12/2025", -14, "09/10/2024"), ("31/12/2025", 2, "28/02/2026"), ("31/01/2024", 1, "29/02/2024"),
        ("30/04/2025", 1, "30/05/2025"), ("15/06/2025", 0, "15/06/2025"),
    ])
    func `month-end subtraction and addition give the last day of a month that is too short`(
        text: String, months: Int, expected: String
    ) throws {
        let date = try #require(CalendarDate(ddmmyyyy: text))
        #expect(date.adding(months: months).description == expected)
        #expect(date.adding(.months(months)).description == expected)
        #expect(date.subtracting(.months(-months)).description == expected)
    }

    @Test func `days and years have their own arithmetic`() throws {
        let leapDay = try #require(CalendarDate(ddmmyyyy: "29/02/2024"))
        #expect(leapDay.adding(years: 1).description == "28/02/2025")
        #expect(leapDay.adding(years: 4).description == "29/02/2028")
        #expect(leapDay.adding(.years(8)).description == "29/02/2032")
        #expect(leapDay.adding(days: 1).description == "01/03/2024")
        #expect(leapDay.subtracting(.days(60)).description == "31/12/2023")
    }

    @Test(arguments: [CalendarPeriod.Unit.day, .month, .year], [Int.min, Int.min + 1, -9_999_999, 9_999_999, Int.max])
    func `arithmetic stops at the ends of the calendar`(unit: CalendarPeriod.Unit, value: Int) throws {
        let date = try #require(CalendarDate(ddmmyyyy: "15/06/2025"))
        let period = CalendarPeriod(unit: unit, value: value)
        #expect(date.adding(period) == (value < 0 ? .earliest : .latest))
        #expect(date.subtracting(period) == (value < 0 ? .latest : .earliest))
    }

    @Test func `the ends of the calendar are reached and not passed`() throws {
        #expect(CalendarDate.earliest.adding(days: -1) == .earliest)
        #expect(CalendarDate.latest.adding(days: 1) == .latest)
        let early = try #require(CalendarDate(ddmmyyyy: "15/01/0001"))
        #expect(early.adding(months: -1) == .earliest)
        #expect(early.adding(years: 9998).description == "15/01/9999")
        #expect(early.adding(years: 9999) == .latest)
    }
}

@Suite struct CalendarPeriodTests {
    @Test(arguments: [
        (CalendarPeriod.months(14), "14 months"), (.days(1), "1 day"), (.years(8), "8 years"), (.months(1), "1 month"),
        (.days(0), "0 days"),
    ])
    func `a period reads as words`(period: CalendarPeriod, words: String) {
        #expect(period.description == words)
    }
}
