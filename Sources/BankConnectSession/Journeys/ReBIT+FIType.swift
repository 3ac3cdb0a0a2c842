extension ReBIT {
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
