/// What the service is predicted to answer, and what else its page documents for the same trigger.
package struct Prediction: Sendable, Hashable {
    /// The answer that is expected.
    package var answer: ServiceAnswer
    /// Other answers that the page, or the pattern of its rows, gives to the same trigger.
    package var alternatives: [ServiceAnswer]

    /// A prediction of an answer.
    package init(_ answer: ServiceAnswer, alternatives: [ServiceAnswer] = []) {
        self.answer = answer
        self.alternatives = alternatives
    }

    /// The answer of the service's framework about a field, in the form of the page's rows for malformed parameters.
    static func framework(_ field: String, _ message: String) -> Self {
        Self(.invalidRequest(field, message), alternatives: [ServiceError.malformedRequest.answer])
    }

    /// A prediction of a row of the page, the alternatives rows too.
    package init(_ row: ServiceError, alternatives: [ServiceError] = []) {
        self.init(row.answer, alternatives: alternatives.map(\.answer))
    }
}

/// One thing that a rule says of a payload.
package struct Finding: Sendable, Hashable {
    /// Where a finding points.
    package enum Place: Sendable, Hashable {
        /// Bytes of the payload's text, and the value or name on the tape that they are, 0 for none.
        case payload(Range<Int>, node: Int)
        /// Bytes of the head of the request, counted from the request's start.
        case head(Range<Int>)
        /// Bytes of the organization's policy file.
        case organization(Range<Int>)
    }

    /// What is said, without the place.
    package let statement: FindingStatement
    /// Where it is.
    package internal(set) var place: Place

    /// The rule that found it.
    package var rule: Rule.ID { statement.rule }
    /// How serious it is; a rule may differ from its usual severity in a case.
    package var severity: Severity { statement.severity }
    /// Where the prediction comes from.
    package var basis: Basis { statement.basis }
    /// What the service is predicted to answer; nil where nothing is refused.
    package var prediction: Prediction? { statement.prediction }
    /// The parameter concerned, where it is one.
    package var parameter: Parameter? { statement.parameter }
    /// What is wrong with this value: one sentence without its period.
    package var detail: FindingText { statement.detail }
    /// What to do: one sentence without its period.
    package var hint: FindingText? { statement.hint }

    /// Whether the service would come to this before `other`.
    func precedes(_ other: borrowing Finding) -> Bool {
        if statement.stage != other.statement.stage { return statement.stage < other.statement.stage }
        let (mine, theirs) = (parameter?.rawValue ?? .max, other.parameter?.rawValue ?? .max)
        if mine != theirs { return mine < theirs }
        // Within a group rules are numbered in the order of the service: type, then form, then range.
        return rule != other.rule ? rule < other.rule : sortKey < other.sortKey
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

/// What findings say, whatever their place.
///
/// The same mistakes come again and again in a stream: findings that say the same share one statement, so that it is
/// put into words once, and a finding is copied by counting one reference.
package final class FindingStatement: Sendable, Hashable {
    package let rule: Rule.ID
    /// The severity shown, which settings may have changed.
    package let severity: Severity
    package let basis: Basis
    package let prediction: Prediction?
    let parameter: Parameter?
    package let detail: FindingText
    package let hint: FindingText?
    /// What the value or name was meant to be; nil where that is not recognised.
    let meaning: Meaning?
    let stage: Stage
    /// Whether the service refuses the request for it: its own severity is error, whatever is shown.
    let isRefusal: Bool
    /// What makes the fix; nil where nothing is known to correct it.
    let fixer: Rule.Fixer?
    /// Whether something may be known to correct it.
    package var mayHaveFix: Bool { fixer != nil }
    /// Where writers may keep what they made of it, below ``slotCount``; nil for one that is not kept.
    package let cacheSlot: Int?

    /// How many slots there are.
    package static let slotCount = 1 << 9

    init(
        _ rule: borrowing Rule, own: Severity?, shown: Severity?, basis: Basis?, prediction: Prediction?,
        parameter: Parameter?, detail: FindingText, hint: FindingText?, meaning: Meaning?, cacheSlot: Int?
    ) {
        let own = own ?? rule.severity
        self.rule = rule.id
        severity = shown ?? own
        self.basis = basis ?? rule.basis
        // What is no error keeps an answer only where the rule gives it one.
        self.prediction = prediction ?? (own == .error ? rule.prediction : nil)
        self.parameter = parameter
        self.detail = detail
        self.hint = hint
        self.meaning = meaning
        stage = rule.stage
        fixer = rule.fix
        isRefusal = own == .error && self.prediction != nil
        self.cacheSlot = cacheSlot
    }

    /// A slot by what is said.
    static func slot(_ rule: Int, _ detail: FindingText, _ hint: FindingText?, _ parameter: Parameter?) -> Int {
        var hash = UInt64(truncatingIfNeeded: rule) &* 32 &+ UInt64(parameter?.rawValue ?? 31)
        hash = detail.mixed(into: hash)
        if let hint { hash = hint.mixed(into: hash) }
        // The highest bits, on which all bytes of the words have had a part.
        return Int(truncatingIfNeeded: hash >> UInt64(UInt64.bitWidth - slotCount.trailingZeroBitCount))
    }

    /// Whether two say the same.
    package static func == (lhs: FindingStatement, rhs: FindingStatement) -> Bool {
        lhs === rhs
            || (lhs.rule == rhs.rule && lhs.severity == rhs.severity && lhs.basis == rhs.basis
                && lhs.prediction == rhs.prediction && lhs.parameter == rhs.parameter && lhs.detail == rhs.detail
                && lhs.hint == rhs.hint && lhs.meaning == rhs.meaning)
    }

    /// Hashes what is said.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(rule)
        hasher.combine(detail)
    }
}
