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
    public var context: RuleContext
    /// The payload last checked.
    public private(set) var request = SessionRequest()
    private var collected: Findings
    private let rules: [Rule]
    /// The rules that have something to look at, by what payloads hold: a stream has few kinds of payload.
    private var interested: [SessionRequest.Traits: [Turn]] = [:]
    /// The rules asked last, and for what: the next payload of a stream is often of the same kind.
    private var last: (traits: SessionRequest.Traits, turns: [Turn]) = ([], [])
    /// More kinds than any honest stream has; what comes beyond is worked out each time.
    private static let cacheLimit = 256

    /// A checker for a context, without the rules that are switched off.
    public init(_ context: RuleContext, disabled: Set<Rule.ID> = []) {
        self.context = context
        rules = Rule.all.filter { !disabled.contains($0.id) }
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
        let check: Rule.Check
    }

    /// Asks every rule that has something to look at.
    private mutating func apply() {
        collected.removeAll()
        if last.traits != request.traits { last = (request.traits, turns(for: request.traits)) }
        Self.take(last.turns, request, context, &collected)
        if collected.list.count > 1 { collected.sort() }
    }

    private static func take(
        _ turns: [Turn], _ request: SessionRequest, _ context: RuleContext, _ findings: inout Findings
    ) {
        for turn in turns {
            findings.speaker = turn.speaker
            turn.check(request, context, &findings)
        }
    }

    private mutating func turns(for traits: SessionRequest.Traits) -> [Turn] {
        if let known = interested[traits] { return known }
        let found = rules.indices.filter { !rules[$0].looksAt.isDisjoint(with: traits) }
            .map { Turn(speaker: $0, check: rules[$0].check) }
        if interested.count < Self.cacheLimit { interested[traits] = found }
        return found
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
            context.apiVersion = APIVersion(path: message.head.path) ?? version
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

    /// What was found in the payload last checked, by place.
    public var findings: [Finding] { collected.list }

    /// The finding that the service would answer with: the first that it would come to.
    public var decisive: Finding? {
        let list = collected.list
        var first: Int?
        for index in list.indices where list[index].prediction != nil {
            if first.map({ list[index].precedes(list[$0]) }) ?? true { first = index }
        }
        return first.map { list[$0] }
    }

    /// The error that the service would answer with; nil when it would create a session.
    public var answer: ServiceAnswer? { decisive?.prediction?.answer }
}
