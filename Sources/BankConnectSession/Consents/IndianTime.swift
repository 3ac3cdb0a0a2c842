/// A second of a day in India, UTC+05:30, which has no daylight saving.
public struct IndianTime: Sendable, Hashable, Comparable {
    /// The day.
    public let day: CalendarDate
    /// Seconds since the day began, 0 to 86,399.
    public let second: Int

    /// The first second of a day.
    public init(startOf day: CalendarDate) {
        self.day = day
        second = 0
    }

    /// The last second of a day.
    public init(endOf day: CalendarDate) {
        self.day = day
        second = 86_399
    }

    /// Whether one time lies before another.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        (lhs.day, lhs.second) < (rhs.day, rhs.second)
    }
}

extension IndianTime: CustomStringConvertible {
    /// The time as ISO 8601 has it, such as `2025-12-09T00:00:00+05:30`.
    public var description: String {
        let day = CalendarMonth(of: day).description + "-" + Self.twoDigits(self.day.day)
        return "\(day)T\(Self.twoDigits(second / 3600)):\(Self.twoDigits(second / 60 % 60))"
            + ":\(Self.twoDigits(second % 60))+05:30"
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
