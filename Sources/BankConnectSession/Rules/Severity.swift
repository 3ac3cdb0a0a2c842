/// How much a finding weighs.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Worth knowing; nothing is wrong.
    case note
    /// Likely a mistake, though the service is not known to refuse it.
    case warning
    /// The service refuses the request.
    case error

    /// Orders by weight.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// Where a prediction comes from.
public enum Basis: String, Sendable, Hashable {
    /// The API's page states the trigger.
    case page
    /// Our reading of what the page leaves open.
    case inferred
}

/// The order in which the service is taken to look at a request; it answers with the first thing it refuses.
public enum Stage: Int, Sendable, Hashable, Comparable, CaseIterable {
    case credentials, plan, method, mediaType, json, parameters, bankAndMode, dates, mobileAndExpiry
    case accountAggregator, consents, metadata

    /// Orders as the service looks.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}
