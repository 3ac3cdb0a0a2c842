// Source: Sahamati fair-use registry, mid-2026. Exactly these templates are active; it has none of the ids between.

extension ConsentTemplate {
    /// The active templates, in the order of their ids.
    public static let all: [ConsentTemplate] = [
        .ct001, .ct003, .ct004, .ct006, .ct008, .ct010, .ct019, .ct035, .ct040, .ct042, .ct043, .ct045, .ct046,
        .ct047, .ct048,
    ]

    /// Loan underwriting.
    public static let ct001 = ConsentTemplate(
        id: "CT001", registryVersion: "1.0", purposeCode: .aggregatedStatement,
        useCase: "Loan underwriting",
        purposeText: "To process borrower's (loan / credit card / credit line) application",
        fetchType: .oneTime, consentTypes: [.profile, .summary, .transactions],
        fiTypes: creditTypes,
        maxFrequency: nil,
        maxHistory: .months(14), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .months(1), maxDataLife: .months(1),
        notes: [
            "Holds for every consent with purpose code 103 that declares neither CT006 nor CT048."
        ])

    /// Loan monitoring.
    public static let ct003 = ConsentTemplate(
        id: "CT003", registryVersion: "1.1", purposeCode: .monitoring,
        useCase: "Loan monitoring",
        purposeText: """
            To monitor the borrower's account to verify the repayment capability, subject to \
            activation of (loan / credit card / credit line)
            """,
        fetchType: .periodic, consentTypes: [.profile, .summary, .transactions],
        fiTypes: creditTypes,
        maxFrequency: Frequency(5, per: .month),
        maxHistory: .months(6), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .years(5), maxDataLife: .months(1),
        notes: [
            """
            A consent of its own beside that for underwriting: active once the loan is paid out, used while \
            the loan runs, and to be revocable when the loan is refused or paid back early.
            """,
            "Until 2025 the consent could live as long as the loan; the limit of 5 years came in January 2026.",
            "Limits of 25 or 31 fetches a month hold only for consents made before fair use.",
        ])

    /// Wealth management / advisory.
    public static let ct004 = ConsentTemplate(
        id: "CT004", registryVersion: "1.0", purposeCode: .wealthManagement,
        useCase: "Wealth management / advisory",
        purposeText: "To provide (Wealth Management) / (Advisory) Services",
        fetchType: .periodic, consentTypes: [.profile, .summary, .transactions],
        fiTypes: personalFinanceTypes,
        maxFrequency: Frequency(31, per: .month, perDay: 1),
        maxHistory: .months(13), maxHistoryOfSEBITypes: .years(20), maxFetchOfSEBITypes: .years(2),
        maxConsentLife: .years(1), maxDataLife: .months(1),
        notes: [])

    /// Income verification for life-insurance underwriting.
    public static let ct006 = ConsentTemplate(
        id: "CT006", registryVersion: "1.0", purposeCode: .aggregatedStatement,
        useCase: "Income verification for life-insurance underwriting",
        purposeText: """
            To verify the income as or on behalf of the insurer selected by the customer while \
            underwriting a Life insurance policy
            """,
        fetchType: .oneTime, consentTypes: [.profile, .summary, .transactions],
        fiTypes: [.deposit, .termDeposit, .recurringDeposit, .mutualFunds, .gstr1And3B],
        maxFrequency: nil,
        maxHistory: .months(12), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .days(45), maxDataLife: .days(45),
        notes: [])

    /// Personal finance management.
    public static let ct008 = ConsentTemplate(
        id: "CT008", registryVersion: "1.0", purposeCode: .spendingPatterns,
        useCase: "Personal finance management",
        purposeText: """
            To generate insights based on your overall finances and provide incidental \
            recommendations, if any
            """,
        fetchType: .periodic, consentTypes: [.profile, .summary, .transactions],
        fiTypes: personalFinanceTypes,
        maxFrequency: Frequency(45, per: .month, perDay: 1),
        maxHistory: .months(13), maxHistoryOfSEBITypes: .years(10), maxFetchOfSEBITypes: .years(2),
        maxConsentLife: .years(1), maxDataLife: .months(1),
        notes: [])

    /// F&O services onboarding.
    public static let ct010 = ConsentTemplate(
        id: "CT010", registryVersion: "1.0", purposeCode: .oneTime,
        useCase: "F&O services onboarding",
        purposeText: "To assess genuineness and financial soundness of the customer for FNO services activation",
        fetchType: .oneTime, consentTypes: [.profile, .summary, .transactions],
        fiTypes: [
            .deposit, .termDeposit, .recurringDeposit, .sip, .equities, .bonds, .debentures, .mutualFunds, .etf, .idr,
            .cis, .aif, .invit, .reit, .gstr1And3B,
        ],
        maxFrequency: nil,
        maxHistory: .months(6), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .months(1), maxDataLife: .days(7),
        notes: [])

    /// Self use on AA apps.
    public static let ct019 = ConsentTemplate(
        id: "CT019", registryVersion: "1.0", purposeCode: .spendingPatterns,
        useCase: "Self use on AA apps",
        purposeText: """
            To analyze and generate insights on your financial data for your personal use, presented \
            through an analytics dashboard on the Account Aggregator app
            """,
        fetchType: .periodic, consentTypes: [.profile, .summary, .transactions],
        fiTypes: personalFinanceTypes,
        maxFrequency: Frequency(45, per: .month, perDay: 1),
        maxHistory: .months(13), maxHistoryOfSEBITypes: .years(10), maxFetchOfSEBITypes: nil,
        maxConsentLife: .years(1), maxDataLife: .days(7),
        notes: [])

    /// Loan monitoring for collections (only while a payment is overdue).
    public static let ct035 = ConsentTemplate(
        id: "CT035", registryVersion: "1.1", purposeCode: .monitoring,
        useCase: "Loan monitoring for collections (only while a payment is overdue)",
        purposeText: """
            To monitor a borrower's accounts for (loan / credit card / credit line) collection, in \
            case of overdue payments
            """,
        fetchType: .periodic, consentTypes: [.summary],
        fiTypes: [.deposit],
        maxFrequency: Frequency(1, per: .day, perMonth: 31),
        maxHistory: .days(1), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .years(8), maxDataLife: .months(1),
        notes: [
            "Only while a payment is overdue: an instalment unpaid more than one day after its due date.",
            "Until 2025 the consent could live as long as the loan; the limit of 8 years came in January 2026.",
        ])

    /// Financial account verification.
    public static let ct040 = ConsentTemplate(
        id: "CT040", registryVersion: "1.0", purposeCode: .oneTime,
        useCase: "Financial account verification",
        purposeText: "To verify (financial account type) account details for (activity/product)",
        fetchType: .oneTime, consentTypes: [.profile, .summary],
        fiTypes: [.deposit, .gstr1And3B, .insurancePolicies, .lifeInsurance, .generalInsurance],
        maxFrequency: nil,
        maxHistory: .days(1), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .days(1), maxDataLife: .days(1),
        notes: [
            "One account only."
        ])

    /// Counterparty risk monitoring.
    public static let ct042 = ConsentTemplate(
        id: "CT042", registryVersion: "1.1", purposeCode: .monitoring,
        useCase: "Counterparty risk monitoring",
        purposeText: "To monitor the counterparty risks of Recovery Agents / Sourcing Partners / Employees",
        fetchType: .periodic, consentTypes: [.profile, .summary, .transactions],
        fiTypes: [.deposit, .gstr1And3B],
        maxFrequency: Frequency(1, per: .month),
        maxHistory: .months(6), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .years(1), maxDataLife: .days(90),
        notes: [])

    /// Compliance reporting of employees.
    public static let ct043 = ConsentTemplate(
        id: "CT043", registryVersion: "1.0", purposeCode: .monitoring,
        useCase: "Compliance reporting of employees",
        purposeText: """
            To enable regulatory and internal compliance reporting of investment by employees and \
            associated persons
            """,
        fetchType: .periodic, consentTypes: [.profile, .summary, .transactions],
        fiTypes: [.sip, .equities, .debentures, .mutualFunds, .etf, .idr, .cis, .aif, .invit, .reit],
        maxFrequency: Frequency(25, per: .month),
        maxHistory: .months(6), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .years(1), maxDataLife: .days(7),
        notes: [])

    /// One-time verification of financial condition.
    public static let ct045 = ConsentTemplate(
        id: "CT045", registryVersion: "1.0", purposeCode: .oneTime,
        useCase: "One-time verification of financial condition",
        purposeText: "Verification of financial condition of (Employees, Vendors and other third parties)",
        fetchType: .oneTime, consentTypes: [.profile, .summary, .transactions],
        fiTypes: [.gstr1And3B, .insurancePolicies, .lifeInsurance, .generalInsurance, .mutualFunds, .deposit],
        maxFrequency: nil,
        maxHistory: .months(12), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .days(1), maxDataLife: .days(1),
        notes: [])

    /// Government-scheme beneficiary monitoring.
    public static let ct046 = ConsentTemplate(
        id: "CT046", registryVersion: "1.0", purposeCode: .monitoring,
        useCase: "Government-scheme beneficiary monitoring",
        purposeText: "To measure the efficacy and impact of government schemes",
        fetchType: .periodic, consentTypes: [.profile, .summary, .transactions],
        fiTypes: [.deposit],
        maxFrequency: Frequency(3, per: .month),
        maxHistory: .months(1), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .months(18), maxDataLife: .days(1),
        notes: [])

    /// Monitoring by credit rating agency.
    public static let ct047 = ConsentTemplate(
        id: "CT047", registryVersion: "1.0", purposeCode: .monitoring,
        useCase: "Monitoring by credit rating agency",
        purposeText: "To analyse the financials to assign and review the credit rating periodically",
        fetchType: .periodic, consentTypes: [.profile, .summary, .transactions],
        fiTypes: [.gstr1And3B],
        maxFrequency: Frequency(1, per: .month),
        maxHistory: .months(12), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .years(5), maxDataLife: .months(1),
        notes: [])

    /// Priority-sector loan underwriting.
    public static let ct048 = ConsentTemplate(
        id: "CT048", registryVersion: "1.0", purposeCode: .aggregatedStatement,
        useCase: "Priority-sector loan underwriting",
        purposeText: """
            To process borrowers' Loan Application for Priority Sector loans or housing loan under IBA \
            scheme for EWS, LIG and MIG categories
            """,
        fetchType: .oneTime, consentTypes: [.profile, .summary, .transactions],
        fiTypes: [.deposit],
        maxFrequency: nil,
        maxHistory: .months(24), maxHistoryOfSEBITypes: nil, maxFetchOfSEBITypes: nil,
        maxConsentLife: .months(1), maxDataLife: .months(1),
        notes: [])

    // The types of the loan templates.
    private static let creditTypes: [ReBIT.FIType] = [
        .deposit, .termDeposit, .recurringDeposit, .sip, .equities, .mutualFunds, .etf, .idr, .cis, .aif, .invit,
        .reit, .gstr1And3B, .lifeInsurance, .generalInsurance, .nps, .insurancePolicies,
    ]

    // The types of the personal finance templates.
    private static let personalFinanceTypes: [ReBIT.FIType] = [
        .deposit, .termDeposit, .recurringDeposit, .insurancePolicies, .lifeInsurance, .generalInsurance, .nps,
        .gstr1And3B, .sip, .equities, .mutualFunds, .etf, .idr, .cis, .aif, .invit, .reit,
    ]
}
