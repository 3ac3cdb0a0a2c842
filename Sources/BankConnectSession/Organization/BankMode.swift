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
    package init?(bytes: borrowing [UInt8], in range: Range<Int>) {
        // Inside the array first: the length of an arbitrary range can overflow.
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
        let at = range.lowerBound
        switch range.upperBound - at {
        case 2:
            guard bytes[at] == UInt8(ascii: "a"), bytes[at &+ 1] == UInt8(ascii: "a") else { return nil }
            self = .aa
        case 3:
            guard bytes[at] == UInt8(ascii: "p"), bytes[at &+ 1] == UInt8(ascii: "d"),
                bytes[at &+ 2] == UInt8(ascii: "f")
            else { return nil }
            self = .pdf
        case 6:
            guard bytes[at] == UInt8(ascii: "o"), bytes[at &+ 1] == UInt8(ascii: "n"),
                bytes[at &+ 2] == UInt8(ascii: "l"), bytes[at &+ 3] == UInt8(ascii: "i"),
                bytes[at &+ 4] == UInt8(ascii: "n"), bytes[at &+ 5] == UInt8(ascii: "e")
            else { return nil }
            self = .online
        default:
            return nil
        }
    }
}
