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

    /// What a consent is asked for, by ReBIT's purpose definition.
    public enum PurposeCode: String, Sendable, Hashable, CaseIterable {
        /// Wealth management.
        case wealthManagement = "101"
        /// Budgets and spending patterns.
        case spendingPatterns = "102"
        /// An aggregated statement, such as for a loan application.
        case aggregatedStatement = "103"
        /// Monitoring of accounts.
        case monitoring = "104"
        /// One look at accounts.
        case oneTime = "105"

        /// ReBIT's text for the purpose.
        public var text: String {
            switch self {
            case .wealthManagement: "Wealth management service"
            case .spendingPatterns: "Customer spending patterns, budget or other reportings"
            case .aggregatedStatement: "Aggregated statement"
            case .monitoring: "Explicit consent for monitoring of the accounts"
            case .oneTime: "Explicit one-time consent for the accounts"
            }
        }

        /// The value of `Purpose.Category.type`.
        public var category: String {
            switch self {
            case .wealthManagement, .spendingPatterns: "Personal Finance"
            case .aggregatedStatement: "Financial Reporting"
            case .monitoring, .oneTime: "Account Query and Monitoring"
            }
        }
    }

    /// A kind of financial information that a consent can cover.
    public enum FIType: String, Sendable, Hashable, CaseIterable {
        /// Savings and current accounts.
        case deposit = "DEPOSIT"
        /// Term deposits.
        case termDeposit = "TERM_DEPOSIT"
        /// Recurring deposits.
        case recurringDeposit = "RECURRING_DEPOSIT"
        /// Systematic investment plans.
        case sip = "SIP"
        /// Commercial paper.
        case cp = "CP"
        /// Government securities.
        case govtSecurities = "GOVT_SECURITIES"
        /// Shares.
        case equities = "EQUITIES"
        /// Bonds.
        case bonds = "BONDS"
        /// Debentures.
        case debentures = "DEBENTURES"
        /// Mutual funds.
        case mutualFunds = "MUTUAL_FUNDS"
        /// Exchange-traded funds.
        case etf = "ETF"
        /// Indian depository receipts.
        case idr = "IDR"
        /// Collective investment schemes.
        case cis = "CIS"
        /// Alternative investment funds.
        case aif = "AIF"
        /// Insurance policies of any kind.
        case insurancePolicies = "INSURANCE_POLICIES"
        /// The National Pension System.
        case nps = "NPS"
        /// Infrastructure investment trusts.
        case invit = "INVIT"
        /// Real estate investment trusts.
        case reit = "REIT"
        /// Returns for the goods and services tax, forms GSTR-1 and GSTR-3B.
        case gstr1And3B = "GSTR1_3B"
        /// Life insurance.
        case lifeInsurance = "LIFE_INSURANCE"
        /// General insurance.
        case generalInsurance = "GENERAL_INSURANCE"
        /// Anything else.
        case other = "OTHER"

        /// Whether fair use counts the type among those that SEBI regulates, which have longer history bounds.
        ///
        /// Source: Sahamati fair-use registry, mid-2026. Types that no template of the registry covers are not in its
        /// list, debentures and bonds among them.
        public var isSEBI: Bool {
            switch self {
            case .sip, .equities, .mutualFunds, .etf, .idr, .cis, .aif, .invit, .reit: true
            default: false
            }
        }
    }
}
