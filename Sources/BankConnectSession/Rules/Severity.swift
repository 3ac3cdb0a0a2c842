/// Where a prediction comes from.
package enum Basis: String, Sendable, Hashable {
    /// The API's page states the trigger.
    case page
    /// Our reading of what the page leaves open.
    case inferred
}

/// The order in which the service is taken to look at a request; it answers with the first thing it refuses.
package enum Stage: Int, Sendable, Hashable, Comparable, CaseIterable {
    case credentials, plan, method, mediaType, json, parameters, bankAndMode, dates, mobileAndExpiry
    case accountAggregator, consents, metadata

    /// Orders as the service looks.
    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}
