// What is fixed about Account Aggregator journeys, whoever asks: a Journey has ConsentCodes, each made from a
// ConsentTemplate of the fair-use registry, in the terms of ReBIT.

/// An AA journey: which consents the customer is asked for.
///
/// Source: Session API V2 page, "Predefined AA Journey Codes & Consent Templates".
public enum Journey: String, Sendable, Hashable, CaseIterable {
    /// One look at the accounts.
    case bcaa001 = "BCAA001"
    /// Monitoring of the accounts.
    case bcaa002 = "BCAA002"
    /// One look and monitoring.
    case bcaa003 = "BCAA003"
    /// One look, monitoring, and monitoring for collections.
    case bcaa004 = "BCAA004"

    /// The journey of a session that names none.
    public static var `default`: Self { .bcaa001 }

    /// Reads a code out of a larger buffer, exact to the case; allocates nothing.
    package init?(bytes: borrowing [UInt8], in range: Range<Int>) {
        guard let code = Self.codes.code(in: bytes, at: range) else { return nil }
        self = code
    }

    private static let codes = ShortCodes(of: Self.self)

    /// A few words for the journey.
    public var title: String {
        switch self {
        case .bcaa001: "One-time"
        case .bcaa002: "Periodic"
        case .bcaa003: "One-time and periodic"
        case .bcaa004: "One-time, periodic and collections"
        }
    }

    /// The journey's consents in the page's order.
    ///
    /// To ask whether a consent belongs to a journey, compare `ConsentCode.journey`: that allocates nothing.
    public var consents: [ConsentCode] {
        ConsentCode.allCases.filter { $0.journey == self }
    }

    /// The `aa_journey_mode` of V1 that the journey stands for; nil for BCAA004, which V1 does not have.
    ///
    /// Inferred from the names; the page publishes no such table.
    public var replacesV1Mode: String? {
        switch self {
        case .bcaa001: "only_once"
        case .bcaa002: "only_recurring"
        case .bcaa003: "once_with_recurring"
        case .bcaa004: nil
        }
    }

    /// The journey that replaces an `aa_journey_mode` of V1; nil for a mode that V1 does not have.
    public init?(replacingV1Mode mode: String) {
        guard let journey = Self.allCases.first(where: { $0.replacesV1Mode == mode }) else { return nil }
        self = journey
    }
}
