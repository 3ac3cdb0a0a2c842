import BankConnectSession

/// How the lines of a batch ended, and what a person should know of them.
struct BatchTally: Sendable {
    private var sent: [SendOutcome.Result: Int] = [:]
    private var known: [SendOutcome.Result: Int] = [:]
    private var linkIDs: Set<Int> = []
    private var repeatedCustomers = Lines()
    private var repeatedLinkIDs = Lines()
    /// Of each session the first line that got it, and the hash of its link_id.
    private var sessions: [Int: (record: Int, linkID: Int?)] = [:]
    private var sharedSessions = Lines()
    /// The first line that got the session of the first of ``sharedSessions``.
    private var sharedWith = 0
    /// Lines that the run ended before.
    var notBegun = 0
    /// Whether the run ended before the end of an input whose lines cannot be counted.
    var isRestUnread = false

    /// How many lines, and the first of them.
    private struct Lines: Sendable {
        var count = 0
        var first = 0

        mutating func add(_ record: Int) {
            if count == 0 { first = record }
            count += 1
        }
    }

    /// Counts a result; results come in the order of their lines.
    mutating func add(_ result: BatchResult) {
        if result.isKnown {
            known[result.outcome.result, default: 0] += 1
        } else {
            sent[result.outcome.result, default: 0] += 1
        }
        if result.isRepeatedCustomer { repeatedCustomers.add(result.record) }
        if result.outcome.kind == .created, let session = result.outcome.sessionID?.hashValue {
            let linkID = result.linkID?.hashValue
            if let first = sessions[session] {
                if first.linkID != linkID {
                    if sharedSessions.count == 0 { sharedWith = first.record }
                    sharedSessions.add(result.record)
                }
            } else {
                sessions[session] = (result.record, linkID)
            }
        }
        guard let linkID = result.linkID, !linkIDs.insert(linkID.hashValue).inserted, !result.isKnown else { return }
        repeatedLinkIDs.add(result.record)
    }

    /// Counts a line that the run ended before, and that an earlier run has a final result of.
    mutating func addKnown(_ result: SendOutcome.Result) { known[result, default: 0] += 1 }

    /// What looks like a session that was not wanted.
    func warnings(name: String) -> [String] {
        func lines(_ lines: Lines) -> String { lines.count == 1 ? "1 line has" : "\(lines.count) lines have" }
        var warnings: [String] = []
        if sharedSessions.count > 0 {
            warnings.append(
                "\(lines(sharedSessions)) the session_id of an earlier line with another link_id; the first is "
                    + "\(name):\(sharedSessions.first), with that of \(name):\(sharedWith): do not send these links to "
                    + "customers")
        }
        if repeatedCustomers.count > 0 {
            warnings.append(
                "\(lines(repeatedCustomers)) a link_id with, or possibly with, a session at this endpoint from another line "
                    + "or API version of the ledger; the first is \(name):\(repeatedCustomers.first)")
        }
        if repeatedLinkIDs.count > 0 {
            warnings.append(
                "\(lines(repeatedLinkIDs)) the link_id of an earlier line of the batch; the first is "
                    + "\(name):\(repeatedLinkIDs.first)")
        }
        return warnings
    }

    /// One line about all of the lines.
    func summary(emptyLines: Int) -> String {
        func list(_ counts: [SendOutcome.Result: Int]) -> String {
            SendOutcome.Result.allCases.compactMap { result in counts[result].map { "\($0) \(result.rawValue)" } }
                .joined(separator: ", ")
        }
        var parts: [String] = []
        if known.isEmpty {
            if !sent.isEmpty { parts.append(list(sent)) }
        } else {
            parts.append("now: " + (sent.isEmpty ? "nothing" : list(sent)))
            parts.append("known before: " + list(known))
        }
        if notBegun > 0 { parts.append("not begun: \(notBegun) \(notBegun == 1 ? "line" : "lines")") }
        if isRestUnread { parts.append("the rest of the input was not read") }
        if parts.isEmpty { parts = ["no lines"] }
        if emptyLines > 0 { parts.append("\(emptyLines) empty \(emptyLines == 1 ? "line" : "lines") skipped") }
        return parts.joined(separator: "; ")
    }
}
