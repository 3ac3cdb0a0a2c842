/// A consent template of the fair-use registry: what a consent for a use may ask at most.
///
/// Bounds are upper bounds, never prescriptions; an account aggregator refuses a consent that goes beyond them.
/// Source: Sahamati fair-use registry, mid-2026.
public struct ConsentTemplate: Sendable, Hashable, Identifiable {
    /// How often data may be fetched.
    public struct Frequency: Sendable, Hashable {
        /// The unit that fetches are counted in; a calendar unit, not a rolling one.
        public let unit: ReBIT.FrequencyUnit
        /// Fetches in one unit.
        public let value: Int
        /// A further bound on one day.
        public let perDay: Int?
        /// A further bound on one month.
        public let perMonth: Int?

        init(_ value: Int, per unit: ReBIT.FrequencyUnit, perDay: Int? = nil, perMonth: Int? = nil) {
            self.unit = unit
            self.value = value
            self.perDay = perDay
            self.perMonth = perMonth
        }
    }

    /// The template's id, such as `CT001`.
    public let id: String

    /// The version of the template in the registry, such as `1.1`.
    public let registryVersion: String

    /// ReBIT's purpose code.
    public let purposeCode: ReBIT.PurposeCode

    /// What the template is for, in a few words.
    public let useCase: String

    /// The purpose as the customer reads it, in the registry's wording.
    public let purposeText: String

    /// Once or periodically.
    public let fetchType: ReBIT.FetchType

    /// The parts of an account's data that may be asked for.
    public let consentTypes: [ReBIT.ConsentType]

    /// The kinds of financial information that may be asked for.
    public let fiTypes: [ReBIT.FIType]

    /// How often data may be fetched; nil for a template that fetches once.
    public let maxFrequency: Frequency?

    /// How far before the start of the consent its data range may begin.
    public let maxHistory: CalendarPeriod

    /// The bound that replaces `maxHistory` for SEBI types; nil where the template makes no difference.
    public let maxHistoryOfSEBITypes: CalendarPeriod?

    /// How much of SEBI types one fetch may cover; nil where the template does not say.
    public let maxFetchOfSEBITypes: CalendarPeriod?

    /// How long after its start the consent may expire.
    public let maxConsentLife: CalendarPeriod

    /// How long the data may be kept.
    public let maxDataLife: CalendarPeriod

    /// What else is to be known, each one sentence or more.
    public let notes: [String]

    /// The value of `Purpose.Category.type`.
    public var purposeCategory: String { purposeCode.category }

    /// The history bound of a consent for the given types, when it is created.
    ///
    /// Where the types have different bounds the widest holds, as fair use has it for the creation of a consent.
    public func maxHistory(for fiTypes: [ReBIT.FIType]) -> CalendarPeriod {
        guard let maxHistoryOfSEBITypes, fiTypes.contains(where: \.isSEBI) else { return maxHistory }
        return maxHistoryOfSEBITypes
    }

    /// The template of an id; nil when the registry has no active one.
    public static subscript(id: String) -> ConsentTemplate? {
        all.first { $0.id == id }
    }
}

extension ConsentTemplate {
    /// An instance of the fair-use registry.
    public enum RegistryEnvironment: String, Sendable, Hashable, CaseIterable {
        /// For tests between partners.
        case uat = "UAT"
        /// For real consents.
        case production = "PROD"
    }

    /// The address of the template in the registry, which a consent request carries as `Purpose.refUri`.
    ///
    /// Source: Sahamati fair-use rules 2.0, Fair Use Registry. The version is pinned.
    public func registryURL(environment: RegistryEnvironment) -> String {
        "https://library.sahamati.org.in/\(environment.rawValue)/fairuse/purpose/\(purposeCode.rawValue)"
            + "/template/\(id)/version/\(registryVersion).xml"
    }
}
