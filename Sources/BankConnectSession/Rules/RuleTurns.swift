/// Gives rules their turn to look at a payload: those that have something to look at, by what the payload holds.
///
/// Which these are is worked out once for each kind of payload; a stream has few kinds.
struct RuleTurns: Sendable {
    /// A rule's turn to speak.
    private struct Turn: Sendable {
        /// The rule's position.
        let speaker: Int
        /// What must be in doubt, any of it.
        let doubts: SessionRequest.Traits
        let check: Rule.Check
    }

    /// Payloads of one kind, and the rules for them.
    private struct Kind: Sendable {
        var traits: SessionRequest.Traits = []
        /// Where in ``RuleTurns/turns``.
        var turns = 0..<0
    }

    private let rules: [Rule]
    /// Whether rules are asked of ordinary values too, which takes longer and must find the same.
    private let hasDoubts: Bool
    /// An open hash table by traits, which never grows: when eight kinds have crowded together, all are forgotten.
    private var kinds = Self.noKinds
    private static var noKinds: [Kind] { Array(repeating: Kind(), count: 128) }
    /// The turns for one kind after those for another.
    private var turns: [Turn] = []

    init(_ rules: [Rule], hasDoubts: Bool) {
        self.rules = rules
        self.hasDoubts = hasDoubts
    }

    /// Forgets who has a turn, for another context.
    mutating func forget() {
        kinds = Self.noKinds
        turns = []
    }

    /// Asks every rule that has something to look at.
    ///
    /// The context is the one of all calls since the last ``forget()``.
    mutating func take(_ request: SessionRequest, _ context: RuleContext, _ findings: inout Findings) {
        let place = place(of: request.traits, context)
        var doubts: SessionRequest.Traits = hasDoubts ? .doubts : []
        doubts = doubts.union(.anything).union(context.doubts(about: request, &findings))
        // Through a span, which lends each check without counting a reference.
        let turns = turns.span.extracting(kinds[place].turns)
        for index in turns.indices where !turns[index].doubts.isDisjoint(with: doubts) {
            findings.speaker = turns[index].speaker
            turns[index].check(request, context, &findings)
        }
    }

    /// Where the rules for some traits stand in the table; they are put there if need be.
    private mutating func place(of traits: SessionRequest.Traits, _ context: RuleContext) -> Int {
        var place = Int(truncatingIfNeeded: (traits.rawValue &* 0x9E37_79B9_7F4A_7C15) >> 57)
        var tries = 1
        while kinds[place].traits != traits {
            if tries < 8, !kinds[place].traits.isEmpty {
                tries += 1
                place = (place + 1) & (kinds.count - 1)
                continue
            }
            if !kinds[place].traits.isEmpty { forget() }
            let first = turns.count
            addTurns(for: traits, context)
            kinds[place] = Kind(traits: traits, turns: first..<turns.count)
        }
        return place
    }

    private mutating func addTurns(for traits: SessionRequest.Traits, _ context: RuleContext) {
        let traits = hasDoubts && traits.contains(.object) ? traits.union(.doubts) : traits
        for index in rules.indices
        where !rules[index].looksAt.isDisjoint(with: traits) && rules[index].applies(context, traits) {
            turns.append(Turn(speaker: index, doubts: rules[index].waitsFor, check: rules[index].check))
        }
    }
}
