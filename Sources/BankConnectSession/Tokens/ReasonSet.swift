/// The reasons found so far, without order or allocation.
struct ReasonSet {
    private var bits: UInt16 = 0

    mutating func insert(_ reason: TokenVerdict.Reason) {
        bits |= Self.bit(of: reason)
    }

    /// The reasons in the order of `Reason.allCases`.
    var array: [TokenVerdict.Reason] {
        guard bits != 0 else { return [] }
        return TokenVerdict.Reason.allCases.filter { bits & Self.bit(of: $0) != 0 }
    }

    private static func bit(of reason: TokenVerdict.Reason) -> UInt16 {
        switch reason {
        case .malformed: 1 << 0
        case .unknownScheme: 1 << 1
        case .missingToken: 1 << 2
        case .missingSessionID: 1 << 3
        case .repeatedParameter: 1 << 4
        case .unknownKey: 1 << 5
        case .badSignature: 1 << 6
        case .expired: 1 << 7
        case .issuedInFuture: 1 << 8
        case .sessionMismatch: 1 << 9
        }
    }
}
