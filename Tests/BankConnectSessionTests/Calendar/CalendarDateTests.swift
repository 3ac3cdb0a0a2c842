import BankConnectSession
import Testing

@Suite struct CalendarDateTests {
    @Test func `every day of the calendar has a number, one more than the day before`() throws {
        var number = CalendarDate.earliest.dayNumber
        var wrong: [String] = []
        for year in 1...9999 {
            for month in 1...12 {
                for day in 1...CalendarDate.length(ofMonth: month, year: year) {
                    let date = CalendarDate(year: year, month: month, day: day)
                    let civil = CalendarDate(dayNumber: number)?.civil
                    if date?.dayNumber != number || civil?.year != year || civil?.month != month || civil?.day != day {
                        wrong.append("\(year)-\(month)-\(day)")
                    }
                    number += 1
                }
            }
        }
        #expect(wrong.prefix(5) == [])
        #expect(number - 1 == CalendarDate.latest.dayNumber)
    }

    @Test(arguments: [
        (1, 1, 1, -719_162), (1900, 3, 1, -25_508), (1969, 12, 31, -1), (1970, 1, 1, 0), (2000, 2, 29, 11_016),
        (2025, 12, 9, 20_431), (9999, 12, 31, 2_932_896),
    ])
    func `known days have their known numbers`(year: Int, month: Int, day: Int, number: Int32) throws {
        let date = try #require(CalendarDate(year: year, month: month, day: day))
        #expect(date.dayNumber == number)
        #expect(CalendarDate(dayNumber: number) == date)
        #expect((date.year, date.month, date.day) == (year, month, day))
    }

    @Test func `no day lies outside the years 1 to 9999`() {
        #expect(CalendarDate(dayNumber: CalendarDate.earliest.dayNumber - 1) == nil)
        #expect(CalendarDate(dayNumber: CalendarDate.latest.dayNumber + 1) == nil)
        #expect(CalendarDate(dayNumber: .min) == nil)
        #expect(CalendarDate(dayNumber: .max) == nil)
        for value in [Int.min, -1, 0, 10_000, Int.max] {
            #expect(CalendarDate(year: value, month: 1, day: 1) == nil)
        }
        for value in [Int.min, -1, 0, 13, Int.max] {
            #expect(CalendarDate(year: 2025, month: value, day: 1) == nil)
        }
        for value in [Int.min, -1, 0, 32, Int.max] {
            #expect(CalendarDate(year: 2025, month: 1, day: value) == nil)
        }
    }

    @Test(arguments: [(1900, false), (2000, true), (2024, true), (2025, false), (2100, false)])
    func `a leap day exists in leap years only`(year: Int, isLeap: Bool) {
        #expect((CalendarDate(year: year, month: 2, day: 29) != nil) == isLeap)
        #expect(CalendarDate.isLeap(year: year) == isLeap)
    }

    @Test func `the day in India begins at the IST/UTC boundary, 18:30Z`() throws {
        // 2025-12-08T18:30:00Z
        let midnight: Int64 = 20_430 * 86_400 + 18 * 3600 + 30 * 60
        #expect(CalendarDate(unixSeconds: midnight)?.description == "09/12/2025")
        #expect(CalendarDate(unixSeconds: midnight - 1)?.description == "08/12/2025")
        #expect(CalendarDate(unixSeconds: midnight, offsetSeconds: 0)?.description == "08/12/2025")
        #expect(CalendarDate(unixSeconds: -19_801)?.description == "31/12/1969")
        #expect(CalendarDate(unixSeconds: -1, offsetSeconds: 0)?.description == "31/12/1969")
    }

    @Test(arguments: [Int64.min, .max, .max - 19_800, 253_402_300_800, -62_135_616_601] as [Int64])
    func `an instant outside the calendar has no date`(seconds: Int64) {
        #expect(CalendarDate(unixSeconds: seconds) == nil)
    }

    @Test func `earlier dates compare as less`() throws {
        let earlier = try #require(CalendarDate(ddmmyyyy: "31/01/2025"))
        let later = try #require(CalendarDate(ddmmyyyy: "01/02/2025"))
        #expect(earlier < later)
        #expect(earlier.days(until: later) == 1)
        #expect(later.days(until: earlier) == -1)
        #expect(CalendarDate.earliest.days(until: .latest) == 3_652_058)
    }
}
