import BankConnectSession
import TestSupport
import Testing

/// A payload that tools of this kind are tested with, and what `validate` says of it.
struct PayloadSample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    private let text: MarkedText
    private let rules: [String]
    private let detail: String
    private let today: String

    /// A whole text, each span that a finding points at between « and ».
    ///
    /// The rules say what is said of each span, `BC008+BC401` where it is more than one thing; the detail is a part of
    /// what the first finding says.
    init(
        _ name: String, text: String, _ rules: String..., detail: String = "", today: String = TestTool.today
    ) {
        self.init(name, text, rules, detail, today)
    }

    /// The members besides a good link_id of an object.
    init(
        _ name: String, _ members: String, _ rules: String..., detail: String = "", today: String = TestTool.today
    ) {
        self.init(name, #"{"link_id": "a", \#(members)}"#, rules, detail, today)
    }

    private init(_ name: String, _ text: String, _ rules: [String], _ detail: String, _ today: String) {
        testDescription = name
        self.text = MarkedText(text)
        self.rules = rules
        self.detail = detail
        self.today = today
    }

    private static let errors = Set(Rule.all.filter { $0.severity == .error }.map(\.id.description))

    /// Checks rules, places and exit status.
    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        try #require(rules.count == text.spans.count, "a mark for each", sourceLocation: sourceLocation)
        let expected = zip(rules, text.spans).flatMap { rules, span in
            rules.split(separator: "+").map { "\($0) at \(span.lowerBound), \(span.count) bytes" }
        }
        let input = String(decoding: text.bytes, as: UTF8.self)
        let run = try TestTool().run("validate", "--today", today, "--format", "json", "-", input: input)
        let json = try run.json
        let findings = (0..<(json.count(at: "results/0/findings") ?? 0)).map { "results/0/findings/\($0)/" }
        let found = findings.map { finding in
            let parts = ["rule", "offset", "length"].map { json[finding + $0] ?? "" }
            return "\(parts[0]) at \(parts[1]), \(parts[2]) bytes"
        }
        #expect(found == expected, sourceLocation: sourceLocation)
        let first = json["results/0/findings/0/detail"] ?? ""
        #expect(detail.isEmpty || first.contains(detail), "\(first)", sourceLocation: sourceLocation)
        let isInvalid = rules.contains { $0.split(separator: "+").contains { Self.errors.contains(String($0)) } }
        #expect(run.status == (isInvalid ? 1 : 0), sourceLocation: sourceLocation)
        #expect(json["results/0/valid"] == "\(!isInvalid)", sourceLocation: sourceLocation)
        #expect((json["results/0/answer"] != "null") == isInvalid, sourceLocation: sourceLocation)
    }
}
