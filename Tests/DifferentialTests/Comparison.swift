import BankConnectSession
import TestSupport

/// One thing that the framework and our rules judge differently.
struct Difference: Sendable {
    enum Kind: Sendable {
        /// The framework refuses the value, we do not.
        case frameworkRefuses
        /// We refuse the value, the framework does not.
        case weRefuse
        /// Both refuse it, in other words.
        case wording
    }

    let kind: Kind
    /// The name that is judged; empty for the whole payload.
    let field: String
    /// The field's value as written, where the payload's members are known.
    let value: String
    /// What the framework says of the field.
    let framework: [String]
    /// The rules of ours that refuse the field, and the wordings that they predict.
    let rules: [Int]
    let wordings: [String]
    let payload: String

    /// One line for people.
    var line: String {
        "\(kind): \(field) \(value.prefix(60)): framework \(framework), ours \(rules) \(wordings), in \(payload.prefix(300))"
    }
}

/// Compares the framework's verdicts with ours and counts.
struct Comparison {
    private(set) var payloads = 0
    /// Payloads that neither refuses.
    private(set) var takenByBoth = 0
    /// Fields that both refuse in the same words.
    private(set) var refusedByBoth = 0
    /// Differences that the table lists, by entry.
    private(set) var listed: [String: Int] = [:]
    private(set) var unlisted: [Difference] = []

    private let table: [ListedDifference]

    init(_ table: [ListedDifference] = ListedDifference.all) {
        self.table = table
    }

    /// Rules that judge what the framework knows nothing of: repeated names and two spellings, the redirect workflow,
    /// banks and modes of an organization, dates, the form of a mobile number, what AA parameters need beside them,
    /// and the inside of consents.
    static let ownRules: Set<Int> = [
        3, 5, 110, 202, 203, 205, 206, 301, 302, 303, 304, 305, 401, 504, 505, 510, 602, 603, 604, 607,
    ]

    /// Compares what is said of payloads, members and all.
    mutating func add(_ corpus: [PayloadCorpus.Payload]) throws {
        let bytes = corpus.map { Array($0.text.utf8) }
        let messages = try FrameworkJudge.messages(on: bytes)
        var checker = Self.checker
        for (index, payload) in corpus.enumerated() {
            compare(bytes[index], messages[index], &checker) { payload.value(of: $0) ?? "" }
        }
    }

    /// Compares what is said of texts that may be no payloads.
    mutating func add(texts: [[UInt8]]) throws {
        let messages = try FrameworkJudge.messages(on: texts)
        var checker = Self.checker
        for (text, messages) in zip(texts, messages) {
            compare(text, messages, &checker) { _ in String(decoding: text, as: UTF8.self) }
        }
    }

    private static var checker: PayloadChecker {
        PayloadChecker(RuleContext(today: CalendarDate(ddmmyyyy: "09/12/2025") ?? .earliest))
    }

    private mutating func compare(
        _ payload: [UInt8], _ messages: [FrameworkJudge.Message], _ checker: inout PayloadChecker,
        value: (String) -> String
    ) {
        checker.check(payload)
        payloads += 1
        var theirs: [String: [String]] = [:]
        for message in messages { theirs[message.field, default: []].append(message.wording) }
        var ours: [String: (rules: [Int], wordings: [String])] = [:]
        for finding in checker.findings
        where finding.severity == .error && !Self.ownRules.contains(finding.rule.number) {
            let (field, wordings) = Self.prediction(of: finding)
            ours[field, default: ([], [])].rules.append(finding.rule.number)
            ours[field, default: ([], [])].wordings += wordings
        }
        // Nothing else is said of a text that is not JSON.
        if ours[""]?.rules == [1], theirs[""] == nil { theirs = [:] }
        if theirs.isEmpty, ours.isEmpty { takenByBoth += 1 }
        for field in Set(theirs.keys).union(ours.keys).sorted() {
            let framework = theirs[field] ?? []
            let (rules, wordings) = ours[field] ?? ([], [])
            if !framework.isEmpty, !rules.isEmpty, !Set(framework).isDisjoint(with: wordings) {
                refusedByBoth += 1
                continue
            }
            let difference = Difference(
                kind: rules.isEmpty ? .frameworkRefuses : framework.isEmpty ? .weRefuse : .wording, field: field,
                value: value(field), framework: framework, rules: rules, wordings: wordings,
                payload: String(decoding: payload, as: UTF8.self))
            if let entry = table.first(where: { $0.covers(difference) }) {
                listed[entry.name, default: 0] += 1
            } else {
                unlisted.append(difference)
            }
        }
    }

    /// The name that a finding is about, and the messages that it predicts, without the name.
    private static func prediction(of finding: Finding) -> (field: String, wordings: [String]) {
        let answers = finding.prediction.map { [$0.answer] + $0.alternatives } ?? []
        var field = finding.parameter?.name ?? ""
        var wordings: [String] = []
        for answer in answers {
            guard answer.code == "INVALID_REQUEST", let comma = answer.message.firstRange(of: ", ") else {
                wordings.append(answer.message)
                continue
            }
            field = String(answer.message[..<comma.lowerBound])
            wordings.append(String(answer.message[comma.upperBound...]))
        }
        return (field, wordings)
    }

    /// The counts, for people.
    var report: String {
        let rows = listed.sorted { $0.value > $1.value }.map { "  \($0.value)  \($0.key)" }
        let counts = "\(payloads) payloads: taken by both \(takenByBoth); fields refused by both \(refusedByBoth)"
        return ([counts + "; unlisted differences \(unlisted.count); listed:"] + rows).joined(separator: "\n")
    }
}
