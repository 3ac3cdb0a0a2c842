import TestSupport
import Testing

@testable import BankConnectSession

/// Random layers, planned here by three look-ups from the strongest down; a failure prints the seed.
@Suite struct ConsentPropertyTests {
    /// The dates that one layer gives.
    private typealias Layer = [ConsentField: CalendarDate]

    private struct Sample {
        var today: CalendarDate
        var policy = OrganizationPolicy()
        var template: Layer = [:]
        var own: Layer = [:]
        var user: Layer = [:]
        let code: ConsentCode

        init(using generator: inout SplitMix64) {
            let today = CalendarDate.earliest.adding(days: Int.random(in: 730_000...750_000, using: &generator))
            self.today = today
            code = ConsentCode.allCases.randomElement(using: &generator) ?? .cc0001
            func override(_ layer: inout Layer) -> ConsentOverride {
                var override = ConsentOverride()
                if Bool.random(using: &generator) {
                    let history = Self.period(&generator)
                    override.history = history
                    layer[.fromDate] = today.subtracting(history)
                }
                if Bool.random(using: &generator) {
                    let life = Self.period(&generator)
                    override.life = life
                    layer[.consentExpiry] = today.adding(life)
                }
                for field in ConsentField.allCases where Int.random(in: 0...3, using: &generator) == 0 {
                    let date = today.adding(days: Int.random(in: -3000...3000, using: &generator))
                    layer[field] = date
                    switch field {
                    case .fromDate: override.fromDate = date
                    case .toDate: override.toDate = date
                    case .consentExpiry: override.consentExpiry = date
                    }
                }
                return override
            }
            policy.consents[.template(code.template.id)] = override(&template)
            policy.consents[.consent(code)] = override(&own)
            for field in ConsentField.allCases where Bool.random(using: &generator) {
                user[field] = today.adding(days: Int.random(in: -3000...3000, using: &generator))
            }
        }

        private static func period(_ generator: inout SplitMix64) -> CalendarPeriod {
            let unit = CalendarPeriod.Unit.allCases.randomElement(using: &generator) ?? .day
            return CalendarPeriod(unit: unit, value: Int.random(in: 0...40, using: &generator))
        }

        /// The user's members in an order of their own, since it must not matter.
        func payload(using generator: inout SplitMix64) -> [UInt8] {
            let members = user.map { #""\#($0.key.rawValue)": "\#($0.value)""# }.shuffled(using: &generator)
            let entry = #"{"\#(code.rawValue)": {\#(members.joined(separator: ", "))}}"#
            return Array(
                #"{"link_id": "a", "aa_journey_code": "\#(code.journey.rawValue)", "consents": \#(entry)}"#.utf8)
        }

        /// The strongest layer's date, and who gave it; nil when the template decides.
        func decided(_ field: ConsentField) -> PlannedDate? {
            if let date = user[field] { return PlannedDate(date, .user) }
            return (own[field] ?? template[field]).map { PlannedDate($0, .organization) }
        }
    }

    private static func plan(_ sample: Sample, using generator: inout SplitMix64) throws -> PlannedConsent {
        var request = SessionRequest()
        let bytes = sample.payload(using: &generator)
        request.read(bytes, in: 0..<bytes.count)
        let plan = try #require(
            ConsentPlanner(today: sample.today, organization: sample.policy).plan(for: request))
        return try #require(plan.consents.first { $0.code == sample.code })
    }

    @Test func `each date is the strongest layer's that gives it`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<1000 {
            let sample = Sample(using: &generator)
            let consent = try Self.plan(sample, using: &generator)
            let planner = ConsentPlanner(today: sample.today)
            let standard = try #require(
                planner.plan(for: sample.code.journey).consents.first { $0.code == sample.code })
            let expiry = sample.decided(.consentExpiry) ?? standard.consentExpiry
            let to = sample.decided(.toDate) ?? (sample.code.template.fetchType == .periodic ? expiry : standard.toDate)
            let from = sample.decided(.fromDate) ?? standard.fromDate
            for (field, expected) in [(ConsentField.fromDate, from), (.toDate, to), (.consentExpiry, expiry)] {
                #expect(consent[field].date == expected.date, "\(field) \(TestSeed.label)")
                #expect(consent[field].source == expected.source, "\(field) \(TestSeed.label)")
            }
            #expect(consent.bounds == standard.bounds, "\(TestSeed.label)")
        }
    }

    @Test func `a corrected consent stays within its bounds, and changes only what was beyond`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<1000 {
            let sample = Sample(using: &generator)
            let consent = try Self.plan(sample, using: &generator)
            let corrected = consent.corrected
            #expect(corrected.fromDate.date >= consent.bounds.earliestFromDate, "\(TestSeed.label)")
            #expect(corrected.consentExpiry.date <= consent.bounds.latestConsentExpiry, "\(TestSeed.label)")
            #expect(corrected.corrected == corrected, "\(TestSeed.label)")
            for field in ConsentField.allCases {
                let isMoved = corrected[field].date != consent[field].date
                #expect((corrected[field].source == .corrected) == isMoved, "\(field) \(TestSeed.label)")
            }
            let isFair =
                consent.fromDate.date >= consent.bounds.earliestFromDate
                && consent.consentExpiry.date <= consent.bounds.latestConsentExpiry
            #expect(!isFair || corrected == consent, "\(TestSeed.label)")
            // An order of to_date and expiry that held still holds.
            let wasInOrder = consent.toDate.date <= consent.consentExpiry.date
            #expect(!wasInOrder || corrected.toDate.date <= corrected.consentExpiry.date, "\(TestSeed.label)")
        }
    }

    @Test func `fair use is reported for exactly the dates that a correction moves to a bound`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<500 {
            let sample = Sample(using: &generator)
            let consent = try Self.plan(sample, using: &generator)
            var beyond = 0
            if consent.fromDate.date < consent.bounds.earliestFromDate { beyond += 1 }
            if consent.consentExpiry.date > consent.bounds.latestConsentExpiry { beyond += 1 }
            var checker = PayloadChecker(RuleContext(today: sample.today, organization: sample.policy))
            checker.check(sample.payload(using: &generator))
            // The other consents of the journey share the template's override.
            let own = checker.findings.filter {
                $0.rule.number == 607 && $0.detail.description.hasPrefix(sample.code.rawValue)
            }
            #expect(own.count == beyond, "\(TestSeed.label)")
        }
    }

    @Test func `what is known of a journey beforehand is what its plan says`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<500 {
            let sample = Sample(using: &generator)
            let planner = ConsentPlanner(today: sample.today, organization: sample.policy)
            var request = SessionRequest()
            let bytes = Array(#"{"link_id": "a", "aa_journey_code": "\#(sample.code.journey.rawValue)"}"#.utf8)
            request.read(bytes, in: 0..<bytes.count)
            let plan = try #require(planner.plan(for: request))
            let from = sample.today.adding(days: Int.random(in: -900...100, using: &generator))
            let to = from.adding(days: Int.random(in: 1...900, using: &generator))
            let isCovered = plan.consents.contains { $0.fromDate.date <= from && to <= $0.toDate.date }
            #expect(planner.coversByDefault(from, to, for: request) == isCovered, "\(TestSeed.label)")
            let lives = plan.consents.map { sample.today.days(until: $0.consentExpiry.date) }
            #expect(planner.leastLifeByDefault(for: request) == lives.min(), "\(TestSeed.label)")
            let own = sample.payload(using: &generator)
            request.read(own, in: 0..<own.count)
            #expect(!planner.coversByDefault(from, to, for: request), "\(TestSeed.label)")
            #expect(planner.leastLifeByDefault(for: request) == nil, "\(TestSeed.label)")
        }
    }
}
