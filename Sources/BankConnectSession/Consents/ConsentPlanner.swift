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
    /// The consents before a payload's own dates, in the order of the journeys.
    private let defaults: [ConsentPlan]

    /// A planner for a day and an organization.
    public init(today: CalendarDate, organization: OrganizationPolicy = OrganizationPolicy()) {
        self.today = today
        defaults = Journey.allCases.map { journey in
            var plan = ConsentPlan(journey: journey)
            for code in journey.consents {
                var consent = Self.templateDefault(for: code, today: today)
                for override in organization.overrides(for: code) { override.apply(to: &consent, today: today) }
                plan.append(consent)
            }
            return plan
        }
    }

    /// The first layer.
    ///
    /// CT001's lengths give the page's sample exactly; those of the periodic templates are their
    /// fair-use bounds. A periodic consent's range runs to its expiry, because the range bounds every later pull.
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
    public func plan(for journey: Journey) -> ConsentPlan {
        switch journey {
        case .bcaa001: defaults[0]
        case .bcaa002: defaults[1]
        case .bcaa003: defaults[2]
        case .bcaa004: defaults[3]
        }
    }

    /// The consents of a payload; nil when its journey is unknown.
    ///
    /// A date of the payload's that is none leaves the lower layers' in place: rule BC603 reports it.
    package func plan(for request: SessionRequest) -> ConsentPlan? {
        guard let journey = request.journey else { return nil }
        var plan = plan(for: journey)
        guard let consents = request[.consents], request.document[consents].kind == .object else { return plan }
        for (name, entry) in request.document.tape.members(of: consents) {
            guard let code = request.document.consentCode(at: name), let position = plan.position(of: code)
            else { continue }
            for (member, value) in request.document.tape.members(of: entry) {
                guard let field = ConsentFieldNames.shared.field(at: member, in: request.document),
                    let date = request.document.date(at: value)
                else { continue }
                var planned = PlannedDate(date, .user)
                planned.node = UInt32(truncatingIfNeeded: value)
                plan.set(field, at: position, to: planned)
            }
        }
        return plan
    }
}

extension SessionRequest {
    /// The journey that the payload asks for: its `aa_journey_code`, else BCAA001; nil when the code is unknown.
    package var journey: Journey? {
        guard let value = self[.aaJourneyCode] else { return .default }
        guard let raw = rawString(.aaJourneyCode) else {
            return document[value].kind == .string ? Journey(rawValue: document.text(of: value)) : nil
        }
        return Journey(bytes: document.buffer, in: raw)
    }

    /// Whether the payload is about an Account Aggregator journey: mode aa, a journey code, consents, or V1's
    /// `aa_journey_mode`.
    package var isAccountAggregatorJourney: Bool {
        if traits.intersection(.given(.aaJourneyCode, .consents, .aaJourneyMode)) != [] { return true }
        return bankMode == .aa
    }
}

extension JSONDocument {
    /// The consent code that the string at `index` is; nil for any other text.
    func consentCode(at index: JSONTape.Index) -> ConsentCode? {
        let node = self[index]
        guard !node.hasEscape else { return ConsentCode(rawValue: text(of: index)) }
        return ConsentCode(bytes: buffer, in: inBuffer(node.content))
    }
}

/// Finds the members of a `consents` entry by the bytes of their names.
struct ConsentFieldNames: Sendable {
    static let shared = ConsentFieldNames()

    private static let fields = ConsentField.allCases
    private let table = NameTable(
        ConsentField.allCases.enumerated().map { ($0.element.rawValue, UInt8($0.offset)) })

    func field(at index: JSONTape.Index, in document: JSONDocument) -> ConsentField? {
        let node = document[index]
        guard !node.hasEscape else { return ConsentField(rawValue: document.text(of: index)) }
        guard let id = table.id(of: document.buffer, in: document.inBuffer(node.content)) else { return nil }
        return Self.fields[Int(id)]
    }
}
