/// Kinds of journey that `journey_mode` names.
package enum JourneyMode: String, Sendable, CaseIterable {
    case multiPDF = "multi_pdf"
    case multiBanking = "multi_banking"
    /// Only the Android SDK's page (2026) lists this one.
    case aaMultiBanking = "aa_multi_banking"

    /// Whether the page's table of parameters lists it.
    package var isOnPage: Bool { self != .aaMultiBanking }
}

/// V1's kinds of Account Aggregator consent, `aa_journey_mode`.
package enum V1JourneyMode: String, Sendable, CaseIterable {
    case onlyOnce = "only_once"
    case onlyRecurring = "only_recurring"
    case onceWithRecurring = "once_with_recurring"

    /// Whether a recurring consent belongs to it, which needs a frequency, a bank and a mode.
    package var isRecurring: Bool { self != .onlyOnce }
}

/// Units of V1's recurring frequency.
package enum FrequencyUnit: String, Sendable, CaseIterable {
    case day, month, year
    /// In older SDKs only.
    case hour

    /// Whether newer SDKs have dropped it.
    package var isLegacy: Bool { self == .hour }
}

/// The versions of the session API.
public enum APIVersion: String, Sendable, Hashable, CaseIterable {
    case v1, v2

    /// The path below the endpoint that creates a session.
    package var path: String { "/\(rawValue)/session/" }

    /// The version whose endpoint a request's path ends in; nil for any other path.
    package init?(path: String) {
        guard let version = Self.allCases.first(where: { path.hasSuffix($0.path) }) else { return nil }
        self = version
    }
}

/// How the customer reaches BankConnect: it decides whether `redirect_url` is required.
public enum Workflow: String, Sendable, Hashable, CaseIterable {
    /// The redirect URL opens in an inline frame of your page.
    case iframe
    /// The customer's browser is sent away and comes back to `redirect_url`.
    case redirect
}
