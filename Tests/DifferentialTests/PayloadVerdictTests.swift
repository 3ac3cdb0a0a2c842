import TestSupport
import Testing

/// What Django REST framework says of a payload's types, lengths and forms, against what our rules say.
///
/// Tests/Fixtures/drf has the framework's side. Each difference that is meant is in ``ListedDifference/all``.
@Suite(.enabled(if: FrameworkJudge.isInstalled, "\(FrameworkJudge.howToInstall)"))
struct PayloadVerdictTests {
    @Test func `values on their bounds are judged as the framework judges them`() throws {
        var comparison = Comparison()
        try comparison.add(PayloadCorpus.boundaries)
        expectListed(comparison)
    }

    @Test func `pairs of values are judged as the framework judges them`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        var comparison = Comparison()
        try comparison.add(PayloadCorpus.pairs(using: &generator))
        expectListed(comparison)
    }

    @Test func `10,000 payloads are judged as the framework judges them`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        var comparison = Comparison()
        try comparison.add((0..<10_000).map { _ in PayloadCorpus.random(using: &generator) })
        expectListed(comparison)
    }

    @Test(arguments: ListedDifference.all.indices)
    func `a difference that is listed is still there`(index: Int) throws {
        let entry = ListedDifference.all[index]
        let members = entry.example.name == "link_id" ? [] : [("link_id", "\"a\"")]
        var comparison = Comparison([entry])
        try comparison.add([PayloadCorpus.Payload(members: members + [entry.example])])
        #expect(comparison.listed[entry.name] == 1, "\(entry.name): \(comparison.unlisted.map(\.line))")
    }

    private func expectListed(_ comparison: Comparison) {
        print(comparison.report)
        let shown = comparison.unlisted.prefix(40).map(\.line).joined(separator: "\n")
        #expect(comparison.unlisted.isEmpty, "\(TestSeed.label)\n\(shown)")
        #expect(comparison.takenByBoth > 0 && comparison.refusedByBoth > 0)
    }
}
