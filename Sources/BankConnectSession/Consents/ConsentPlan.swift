/// The layer that decided a date of a consent.
public enum DateSource: String, Sendable, Hashable, CaseIterable {
    /// FinBox's default for the consent's template.
    case template
    /// The organization's policy.
    case organization
    /// The payload's `consents` member.
    case user
    /// Moved to the template's fair-use bound on request.
    case corrected
}

/// A date of a consent, and who decided it.
public struct PlannedDate: Sendable, Hashable {
    /// The day.
    public var date: CalendarDate
    /// The layer that decided it.
    public var source: DateSource
    /// Where the payload gives it; 0 for a date of another layer.
    package var node: UInt32 = 0

    /// A date of a layer.
    public init(_ date: CalendarDate, _ source: DateSource) {
        self.date = date
        self.source = source
    }
}

/// How far a template's fair-use rules let a consent reach, from the day it is asked for.
public struct ConsentBounds: Sendable, Hashable {
    /// The first day of which data may be asked for.
    public var earliestFromDate: CalendarDate
    /// The last day on which the consent may end.
    public var latestConsentExpiry: CalendarDate

    /// The bounds of a template on a day.
    public init(of template: ConsentTemplate, today: CalendarDate) {
        earliestFromDate = today.subtracting(template.maxHistory)
        latestConsentExpiry = today.adding(template.maxConsentLife)
    }
}

/// One consent as the customer will be asked for it.
public struct PlannedConsent: Sendable, Hashable {
    /// The consent's code.
    public var code: ConsentCode
    /// The first day of data.
    public var fromDate: PlannedDate
    /// The last day of data.
    public var toDate: PlannedDate
    /// The day on which the consent ends.
    public var consentExpiry: PlannedDate
    /// What the template's fair-use rules allow.
    public var bounds: ConsentBounds
    /// No layer gave a last day of data to this periodic consent, so it is the day of expiry.
    var toDateFollowsExpiry = false

    /// The date of a member of the `consents` entry.
    public subscript(field: ConsentField) -> PlannedDate {
        get {
            switch field {
            case .fromDate: fromDate
            case .toDate: toDate
            case .consentExpiry: consentExpiry
            }
        }
        set {
            switch field {
            case .fromDate: fromDate = newValue
            case .toDate:
                toDate = newValue
                toDateFollowsExpiry = false
            case .consentExpiry:
                consentExpiry = newValue
                if toDateFollowsExpiry { toDate = newValue }
            }
        }
    }

    /// The consent with what lies beyond a bound moved to the bound.
    package var corrected: PlannedConsent {
        var result = self
        if fromDate.date < bounds.earliestFromDate {
            result.fromDate = PlannedDate(bounds.earliestFromDate, .corrected)
        }
        if consentExpiry.date > bounds.latestConsentExpiry {
            result[.consentExpiry] = PlannedDate(bounds.latestConsentExpiry, .corrected)
        }
        // Data may be asked for until the consent ends.
        if result.toDate.date > result.consentExpiry.date, toDate.date <= consentExpiry.date {
            result.toDate = PlannedDate(result.consentExpiry.date, .corrected)
        }
        return result
    }
}

/// The consents that a payload gets: those of its journey, each date decided by the strongest layer that gives it.
public struct ConsentPlan: Sendable {
    /// The journey whose consents they are.
    public let journey: Journey
    /// How many consents the journey has: one to three.
    public private(set) var count = 0
    /// The longest journey has three; a fixed size, so that planning a payload allocates nothing.
    private var storage = InlineArray<3, PlannedConsent?>(repeating: nil)

    /// The consents, in the journey's order.
    public var consents: Consents { Consents(plan: self) }

    /// The consents of a plan; walking over them allocates nothing.
    public struct Consents: RandomAccessCollection, Sendable {
        let plan: ConsentPlan

        /// The position of the first consent.
        public var startIndex: Int { 0 }
        /// The position after the last.
        public var endIndex: Int { plan.count }
        /// The consent at a position of the journey, which must be below the count.
        public subscript(position: Int) -> PlannedConsent {
            guard let consent = plan[position] else { preconditionFailure("no consent at \(position)") }
            return consent
        }
    }

    init(journey: Journey) {
        self.journey = journey
    }

    mutating func append(_ consent: PlannedConsent) {
        guard count < storage.count else { return }
        storage[count] = consent
        count += 1
    }

    /// The consent at a position of the journey.
    package subscript(position: Int) -> PlannedConsent? { position < count ? storage[position] : nil }

    /// Whether one of the consents asks for the data of all days from one to a later one.
    func covers(_ from: CalendarDate, _ to: CalendarDate) -> Bool {
        (0..<count).contains { position in
            storage[position].map { $0.fromDate.date <= from && to <= $0.toDate.date } ?? false
        }
    }

    /// The position of a consent in the journey; nil for a code of another journey.
    func position(of code: ConsentCode) -> Int? {
        (0..<count).first { storage[$0]?.code == code }
    }

    /// Puts a date into the consent at a position.
    mutating func set(_ field: ConsentField, at position: Int, to date: PlannedDate) {
        storage[position]?[field] = date
    }

    /// The plan with what lies beyond a fair-use bound moved to the bound.
    public var corrected: ConsentPlan {
        var result = self
        for position in 0..<count { result.storage[position] = storage[position]?.corrected }
        return result
    }
}

/// How far the consents of a plan reach, for telling which days they miss.
struct ConsentReach: Sendable {
    let journey: Journey
    /// The first consent of the journey, and the days that it covers.
    var first: (code: ConsentCode, fromDate: CalendarDate, toDate: CalendarDate)?
    var earliestFromDate = CalendarDate.latest
    var latestToDate = CalendarDate.earliest

    init(of plan: ConsentPlan) {
        journey = plan.journey
        for position in 0..<plan.count {
            guard let consent = plan[position] else { continue }
            if first == nil { first = (consent.code, consent.fromDate.date, consent.toDate.date) }
            earliestFromDate = min(earliestFromDate, consent.fromDate.date)
            latestToDate = max(latestToDate, consent.toDate.date)
        }
    }
}
