/// Collects what rules find in one payload; reused from payload to payload.
package struct Findings: Sendable {
    package private(set) var list: [Finding] = []
    /// The rules that may speak.
    private let rules: [Rule]
    /// The position of the rule that is speaking.
    var speaker = 0 {
        didSet { awaited = nil }
    }
    /// The payload's consents, planned once for all rules that ask.
    private var plan: ConsentPlan?
    private var isPlanned = false
    /// How many payloads have been looked at, this one included.
    private(set) var payloads = 0
    /// Statements made last, and what they depend on; empty before the second payload, since one alone says little twice.
    private var remembered: [FindingStatement?] = []
    private var keys: [Key] = []
    /// Where the statement that the rule adds next is to be remembered.
    private var awaited: (slot: Int, key: Key)?
    /// The place of the payload's bank in the table, looked up once; nil inside for none.
    private var bank: Int??

    /// Nothing found yet.
    init(_ rules: [Rule] = []) {
        self.rules = rules
    }

    mutating func removeAll() {
        // One by one: removing all replaces a range, which costs more than the few findings of a payload.
        while list.popLast() != nil {}
        payloads += 1
        isPlanned = false
        bank = nil
    }

    /// Puts the findings in the order of reports.
    ///
    /// - Returns: the place of the one that the service would come to first, and answer with.
    mutating func finish() -> Int? {
        if list.count > 1 { list.sort { $0.sortKey < $1.sortKey } }
        var first: Int?
        for index in list.indices where list[index].severity == .error && list[index].prediction != nil {
            guard let earlier = first else {
                first = index
                continue
            }
            if list[index].precedes(list[earlier]) { first = index }
        }
        return first
    }

    /// The consents that the payload gets; nil when its journey is unknown.
    mutating func plan(for request: SessionRequest, _ context: RuleContext) -> ConsentPlan? {
        if !isPlanned {
            plan = context.planner.plan(for: request)
            isPlanned = true
        }
        return plan
    }

    /// The same once all rules have been asked; planned now where none of them did.
    func finalPlan(for request: SessionRequest, _ context: RuleContext) -> ConsentPlan? {
        isPlanned ? plan : context.planner.plan(for: request)
    }

    /// The place in the table of the bank that the payload names; nil when it is absent or unknown.
    mutating func bank(for request: SessionRequest, _ context: RuleContext) -> Int? {
        if let bank { return bank }
        let found = request.bank(in: context)
        bank = .some(found)
        return found
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
        if awaited == nil, severity == nil, prediction == nil, basis == nil,
            addKnown(place, Key(detail, hint, of: parameter))
        {
            return
        }
        let statement = FindingStatement(
            rules[speaker], severity: severity, basis: basis, prediction: prediction, parameter: parameter,
            detail: detail, hint: hint, memory: awaited?.slot)
        if let (slot, key) = awaited { (keys[slot], remembered[slot], awaited) = (key, statement, nil) }
        list.append(Finding(statement: statement, place: place))
    }

    /// What a statement of the rule that is speaking depends on.
    struct Key: Equatable {
        /// The parameter or the consent that it is about.
        var subject: UInt8
        var values: (UInt64, UInt64)
        /// The rule that is speaking; 0 for none.
        fileprivate var rule = 0

        init(_ subject: UInt8, _ first: UInt64, _ second: UInt64) {
            self.subject = subject
            values = (first, second)
        }

        /// A statement in words that are all written in the source; nil for others.
        fileprivate init?(_ detail: FindingText, _ hint: FindingText?, of parameter: Parameter?) {
            guard let first = detail.literalID, let second = hint.map(\.literalID) ?? 0 else { return nil }
            self.init(parameter?.rawValue ?? .max, first, second)
        }

        static func == (lhs: Self, rhs: Self) -> Bool {
            lhs.rule == rhs.rule && lhs.subject == rhs.subject && lhs.values == rhs.values
        }

        fileprivate var slot: Int {
            let mixed = values.0 ^ (values.1 &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: rule &* 64)
            let product = (mixed ^ UInt64(subject)) &* 0xD6E8_FEB8_6659_FD93
            return Int(truncatingIfNeeded: product >> 55) & (FindingStatement.memorySize - 1)
        }
    }

    /// Adds the finding that was made from the same key before, if it is remembered; else the finding that the rule adds
    /// next is remembered under the key.
    ///
    /// The same mistakes come again and again in a stream, and putting their words together is what findings cost.
    mutating func addKnown(_ place: Finding.Place, _ key: Key?) -> Bool {
        guard var key, payloads > 1 else { return false }
        key.rule = speaker + 1
        if keys.isEmpty {
            keys = Array(repeating: Key(0, 0, 0), count: FindingStatement.memorySize)
            remembered = Array(repeating: nil, count: FindingStatement.memorySize)
        }
        // Its own slot, or the next where another key is.
        var slot = key.slot
        if keys[slot].rule != 0, keys[slot] != key { slot ^= 1 }
        guard keys[slot] == key, let statement = remembered[slot] else {
            awaited = (slot, key)
            return false
        }
        list.append(Finding(statement: statement, place: place))
        return true
    }

    /// Whether a rule has spoken already.
    @inline(__always)
    func contains(_ number: Int) -> Bool {
        let list = list.span
        for index in list.indices where list[index].statement.rule.number == number { return true }
        return false
    }
}

extension SessionRequest {
    /// What findings about a parameter's value alone depend on; nil for a value that is long or holds escapes.
    func key(of value: JSONTape.Index, _ parameter: Parameter) -> Findings.Key? {
        let node = document[value]
        guard node.range.count <= 16, !node.hasEscape, node.kind != .object, node.kind != .array else { return nil }
        let range = document.inBuffer(node.range)
        let text = document.buffer.span
        let middle = min(range.lowerBound + 8, range.upperBound)
        return Findings.Key(
            parameter.rawValue, ByteWord(text, at: range.lowerBound, upTo: range.upperBound).bits,
            ByteWord(text, at: middle, upTo: range.upperBound).bits)
    }

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
    func shown(_ node: JSONTape.Index) -> FindingText {
        switch document[node].kind {
        case .string: quoted(node) ?? FindingText(DisplayText.quote(document.text(of: node)))
        case .object: "an object"
        case .array: "an array"
        case .number, .true, .false, .null: FindingText(DisplayText.shorten(document.text(of: node)))
        }
    }

    /// The value as it stands in the payload, but for an API key, of which only the kind is told.
    func shownUnlessSecret(_ node: JSONTape.Index, of parameter: Parameter) -> FindingText {
        guard parameter == .apiKey, document[node].kind == .number else { return shown(node) }
        return "a number"
    }

    /// The string in single quotation marks, when nothing in it is to be escaped or clipped.
    private func quoted(_ node: JSONTape.Index) -> FindingText? {
        let content = document.inBuffer(document[node].content)
        guard !document[node].hasEscape, content.count <= DisplayText.quoteLimit else { return nil }
        let text = document.buffer.span.extracting(content)
        guard JSONText.isPlain(text) else { return nil }
        var utf8: [UInt8] = []
        utf8.reserveCapacity(content.count + 2)
        utf8.append(UInt8(ascii: "'"))
        utf8.append(copying: text)
        utf8.append(UInt8(ascii: "'"))
        return FindingText(utf8: utf8)
    }

    /// A name as it stands in the payload, escaped for the middle of a sentence, without quotation marks.
    func plainlyShown(_ name: JSONTape.Index) -> String {
        DisplayText.escape(plain(name))
    }

    /// The value for a message of the service's: bare, and no longer than a message should be.
    func plain(_ node: JSONTape.Index) -> String {
        DisplayText.clip(document.text(of: node))
    }
}
