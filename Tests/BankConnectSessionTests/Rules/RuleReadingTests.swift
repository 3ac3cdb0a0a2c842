import TestSupport
import Testing

@testable import BankConnectSession

/// What a rule says that it reads is all that changes what it finds: `explain` lists it, and findings are remembered by it.
@Suite struct RuleReadingTests {
    /// What each rule finds in a payload, without the places in the text, which every change moves.
    private static func found(_ text: String, _ context: RuleContext) -> [Int: [String]] {
        let checked = CheckedPayload(text, context)
        var found: [Int: [String]] = [:]
        for (finding, marked) in zip(checked.findings, checked.marked) {
            let hint = finding.hint?.description ?? ""
            found[finding.rule.number, default: []]
                .append(
                    "\(finding.severity) \(finding.detail) \(hint) \(marked) \(String(describing: finding.prediction))")
        }
        return found.mapValues { $0.sorted() }
    }

    private static let contexts: [RuleContext] = ["09/12/2025", "05/12/2025"].flatMap { day in
        var policy = OrganizationPolicy()
        policy.modes = [.pdf]
        policy.consents = [.template("CT001"): ConsentOverride()]
        policy.consents[.template("CT001")]?.history = .months(20)
        let today = CalendarDate(ddmmyyyy: day) ?? .earliest
        return [
            RuleContext(today: today), RuleContext(today: today, apiVersion: .v1),
            RuleContext(today: today, workflow: .redirect, organization: policy, fairUse: .refuse),
        ]
    }

    @Test func `a parameter that changes what a rule finds is among those that the rule reads`() {
        var random = SplitMix64(seed: TestSeed.value)
        let reads = Dictionary(uniqueKeysWithValues: Rule.all.map { ($0.id.number, Set($0.reads)) })
        var seen: [Int: Set<Parameter>] = [:]
        for round in 0..<6000 {
            let context = Self.contexts[round % Self.contexts.count]
            var members = RandomPayload.members(using: &random)
            let before = Self.found(RandomPayload.text(members, using: &random), context)
            let parameter = Parameter.allCases[Int.random(in: 0..<Parameter.allCases.count, using: &random)]
            let value = RandomPayload.value(of: parameter, using: &random)
            if let place = members.firstIndex(where: { $0.parameter == parameter }) {
                if Bool.random(using: &random) {
                    members.removeAll { $0.parameter == parameter }
                } else {
                    members[place].value = value
                }
            } else {
                members.append((parameter, parameter.name, value))
            }
            let after = Self.found(RandomPayload.text(members, using: &random), context)
            for rule in Set(before.keys).union(after.keys) where before[rule] != after[rule] {
                seen[rule, default: []].insert(parameter)
                #expect(reads[rule]?.contains(parameter) ?? false, "BC\(rule) reads \(parameter.name): \(members)")
            }
        }
        // The test sees something: most rules were changed by some parameter.
        #expect(seen.count > 55, "\(seen.keys.sorted())")
    }

    /// Random payloads hold no value that a new rule is about; its examples do.
    @Test(arguments: Rule.all)
    func `what a rule finds in its examples is changed by nothing that it does not say it reads`(rule: Rule) throws {
        var random = SplitMix64(seed: TestSeed.value)
        for example in rule.documentation.rejects where !example.isRequest {
            let bytes = MarkedText(example.text).bytes
            guard let document = try? JSONDocument(bytes), document[0].kind == .object else { continue }
            let texts = document.tape.members(of: 0).map { name, value in
                (name: document.text(of: name), value: String(decoding: bytes[document[value].range], as: UTF8.self))
            }
            func found(_ members: [(name: String, value: String)]) -> [String] {
                let text = "{\(members.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", "))}"
                return Self.found(text, example.context)[rule.id.number] ?? []
            }
            let before = found(texts)
            for (place, member) in texts.enumerated() {
                guard let parameter = Parameter.allCases.first(where: { $0.name == member.name }),
                    !rule.reads.contains(parameter)
                else { continue }
                for _ in 0..<8 {
                    var members = texts
                    members[place].value = RandomPayload.value(of: parameter, using: &random)
                    #expect(
                        found(members) == before, "\(rule.id) reads \(parameter.name), and does not say so: \(members)")
                }
            }
        }
    }

    @Test(arguments: [
        (Parameter.linkID, [101, 102, 103]), (.redirectURL, [110, 111, 112]), (.toDate, [302, 303, 306, 307]),
        (.bankName, [203, 205, 505]), (.aaJourneyCode, [604, 605, 607]), (.consents, [604, 605, 606, 607]),
    ])
    func `a parameter's rules are found by what they read`(parameter: Parameter, rules: [Int]) {
        let found = Rule.all.filter { $0.reads.contains(parameter) }.map(\.id.number)
        #expect(Set(found).isSuperset(of: rules))
    }

    /// Members with a fault that takes a search or a text to be put together.
    private static let faults = (0..<100).map { number -> String in
        switch number % 5 {
        case 0: #""bank_name": "hdfcc\#(number)""#
        case 1: #""to_date": "2025-01-\#(10 + number % 80)", "from_date": "01/01/2025""#
        case 2: #""mode": "pdf\#(number)""#
        case 3: #""form_date\#(number)": 1"#
        default: #""session_expiry": \#(43_200 + number)"#
        }
    }

    @Test func `a finding is worked out once for a value that comes again in a stream`() {
        var checker = PayloadChecker(RuleContext(today: RuleExample.today))
        var statements: [[ObjectIdentifier]] = []
        for round in 0..<4 {
            for (index, fault) in Self.faults.enumerated() {
                let text = Array(
                    #"{"link_id": "TU-\#(round)-\#(index)", \#(fault), "logo_url": "https://a.example/\#(round)"}"#.utf8
                )
                checker.check(text)
                #expect(!checker.findings.isEmpty)
                statements.append(checker.findings.map { ObjectIdentifier($0.statement) })
            }
        }
        // The banks get an index after some payloads, which is another context: from the second round on nothing is new.
        #expect(statements[200..<300] == statements[300..<400])
        #expect(statements[100..<200] == statements[300..<400])
    }
}
