import BankConnectSession
import Foundation
import Testing

/// The generator of Steele, Lea and Flood (2014); small, and the same everywhere.
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    mutating func some<Element>(of elements: [Element]) -> [Element] {
        elements.shuffled(using: &self).filter { _ in Bool.random(using: &self) }
    }

    mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
        Bool.random(using: &self) ? make(&self) : nil
    }

    mutating func text() -> String {
        let scalars: [Unicode.Scalar] = ["a", "Z", "7", "_", "\"", "\\", "/", "é", "ब", "\u{1F600}"]
        return "x"
            + String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...8, using: &self)).compactMap { _ in
                        scalars.randomElement(using: &self)
                    }))
    }

    mutating func period() -> CalendarPeriod {
        CalendarPeriod(
            unit: CalendarPeriod.Unit.allCases.randomElement(using: &self) ?? .day,
            value: Int.random(in: 1...1200, using: &self))
    }

    mutating func date(_ dayNumbers: ClosedRange<Int32>) -> CalendarDate? {
        CalendarDate(dayNumber: Int32.random(in: dayNumbers, using: &self))
    }
}

/// Policies written and read back; a failure prints the seed, and `BCSESSION_TEST_SEED` sets it.
@Suite struct PolicyPropertyTests {
    static let seed =
        ProcessInfo.processInfo.environment["BCSESSION_TEST_SEED"].flatMap(UInt64.init)
        ?? UInt64.random(in: .min ... .max)

    private var note: Comment { "BCSESSION_TEST_SEED=\(Self.seed)" }

    @Test func `a policy that is written is read back the same`() throws {
        var generator = SplitMix64(state: Self.seed)
        for _ in 0..<300 {
            let policy = Self.policy(&generator)
            let text = Self.json(policy, indented: Bool.random(using: &generator))
            let read = try OrganizationPolicy.read(text)
            #expect(read.name == policy.name, note)
            #expect(read.plan == policy.plan, note)
            #expect(read.modes == policy.modes, note)
            #expect(read.banks == policy.banks, note)
            #expect(read.fields == policy.fields, note)
            let overrides = read.consents.mapValues { override in
                var override = override
                for (field, range) in override.origins {
                    #expect(text.indices.contains(range.lowerBound), "\(field); \(note)")
                }
                override.origins = [:]
                return override
            }
            #expect(overrides == policy.consents, note)
        }
    }

    @Test func `a policy with one byte changed is read or refused, with errors inside the text`() {
        var generator = SplitMix64(state: Self.seed)
        for _ in 0..<2000 {
            var text = Self.json(Self.policy(&generator), indented: false)
            text[Int.random(in: text.indices, using: &generator)] = UInt8.random(in: .min ... .max, using: &generator)
            for error in policyErrors(text, OrganizationPolicy.read) {
                #expect(error.range.upperBound <= text.count, note)
            }
            for error in policyErrors(text, BankTable.read) {
                #expect(error.range.upperBound <= text.count, note)
            }
        }
    }

    private static func policy(_ generator: inout SplitMix64) -> OrganizationPolicy {
        var policy = OrganizationPolicy()
        policy.name = generator.maybe { $0.text() }
        policy.plan = OrganizationPolicy.Plan.allCases.randomElement(using: &generator) ?? .active
        let modes = generator.some(of: BankMode.allCases)
        policy.modes = modes.isEmpty ? nil : modes
        policy.banks = (0..<Int.random(in: 0...3, using: &generator)).map { number in
            let modes = generator.some(of: BankMode.allCases)
            let identifier = "\(number)" + generator.text()
            return Bank(
                identifier: identifier, name: identifier, pdf: .init(modes.contains(.pdf)),
                online: .init(modes.contains(.online)), aa: .init(modes.contains(.aa)))
        }
        policy.fields = (0..<Int.random(in: 0...3, using: &generator)).map { "\($0)" + generator.text() }
        let scopes =
            ["CT001", "CT003", "CT035"].map(ConsentScope.template) + ConsentCode.allCases.map(ConsentScope.consent)
        for scope in generator.some(of: scopes) {
            var override = ConsentOverride()
            if Bool.random(using: &generator) {
                override.history = generator.maybe { $0.period() }
            } else {
                override.fromDate = generator.maybe { $0.date(-719_162...0) } ?? nil
            }
            if Bool.random(using: &generator) {
                override.life = generator.maybe { $0.period() }
            } else {
                override.consentExpiry = generator.maybe { $0.date(0...2_932_896) } ?? nil
            }
            override.toDate = generator.maybe { $0.date(1...2_932_896) } ?? nil
            let types = generator.some(of: ReBIT.FIType.allCases)
            override.fiTypes = types.isEmpty ? nil : types
            policy.consents[scope] = override
        }
        return policy
    }

    private static func json(_ policy: OrganizationPolicy, indented: Bool) -> [UInt8] {
        var writer = JSONWriter(indented: indented)
        writer.object { writer in
            if let name = policy.name { writer.member("name", name) }
            writer.member("plan", policy.plan.rawValue)
            if let modes = policy.modes { writer.name("modes"); writer.array(modes.map(\.rawValue)) }
            writer.name("banks")
            writer.object { writer in
                for bank in policy.banks {
                    writer.name(bank.identifier)
                    writer.array(BankMode.allCases.filter { bank.availability(of: $0) == .yes }.map(\.rawValue))
                }
            }
            writer.name("fields")
            writer.array(policy.fields)
            writer.name("consents")
            writer.object { writer in
                for (scope, override) in policy.consents {
                    switch scope {
                    case .template(let id): writer.name(id)
                    case .consent(let code): writer.name(code.rawValue)
                    }
                    write(override, to: &writer)
                }
            }
        }
        return writer.bytes
    }

    private static func write(_ override: ConsentOverride, to writer: inout JSONWriter) {
        writer.object { writer in
            for (name, period) in [("history", override.history), ("life", override.life)] {
                guard let period else { continue }
                writer.name(name)
                writer.object { writer in
                    writer.member("value", period.value)
                    writer.member("unit", period.unit.rawValue)
                }
            }
            let dates = [
                ("from_date", override.fromDate), ("to_date", override.toDate),
                ("consent_expiry", override.consentExpiry),
            ]
            for (name, date) in dates {
                if let date { writer.member(name, date.description) }
            }
            if let types = override.fiTypes { writer.name("fi_types"); writer.array(types.map(\.rawValue)) }
        }
    }
}
