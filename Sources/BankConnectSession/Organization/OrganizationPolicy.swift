// What differs from one organization to another: its policy, and the banks that there are. BankTable finds a bank by
// its identifier; the +Reading files read both from files.

/// What an organization may use, and its own layer of consent dates.
public struct OrganizationPolicy: Sendable {
    /// Whether the organization's plan lets it create sessions.
    public enum Plan: String, Sendable, Hashable, CaseIterable {
        case active
        case expired
        case paymentPending = "payment_pending"
    }

    /// The organization's name, for messages.
    public var name: String?
    /// The state of its plan.
    public var plan = Plan.active
    /// The modes that are enabled for it; nil means all.
    public var modes: [BankMode]?
    /// Banks that it may use beside the table's, or with other modes than the table gives them.
    public var banks: [BankTable.Bank] = []
    /// Members of a payload that the policy lists and that are no parameters of the page.
    public var fields: [String] = []
    /// Its consent dates, by template or, stronger, by consent code.
    public var consents: [ConsentScope: ConsentOverride] = [:]

    /// A policy that changes nothing.
    public init() {}

    /// The overrides that concern a consent, the weaker first.
    func overrides(for code: ConsentCode) -> [ConsentOverride] {
        if consents.isEmpty { return [] }
        return [consents[.template(code.template.id)], consents[.consent(code)]].compactMap(\.self)
    }

    /// The override that decided a date of a consent, and so where the policy's file gives it.
    package func origin(of field: ConsentField, for code: ConsentCode) -> Range<Int>? {
        overrides(for: code).last { $0.decides(field) }?.origin(of: field)
    }
}

/// What a policy's consent dates apply to.
public enum ConsentScope: Sendable, Hashable {
    /// All consents of a template, by its id.
    case template(String)
    /// One consent of one journey.
    case consent(ConsentCode)
}

/// An organization's dates for the consents of a scope: lengths from today, or fixed days.
public struct ConsentOverride: Sendable, Hashable {
    /// How far back data is asked for: from_date is today less this.
    public var history: CalendarPeriod?
    /// How long the consent lives: consent_expiry is today plus this.
    public var life: CalendarPeriod?
    /// A fixed first day of data; stronger than a history of the same scope.
    public var fromDate: CalendarDate?
    /// A fixed last day of data.
    public var toDate: CalendarDate?
    /// A fixed day of expiry; stronger than a life of the same scope.
    public var consentExpiry: CalendarDate?
    /// The kinds of financial information to ask for; nil leaves DEPOSIT.
    public var fiTypes: [ReBIT.FIType]?
    /// Where the policy's file gives each date, as bytes of its text.
    package var origins: [ConsentField: Range<Int>] = [:]

    /// An override that changes nothing.
    public init() {}

    func decides(_ field: ConsentField) -> Bool {
        switch field {
        case .fromDate: fromDate != nil || history != nil
        case .toDate: toDate != nil
        case .consentExpiry: consentExpiry != nil || life != nil
        }
    }

    func origin(of field: ConsentField) -> Range<Int>? { origins[field] }
}
