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
