/// The enumerations of a consent detail in ReBIT's Account Aggregator API, version 2.0.0.
///
/// Raw values are the spellings of that API. Source: ReBIT AA API specification 2.0.0, `ConsentDetail`.
public enum ReBIT {
    /// What may be done with the data.
    public enum ConsentMode: String, Sendable, Hashable, CaseIterable {
        /// It may be shown and not kept.
        case view = "VIEW"
        /// It may be kept for the data life.
        case store = "STORE"
        /// It may be asked questions.
        case query = "QUERY"
        /// It may be received continually.
        case stream = "STREAM"
    }

    /// How often data may be fetched under a consent.
    public enum FetchType: String, Sendable, Hashable, CaseIterable {
        /// Once.
        case oneTime = "ONETIME"
        /// Again and again until the consent expires.
        case periodic = "PERIODIC"
    }

    /// Which part of an account's data a consent covers.
    public enum ConsentType: String, Sendable, Hashable, CaseIterable {
        /// The holders of the account.
        case profile = "PROFILE"
        /// Balances and terms.
        case summary = "SUMMARY"
        /// The single transactions.
        case transactions = "TRANSACTIONS"
    }

    /// The unit of `DataLife`: how long the data may be kept.
    public enum DataLifeUnit: String, Sendable, Hashable, CaseIterable {
        /// Days.
        case day = "DAY"
        /// Months.
        case month = "MONTH"
        /// Years.
        case year = "YEAR"
        /// Without end; the value is then zero.
        case infinite = "INF"
    }

    /// The unit of `Frequency`: so many fetches in one such unit.
    public enum FrequencyUnit: String, Sendable, Hashable, CaseIterable {
        /// An hour.
        case hour = "HOUR"
        /// A day.
        case day = "DAY"
        /// A calendar month.
        case month = "MONTH"
        /// A calendar year.
        case year = "YEAR"
    }
}
