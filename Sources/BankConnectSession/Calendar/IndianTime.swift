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

    /// The time in India of a count of seconds since 1970-01-01T00:00:00Z; nil outside the years 1 to 9999.
    public init?(unixSeconds: Int64) {
        let (local, overflow) = unixSeconds.addingReportingOverflow(Int64(Self.offsetSeconds))
        guard !overflow, let day = CalendarDate(unixSeconds: unixSeconds) else { return nil }
        self.day = day
        second = Int(local - Int64(day.dayNumber) * 86_400)
    }

    /// How far India is ahead of Universal Time, in seconds: five and a half hours, without daylight saving.
    public static let offsetSeconds: Int32 = 19_800

    /// Adds the time as people say it: `18:04 IST on 22/11/2026`.
    package func appendTimeAndDay(to bytes: inout [UInt8]) {
        let (hour, minute) = (second / 3600, second / 60 % 60)
        if hour < 10 { bytes.append(literal: "0") }
        bytes.append(decimal: hour)
        bytes.append(literal: minute < 10 ? ":0" : ":")
        bytes.append(decimal: minute)
        bytes.append(literal: " IST on ")
        day.appendDDMMYYYY(to: &bytes)
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
