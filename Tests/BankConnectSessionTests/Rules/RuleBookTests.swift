import BankConnectSession
import TestSupport
import Testing

extension Rule: CustomTestStringConvertible {
    /// The id alone: a rule is long.
    public var testDescription: String { "\(id)" }
}

@Suite struct RuleBookTests {
    /// Runs an example and gives what one rule says of it.
    static func findings(of rule: Rule, in example: RuleExample) throws -> (found: [Finding], marked: MarkedText) {
        let marked = MarkedText(example.text)
        var checker = PayloadChecker(example.context)
        if example.isRequest {
            let message = try HTTPRequestReader.read(marked.bytes, in: 0..<marked.bytes.count).get()
            checker.check(marked.bytes, in: message.body, head: message.head)
        } else {
            checker.check(marked.bytes)
        }
        return (checker.findings.filter { $0.rule == rule.id }, marked)
    }

    @Test(arguments: Rule.all)
    func `a rule is content with what it accepts`(rule: Rule) throws {
        #expect(!rule.documentation.accepts.isEmpty)
        for example in rule.documentation.accepts {
            let (found, _) = try Self.findings(of: rule, in: example)
            #expect(found.isEmpty, "\(example.text): \(found.map(\.detail.description))")
        }
    }

    @Test(arguments: Rule.all)
    func `a rule reports exactly the marked spans of what it rejects`(rule: Rule) throws {
        #expect(!rule.documentation.rejects.isEmpty)
        for example in rule.documentation.rejects {
            let (found, marked) = try Self.findings(of: rule, in: example)
            let ranges = found.map { finding in
                switch finding.place {
                case .payload(let range, _), .head(let range), .organization(let range): range
                }
            }
            #expect(ranges == marked.spans, "\(example.text): \(found.map(\.detail.description))")
        }
    }

    @Test(arguments: Rule.all)
    func `an accepted payload draws no error from any rule`(rule: Rule) throws {
        for example in rule.documentation.accepts where !example.isRequest {
            var checker = PayloadChecker(example.context)
            checker.check(MarkedText(example.text).bytes)
            #expect(checker.answer == nil, "\(example.text): \(checker.findings.map(\.detail.description))")
        }
    }

    @Test func `ids are unique and in order`() {
        let numbers = Rule.all.map(\.id.number)
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == numbers.count)
        #expect(Set(Rule.all.map(\.documentation.demand)).count == numbers.count)
    }

    @Test func `an id is found with or without case`() {
        #expect(Rule.rule("bc301")?.id.description == "BC301")
        #expect(Rule.rule("BC001")?.id.number == 1)
        #expect(Rule.rule("BC999") == nil)
    }

    @Test(arguments: Rule.all)
    func `texts are sentences, and only errors predict`(rule: Rule) {
        #expect(rule.documentation.explanation.hasSuffix("."))
        #expect(!rule.documentation.demand.hasSuffix("."))
        if rule.severity != .error { #expect(rule.predicts.isEmpty) }
        if rule.severity == .error { #expect(!rule.predicts.isEmpty) }
    }

    @Test func `every row of the page is predicted by a rule`() {
        let predicted = Set(Rule.all.flatMap(\.predicts))
        for row in ServiceError.all { #expect(predicted.contains(row), "\(row.code): \(row.message)") }
    }

    @Test(arguments: Rule.all)
    func `each predicted row is drawn by an example, as the answer or an alternative`(rule: Rule) throws {
        let drawn = try rule.documentation.rejects.flatMap { try Self.findings(of: rule, in: $0).found }.compactMap(
            \.prediction)
        let answers = drawn.flatMap { [$0.answer] + $0.alternatives }
        for row in rule.predicts {
            // To the letter: rules whose row holds an example value have an example with that very value.
            #expect(answers.contains(row.answer), "\(row.message)")
        }
    }
}
