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
    public var context: RuleContext {
        didSet { interested = Self.noInterests }
    }
    /// The payload last checked.
    public private(set) var request = SessionRequest()
    private var collected: Findings
    private let rules: [Rule]
    /// Whether rules are asked of ordinary values too, which takes longer and must find the same.
    private let hasDoubts: Bool
    /// The rules that have something to look at, by what payloads hold: a stream has few kinds of payload.
    ///
    /// An open hash table by traits. It never grows: where eight kinds have crowded together, the last gives way, and
    /// is worked out again when it comes back.
    private var interested = Self.noInterests
    private static var noInterests: [Interest] { Array(repeating: Interest(), count: 128) }

    /// A checker for a context, without the rules that are switched off.
    public init(_ context: RuleContext, disabled: Set<Rule.ID> = []) {
        self.init(context, disabled: disabled, hasDoubts: false)
    }

    /// A checker for a context that takes every value for one out of the ordinary, or not.
    init(_ context: RuleContext, disabled: Set<Rule.ID> = [], hasDoubts: Bool) {
        self.context = context
        self.hasDoubts = hasDoubts
        rules = disabled.isEmpty ? Rule.all : Rule.all.filter { !disabled.contains($0.id) }
        collected = Findings(rules)
    }

    /// Checks the payload at `range` of `bytes`, and the request whose head stands around it.
    public mutating func check(_ bytes: [UInt8], in range: Range<Int>, head: HTTPRequestHead? = nil) {
        request.read(bytes, in: range, head: head)
        apply()
    }

    /// A rule's turn to speak.
    private struct Turn: Sendable {
        /// The rule's position.
        let speaker: Int
        /// What must be in doubt, any of it.
        let doubts: SessionRequest.Traits
        let check: Rule.Check
    }

    /// The rules that have something to look at in payloads of one kind.
    private struct Interest: Sendable {
        var traits: SessionRequest.Traits = []
        var turns: [Turn] = []
    }

    /// How many payloads it takes until more are expected, for which the table of banks gets an index.
    private static let fewPayloads = 4

    /// Asks every rule that has something to look at.
    private mutating func apply() {
        collected.removeAll()
        if collected.payloads >= Self.fewPayloads, !context.banks.hasIndex { context.banks.makeIndex() }
        let place = place(of: request.traits)
        Self.take(interested[place].turns, hasDoubts ? .doubts : [], request, context, &collected)
        if collected.list.count > 1 { collected.sort() }
    }

    /// Where the rules for some traits stand in the table; they are put there if need be.
    private mutating func place(of traits: SessionRequest.Traits) -> Int {
        var place = Int(truncatingIfNeeded: (traits.rawValue &* 0x9E37_79B9_7F4A_7C15) >> 57)
        var tries = 0
        while interested[place].traits != traits {
            tries += 1
            guard tries < 8, !interested[place].traits.isEmpty else {
                interested[place] = Interest(traits: traits, turns: turns(for: traits))
                break
            }
            place = (place + 1) & (interested.count - 1)
        }
        return place
    }

    private static func take(
        _ turns: [Turn], _ doubts: SessionRequest.Traits, _ request: SessionRequest, _ context: RuleContext,
        _ findings: inout Findings
    ) {
        let doubts = doubts.union(.anything).union(context.doubts(about: request, &findings))
        // Through a span, which lends each check without counting a reference.
        let turns = turns.span
        for index in turns.indices where !turns[index].doubts.isDisjoint(with: doubts) {
            findings.speaker = turns[index].speaker
            turns[index].check(request, context, &findings)
        }
    }

    private func turns(for traits: SessionRequest.Traits) -> [Turn] {
        let traits = hasDoubts && traits.contains(.object) ? traits.union(.doubts) : traits
        return rules.indices
            .filter { !rules[$0].looksAt.isDisjoint(with: traits) && rules[$0].applies(context, traits) }
            .map { Turn(speaker: $0, doubts: rules[$0].waitsFor, check: rules[$0].check) }
    }

    /// Checks a whole text.
    public mutating func check(_ text: [UInt8]) {
        check(text, in: 0..<text.count)
    }

    /// Checks a raw HTTP request at `range` of `bytes`, for the version of the API that its path names.
    ///
    /// - Returns: where in the range the payload begins.
    package mutating func checkRequest(_ bytes: [UInt8], in range: Range<Int>, otherwise version: APIVersion) -> Int {
        switch HTTPRequestReader.read(bytes, in: range) {
        case .success(let message):
            let version = APIVersion(path: message.head.path) ?? version
            if context.apiVersion != version { context.apiVersion = version }
            check(bytes, in: message.body, head: message.head)
            return message.body.lowerBound - range.lowerBound
        case .failure(let fault):
            request.fail(with: fault)
            apply()
            return 0
        }
    }

    /// Lets go of the payload's buffer, so that its owner may fill it again without a copy.
    public mutating func releaseBuffer() {
        request.releaseBuffer()
    }

    /// Whether the payload could be read, and every byte of it is ASCII.
    package var isASCII: Bool { request.isASCII }

    /// Where in the buffer the name of the member of the top level stands that `node` is, as name or value; nil for a
    /// deeper one, and for a name that needs an escape.
    ///
    /// Asked here and not of `request`, which another module would be given a copy of.
    package func plainTopLevelName(of node: Int, _ pointers: inout JSONPointerCursor) -> Range<Int>? {
        pointers.plainTopLevelName(of: node, in: request.document)
    }

    /// What was found in the payload last checked, by place.
    public var findings: [Finding] { collected.list }

    /// The finding that the service would answer with: the first that it would come to.
    public var decisive: Finding? { decisiveIndex.map { collected.list[$0] } }

    /// The place of the decisive finding in the list.
    package var decisiveIndex: Int? {
        let list = collected.list.span
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

    /// The error that the service would answer with; nil when it would create a session.
    public var answer: ServiceAnswer? { decisive?.prediction?.answer }
}
