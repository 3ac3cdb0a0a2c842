extension RuleContext {
    /// What stands out in a request on this day, with these banks and this policy.
    ///
    /// Rules that wait for one of these are not asked of other payloads, of which nearly all are ordinary: one look here
    /// costs less than a turn each. A rule must be content with what is ordinary all the same, and says so in its own
    /// words: a test asks every rule regardless, and compares.
    @inline(__always)
    func doubts(about request: borrowing SessionRequest, _ findings: inout Findings) -> SessionRequest.Traits {
        var doubts: SessionRequest.Traits = []
        if let to = request.date(.toDate) {
            if to > today || request.endsInFirstWeek { doubts.insert(.unusualDates) }
            if let from = request.date(.fromDate) {
                if from >= to { doubts.insert(.unusualDates) }
                if from < earliestAAFromDate { doubts.insert(.distantDates) }
                if !planner.coversByDefault(from, to, for: request) { doubts.insert(.uncoveredDates) }
            }
        } else if let from = request.date(.fromDate), from < earliestAAFromDate {
            doubts.insert(.distantDates)
        }
        if request.given.contains(.sessionExpiry) || request.given.contains(.consents) {
            let life = planner.leastLifeByDefault(for: request)
            if life.map({ request.sessionMinutes > $0 * 24 * 60 }) ?? true { doubts.insert(.longSession) }
        }
        if request.given.contains(.bankName) {
            let bank = findings.bank(for: request, self)
            if bank.map({ !banks.isCertain(of: request.bankMode, at: $0) }) ?? true { doubts.insert(.unusualBank) }
        }
        return doubts
    }
}
