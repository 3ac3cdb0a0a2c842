/// Checks payloads against every rule, one after another; a worker owns one and reuses it.
///
///     var checker = PayloadChecker(RuleContext(today: today))
///     checker.check(bytes, in: 0..<bytes.count)
///     if let answer = checker.answer { … }      // what the service would refuse it with
///     for finding in checker.findings { … }
///
/// A payload with nothing to report costs no allocation.
public struct PayloadChecker: Sendable {
    /// What rules know beside the payload.
    package var context: RuleContext {
        didSet { adoptContext() }
    }
    /// The version of the API for payloads, where the context has that of the request last checked.
    private var payloadVersion: APIVersion?
    /// The payload last checked.
    package private(set) var request = SessionRequest()
    /// What was found in the payload last checked, in a collector that is used again.
    package private(set) var collected: Findings
    /// The place in the list of the decisive finding.
    package private(set) var decisiveIndex: Int?
    private var selector: RuleSelector
    private var pointers = JSONPointerCursor()
    private var maker = FixMaker()

    /// A checker for a context, which asks every rule.
    public init(_ context: RuleContext) {
        self.init(context, asksAll: false)
    }

    /// A checker for a context, without the rules that are switched off, and with other severities for some.
    ///
    /// Rules that tell a payload from other text (``Rule/isEssential``) stay as they are: a text that is no payload is
    /// never valid.
    package init(_ context: RuleContext, disabled: Set<Rule.ID> = [], severities: [Rule.ID: Severity] = [:]) {
        self.init(context, disabled: disabled, severities: severities, asksAll: false)
    }

    /// A checker that asks every rule about every payload, or not.
    init(
        _ context: RuleContext, disabled: Set<Rule.ID> = [], severities: [Rule.ID: Severity] = [:], asksAll: Bool
    ) {
        self.context = context
        let rules = disabled.isEmpty ? Rule.all : Rule.all.filter { $0.isEssential || !disabled.contains($0.id) }
        collected = Findings(rules, severities: severities)
        selector = RuleSelector(rules, asksAll: asksAll)
        adoptContext()
    }

    private mutating func adoptContext() {
        payloadVersion = nil
        maker.today = context.today
        selector.prepare(for: context)
        collected.forget()
        request.ignored = context.apiVersion == .v1 ? Self.v2Parameters : []
    }

    /// The parameters that V1 does not read.
    private static var v2Parameters: ParameterSet {
        ParameterSet(.aaJourneyCode).union(ParameterSet(.consents))
    }

    /// Checks the payload at `range` of `bytes`.
    package mutating func check(_ bytes: [UInt8], in range: Range<Int>) {
        open(bytes)
        check(in: range)
    }

    /// Takes a buffer in which payloads are, for ``check(in:)``; ``releaseBuffer()`` lets go of it.
    package mutating func open(_ bytes: [UInt8]) {
        request.open(bytes)
    }

    /// Checks the payload at `range` of the buffer.
    package mutating func check(in range: Range<Int>) {
        if let payloadVersion { context.apiVersion = payloadVersion }
        request.read(in: range)
        apply()
    }

    /// Checks the payload at `range` of `bytes`, and the request whose head stands around it.
    package mutating func check(_ bytes: [UInt8], in range: Range<Int>, head: HTTPRequestHead) {
        request.read(bytes, in: range, head: head)
        apply()
    }

    /// From this payload on more are expected, and the table of banks gets an index for them.
    private static let fewPayloads = 4

    private mutating func apply() {
        maker.forget()
        collected.removeAll()
        if collected.payloads >= Self.fewPayloads, !context.banks.hasIndex { context.banks.makeIndex() }
        var traits = request.traits.union(context.triage(&request, &collected))
        if request.given.contains(.consents) { traits.formUnion(collected.planTraits(for: request, context)) }
        if traits.contains(.unusualBank), request.given.contains(.bankName), !context.banks.hasSpellings,
            collected.bank(for: request, context) == nil
        {
            context.banks.makeSpellings()
        }
        let selected = selector.select(traits)
        // Rules are given a copy of the request, some 500 bytes, which most payloads do without.
        if !selected.isEmpty { selector.run(selected, request, context, &collected) }
        decisiveIndex = nil
        guard !collected.list.isEmpty else { return }
        decisiveIndex = collected.finish()
        pointers = JSONPointerCursor()
    }

    /// Checks a whole text.
    package mutating func check(_ text: [UInt8]) {
        check(text, in: 0..<text.count)
    }

    /// Checks a raw HTTP request at `range` of `bytes`, for the version of the API that its path names; payloads that
    /// are checked later are of the version that they were of before.
    ///
    /// - Returns: where in the range the payload begins.
    package mutating func checkRequest(_ bytes: [UInt8], in range: Range<Int>, otherwise version: APIVersion) -> Int {
        switch HTTPRequestReader.read(bytes, in: range) {
        case .success(let message):
            let version = APIVersion(path: message.head.path) ?? version
            if context.apiVersion != version {
                let own = payloadVersion ?? context.apiVersion
                context.apiVersion = version
                payloadVersion = own
            }
            check(bytes, in: message.body, head: message.head)
            return message.body.lowerBound - range.lowerBound
        case .failure(let fault):
            request.fail(with: fault)
            apply()
            return 0
        }
    }

    /// Lets go of the payload's buffer, so that its owner may fill it again without a copy.
    package mutating func releaseBuffer() {
        request.releaseBuffer()
    }

    /// Where in the buffer the name of the member of the top level stands that `node` is, as name or value; nothing for
    /// the whole text.
    ///
    /// Nil for a deeper value, for a name that needs an escape, and for any where the payload is not ASCII throughout.
    /// Nodes are best asked for in their order.
    package mutating func plainTopLevelName(of node: Int) -> Range<Int>? {
        guard node > 0 else { return 0..<0 }
        return request.isASCII ? pointers.plainTopLevelName(of: node, in: request.document) : nil
    }

    /// What was found in the payload last checked, by place.
    package var findings: [Finding] { collected.list }

    /// What would correct a finding of the payload last checked; nil where no correction is known.
    package mutating func fix(for finding: Finding) -> Fix? {
        guard case .payload = finding.place, let fixer = finding.statement.fixer else { return nil }
        return fixer(request, finding, collected.list, &maker)
    }

    /// The finding that the service would answer with: the first that it would come to.
    package var decisive: Finding? { decisiveIndex.map { collected.list[$0] } }

    /// The consents that the payload last checked asks for, each date decided and, where that is wanted, moved to its
    /// bound; nil for V1, for an unknown journey, and for a text that is no payload.
    package var plan: ConsentPlan? {
        guard context.apiVersion == .v2, request.isPayload else { return nil }
        return collected.finalPlan(for: request, context).map(context.asked)
    }

    /// The error that the service would answer with; nil when it would create a session.
    package var answer: ServiceAnswer? { decisive?.prediction?.answer }
}
