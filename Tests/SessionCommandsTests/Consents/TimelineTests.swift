import TestSupport
import Testing

/// `consents --format timeline`.
@Suite struct TimelineTests {
    var tool: TestTool

    init() throws {
        tool = try TestTool()
        tool.environment["LANG"] = "en_IN.UTF-8"
    }

    private static let beyond = [
        "--aa-journey-code", "BCAA003", "--consent", "CC0003:from_date=01/06/2024,consent_expiry=01/06/2026",
        "--consent", "CC0004:to_date=01/01/2027",
    ]

    private func draw(_ flags: [String], columns: Int, today: String = TestTool.today) -> TestTool.Outcome {
        var tool = tool
        tool.environment["COLUMNS"] = String(columns)
        return tool.run(["consents", "--format", "timeline", "--today", today] + flags)
    }

    // MARK: Goldens

    @Test(arguments: [60, 80, 200])
    func `one-time, collections and values outside a bound are drawn as ever`(columns: Int) throws {
        try ViewGolden.expect(draw([], columns: columns).output, is: "one-time-\(columns).txt")
        let collections = draw(["--aa-journey-code", "BCAA004"], columns: columns)
        try ViewGolden.expect(collections.output, is: "collections-\(columns).txt")
        try ViewGolden.expect(draw(Self.beyond, columns: columns).output, is: "beyond-\(columns).txt")
    }

    @Test(arguments: [60, 80, 200])
    func `colour and ASCII are drawn as ever`(columns: Int) throws {
        let colored = draw(Self.beyond + ["--color", "always"], columns: columns)
        try ViewGolden.expect(colored.output, is: "beyond-\(columns)-color.txt")
        var ascii = self
        ascii.tool.environment["LC_ALL"] = "C"
        try ViewGolden.expect(ascii.draw(Self.beyond, columns: columns).output, is: "beyond-\(columns)-ascii.txt")
    }

    // MARK: Honesty

    @Test func `colour only adds`() {
        for columns in [60, 80, 200] {
            let colored = draw(Self.beyond + ["--color", "always"], columns: columns).output
            let plain = draw(Self.beyond + ["--color", "never"], columns: columns).output
            #expect(colored != plain)
            #expect(colored.replacing(/\u{1B}\[\d+m/, with: "") == plain)
        }
    }

    @Test func `no line is wider than the screen, ticks carry whole labels, and what is beyond is also said`() {
        var random = SplitMix64(seed: TestSeed.value)
        for _ in 0..<60 {
            let columns = Int.random(in: 44...260, using: &random)
            let years = [2024...2027, 2000...2060, 1...9999].randomElement(using: &random) ?? 2024...2027
            let dates = (0..<3).map { _ in Self.randomDay(in: years, using: &random) }
            let code = ["CC0005", "CC0006", "CC0007"].randomElement(using: &random) ?? "CC0005"
            let flags = [
                "--aa-journey-code", "BCAA004", "--consent",
                "\(code):from_date=\(dates[0]),to_date=\(dates[1]),consent_expiry=\(dates[2])",
            ]
            let today = Self.randomDay(in: 2024...2028, using: &random)
            let lines = draw(flags, columns: columns, today: today).output
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let label: Comment = "\(TestSeed.label): \(columns) columns, today \(today), \(flags)"
            #expect(lines.allSatisfy { $0.count <= columns }, label)
            Self.checkLabels(lines, label)
            Self.checkWords(lines, of: code, label)
        }
    }

    /// Each label is a whole month or year and begins below a tick.
    private static func checkLabels(_ lines: [String], _ label: Comment) {
        guard let at = lines.firstIndex(where: { $0.contains("─") }) else {
            Issue.record(label)
            return
        }
        let axis = Array(lines[at])
        #expect(axis.contains("┬") || axis.contains("┼"), label)
        for line in lines[(at + 1)...].prefix(while: { !$0.isEmpty }) {
            let characters = Array(line)
            for index in characters.indices where characters[index] != " " {
                let begins = index == 0 || characters[index - 1] == " "
                if begins { #expect(axis.indices.contains(index) && "┬┼".contains(axis[index]), label) }
            }
            let words = line.split(separator: " ")
            #expect(words.allSatisfy { $0.wholeMatch(of: /[A-Z][a-z]{2}|\d{1,4}/) != nil }, label)
        }
    }

    /// A bar has an exclamation mark if, and only if, the words below tell of a bound or of a to_date past the end.
    private static func checkWords(_ lines: [String], of code: String, _ label: Comment) {
        guard let bar = lines.first(where: { $0.hasPrefix(code) }),
            let start = lines.lastIndex(where: { $0.hasPrefix(code) })
        else {
            Issue.record(label)
            return
        }
        let words = lines[start...].prefix { !$0.isEmpty }.joined(separator: " ")
            .split(separator: " ").joined(separator: " ")
        let isBeyond = words.contains("(BC607)")
        if isBeyond { #expect(bar.contains("!"), label) }
        if bar.contains("!") { #expect(isBeyond || words.contains("(BC604)") || words.contains("(BC605)"), label) }
    }

    private static func randomDay(in years: ClosedRange<Int>, using random: inout SplitMix64) -> String {
        let (day, month) = (Int.random(in: 1...28, using: &random), Int.random(in: 1...12, using: &random))
        let year = String(Int.random(in: years, using: &random))
        let digits = [String(day), String(month)].map { $0.count == 1 ? "0" + $0 : $0 }
        return "\(digits[0])/\(digits[1])/\(String(repeating: "0", count: 4 - year.count))\(year)"
    }

    @Test func `one day beyond a bound is seen in a chart of ten years`() {
        let run = draw(
            [
                "--aa-journey-code", "BCAA004", "--consent", "CC0007:from_date=07/12/2025", "--consent",
                "CC0005:consent_expiry=10/01/2026",
            ], columns: 60)
        let bars = run.lines.prefix(5).filter { $0.contains("[") }
        #expect(bars.count == 3)
        #expect(bars[0].hasSuffix("]!"))
        #expect(bars[2].contains("![█"))
        #expect(run.output.contains("from_date is 1 day before the limit 08/12/2025"))
        #expect(run.output.contains("consent_expiry is 1 day after the limit 09/01/2026"))
    }

    @Test func `dates that leave nothing to draw are told in words`() {
        let ended = draw(["--consent", "CC0001:to_date=01/12/2025,consent_expiry=08/12/2025"], columns: 120).output
        #expect(ended.contains("consent_expiry is before today, so the consent has already ended (BC605)"))
        let late = draw(["--consent", "CC0001:to_date=20/12/2025"], columns: 120).output
        #expect(late.contains("to_date is after consent_expiry, so its last days cannot be fetched (BC605)"))
        let reversed = draw(["--consent", "CC0001:from_date=20/12/2025"], columns: 120).output
        #expect(reversed.contains("from_date is not before to_date, so there is no data to fetch (BC604)"))
    }

    @Test func `a date that was moved to its bound says so`() {
        let run = draw(["--consent", "CC0001:from_date=01/01/2020", "--fair-use", "correct"], columns: 80)
        #expect(run.lines.contains("  from_date       09/10/2024  corrected  limit 09/10/2024"))
        #expect(run.output.contains("! from_date was outside the limit 09/10/2024"))
        #expect(!run.lines[1].contains("!"))
    }

    // MARK: Screens

    @Test func `the locale decides on ASCII, LC_ALL before LC_CTYPE before LANG`() {
        for (variables, isASCII) in [
            ([:], true), (["LANG": "en_IN.UTF-8"], false), (["LANG": "en_IN.utf8"], false), (["LANG": "C"], true),
            (["LANG": "en_IN.UTF-8", "LC_ALL": ""], false), (["LANG": "en_IN.UTF-8", "LC_CTYPE": "POSIX"], true),
            (["LC_CTYPE": "POSIX", "LC_ALL": "C.UTF-8"], false),
        ] as [([String: String], Bool)] {
            var tool = tool
            tool.environment["LANG"] = nil
            tool.environment.merge(variables) { $1 }
            let output = tool.run(["consents", "--format", "timeline"] + Self.beyond).output
            #expect(output.utf8.allSatisfy { $0 < 0x80 } == isASCII, "\(variables)")
        }
    }

    @Test func `an absurd width is drawn as the nearest that can be read`() {
        #expect(draw([], columns: 1).output == draw([], columns: 44).output)
        #expect(draw([], columns: .max).output == draw([], columns: 500).output)
    }

    @Test func `ticks are months, quarters, half years or years`() {
        let months = ["Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]
        for (flags, columns, labels) in [
            ([], 80, months), ([], 60, ["Jan", "Apr", "Jul", "Oct"]),
            (["--aa-journey-code", "BCAA002"], 80, ["Jan", "Jul"]),
            (["--aa-journey-code", "BCAA002"], 50, ["2026", "2027", "2028", "2029", "2030"]),
            (["--aa-journey-code", "BCAA004"], 200, ["Jan", "Apr", "Jul", "Oct"]),
            (["--aa-journey-code", "BCAA004"], 50, ["2026", "2028", "2030", "2032"]),
        ] as [([String], Int, [String])] {
            let lines = draw(flags, columns: columns).lines
            let axis = lines.firstIndex { $0.contains("┬") } ?? 0
            #expect(Set(lines[axis + 1].split(separator: " ").map(String.init)) == Set(labels), "\(flags) \(columns)")
        }
    }

    @Test(arguments: [44, 46, 48, 55, 61, 80, 200, 500])
    func `an axis of thousands of years has ticks`(columns: Int) {
        for expiry in ["31/12/2999", "31/12/4500", "31/12/9039", "31/12/9999"] {
            let from = expiry == "31/12/9999" ? "01/01/0001" : "01/12/2025"
            let run = draw(["--consent", "CC0001:from_date=\(from),consent_expiry=\(expiry)"], columns: columns)
            #expect(run.output.contains { "┬┼".contains($0) }, "to \(expiry)")
        }
    }

    @Test func `an unknown journey draws nothing, and says that`() {
        let run = draw(["--aa-journey-code", "BCAA009"], columns: 80)
        #expect(run.status == 1)
        #expect(run.output == "No consents can be planned for this payload.\n")
    }

    @Test func `a table flags what is beyond a bound, and says it in words`() {
        let run = tool.run("consents", "--format", "table", "--consent", "CC0001:from_date=08/10/2024")
        #expect(
            run.output == """
                CONSENT  TEMPLATE  FROM         TO          EXPIRY      DECIDED BY
                CC0001   CT001     08/10/2024!  09/12/2025  10/12/2025  user, template, template

                ! CC0001: from_date is 1 day before the limit 09/10/2024 (14 months of history): an Account \
                Aggregator refuses the consent (BC607)

                """)
    }
}
