/// Runs the rules that may have something to report of a payload.
///
/// Every rule decides for itself what it reports, so asking all of them finds the same; this file saves the time. Reading
/// a payload leaves traits (a text too long for its parameter, a date that is no day), and a look at the day, the banks
/// and the policy adds some. The table below says which traits a rule needs, any of them; a rule that it leaves out is
/// asked about every payload. A test asks every rule about random payloads, and compares.
struct RuleSelector: Sendable {
    /// A rule to be asked.
    private struct Turn: Sendable {
        /// Its place among the rules.
        let rule: Int
        /// Whether what it says may be kept for payloads with the same values.
        let isKept: Bool
        let check: Rule.Check
    }

    /// The rules for payloads with the same traits.
    private struct Selection: Sendable {
        var traits: SessionRequest.Traits = []
        /// Where in ``RuleSelector/turns``.
        var turns = 0..<0
    }

    private let rules: [Rule]
    /// Whether every rule is asked about every payload.
    private let asksAll: Bool
    /// What the context calls for, whatever the payload.
    private var standingTraits: SessionRequest.Traits = []
    /// An open hash table by traits, which never grows: when eight selections have crowded together, all are forgotten.
    private var selections = Self.noSelections
    private static var noSelections: [Selection] { Array(repeating: Selection(), count: 128) }
    /// The turns of one selection after those of another.
    private var turns: [Turn] = []

    init(_ rules: [Rule], asksAll: Bool) {
        self.rules = rules
        self.asksAll = asksAll
    }

    /// The traits that a rule needs, any of them.
    private static func triage(_ rule: Rule) -> SessionRequest.Traits {
        switch rule.id.number {
        case 1: .syntaxError
        case 2: .notAnObject
        case 3: .mayRepeatNames
        case 4: .unknownMember
        case 5, 208: .alias
        case 6: [.blankParameter, .unusualMetadata]
        case 7, 8: .otherThanString
        case 9: .outerSpace
        case 10, 11, 12, 14, 16, 17: .request
        case 13: .inactivePlan
        case 15: .given(.apiKey)
        case 101: .noLinkID
        case 102: [.blankParameter, .unusualLinkID]
        case 103, 112, 114, 201, 405: .longText
        case 110: .redirectWorkflow
        case 111, 113, 115: .unusualURL
        case 202, 203, 205, 207: .unusualBank
        case 204: .noMode
        case 206: .limitedModes
        case 301, 304: [.noDay, .otherThanString]
        case 302, 303, 306, 307: .unusualDates
        case 305: .given(.maxFromDate)
        case 308: .distantDates
        case 401, 402: .unusualMobileNumber
        case 403: .unusualExpiry
        case 404: .longSession
        case 406: .given(.journeyMode)
        case 407: [.given(.acceptAnything), .given(.isMobileFieldEditable)]
        case 408:
            [
                .given(.acceptAnything), .given(.isMobileFieldEditable), .unusualExpiry,
                .given(.aaRecurringTenureMonthCount), .given(.aaRecurringFrequencyValue),
            ]
        case 501: .noJourney
        case 502: .v1Parameters
        case 503, 504, 505: .given(.aaJourneyMode)
        case 506, 507, 508: .given(.aaRecurringTenureMonthCount)
        case 509: .given(.aaRecurringFrequencyUnit)
        case 510: .given(.aaRecurringFrequencyValue)
        case 511: .ignoredParameter
        case 601, 602, 603, 606: .unusualConsents
        case 604, 605, 607: [.unusualPlan, .organizationConsents]
        case 608: .uncoveredDates
        case 701, 702, 703: .unusualMetadata
        default: .anything
        }
    }

    /// Makes ready for payloads in a context.
    mutating func prepare(for context: RuleContext) {
        standingTraits = context.standingTraits
    }

    /// Chooses the rules for a payload with these traits, in the context of the last ``prepare(for:)``.
    ///
    /// - Returns: what ``run(_:_:_:_:)`` is to run.
    @inline(__always)
    mutating func select(_ traits: SessionRequest.Traits) -> Range<Int> {
        selections[place(of: traits.union(standingTraits))].turns
    }

    /// Runs the rules that were chosen last.
    func run(
        _ selected: Range<Int>, _ request: SessionRequest, _ context: RuleContext, _ findings: inout Findings
    ) {
        // Through a span, which lends each check without counting a reference.
        let turns = turns.span.extracting(selected)
        for index in turns.indices {
            findings.run(
                turns[index].check, ofRule: turns[index].rule, keeping: turns[index].isKept, request, context)
        }
    }

    /// Where the selection for some traits is in the table; it is put there if need be.
    private mutating func place(of traits: SessionRequest.Traits) -> Int {
        var place = Int(truncatingIfNeeded: (traits.rawValue &* 0x9E37_79B9_7F4A_7C15) >> 57)
        var tries = 1
        while selections[place].traits != traits {
            if tries < 8, !selections[place].traits.isEmpty {
                tries += 1
                place = (place + 1) & (selections.count - 1)
                continue
            }
            if !selections[place].traits.isEmpty { (selections, turns) = (Self.noSelections, []) }
            let first = turns.count
            for index in rules.indices where asksAll || !Self.triage(rules[index]).isDisjoint(with: traits) {
                turns.append(
                    Turn(rule: index, isKept: FindingCache.keeps(rules[index]), check: rules[index].check))
            }
            selections[place] = Selection(traits: traits, turns: first..<turns.count)
        }
        return place
    }
}

extension RuleContext {
    /// What stands out in a request on this day, with these banks and this policy.
    ///
    /// The request is not changed; lent for a change, its 500 bytes are not copied.
    @inline(__always)
    func triage(_ request: inout SessionRequest, _ findings: inout Findings) -> SessionRequest.Traits {
        var traits: SessionRequest.Traits = []
        if let to = request.date(.toDate) {
            if to > today || request.endsInFirstWeek { traits.insert(.unusualDates) }
            if let from = request.date(.fromDate) {
                if from >= to { traits.insert(.unusualDates) }
                if from < earliestAAFromDate { traits.insert(.distantDates) }
                if !request.given.contains(.consents), !planner.coversByDefault(from, to, for: request) {
                    traits.insert(.uncoveredDates)
                }
            }
        } else if let from = request.date(.fromDate), from < earliestAAFromDate {
            traits.insert(.distantDates)
        }
        let hasToDate = request.given.contains(.toDate)
        if request.given.contains(.fromDate) != hasToDate || (isInFirstWeek && !hasToDate) {
            traits.insert(.unusualDates)
        }
        if request.given.contains(.sessionExpiry), !request.given.contains(.consents) {
            let life = planner.leastLifeByDefault(for: request)
            if life.map({ request.sessionMinutes > $0 * 24 * 60 }) ?? true { traits.insert(.longSession) }
        }
        if request.given.contains(.bankName) {
            // Where the name stands as it is, the request itself is not asked, of which that would take a copy.
            let bank =
                if let name = request.rawString(.bankName) {
                    findings.bank(named: name, in: request.document.buffer, self)
                } else {
                    findings.bank(for: request, self)
                }
            if bank.map({ !banks.isCertain(of: request.bankMode, at: $0) }) ?? true { traits.insert(.unusualBank) }
        } else if request.given.contains(.mode) {
            traits.insert(.unusualBank)
        }
        return traits
    }

    /// What the policy and the workflow call for, whatever the payload.
    fileprivate var standingTraits: SessionRequest.Traits {
        var traits: SessionRequest.Traits = []
        if organization.plan != .active { traits.insert(.inactivePlan) }
        if organization.modes != nil { traits.insert(.limitedModes) }
        if !organization.consents.isEmpty { traits.insert(.organizationConsents) }
        if workflow == .redirect { traits.insert(.redirectWorkflow) }
        return traits
    }
}
