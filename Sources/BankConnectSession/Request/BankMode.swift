/// How statements are fetched: the values of the parameter `mode`.
///
/// Source: Session API V2 page, parameter table.
public enum BankMode: String, Sendable, Hashable, CaseIterable {
    /// The customer uploads statements.
    case pdf
    /// An account aggregator delivers the data.
    case aa
    /// The customer signs in to net banking.
    case online

    /// Reads a mode out of a larger buffer, exact to the case; allocates nothing.
    public init?(bytes: [UInt8], in range: Range<Int>) {
        // Inside the array first: the length of an arbitrary range can overflow.
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
        let mode: Self
        switch range.upperBound - range.lowerBound {
        case 2: mode = .aa
        case 3: mode = .pdf
        case 6: mode = .online
        default: return nil
        }
        var index = range.lowerBound
        for byte in mode.rawValue.utf8 {
            guard bytes[index] == byte else { return nil }
            index += 1
        }
        self = mode
    }
}
