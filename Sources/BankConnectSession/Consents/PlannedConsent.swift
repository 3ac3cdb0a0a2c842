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
    /// The payload gives a date of the consent, or the whole entry, that cannot be read: the date here is the next
    /// layer's, and nothing is to be concluded from it.
    package var isUnreadable = false

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

    /// The day that a date must not pass by the template's fair use; nil for to_date, which has no bound of its own.
    package func bound(of field: ConsentField) -> CalendarDate? {
        switch field {
        case .fromDate: bounds.earliestFromDate
        case .toDate: nil
        case .consentExpiry: bounds.latestConsentExpiry
        }
    }

    /// Whether a date has passed its bound, which rule BC607 reports.
    package func isBeyondBound(_ field: ConsentField) -> Bool {
        switch field {
        case .fromDate: fromDate.date < bounds.earliestFromDate
        case .toDate: false
        case .consentExpiry: consentExpiry.date > bounds.latestConsentExpiry
        }
    }

    /// The template's length that a date's bound comes from, such as `14 months of history`.
    package func reach(of field: ConsentField) -> String {
        let template = code.template
        return field == .fromDate ? "\(template.maxHistory) of history" : "a life of \(template.maxConsentLife)"
    }

    /// Whether there is no day to fetch, because from_date does not lie before to_date; rule BC604 reports it.
    package var isWithoutDays: Bool { fromDate.date >= toDate.date }

    /// Whether the consent has ended before a day; rule BC605 reports it.
    package func isOver(on today: CalendarDate) -> Bool { consentExpiry.date < today }

    /// Whether the consent ends before the last day of data; rule BC605 reports it.
    package var endsBeforeItsData: Bool { consentExpiry.date < toDate.date }

    /// The consent with each value outside a bound set to the bound.
    package var corrected: PlannedConsent {
        var result = self
        for field in ConsentField.allCases where isBeyondBound(field) {
            if let bound = bound(of: field) { result[field] = PlannedDate(bound, .corrected) }
        }
        // Data may be asked for until the consent ends.
        if result.endsBeforeItsData, !endsBeforeItsData {
            result.toDate = PlannedDate(result.consentExpiry.date, .corrected)
        }
        return result
    }
}
