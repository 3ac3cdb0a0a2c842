/// A length of time in calendar units, such as 14 months.
///
/// How many days it has depends on the date that it is added to.
public struct CalendarPeriod: Sendable, Hashable {
    /// What a period counts; the raw values are those of consent artefacts and of organization policies.
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        /// Days.
        case day = "DAY"
        /// Calendar months.
        case month = "MONTH"
        /// Calendar years.
        case year = "YEAR"
    }

    /// What is counted.
    public var unit: Unit

    /// How many of it.
    public var value: Int

    /// Makes a period of so many units.
    public init(unit: Unit, value: Int) {
        self.unit = unit
        self.value = value
    }

    /// A period of days.
    public static func days(_ value: Int) -> Self { Self(unit: .day, value: value) }

    /// A period of months.
    public static func months(_ value: Int) -> Self { Self(unit: .month, value: value) }

    /// A period of years.
    public static func years(_ value: Int) -> Self { Self(unit: .year, value: value) }
}

extension CalendarPeriod: CustomStringConvertible {
    /// The period in words, such as `14 months` or `1 day`.
    public var description: String {
        let noun = unit.rawValue.lowercased()
        return value == 1 ? "1 \(noun)" : "\(value) \(noun)s"
    }
}

// No argument makes these trap: a result that would lie outside the calendar is its first or last day.

extension CalendarDate {
    /// The date so many days later, or earlier for a negative count.
    ///
    /// Stops at 01/01/0001 and 31/12/9999.
    public func adding(days: Int) -> Self {
        let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
        if overflow { return days < 0 ? .earliest : .latest }
        if sum < Int(Self.dayNumbers.lowerBound) { return .earliest }
        if sum > Int(Self.dayNumbers.upperBound) { return .latest }
        return Self(validDayNumber: Int32(truncatingIfNeeded: sum))
    }

    /// The same day of the month so many months later, or earlier for a negative count.
    ///
    /// Where the month is too short, its last day: 31/08/2025 less six months is 28/02/2025. Stops at 01/01/0001 and
    /// 31/12/9999.
    public func adding(months: Int) -> Self {
        let (year, month, day) = civil
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        if overflow { return months < 0 ? .earliest : .latest }
        if sum < Self.years.lowerBound * 12 { return .earliest }
        if sum > Self.years.upperBound * 12 + 11 { return .latest }
        let newYear = sum / 12
        let newMonth = sum % 12 + 1
        let newDay = min(day, Self.length(ofMonth: newMonth, year: newYear))
        return Self(validYear: newYear, month: newMonth, day: newDay)
    }

    /// The same day of the year so many years later, or earlier for a negative count.
    ///
    /// 29/02 becomes 28/02 in a year without it. Stops at 01/01/0001 and 31/12/9999.
    public func adding(years: Int) -> Self {
        let (months, overflow) = years.multipliedReportingOverflow(by: 12)
        if overflow { return years < 0 ? .earliest : .latest }
        return adding(months: months)
    }

    /// The date that lies one period later, by the rules of the period's unit.
    public func adding(_ period: CalendarPeriod) -> Self {
        switch period.unit {
        case .day: adding(days: period.value)
        case .month: adding(months: period.value)
        case .year: adding(years: period.value)
        }
    }

    /// The date that lies one period earlier, by the rules of the period's unit.
    public func subtracting(_ period: CalendarPeriod) -> Self {
        // -Int.min does not exist; Int.max reaches the calendar's end just as well.
        let value = period.value == .min ? .max : -period.value
        return adding(CalendarPeriod(unit: period.unit, value: value))
    }

    /// The number of days from this date to another; negative when the other is earlier.
    public func days(until other: Self) -> Int {
        Int(other.dayNumber) - Int(dayNumber)
    }
}
