/// A month of a year, such as `2025-01`.
///
/// Months can be counted through: `for month in first...last`.
package struct CalendarMonth: Sendable, Hashable, Strideable {
    /// Months since January of the year 0, so that neighbours differ by one.
    private let number: Int

    /// The year, 1 to 9999.
    package var year: Int { number / 12 }

    /// The month, 1 to 12.
    package var month: Int { number % 12 + 1 }

    /// Makes a month; nil when the month is not 1 to 12 or the year not 1 to 9999.
    package init?(year: Int, month: Int) {
        guard CalendarDate.years.contains(year), 1...12 ~= month else { return nil }
        number = year * 12 + month - 1
    }

    /// The month that a date lies in.
    package init(of date: CalendarDate) {
        let (year, month, _) = date.civil
        number = year * 12 + month - 1
    }

    private init(number: Int) {
        self.number = number
    }

    /// The number of months from this one to another; negative when the other is earlier.
    package func distance(to other: Self) -> Int {
        other.number - number
    }

    /// The month so many months later; stops at the first and last month of the calendar.
    package func advanced(by count: Int) -> Self {
        let first = CalendarDate.years.lowerBound * 12
        let last = CalendarDate.years.upperBound * 12 + 11
        let (sum, overflow) = number.addingReportingOverflow(count)
        if overflow { return Self(number: count < 0 ? first : last) }
        return Self(number: min(max(sum, first), last))
    }

    /// The months that a journey counts for a range of dates; nil when there are none.
    ///
    /// From the month of `from` to the month of `to`. The last one is left out when `to` lies in its first week, which
    /// this tool reads as its days 1 to 7. Source: Session API V2 page, "if the `to-date` lies in the first week of the
    /// month, the respective month is not considered in the journey"; the page does not define the week.
    package static func countedMonths(from: CalendarDate, to: CalendarDate) -> ClosedRange<Self>? {
        let first = Self(of: from)
        let month = Self(of: to)
        let last = firstWeek.contains(to.day) ? Self(number: month.number - 1) : month
        return first <= last ? first...last : nil
    }

    /// The days of a month that count as its first week.
    package static var firstWeek: ClosedRange<Int> { 1...7 }
}

extension CalendarMonth: CustomStringConvertible {
    /// Year and month, such as `2025-01`.
    package var description: String {
        let year = String(year)
        let month = String(month)
        return String(repeating: "0", count: 4 - year.count) + year + (month.count == 1 ? "-0" : "-") + month
    }
}
