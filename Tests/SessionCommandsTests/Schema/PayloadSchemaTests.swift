import BankConnectSession
import TestSupport
import Testing

@testable import SessionCommands

/// The schema of payloads, judged by the package jsonschema, against what the rules say.
@Suite(.enabled(if: SchemaJudge.isInstalled, "\(SchemaJudge.howToInstall)"))
struct PayloadSchemaTests {
    /// The rules that are about form: an error of theirs is one of the schema's.
    static let formRules: Set<Int> = [
        2, 7, 101, 102, 103, 112, 114, 201, 203, 204, 302, 403, 405, 407, 501, 503, 506, 507, 509, 510, 601, 701, 702,
    ]

    /// A payload, and in what circumstances it is checked.
    struct Case {
        let text: [UInt8]
        var context = RuleContext(today: RuleExample.today)
    }

    /// Counts of a comparison, and what the two sides do not agree on.
    struct Comparison {
        var accepted = 0
        var refused = 0
        var disagreements: [String] = []
    }

    /// What the schemas say of payloads, against what the rules say.
    static func compare(_ cases: [Case]) throws -> Comparison {
        var comparison = Comparison()
        for version in APIVersion.allCases {
            let cases = cases.filter { $0.context.apiVersion == version }
            guard !cases.isEmpty else { continue }
            let schema = String(decoding: SchemaDocument(subject: .payload, version: version).text, as: UTF8.self)
            for (entry, fault) in zip(cases, try SchemaJudge.faults(of: cases.map(\.text), by: schema)) {
                guard let isRight = isRight(entry) else { continue }
                if isRight == (fault == nil) {
                    if isRight { comparison.accepted += 1 } else { comparison.refused += 1 }
                } else {
                    let text = String(decoding: entry.text, as: UTF8.self).prefix(300)
                    comparison.disagreements.append("\(version): \(text): \(fault ?? "passes the schema")")
                }
            }
        }
        return comparison
    }

    /// Whether the schema is to accept a payload; nil where it need not judge.
    private static func isRight(_ entry: Case) -> Bool? {
        var checker = PayloadChecker(entry.context)
        checker.check(entry.text)
        let errors = checker.findings.filter { $0.severity == .error }
        // Neither a text that is no JSON nor white space around a text is judged by form.
        guard !checker.findings.contains(where: { [1, 9].contains($0.rule.number) }) else { return nil }
        // Readers of JSON take such numbers for others: 0, infinity, or digits of their own.
        let text = String(decoding: entry.text, as: UTF8.self)
        guard !text.contains("1e-400"), !text.contains(/" {51,}"/) else { return nil }
        let isLongNumber = text.contains(/\d{51,}[,}]/)
        let formErrors = errors.filter { Self.formRules.contains($0.rule.number) }
        if isLongNumber, formErrors.allSatisfy({ [103, 405].contains($0.rule.number) }) { return nil }
        if !formErrors.isEmpty { return false }
        return errors.isEmpty ? true : nil
    }

    private func expectAgreement(_ comparison: Comparison) {
        print("accepted by both \(comparison.accepted), refused by both \(comparison.refused)")
        let shown = comparison.disagreements.prefix(40).joined(separator: "\n")
        #expect(comparison.disagreements.isEmpty, "\(TestSeed.label)\n\(shown)")
        #expect(comparison.accepted > 0 && comparison.refused > 0)
    }

    @Test func `every rule's examples are judged as the rule judges them`() throws {
        let examples = Rule.all.flatMap { $0.documentation.accepts + $0.documentation.rejects }
        let cases = examples.filter { !$0.isRequest }.map { Case(text: MarkedText($0.text).bytes, context: $0.context) }
        expectAgreement(try Self.compare(cases))
        let accepted = Rule.all.flatMap(\.documentation.accepts).filter { !$0.isRequest }
        for version in APIVersion.allCases {
            let texts = accepted.filter { $0.apiVersion == version }.map { MarkedText($0.text).bytes }
            let schema = String(decoding: SchemaDocument(subject: .payload, version: version).text, as: UTF8.self)
            for (text, fault) in zip(texts, try SchemaJudge.faults(of: texts, by: schema)) {
                #expect(fault == nil, "\(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    @Test func `values on their bounds, pairs and payloads by chance are judged alike`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        let corpus =
            PayloadCorpus.boundaries + PayloadCorpus.pairs(using: &generator)
            + (0..<3_000).map { _ in PayloadCorpus.random(using: &generator) }
        var v1 = RuleContext(today: RuleExample.today)
        v1.apiVersion = .v1
        let texts = corpus.map { Array($0.text.utf8) }
        expectAgreement(try Self.compare(texts.map { Case(text: $0) } + texts.map { Case(text: $0, context: v1) }))
    }

    @Test func `members that go together are judged alike`() throws {
        let right = [
            #""mode": "aa", "bank": "hdfc""#, #""mode": "pdf", "bank_name": "hdfc""#, #""mode": "online""#,
            #""mode": "aa", "bank_name": "", "bank": "hdfc""#, #""from_date": "", "to_date": null"#,
            #""consents": {"CC0001": {"x": 1}}"#, #""max_from_date": "01/01/2025""#, #""program_id": [7]"#,
            #""aa_recurring_frequency_value": "5""#, #""aa_recurring_tenure_month": 61"#, #""anything": {}"#,
        ]
        let wrong = [
            #""mode": "aa", "bank": null"#, #""mode": "pdf", "bank": """#, #""consents": {"CC0001": null}"#,
            #""from_date": "01/01/2025", "to_date": null"#, #""from_date": null, "to_date": "01/01/2025""#,
            #""aa_recurring_frequency_value": 6"#, #""aa_recurring_tenure_month": 85"#,
            #""aa_recurring_tenure_month": "", "aa_recurring_tenure_month_count": 12"#,
            #""aa_recurring_tenure_month": 12, "aa_recurring_tenure_month_count": """#,
        ]
        let comparison = try Self.compare(
            (right + wrong).map { Case(text: Array("{\"link_id\": \"a\", \($0)}".utf8)) })
        expectAgreement(comparison)
        #expect((comparison.accepted, comparison.refused) == (right.count, wrong.count))
    }
}

@Suite struct NumberPatternTests {
    @Test(arguments: [0...0, 0...9, 1...5, 1...84, 5...43_200, 7...123, 99...100, 100...999, 1_000...1_001, 0...2_500])
    func `the pattern fits exactly the numbers of its range`(range: ClosedRange<Int>) throws {
        let pattern = try Regex("(\(NumberPattern.pattern(of: range)))")
        for number in 0...max(range.upperBound + 1_200, 1_000)
        where number % 7 == 0 || number < 3_000 || number > 43_000 {
            let fits = try pattern.wholeMatch(in: String(number)) != nil
            #expect(fits == range.contains(number), "\(number)")
        }
    }
}
