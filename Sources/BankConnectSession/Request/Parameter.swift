/// A parameter of a session request: the page's table, one case a row, in the page's order.
///
/// After the table come the parameters that only the error tables name: those of V1's recurring consents, and
/// the two `max_` dates. The order is the order in which the service is taken to look at them.
package enum Parameter: UInt8, Sendable, Hashable, CaseIterable {
    case linkID
    case apiKey
    case redirectURL
    case fromDate
    case toDate
    case logoURL
    case bankName
    case mode
    case mobileNumber
    case sessionExpiry
    case journeyMode
    case acceptAnything
    case isMobileFieldEditable
    case aaJourneyCode
    case consents
    case metadata
    case aaJourneyMode
    case aaRecurringTenureMonthCount
    case aaRecurringFrequencyUnit
    case aaRecurringFrequencyValue
    case maxFromDate
    case maxToDate

    /// The JSON type that the page gives a parameter, and what its text must be.
    package enum Kind: String, Sendable, Hashable {
        case string
        case url = "URL"
        case date = "date (DD/MM/YYYY)"
        case choice
        case integer
        case boolean
        case object
    }

    /// Which versions of the API know a parameter.
    package enum Versions: String, Sendable, Hashable {
        case both = "V1 and V2"
        case v1 = "V1"
        case v2 = "V2"
        case errorTableOnly = "the error tables only"
    }

    /// The facts of one row.
    package struct Row: Sendable {
        /// The name on the wire.
        package var name: String
        /// What its value is.
        package var kind: Kind
        /// One sentence for people.
        package var summary: String { summarise() }
        /// Another spelling that FinBox's pages use for the same parameter; none has two.
        package var alias: String?
        /// The most Unicode code points that the value may have.
        package var maximumLength: Int?
        /// The least and the most that an integer may be.
        package var bounds: ClosedRange<Int>?
        /// The values that the page lists.
        package var choices: [String] { listed() }
        /// What the service takes when the parameter is absent.
        package var defaultValue: String? { assumed() }
        /// The names of the members that an object may have, where they are few and the same in every payload.
        package var members: [String] { memberNames() }
        /// When the parameter is required; nil for an optional one.
        package var required: String? { requirement() }
        /// Which versions of the API know it.
        package var versions: Versions
        // Made when they are asked for: reading a payload needs none of them.
        private let summarise: @Sendable () -> String
        private let listed: @Sendable () -> [String]
        private let assumed: @Sendable () -> String?
        private let memberNames: @Sendable () -> [String]
        private let requirement: @Sendable () -> String?

        init(
            name: String, kind: Kind, summary: @autoclosure @escaping @Sendable () -> String, alias: String? = nil,
            maximumLength: Int? = nil, bounds: ClosedRange<Int>? = nil,
            choices: @autoclosure @escaping @Sendable () -> [String] = [],
            defaultValue: @autoclosure @escaping @Sendable () -> String? = nil,
            members: @autoclosure @escaping @Sendable () -> [String] = [],
            required: @autoclosure @escaping @Sendable () -> String? = nil, versions: Versions = .both
        ) {
            self.name = name
            self.kind = kind
            self.alias = alias
            self.maximumLength = maximumLength
            self.bounds = bounds
            self.versions = versions
            summarise = summary
            listed = choices
            assumed = defaultValue
            memberNames = members
            requirement = required
        }
    }

    /// Finds a parameter by its name or one of its other spellings.
    package init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.name == name || $0.row.alias == name }) else {
            return nil
        }
        self = match
    }
}

/// A set of parameters.
package struct ParameterSet: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The set of one parameter.
    @inline(__always)
    package init(_ parameter: Parameter) {
        rawValue = 1 << UInt32(parameter.rawValue)
    }

    /// The set of the parameter with a number, which is below 32.
    @inline(__always)
    init(number: UInt8) {
        rawValue = 1 &<< UInt32(number)
    }

    /// Whether a parameter is in the set.
    @inline(__always)
    package func contains(_ parameter: Parameter) -> Bool { rawValue & (1 << UInt32(parameter.rawValue)) != 0 }
}
