// Days, months and seconds, without a clock. CalendarDate is one number; CalendarPeriod is added to it, CalendarMonth
// counts in steps, IndianTime and Timestamp are instants. CalendarDate+DDMMYYYY reads and writes the one form of the
// API, and DateGuess says what a text in another form probably means.

/// A day of the Gregorian calendar, from 01/01/0001 to 31/12/9999.
///
/// The calendar is proleptic (its rules also hold before 1582) and knows no time of day and no zone. A date is
/// stored as one number, so comparing dates and counting days is plain arithmetic:
///
///     31/12/1969  →  -1
///     01/01/1970  →   0
///     29/02/2000  →  11016
///
/// Whoever needs "today" passes it in; nothing here reads a clock.
public struct CalendarDate: Sendable, Hashable, Comparable {
    /// The number of days since 01/01/1970; negative before that day.
    public let dayNumber: Int32

    /// Makes the date that lies the given number of days after 01/01/1970.
    ///
    /// Nil when the day lies outside the years 1 to 9999.
    public init?(dayNumber: Int32) {
        guard Self.dayNumbers.contains(dayNumber) else { return nil }
        self.dayNumber = dayNumber
    }

    /// Makes the date of a year, month and day, each counted from one.
    ///
    /// Nil when the calendar has no such day (30/02, 29/02/2025) or the year is not in 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), 1...12 ~= month, day >= 1 else { return nil }
        // Every month has 28 days, so only the last few days need the month's length.
        guard day <= 28 || day <= Self.length(ofMonth: month, year: year) else { return nil }
        self.init(validYear: year, month: month, day: day)
    }

    /// Makes the date that a clock shows at an instant, by default a clock in India.
    ///
    /// - Parameters:
    ///   - unixSeconds: Seconds since 1970-01-01T00:00:00Z.
    ///   - offsetSeconds: The clock's offset from UTC. The default is Indian Standard Time's (UTC+05:30): the day
    ///     begins at 18:30 UTC.
    ///
    /// Nil when the day lies outside the years 1 to 9999.
    public init?(unixSeconds: Int64, offsetSeconds: Int32 = IndianTime.offsetSeconds) {
        let (local, overflow) = unixSeconds.addingReportingOverflow(Int64(offsetSeconds))
        guard !overflow else { return nil }
        // Division truncates towards zero; a day begins at its floor.
        let days = local / 86_400 - (local % 86_400 < 0 ? 1 : 0)
        guard let number = Int32(exactly: days) else { return nil }
        self.init(dayNumber: number)
    }

    /// 01/01/0001, the first day that a date can name.
    public static var earliest: Self { Self(validDayNumber: dayNumbers.lowerBound) }

    /// 31/12/9999, the last day that a date can name.
    public static var latest: Self { Self(validDayNumber: dayNumbers.upperBound) }

    /// Whether one date lies before another.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.dayNumber < rhs.dayNumber }

    /// The day in the lower half of a word.
    var word: UInt64 { UInt64(UInt32(bitPattern: dayNumber)) }

    static var years: ClosedRange<Int> { 1...9999 }
    static var dayNumbers: ClosedRange<Int32> { -719_162...2_932_896 }

    init(validDayNumber number: Int32) {
        dayNumber = number
    }

    /// The caller has checked that the day exists.
    init(validYear year: Int, month: Int, day: Int) {
        dayNumber = Self.dayNumber(year: year, month: month, day: day)
    }
}

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
