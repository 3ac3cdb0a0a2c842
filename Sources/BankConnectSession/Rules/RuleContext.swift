/// What to do when a consent reaches beyond its template's fair-use bound.
public enum FairUse: String, Sendable, Hashable, CaseIterable {
    /// Report it; leave the date.
    case warn
    /// Report it as an error, as an Account Aggregator would refuse it.
    case refuse
    /// Move the date to the bound, and report that.
    case correct
}

/// What rules know beside the payload.
public struct RuleContext: Sendable {
    /// The version of the API that payloads are for.
    public var apiVersion: APIVersion
    /// How customers reach BankConnect; nil when that is not known.
    public var workflow: Workflow?
    /// The day in India.
    public let today: CalendarDate
    /// What the organization may use.
    public let organization: OrganizationPolicy
    /// The banks that the service knows.
    public internal(set) var banks: BankTable
    /// What to do about consents beyond their bounds.
    public var fairUse: FairUse
    /// Whether a session is to be created here, and not only a payload to be checked.
    public var isCreation = false
    /// The earliest day that an Account Aggregator journey fetches.
    let earliestAAFromDate: CalendarDate
    /// Whether the day, which is to_date by default, lies in the first week of its month.
    let isInFirstWeek: Bool
    /// Plans the consents of payloads.
    package let planner: ConsentPlanner

    /// A context for a day.
    public init(
        today: CalendarDate, apiVersion: APIVersion = .v2, workflow: Workflow? = nil,
        organization: OrganizationPolicy = OrganizationPolicy(), banks: BankTable = .builtIn,
        fairUse: FairUse = .warn
    ) {
        self.today = today
        self.apiVersion = apiVersion
        self.workflow = workflow
        self.organization = organization
        self.banks = organization.banks.isEmpty ? banks : banks.adding(organization.banks)
        self.fairUse = fairUse
        earliestAAFromDate = today.subtracting(Rule.aaHistory)
        isInFirstWeek = CalendarMonth.firstWeek.contains(today.day)
        planner = ConsentPlanner(today: today, organization: organization)
    }

    /// The consents of a plan as they will be asked for: within their bounds where that is wanted.
    func asked(of plan: ConsentPlan) -> ConsentPlan { fairUse == .correct ? plan.corrected : plan }
}
