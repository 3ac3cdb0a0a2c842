extension ReBIT {
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
}
