// Between a day number and year, month and day.
//
// Both directions count from 1 March of the year 0, so that the leap day is the last day of its year and needs no case
// of its own. In such a year the months March to January repeat the lengths 31 30 31 30 31, 153 days for five months,
// which makes (153 × month + 2) / 5 the number of days before a month (March = 0).
//
//     09/12/2025:  year 2025, month 9 since March, day 8 since the month's first
//                  365 × 2025 + 506 - 20 + 5  +  (153 × 9 + 2) / 5  +  8  =  739 899
//                  739 899 - 719 468 (days from 1 March 0 to 1 January 1970)  =  20 431

extension CalendarDate {
    /// The year, 1 to 9999.
    public var year: Int { civil.year }

    /// The month, 1 to 12.
    public var month: Int { civil.month }

    /// The day of the month, 1 to 31.
    public var day: Int { civil.day }

    /// Year, month and day together, for the price of one of them.
    public var civil: (year: Int, month: Int, day: Int) {
        let days = Int(dayNumber) + Self.daysFromMarchOfYearZero
        let era = days / 146_097  // four centuries
        let dayOfEra = days % 146_097
        // Takes out the leap days so far: one each four years, none each century, one each era.
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }

    /// Whether a year has a 29 February.
    public static func isLeap(year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The number of days in a month of a year; zero when the month is not 1 to 12.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }

    static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
        // Unsigned and narrow, because this is the hot half: no number here is negative or beyond 3,652,425.
        let isEarly = month <= 2
        let year = UInt32(truncatingIfNeeded: year) &- (isEarly ? 1 : 0)
        let monthFromMarch = UInt32(truncatingIfNeeded: month) &+ (isEarly ? 9 : 0) &- (isEarly ? 0 : 3)
        let century = year / 100
        let daysOfYears = 365 &* year &+ year / 4 &- century &+ century / 4
        let daysOfMonths = (153 &* monthFromMarch &+ 2) / 5 &+ UInt32(truncatingIfNeeded: day) &- 1
        return Int32(truncatingIfNeeded: daysOfYears &+ daysOfMonths) &- Int32(daysFromMarchOfYearZero)
    }

    private static var daysFromMarchOfYearZero: Int { 719_468 }
}
