/// A check of a payload, with all that a reader may ask about it.
public struct Rule: Sendable, Identifiable {
    /// `BC` and three digits; an id is never used again for another rule.
    public struct ID: Sendable, Hashable, Comparable, CustomStringConvertible {
        /// The number behind `BC`.
        public let number: Int

        init(_ number: Int) {
            self.number = number
        }

        /// Reads an id such as `BC301`, with or without case; nil when no rule has it.
        public init?(_ text: String) {
            guard let match = Rule.all.first(where: { $0.id.description == text.uppercased() }) else { return nil }
            self = match.id
        }

        /// The id as it is written: `BC301`.
        public var description: String {
            let digits = String(number)
            return "BC" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        }

        /// Orders by number.
        public static func < (lhs: Self, rhs: Self) -> Bool { lhs.number < rhs.number }
    }

    typealias Check = @Sendable (SessionRequest, RuleContext, inout Findings) -> Void
    typealias Condition = @Sendable (RuleContext, SessionRequest.Traits) -> Bool

    /// The rule's id.
    public let id: ID
    /// What holds when the rule is content: a clause in the present tense.
    public var title: String { entitle() }
    /// What it weighs, where a case does not say otherwise.
    public let severity: Severity
    /// When the service comes to it.
    public let stage: Stage
    /// The rows of the page that it predicts: the usual answer first, then others for the same trigger.
    ///
    /// Empty where nothing is refused.
    public var predicts: [ServiceError] { predict() }
    /// Where the prediction comes from.
    public let basis: Basis
    /// Why it exists and what it looks at, in sentences.
    public var explanation: String { explain() }
    /// Payloads with which it is content.
    public var accepts: [RuleExample] { accepted() }
    /// Payloads that it reports, the reported text between « and ».
    public var rejects: [RuleExample] { rejected() }

    /// What a payload must hold, any of it, for the rule to have anything to say.
    let looksAt: SessionRequest.Traits
    /// Whether the rule speaks of payloads with these traits at all; worked out once for all of them.
    let applies: Condition
    /// What must be in doubt of a payload, any of it, for the rule to be asked; see ``RuleContext/doubts(about:_:)``.
    let waitsFor: SessionRequest.Traits
    let check: Check
    // Put together when they are asked for, so that a rule is a constant that the compiler lays out, and a program that
    // checks one payload makes none of them when it starts.
    private let predict: @Sendable () -> [ServiceError]
    private let entitle: @Sendable () -> String
    private let explain: @Sendable () -> String
    private let accepted: @Sendable () -> [RuleExample]
    private let rejected: @Sendable () -> [RuleExample]

    /// What its findings predict, where they do not say otherwise.
    var prediction: Prediction? {
        let rows = predicts
        return rows.first.map { Prediction($0, alternatives: Array(rows.dropFirst())) }
    }

    /// Whether the rule looks at a parameter when it is given.
    package func concerns(_ parameter: Parameter) -> Bool {
        !looksAt.isDisjoint(with: .given(parameter))
    }

    init(
        _ number: Int, _ title: @autoclosure @escaping @Sendable () -> String, _ severity: Severity, _ stage: Stage,
        predicts predict: @autoclosure @escaping @Sendable () -> [ServiceError] = [], basis: Basis = .page,
        looksAt: SessionRequest.Traits,
        when applies: @escaping Condition = { _, _ in true }, waitsFor doubts: SessionRequest.Traits = .anything,
        explanation: @autoclosure @escaping @Sendable () -> String,
        accepts: @autoclosure @escaping @Sendable () -> [RuleExample],
        rejects: @autoclosure @escaping @Sendable () -> [RuleExample], check: @escaping Check
    ) {
        id = ID(number)
        entitle = title
        self.severity = severity
        self.stage = stage
        self.predict = predict
        self.basis = basis
        self.looksAt = looksAt
        self.applies = applies
        waitsFor = doubts
        explain = explanation
        accepted = accepts
        rejected = rejects
        self.check = check
    }

    /// A rule of the usual severity, error.
    init(
        _ number: Int, _ title: @autoclosure @escaping @Sendable () -> String, _ stage: Stage,
        predicts predict: @autoclosure @escaping @Sendable () -> [ServiceError] = [], basis: Basis = .page,
        looksAt: SessionRequest.Traits,
        when applies: @escaping Condition = { _, _ in true }, waitsFor doubts: SessionRequest.Traits = .anything,
        explanation: @autoclosure @escaping @Sendable () -> String,
        accepts: @autoclosure @escaping @Sendable () -> [RuleExample],
        rejects: @autoclosure @escaping @Sendable () -> [RuleExample], check: @escaping Check
    ) {
        self.init(
            number, title(), .error, stage, predicts: predict(), basis: basis, looksAt: looksAt, when: applies,
            waitsFor: doubts, explanation: explanation(), accepts: accepts(), rejects: rejects(), check: check)
    }
}

/// A payload or a request that shows what a rule accepts or reports.
public struct RuleExample: Sendable, ExpressibleByStringLiteral {
    /// The text, with « and » around what is reported.
    public var text: String
    /// Whether the text is a whole HTTP request.
    public var isRequest = false
    /// The version of the API that it is for.
    public var apiVersion = APIVersion.v2
    /// The workflow that it is for.
    public var workflow: Workflow?
    /// What is done about fair use.
    public var fairUse = FairUse.warn
    /// The organization's policy, made when asked for.
    public var organization: @Sendable () -> OrganizationPolicy = { OrganizationPolicy() }

    /// The day on which examples are read.
    public static let today = CalendarDate(ddmmyyyy: "09/12/2025") ?? .earliest

    /// A payload for V2 of the API.
    public init(stringLiteral text: String) {
        self.text = text
    }

    /// A payload with its circumstances.
    init(
        _ text: String, apiVersion: APIVersion = .v2, workflow: Workflow? = nil, fairUse: FairUse = .warn,
        organization: @escaping @Sendable () -> OrganizationPolicy = { OrganizationPolicy() }
    ) {
        self.text = text
        self.apiVersion = apiVersion
        self.workflow = workflow
        self.fairUse = fairUse
        self.organization = organization
    }

    /// A whole request; its lines end at the line feeds of the text.
    static func request(
        _ text: String, organization: @escaping @Sendable () -> OrganizationPolicy = { OrganizationPolicy() }
    ) -> Self {
        var example = Self(text, organization: organization)
        example.isRequest = true
        return example
    }

    /// The circumstances as rules see them.
    public var context: RuleContext {
        RuleContext(
            today: Self.today, apiVersion: apiVersion, workflow: workflow, organization: organization(),
            fairUse: fairUse)
    }
}
