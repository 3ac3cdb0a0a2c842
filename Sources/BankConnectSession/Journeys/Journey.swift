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
        // BCAA00
        let prefix: UInt64 = 0x42_43_41_41_30_30
        guard let digit = lastDigit(of: bytes, in: range, after: prefix, count: 6) else { return nil }
        switch digit {
        case 1: self = .bcaa001
        case 2: self = .bcaa002
        case 3: self = .bcaa003
        case 4: self = .bcaa004
        default: return nil
        }
    }

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

/// The digit, 0 to 9, in which a code ends; nil when the range lies outside the bytes or holds something else.
///
/// The codes of journeys and of consents are a fixed prefix and one digit. The prefix is given as a number, its bytes
/// in the order in which they are read, so that comparing needs no string: `CC000` is `0x43_43_30_30_30`.
@inline(__always)
func lastDigit(of bytes: borrowing [UInt8], in range: Range<Int>, after prefix: UInt64, count: Int) -> UInt8? {
    // Inside the array first: the length of an arbitrary range can overflow.
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    guard count < 8, range.upperBound - range.lowerBound == count + 1 else { return nil }
    let word = ByteWord(bytes.span, at: range.lowerBound, upTo: range.upperBound).bits
    let read = word.byteSwapped >> UInt64(8 * (7 - count))
    let digit = UInt8(truncatingIfNeeded: read) &- UInt8(ascii: "0")
    return read >> 8 == prefix && digit <= 9 ? digit : nil
}
