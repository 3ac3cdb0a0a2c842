import BankConnectSession
import Testing

@Suite struct CalendarMonthTests {
    @Test(arguments: [
        // The last month counts from its eighth day.
        ("01/01/2025", "08/03/2025", ["2025-01", "2025-02", "2025-03"]),
        ("01/01/2025", "07/03/2025", ["2025-01", "2025-02"]),
        ("01/01/2025", "01/03/2025", ["2025-01", "2025-02"]),
        ("30/11/2024", "31/01/2025", ["2024-11", "2024-12", "2025-01"]),
        ("01/01/2025", "08/01/2025", ["2025-01"]),
        ("01/01/2025", "07/01/2025", []),
        ("28/12/2024", "05/01/2025", ["2024-12"]),
        ("09/12/2025", "09/10/2024", []),
    ])
    func `a journey counts months, the last not in its first week`(from: String, to: String, months: [String]) throws {
        let from = try #require(CalendarDate(ddmmyyyy: from))
        let to = try #require(CalendarDate(ddmmyyyy: to))
        let counted = CalendarMonth.countedMonths(from: from, to: to)
        #expect((counted.map { $0.map(\.description) } ?? []) == months)
    }

    @Test func `counting stands at the beginning of the calendar`() throws {
        #expect(CalendarMonth.countedMonths(from: .earliest, to: .earliest) == nil)
        let all = try #require(CalendarMonth.countedMonths(from: .earliest, to: .latest))
        #expect(all.count == 9999 * 12)
        #expect(all.lowerBound.description == "0001-01")
        #expect(all.upperBound.description == "9999-12")
    }

    @Test func `a month is made of a year and a month that exist`() throws {
        let month = try #require(CalendarMonth(year: 2025, month: 12))
        #expect((month.year, month.month) == (2025, 12))
        #expect(month.advanced(by: 1).description == "2026-01")
        #expect(month.advanced(by: .max).description == "9999-12")
        #expect(month.advanced(by: .min).description == "0001-01")
        #expect(CalendarMonth(year: 2025, month: 0) == nil)
        #expect(CalendarMonth(year: 2025, month: 13) == nil)
        #expect(CalendarMonth(year: 0, month: 1) == nil)
        #expect(CalendarMonth(year: 10_000, month: 1) == nil)
    }
}
