/// Collects what rules find in one payload; reused from payload to payload.
package struct Findings: Sendable {
    package private(set) var list: [Finding] = []
    /// The rules that may speak.
    private let rules: [Rule]
    /// The position of the rule that is speaking.
    var speaker = 0
    /// The payload's consents, planned once for all rules that ask.
    private var plan: ConsentPlan??

    /// Nothing found yet.
    init(_ rules: [Rule] = []) {
        self.rules = rules
    }

    mutating func removeAll() {
        list.removeAll(keepingCapacity: true)
        plan = nil
    }

    /// Puts the findings in the order of reports.
    mutating func sort() {
        list.sort { $0.sortKey < $1.sortKey }
    }

    /// The consents that the payload gets; nil when its journey is unknown.
    mutating func plan(for request: SessionRequest, _ context: RuleContext) -> ConsentPlan? {
        if let plan { return plan }
        let made = context.planner.plan(for: request)
        plan = .some(made)
        return made
    }

    /// Adds a finding of the rule that is speaking.
    ///
    /// - Parameters:
    ///   - place: where it is.
    ///   - detail: what is wrong with this value, one sentence without its period.
    ///   - hint: what to do, likewise.
    ///   - parameter: the parameter concerned.
    ///   - severity: when it differs from the rule's; only errors predict an answer.
    ///   - prediction: when it differs from the rule's rows.
    ///   - basis: when it differs from the rule's.
    mutating func add(
        _ place: Finding.Place, _ detail: FindingText, hint: FindingText? = nil, of parameter: Parameter? = nil,
        severity: Severity? = nil, predicting prediction: Prediction? = nil, basis: Basis? = nil
    ) {
        let rule = rules[speaker]
        let severity = severity ?? rule.severity
        list.append(
            Finding(
                rule: rule.id, severity: severity, basis: basis ?? rule.basis,
                prediction: severity == .error ? prediction ?? rule.prediction : nil,
                parameter: parameter, detail: detail, hint: hint, place: place, stage: rule.stage,
                isUsual: prediction == nil && severity == rule.severity && (basis == nil || basis == rule.basis)))
    }

    /// Whether a rule has spoken already.
    func contains(_ number: Int) -> Bool {
        list.contains { $0.rule.number == number }
    }
}

extension SessionRequest {
    /// The place of a value or a name.
    func place(of node: JSONTape.Index) -> Finding.Place {
        .payload(document[node].range, node: node)
    }

    /// The place where a missing member is reported: the payload's opening brace.
    var openingBrace: Finding.Place {
        let start = document[0].range.lowerBound
        return .payload(start..<start + 1, node: 0)
    }

    /// The place of a parameter: its value, or the opening brace when it is absent.
    func place(of parameter: Parameter) -> Finding.Place {
        stated(parameter).map { place(of: $0) } ?? openingBrace
    }

    /// The value as it stands in the payload, quoted and escaped for the middle of a sentence.
    func shown(_ node: JSONTape.Index) -> String {
        switch document[node].kind {
        case .string: DisplayText.quote(document.text(of: node))
        case .object: "an object"
        case .array: "an array"
        case .number, .true, .false, .null: DisplayText.shorten(document.text(of: node))
        }
    }

    /// The value as it stands in the payload, but for an API key, of which only the kind is told.
    func shownUnlessSecret(_ node: JSONTape.Index, of parameter: Parameter) -> String {
        guard parameter == .apiKey, document[node].kind == .number else { return shown(node) }
        return "a number"
    }

    /// The value for a message of the service's: bare, and no longer than a message should be.
    func plain(_ node: JSONTape.Index) -> String {
        DisplayText.clip(document.text(of: node))
    }
}
