// Between a day number and year, month and day.
//
// Both directions count from 1 March of the year 0, so that the leap day is the last day of its year and needs no case
// of its own. In such a year the months March to January repeat the lengths 31 30 31 30 31, 153 days for five months,
// which makes (979 × month - 2919) / 32 the number of days before a month (March = 3, January = 13).
//
//     09/12/2025:  year 2025, month 12, day 8 since the month's first
//                  1461 × 2025 / 4 - 20 + 5  +  (979 × 12 - 2919) / 32  +  8  =  739 899
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
        // The divisions are those of Neri and Schneider, "Euclidean affine functions and their application to calendar
        // algorithms" (2022): each quotient comes with its remainder out of one product, and nothing is negative.
        let days = UInt32(truncatingIfNeeded: Int(dayNumber) &+ Self.daysFromMarchOfYearZero)
        let quarters = 4 &* days &+ 3
        let century = quarters / 146_097
        let yearProduct = 2_939_745 &* UInt64(quarters % 146_097 | 3)
        let dayOfYear = UInt32(truncatingIfNeeded: yearProduct) / 2_939_745 / 4
        let monthProduct = 2141 &* dayOfYear &+ 197_913
        let month = Int(monthProduct >> 16)
        let day = Int(monthProduct & 0xFFFF) / 2141 &+ 1
        let year = 100 &* Int(century) &+ Int(yearProduct >> 32)
        // January and February belong to the year that began in March.
        return dayOfYear >= 306 ? (year &+ 1, month &- 12, day) : (year, month, day)
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

    @inline(__always)
    static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
        // Unsigned and narrow, because this is the hot half: no number here is negative or beyond 3,652,425.
        let isEarly = month <= 2
        let year = UInt32(truncatingIfNeeded: year) &- (isEarly ? 1 : 0)
        let month = UInt32(truncatingIfNeeded: month) &+ (isEarly ? 12 : 0)
        let century = year / 100
        let daysOfYears = 1461 &* year / 4 &- century &+ century / 4
        let daysOfMonths = (979 &* month &- 2919) / 32
        return Int32(truncatingIfNeeded: daysOfYears &+ daysOfMonths &+ UInt32(truncatingIfNeeded: day) &- 1)
            &- Int32(daysFromMarchOfYearZero)
    }

    private static var daysFromMarchOfYearZero: Int { 719_468 }
}
