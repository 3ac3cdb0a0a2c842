import TestSupport
import Testing

@testable import BankConnectSession

/// Reading tells ordinary values from others, so that most rules are not asked; what is found must not depend on it.
@Suite struct OrdinaryValueTests {
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
            #""\u0039876543210""#, "[]", "null",
        ],
        .sessionExpiry: ["30", "5", "4", "43201", #""30""#, "30.0", "1441", "true"],
        .journeyMode: [#""multi_pdf""#, #""multi-pdf""#, "\"\(String(repeating: "x", count: 51))\""],
        .aaJourneyCode: [#""BCAA001""#, #""BCAA004""#, #""BCAA005""#, #""bcaa001""#, #""BCAA00\u0031""#, "5"],
        .acceptAnything: ["true", #""maybe""#, "1"],
        .metadata: [
            "{}", #"{"names": ["A"], "employer_names": ["B"], "companies_for_self_transfer": []}"#, "[]",
            #"{"names": "A"}"#, #"{"names": ["A", 7]}"#, #"{"name": []}"#, #"{"names": [], "names": []}"#,
            #"{"names": [], "\u006eames": []}"#, #"{"names": [["A"]]}"#, #"{"names": [{"a": 1, "a": 2}]}"#,
            #"{"from_date": []}"#,
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

    private static func payload(using random: inout SplitMix64) -> String {
        var members = Parameter.allCases.filter { _ in Int.random(in: 0...2, using: &random) == 0 }
        if Bool.random(using: &random) { members.insert(.linkID, at: 0) }
        let separator = [", ", ",", " , "].randomElement(using: &random) ?? ","
        let colon = [": ", ":", " :\t"].randomElement(using: &random) ?? ":"
        let texts = members.map { parameter -> String in
            let values: [String] =
                switch parameter.row.kind {
                case .date: days + ["null", #""""#, "5"]
                case .url: urls
                default: others[parameter] ?? [#""x""#]
                }
            let isPlain = Bool.random(using: &random)
            let value = isPlain ? values[0] : values.randomElement(using: &random) ?? "0"
            let text = parameter == .consents ? consents(using: &random) : value
            let name = [parameter.name, parameter.name, parameter.name, parameter.row.alias ?? parameter.name]
            return "\"\(name.randomElement(using: &random) ?? "")\"\(colon)\(text)"
        }
        return "{\(texts.joined(separator: separator))}"
    }

    @Test func `what is found does not depend on which values are taken for ordinary`() {
        var random = SplitMix64(seed: TestSeed.value)
        for version in APIVersion.allCases {
            let context = RuleContext(
                today: RuleExample.today, apiVersion: version, workflow: version == .v2 ? .redirect : nil)
            var (quick, thorough) = (PayloadChecker(context), PayloadChecker(context, asksAll: true))
            for _ in 0..<4000 {
                let text = Self.payload(using: &random)
                quick.check(Array(text.utf8))
                thorough.check(Array(text.utf8))
                #expect(quick.findings == thorough.findings, "\(TestSeed.label) \(text)")
            }
        }
    }

    @Test func `a finding made from memory is the finding that would be made anew`() {
        var random = SplitMix64(seed: TestSeed.value)
        let context = RuleContext(today: RuleExample.today)
        var old = PayloadChecker(context)
        for _ in 0..<2000 {
            let text = Self.payload(using: &random)
            var new = PayloadChecker(context)
            old.check(Array(text.utf8))
            new.check(Array(text.utf8))
            #expect(old.findings == new.findings, "\(TestSeed.label) \(text)")
        }
    }
}
