// The consents that a payload gets. ConsentPlanner decides each date in three layers, ConsentPlan and PlannedConsent
// are what it decides, ConsentDetail is a consent in ReBIT's terms.

/// Plans consents in three layers: the template's default, the organization's policy, the payload's own dates.
///
/// Worked example, today = 09/12/2025, journey BCAA001, an organization that sets `CT001.history` to six months,
/// and a payload with `"consents": {"CC0001": {"to_date": "01/12/2025"}}`:
///
///                      template      organization   payload       result
///     from_date        09/10/2024    09/06/2025     -             09/06/2025  organization
///     to_date          09/12/2025    -              01/12/2025    01/12/2025  user
///     consent_expiry   10/12/2025    -              -             10/12/2025  template
///
/// The first two layers depend on the day and the policy alone, so they are worked out once; planning a payload
/// copies them and merges its dates, without allocation.
public struct ConsentPlanner: Sendable {
    /// The day on which the consents are asked for.
    public let today: CalendarDate
    /// What is known before a payload's own dates, in the order of the journeys.
    private let defaults: [Default]

    /// The consents of a journey before a payload's own dates.
    private struct Default: Sendable {
        let plan: ConsentPlan
        let reach: ConsentReach
        /// How many days from today on the first of them to end lives; negative when it has ended.
        let leastLife: Int
    }

    /// A planner for a day and an organization.
    public init(today: CalendarDate, organization: OrganizationPolicy = OrganizationPolicy()) {
        self.today = today
        defaults = Journey.allCases.map { journey in
            var plan = ConsentPlan(journey: journey)
            for code in ConsentCode.allCases where code.journey == journey {
                var consent = Self.templateDefault(for: code, today: today)
                for override in organization.overrides(for: code) { override.apply(to: &consent, today: today) }
                plan.append(consent)
            }
            return Default(plan: plan, reach: ConsentReach(of: plan), leastLife: plan.review(on: today).leastLife)
        }
    }

    /// The first layer.
    ///
    /// CT001's lengths give the page's sample exactly; those of the periodic templates are their
    /// fair-use bounds. A periodic consent's range runs to its expiry, because the range limits every later fetch.
    static func templateDefault(for code: ConsentCode, today: CalendarDate) -> PlannedConsent {
        let template = code.template
        let bounds = ConsentBounds(of: template, today: today)
        let isPeriodic = template.fetchType == .periodic
        let expiry = isPeriodic ? bounds.latestConsentExpiry : today.adding(oneTimeLife)
        return PlannedConsent(
            code: code,
            fromDate: PlannedDate(bounds.earliestFromDate, .template),
            toDate: PlannedDate(isPeriodic ? expiry : today, .template),
            consentExpiry: PlannedDate(expiry, .template),
            bounds: bounds, toDateFollowsExpiry: isPeriodic)
    }

    /// How long a one-time consent lives when nobody says otherwise: the page's sample.
    package static let oneTimeLife = CalendarPeriod.days(1)

    /// The consents of a journey before the payload's own dates.
    public func plan(for journey: Journey) -> ConsentPlan { defaults[Self.place(of: journey)].plan }

    private static func place(of journey: Journey) -> Int {
        switch journey {
        case .bcaa001: 0
        case .bcaa002: 1
        case .bcaa003: 2
        case .bcaa004: 3
        }
    }

    /// Whether a payload has no consents of its own, and a consent of its journey covers all days from one to another.
    ///
    /// Asked first where most payloads are content, because a plan is large.
    @inline(__always)
    func coversByDefault(_ from: CalendarDate, _ to: CalendarDate, for request: SessionRequest) -> Bool {
        guard !request.given.contains(.consents), let journey = request.journey else { return false }
        let place = Self.place(of: journey)
        if let first = defaults[place].reach.first, first.fromDate <= from, to <= first.toDate { return true }
        return defaults[place].plan.covers(from, to)
    }

    /// How far the consents reach that a payload without consents of its own gets; nil for a payload with some, or with
    /// an unknown journey.
    func defaultReach(for request: SessionRequest) -> ConsentReach? {
        guard !request.given.contains(.consents), let journey = request.journey else { return nil }
        return defaults[Self.place(of: journey)].reach
    }

    /// How many days the first consent to end lives of those that a payload without consents of its own gets; nil for a
    /// payload with some, or with an unknown journey.
    @inline(__always)
    func leastLifeByDefault(for request: SessionRequest) -> Int? {
        guard !request.given.contains(.consents), let journey = request.journey else { return nil }
        return defaults[Self.place(of: journey)].leastLife
    }

    /// The consents of a payload; nil when its journey is unknown.
    ///
    /// A date of the payload's that is none leaves the lower layers' in place: rule BC603 reports it.
    package func plan(for request: SessionRequest) -> ConsentPlan? {
        guard let journey = request.journey else { return nil }
        var plan = plan(for: journey)
        guard let consents = request[.consents], request.document[consents].kind == .object else { return plan }
        let document = request.document
        document.tape.forEachMember(of: consents) { name, entry in
            guard let code = ConsentCode(number: document.name(at: name)), let position = plan.position(of: code)
            else { return }
            if document[entry].kind != .object { plan.markUnreadable(at: position) }
            document.tape.forEachMember(of: entry) { member, value in
                guard let field = ConsentField(number: document.name(at: member)) else { return }
                guard let date = request.day(at: value) else { return plan.markUnreadable(at: position) }
                var planned = PlannedDate(date, .user)
                planned.node = UInt32(truncatingIfNeeded: value)
                plan.set(field, at: position, to: planned)
            }
        }
        return plan
    }
}

extension ConsentOverride {
    /// Puts this scope's dates into a consent.
    fileprivate func apply(to consent: inout PlannedConsent, today: CalendarDate) {
        if let from = fromDate ?? history.map({ today.subtracting($0) }) {
            consent[.fromDate] = PlannedDate(from, .organization)
        }
        if let expiry = consentExpiry ?? life.map({ today.adding($0) }) {
            consent[.consentExpiry] = PlannedDate(expiry, .organization)
        }
        if let toDate { consent[.toDate] = PlannedDate(toDate, .organization) }
    }
}
