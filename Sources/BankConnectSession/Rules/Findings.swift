import PlainText

/// Collects what rules find in one payload; reused from payload to payload.
package struct Findings: Sendable {
    package private(set) var list: [Finding] = []
    private let rules: [Rule]
    /// By rule, the severity that its findings get instead of their own.
    private let severities: [Severity?]
    /// The place of the rule that is being asked.
    private var currentRule = 0
    /// The payload's consents, planned once for all rules that ask.
    private var plan: ConsentPlan?
    private var isPlanned = false
    /// The place of the payload's bank in the table, looked up once; nil inside for none.
    private var bank: Int??
    /// How many payloads have been looked at, this one included.
    private(set) var payloads = 0
    /// Nil before the second payload: one alone says little twice.
    private var cache: FindingCache?
    /// Whether findings are counted and not put into words.
    private var takesPlacesOnly = false
    /// Where a rule has found something that is not yet in words.
    private var places: [Finding.Place] = []
    /// Statements of which words alone tell one from another, by slot; empty before the second payload.
    private var shared: [FindingStatement?] = []

    init(_ rules: [Rule], severities: [Rule.ID: Severity] = [:]) {
        self.rules = rules
        self.severities = severities.isEmpty ? [] : rules.map { $0.isEssential ? nil : severities[$0.id] }
    }

    /// Makes ready for the next payload.
    mutating func removeAll() {
        // One by one: removing all replaces a range, which costs more than the few findings of a payload.
        while list.popLast() != nil {}
        payloads += 1
        isPlanned = false
        bank = nil
    }

    /// Forgets what was found in another context.
    mutating func forget() {
        cache = nil
        shared = []
    }

    /// Puts the findings in the order of reports.
    ///
    /// - Returns: the place of the one that the service would come to first, and answer with.
    mutating func finish() -> Int? {
        if list.count > 1 { list.sort { $0.sortKey < $1.sortKey } }
        var first: Int?
        for index in list.indices where list[index].statement.isRefusal {
            guard let earlier = first else {
                first = index
                continue
            }
            if list[index].precedes(list[earlier]) { first = index }
        }
        return first
    }

    /// The consents that the payload gets; nil when its journey is unknown or its consents are no object, and for V1.
    mutating func plan(for request: SessionRequest, _ context: RuleContext) -> ConsentPlan? {
        makePlan(for: request, context)
        return plan
    }

    /// What stands out in the consents of a payload that has dates for them; nothing where no plan can be made.
    mutating func planTraits(for request: SessionRequest, _ context: RuleContext) -> SessionRequest.Traits {
        makePlan(for: request, context)
        guard let plan else { return [] }
        let (isOrdinary, leastLife) = plan.review(on: context.today)
        var traits: SessionRequest.Traits = isOrdinary ? [] : .unusualPlan
        if request.sessionMinutes > leastLife * 24 * 60 { traits.insert(.longSession) }
        if let from = request.date(.fromDate), let to = request.date(.toDate), !plan.covers(from, to) {
            traits.insert(.uncoveredDates)
        }
        return traits
    }

    private mutating func makePlan(for request: SessionRequest, _ context: RuleContext) {
        guard !isPlanned else { return }
        let isReadable = request[.consents].map { request.document[$0].kind == .object } ?? true
        plan = context.apiVersion == .v2 && isReadable ? context.planner.plan(for: request) : nil
        isPlanned = true
    }

    /// The same once all rules have been asked; planned now where none of them did.
    func finalPlan(for request: SessionRequest, _ context: RuleContext) -> ConsentPlan? {
        isPlanned ? plan : context.planner.plan(for: request)
    }

    /// The place in the table of the bank that the payload names; nil when it is absent or unknown.
    @inline(__always)
    mutating func bank(for request: SessionRequest, _ context: RuleContext) -> Int? {
        if let bank { return bank }
        let found = request.bank(in: context)
        bank = .some(found)
        return found
    }

    /// The same for a payload whose bank's name stands at a range of the buffer.
    @inline(__always)
    mutating func bank(named name: Range<Int>, in buffer: [UInt8], _ context: RuleContext) -> Int? {
        let found = context.banks.index(ofBankNamed: buffer, in: name)
        bank = .some(found)
        return found
    }

    /// Asks a rule about a payload.
    ///
    /// First only for places: what is found need not be put into words where the same was found before.
    @inline(__always)
    mutating func run(
        _ check: Rule.Check, ofRule rule: Int, keeping isKept: Bool, _ request: SessionRequest, _ context: RuleContext
    ) {
        currentRule = rule
        guard isKept, payloads > 1 else { return check(request, context, &self) }
        takesPlacesOnly = true
        check(request, context, &self)
        takesPlacesOnly = false
        if !places.isEmpty { putIntoWords(check, request, context) }
    }

    private mutating func putIntoWords(_ check: Rule.Check, _ request: SessionRequest, _ context: RuleContext) {
        if cache == nil { cache = FindingCache(rules) }
        if cache?.recall(currentRule, in: request, at: places, into: &list) != true {
            let count = list.count
            check(request, context, &self)
            cache?.keep(list[count...].map { $0.statement }, of: currentRule, in: request)
        }
        while places.popLast() != nil {}
    }

    /// Adds a finding of the rule that is being asked.
    ///
    /// The words are asked for where they have not been made before.
    ///
    /// - Parameters:
    ///   - place: where it is.
    ///   - detail: what is wrong with this value, one sentence without its period.
    ///   - hint: what to do, likewise.
    ///   - parameter: the parameter concerned.
    ///   - severity: when it differs from the rule's.
    ///   - prediction: when it differs from the rule's rows, or is kept by a finding that is no error.
    ///   - basis: when it differs from the rule's.
    ///   - meaning: what the value or name was meant to be, where that is recognised.
    @inline(__always)
    mutating func add(
        _ place: Finding.Place, _ detail: @autoclosure () -> FindingText,
        hint: @autoclosure () -> FindingText? = nil, of parameter: Parameter? = nil,
        severity: @autoclosure () -> Severity? = nil, predicting prediction: @autoclosure () -> Prediction? = nil,
        basis: @autoclosure () -> Basis? = nil, meaning: @autoclosure () -> Meaning? = nil
    ) {
        guard !takesPlacesOnly else { return places.append(place) }
        let statement = statement(
            detail(), hint(), of: parameter, severity: severity(), predicting: prediction(), basis: basis(),
            meaning: meaning())
        list.append(Finding(statement: statement, place: place))
    }

    /// A statement of the rule that is being asked; one that says what was said before is not made again.
    private mutating func statement(
        _ detail: FindingText, _ hint: FindingText?, of parameter: Parameter?, severity: Severity?,
        predicting prediction: Prediction?, basis: Basis?, meaning: Meaning?
    ) -> FindingStatement {
        let rule = rules[currentRule]
        func made(_ slot: Int?) -> FindingStatement {
            FindingStatement(
                rule, own: severity, shown: severities.isEmpty ? nil : severities[currentRule], basis: basis,
                prediction: prediction, parameter: parameter, detail: detail, hint: hint, meaning: meaning,
                cacheSlot: slot)
        }
        guard payloads > 1 else { return made(nil) }
        let slot = FindingStatement.slot(currentRule, detail, hint, parameter)
        guard severity == nil, prediction == nil, basis == nil, meaning == nil else { return made(slot) }
        if shared.isEmpty { shared = Array(repeating: nil, count: FindingStatement.slotCount) }
        if let known = shared[slot], known.rule == rule.id, known.parameter == parameter, known.detail == detail,
            known.hint == hint
        {
            return known
        }
        let statement = made(slot)
        shared[slot] = statement
        return statement
    }

    /// Whether a rule has found something already.
    @inline(__always)
    func contains(_ number: Int) -> Bool {
        let list = list.span
        for index in list.indices where list[index].statement.rule.number == number { return true }
        return false
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
        index(of: parameter).map { place(of: $0) } ?? openingBrace
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

    private func holdsSecret(_ range: Range<Int>) -> Bool {
        guard SecretScanner.mayHoldSecret(document.buffer[range]) else { return false }
        return !SecretScanner(bytes: document.buffer, text: range).ranges().isEmpty
    }

    /// The string in single quotation marks, when nothing in it is to be escaped or clipped.
    private func quoted(_ node: JSONTape.Index) -> FindingText? {
        let content = document.inBuffer(document[node].content)
        guard !document[node].hasEscape, content.count <= DisplayText.quoteLimit else { return nil }
        let text = document.buffer.span.extracting(content)
        guard JSONText.isPlain(text), !holdsSecret(content) else { return nil }
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

    /// The value for a message of the service's: bare, with stars for secrets, and no longer than a message should be.
    func plain(_ node: JSONTape.Index) -> String {
        DisplayText.clip(document.text(of: node))
    }
}
