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
