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
