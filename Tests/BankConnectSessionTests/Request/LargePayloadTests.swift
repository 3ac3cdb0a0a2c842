import BankConnectSession
import TestSupport
import Testing

/// Payloads of many members: work that grew with the square of their number would outlast the limit many times.
struct LargePayloadTests {
    private static func check(_ members: [String]) -> PayloadChecker {
        var checker = PayloadChecker(RuleContext(today: RuleExample.today))
        let payload = Array(#"{"link_id":"a",\#(members.joined(separator: ","))}"#.utf8)
        #expect(processorTime { checker.check(payload) } < .seconds(60))
        return checker
    }

    private static func counts(_ checker: PayloadChecker) -> [Int: Int] {
        Dictionary(grouping: checker.findings, by: \.rule.number).mapValues(\.count)
    }

    @Test func `10^5 keys that are unknown draw a finding each`() {
        let checker = Self.check((0..<100_000).map { #""u\#($0)":\#($0)"# })
        #expect(checker.request.unknownNames.count == 100_000)
        #expect(Self.counts(checker) == [4: 100_000])
    }

    @Test func `a million repetitions of a parameter are noted, all but the first`() {
        let members = [String](repeating: #""mode":"aa""#, count: 1_000_000).joined(separator: ",")
        let took = processorTime {
            #expect(SessionRequestTests.read("{\(members)}").repeatedNames.count == 999_999)
        }
        #expect(took < .seconds(60))
    }

    @Test func `repetitions of a parameter and its other spelling are noted`() {
        let banks = [String](repeating: #""bank":"hdfc""#, count: 50_000)
        let names = [String](repeating: #""bank_name":"hdfc""#, count: 50_000)
        let tenures = [String](repeating: #""aa_recurring_tenure_month":1"#, count: 50_000)
        let counts = Self.counts(Self.check(banks + names + tenures))
        #expect(counts == [3: 149_997, 208: 1, 502: 1])
    }

    @Test func `repetitions of an unknown name and of nested names are noted`() {
        let unknown = [String](repeating: #""pan":1"#, count: 20_000)
        let nested = [String](repeating: #""names":[]"#, count: 20_000).joined(separator: ",")
        let counts = Self.counts(Self.check(unknown + [#""metadata":{\#(nested)}"#]))
        #expect(counts == [3: 39_998, 4: 20_000])
    }

    @Test func `many small objects and 10^5 names of metadata are looked through`() {
        let objects = [String](repeating: #"{"a":1,"b":{"a":1}}"#, count: 30_000).joined(separator: ",")
        let names = (0..<100_000).map { #""NAME \#($0)""# }.joined(separator: ",")
        let counts = Self.counts(Self.check([#""pan":[\#(objects)]"#, #""metadata":{"names":[\#(names)]}"#]))
        #expect(counts == [4: 1])
    }

    @Test func `a long bank name is compared with its other spelling once`() {
        let long = String(repeating: "x", count: 500_000)
        let banks = [String](repeating: #""bank":"y""#, count: 20_000)
        let counts = Self.counts(Self.check([#""bank_name":"\#(long)""#] + banks))
        #expect(counts == [3: 19_999, 5: 1, 201: 1])
    }
}
