/// What the service is predicted to answer, and what else its page documents for the same trigger.
public struct Prediction: Sendable, Hashable {
    /// The answer that is expected.
    public var answer: ServiceAnswer
    /// Other answers that the page, or the pattern of its rows, gives to the same trigger.
    public var alternatives: [ServiceAnswer]

    /// A prediction of an answer.
    public init(_ answer: ServiceAnswer, alternatives: [ServiceAnswer] = []) {
        self.answer = answer
        self.alternatives = alternatives
    }

    /// A prediction of a row of the page, the alternatives rows too.
    public init(_ row: ServiceError, alternatives: [ServiceError] = []) {
        self.init(row.answer, alternatives: alternatives.map(\.answer))
    }
}

/// One thing that a rule says of a payload.
public struct Finding: Sendable, Hashable {
    /// Where a finding points.
    public enum Place: Sendable, Hashable {
        /// Bytes of the payload's text, and the value or name on the tape that they are, 0 for none.
        case payload(Range<Int>, node: Int)
        /// Bytes of the head of the request, counted from the request's start.
        case head(Range<Int>)
        /// Bytes of the organization's policy file.
        case organization(Range<Int>)
    }

    /// The rule that speaks.
    public let rule: Rule.ID
    /// How much it weighs; rules may weigh a case differently from their usual.
    public let severity: Severity
    /// Where the prediction comes from.
    public let basis: Basis
    /// What the service is predicted to answer; nil where nothing is refused.
    public let prediction: Prediction?
    /// The parameter concerned, where it is one.
    public let parameter: Parameter?
    /// What is wrong with this value: one sentence without its period.
    public let detail: FindingText
    /// What to do: one sentence without its period.
    public let hint: FindingText?
    /// Where it is.
    public internal(set) var place: Place

    let stage: Stage
    /// Severity, basis and prediction are the rule's own.
    package let isUsual: Bool
    /// Detail and hint need no escape in JSON.
    package let hasPlainWords: Bool

    /// Whether the service would come to this before `other`.
    func precedes(_ other: Finding) -> Bool {
        if stage != other.stage { return stage < other.stage }
        let (mine, theirs) = (parameter?.rawValue ?? .max, other.parameter?.rawValue ?? .max)
        return mine != theirs ? mine < theirs : sortKey < other.sortKey
    }

    /// The order of reports: request head, payload, policy; by offset, then by rule.
    var sortKey: (Int, Int, Int) {
        switch place {
        case .head(let range): (0, range.lowerBound, rule.number)
        case .payload(let range, _): (1, range.lowerBound, rule.number)
        case .organization(let range): (2, range.lowerBound, rule.number)
        }
    }
}
