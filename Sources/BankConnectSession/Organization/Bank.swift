extension BankTable {
    /// A bank as the service names it, and the modes that it can be used with.
    public struct Bank: Sendable, Hashable {
        /// Whether a bank can be used with a mode.
        public enum Availability: String, Sendable, Hashable, CaseIterable {
            /// It can.
            case yes
            /// It cannot.
            case no
            /// Nothing is published.
            case unknown

            /// What a published flag says; nil where there is none.
            public init(_ flag: Bool?) {
                switch flag {
                case true?: self = .yes
                case false?: self = .no
                case nil: self = .unknown
                }
            }
        }

        /// The value of `bank_name`, such as `HDFC`; compared without case.
        public var identifier: String

        /// The name that people know, such as `HDFC Bank`.
        public var name: String

        /// Whether statements can be uploaded.
        public var pdf: Availability

        /// Whether net banking can be used.
        public var online: Availability

        /// Whether account aggregators serve the bank.
        public var aa: Availability

        /// Whether the modes are those of FinBox's appendix of 2023 and its sample of 2024, so that a `no` may be out of
        /// date.
        public var isSnapshot: Bool

        /// Makes a bank; what is not given is unknown.
        public init(
            identifier: String, name: String, pdf: Availability = .unknown, online: Availability = .unknown,
            aa: Availability = .unknown, isSnapshot: Bool = false
        ) {
            self.identifier = identifier
            self.name = name
            self.pdf = pdf
            self.online = online
            self.aa = aa
            self.isSnapshot = isSnapshot
        }

        /// Whether the bank can be used with a mode.
        public func availability(of mode: BankMode) -> Availability {
            switch mode {
            case .pdf: pdf
            case .online: online
            case .aa: aa
            }
        }

        /// The modes that it can be used with, for texts.
        var supportedModes: String {
            let modes = BankMode.allCases.filter { availability(of: $0) == .yes }.map(\.rawValue)
            return modes.isEmpty ? "none is known" : modes.joined(separator: ", ")
        }
    }
}

// A short name inside this package; a server has banks of its own.
package typealias Bank = BankTable.Bank

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
        guard let code = Self.codes.code(in: bytes, at: range) else { return nil }
        self = code
    }

    private static let codes = ShortCodes(of: Self.self)

    /// Whether a payload with the mode must name a bank.
    ///
    /// Source: the error list, whose trigger names mode=pdf and mode=aa.
    package var requiresBank: Bool { self != .online }
}
