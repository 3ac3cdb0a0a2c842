import TestSupport
import Testing

@testable import BankConnectSession

/// Payloads of values that are right, wrong and unusual, put together at random.
enum RandomPayload {
    private static let days = [
        "01/01/2025", "09/12/2025", "07/12/2025", "10/12/2025", "2025-01-01", "31/02/2025", "08/10/2024", "1/2/2025",
        "01/10/2025", "09/01/2026", "\\u0031/10/2025",
    ].map { "\"\($0)\"" }
    private static let urls =
        [
            "https://acme.example/return?customer=1", "http://acme.example/", "HTTPS://Acme.example", "https://",
            "https://a b/", "https://u@h/", "https://[::1]/x", "https://a_b.example/", "https://.a/",
            "https://a.example",
            "https://a.example/\\\\", "https://a.example/\u{E9}", "https://\u{E9}.example/", "https://a.example:443/x",
            "https://a.example/" + String(repeating: "x", count: 183),
            "https://a.example/" + String(repeating: "\u{E9}", count: 100),
            "https://a.example/" + String(repeating: "x", count: 182), "https:\\/\\/a.example\\/",
        ].map { "\"\($0)\"" } + ["true", "[]", "null", "\"\""]
    /// Values that are strange anywhere.
    private static let anything = [
        "null", #""""#, #"" x ""#, #""\u0000""#, #""\u001cx""#, "7", "true", "[]", "{}", "\"\u{A0}\"", "1e3",
    ]
    private static let others: [Parameter: [String]] = [
        .linkID: [
            #""TU-1""#, #""""#, #"" ""#, "null", "5", #""\u0020""#, #""\\""#, "\"\u{A0}\"", "{}",
            "\"\(String(repeating: "a", count: 501))\"", "\"\(String(repeating: "\u{E9}", count: 300))\"",
        ],
        .bankName: [
            #""hdfc""#, #""HDFC""#, #""hdfcc""#, #""h\u0064fc""#, #""sbi""#, #""akola_janata""#, "7", "null",
            "\"\(String(repeating: "x", count: 51))\"",
        ],
        .mode: [#""aa""#, #""pdf""#, #""online""#, #""no""#, #""\u0061a""#, #""AA""#, "5", #""""#, #"["aa"]"#],
        .mobileNumber: [
            #""9876543210""#, #""1234567890""#, #""987654321""#, #""98765 4321""#, #""९८७६५४३२१०""#, "9876543210",
            #""\u0039876543210""#, #"" 9876543210""#, "[]", "null",
        ],
        .sessionExpiry: ["30", "5", "4", "43201", #""30""#, #""1441""#, "30.0", "1441", "true"],
        .journeyMode: [#""multi_pdf""#, #""multi-pdf""#, "\"\(String(repeating: "x", count: 51))\""],
        .aaJourneyCode: [#""BCAA001""#, #""BCAA004""#, #""BCAA005""#, #""bcaa001""#, #""BCAA00\u0031""#, "5"],
        .acceptAnything: ["true", #""maybe""#, "1"],
        .metadata: [
            "{}", #"{"names": ["A"], "employer_names": ["B"], "companies_for_self_transfer": []}"#, "[]",
            #"{"names": "A"}"#, #"{"names": ["A", 7]}"#, #"{"name": []}"#, #"{"names": [], "names": []}"#,
            #"{"names": [], "\u006eames": []}"#, #"{"names": [["A"]]}"#, #"{"names": [{"a": 1, "a": 2}]}"#,
            #"{"from_date": []}"#, #"{"names": null}"#, #"{"names": ["", " ", "\u0000", " a "]}"#,
        ],
        .aaJourneyMode: [#""only_once""#, #""only_recurring""#, #""hello""#],
    ]

    private static func consents(using random: inout SplitMix64) -> String {
        let entries = (0..<Int.random(in: 0...3, using: &random)).map { _ -> String in
            let code = ["CC0001", "CC0003", "CC0007", "CC9", "CC000\\u0031"].randomElement(using: &random) ?? ""
            let members = (0..<Int.random(in: 0...3, using: &random)).map { _ -> String in
                let name = ["from_date", "to_date", "consent_expiry", "expiry"].randomElement(using: &random) ?? ""
                return "\"\(name)\": \((Self.days + ["null", "{}"]).randomElement(using: &random) ?? "")"
            }
            return "\"\(code)\": " + (members.count == 3 ? "5" : "{\(members.joined(separator: ", "))}")
        }
        return "{\(entries.joined(separator: ", "))}"
    }

    /// Some parameters, each with its name and a value, as JSON.
    static func members(using random: inout SplitMix64) -> [(parameter: Parameter, name: String, value: String)] {
        var members = Parameter.allCases.filter { _ in Int.random(in: 0...2, using: &random) == 0 }
        if Bool.random(using: &random) { members.insert(.linkID, at: 0) }
        return members.map { parameter in
            let name = Int.random(in: 0...3, using: &random) == 0 ? parameter.row.alias : nil
            return (parameter, name ?? parameter.name, value(of: parameter, using: &random))
        }
    }

    /// A value of a parameter, as JSON: every other time one that is right.
    static func value(of parameter: Parameter, using random: inout SplitMix64) -> String {
        if parameter == .consents { return consents(using: &random) }
        let values: [String] =
            switch parameter.row.kind {
            case .date: days + ["null", #""""#, "5"]
            case .url: urls
            default: others[parameter] ?? [#""x""#]
            }
        if Bool.random(using: &random) { return values[0] }
        return (values + anything).randomElement(using: &random) ?? "0"
    }

    /// A payload of these members.
    static func text(
        _ members: [(parameter: Parameter, name: String, value: String)], using random: inout SplitMix64
    ) -> String {
        let separator = [", ", ",", " , "].randomElement(using: &random) ?? ","
        let colon = [": ", ":", " :\t"].randomElement(using: &random) ?? ":"
        return "{\(members.map { "\"\($0.name)\"\(colon)\($0.value)" }.joined(separator: separator))}"
    }

    /// A payload.
    static func text(using random: inout SplitMix64) -> String {
        text(members(using: &random), using: &random)
    }
}

/// Reading tells ordinary values from others, so that most rules are not asked; what is found must not depend on it.
@Suite struct OrdinaryValueTests {
    /// All that a finding says.
    private static func line(_ finding: Finding) -> String {
        """
        \(finding.rule) \(finding.severity) \(finding.basis) \(finding.place) \(finding.detail); \
        \(finding.hint?.description ?? ""); \(String(describing: finding.prediction))
        """
    }

    @Test func `what is found does not depend on which values are taken for ordinary`() {
        var random = SplitMix64(seed: TestSeed.value)
        for version in APIVersion.allCases {
            let context = RuleContext(
                today: RuleExample.today, apiVersion: version, workflow: version == .v2 ? .redirect : nil)
            var (quick, thorough) = (PayloadChecker(context), PayloadChecker(context, asksAll: true))
            for _ in 0..<4000 {
                let text = RandomPayload.text(using: &random)
                quick.check(Array(text.utf8))
                thorough.check(Array(text.utf8))
                let (some, all) = (quick.findings.map(Self.line), thorough.findings.map(Self.line))
                #expect(some == all, "\(TestSeed.label) \(text)")
                #expect(quick.answer == thorough.answer, "\(TestSeed.label) \(text)")
            }
        }
    }

    @Test func `a finding made from memory is the finding that would be made anew`() {
        var random = SplitMix64(seed: TestSeed.value)
        let context = RuleContext(today: RuleExample.today)
        var old = PayloadChecker(context)
        for _ in 0..<2000 {
            let text = RandomPayload.text(using: &random)
            var new = PayloadChecker(context)
            old.check(Array(text.utf8))
            new.check(Array(text.utf8))
            let (remembered, made) = (old.findings.map(Self.line), new.findings.map(Self.line))
            #expect(remembered == made, "\(TestSeed.label) \(text)")
        }
    }

    /// Members of which many are nearly alike: the same values under other names, and with other spellings.
    private static let pool = [
        #""bank": "axis""#, #""bank": "sbi""#, #""bank": "hdfc""#, #""bank": null"#, #""bank": 5"#,
        #""bank_name": "icici""#, #""bank_name": "zzz""#, #""bank_name": "zzz ""#, #""bank_name": "ICICI""#,
        #""aa_recurring_tenure_month": 3"#, #""aa_recurring_tenure_month": 85"#,
        #""aa_recurring_tenure_month_count": "2""#, #""aa_recurring_tenure_month_count": 2"#,
        #""aa_journey_mode": "only_recurring""#, #""mode": "online""#, #""mode": "aa""#, #""mode": "\u0061a""#,
        #""from_date": "01/01/2025""#, #""from_date": " 01/01/2025""#, #""from_date": "01\/01\/2025""#,
        #""from_date": "1/1/2025""#, #""to_date": "09/11/2025""#, #""to_date": "10/12/2025""#,
        #""aa_journey_code": "BCAA002""#, #""aa_journey_code": "bcaa002""#, #""session_expiry": "5""#,
        #""session_expiry": 5000"#, #""consents": {"CC0001": {"to_date": "01/12/2025"}}"#,
        #""consents": {"CC0002": {"from_date": "01/01/2020"}}"#, #""unknown": 1"#, #""mod": "aa""#,
    ]

    @Test func `a finding made from memory fits the payload, also where many payloads are nearly alike`() {
        var random = SplitMix64(seed: TestSeed.value)
        for version in APIVersion.allCases {
            let context = RuleContext(today: RuleExample.today, apiVersion: version)
            var old = PayloadChecker(context)
            for _ in 0..<3000 {
                let members = Self.pool.shuffled(using: &random).prefix(.random(in: 1...6, using: &random))
                let text = Array("{\(members.joined(separator: ", "))}".utf8)
                var new = PayloadChecker(context)
                old.check(text)
                new.check(text)
                let (remembered, made) = (old.findings.map(Self.line), new.findings.map(Self.line))
                #expect(remembered == made, "\(TestSeed.label) \(members)")
            }
        }
    }
}
