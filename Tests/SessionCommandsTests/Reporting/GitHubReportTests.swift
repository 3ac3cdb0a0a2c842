import TestSupport
import Testing

/// Annotations as GitHub reads them.
@Suite struct GitHubReportTests {
    @Test func `each GitHub annotation is one line, escaped as the Actions toolkit does`() throws {
        let samples = try ReportSamples()
        for file in samples.files {
            let run = try TestTool().run(["validate", "--format", "github", file], input: "{}")
            for line in run.lines {
                let match = try #require(
                    line.wholeMatch(of: /::(error|warning|notice) ((?:[A-Za-z]+=[^:,]*,?)*)::(.*)/), "\(line)")
                let properties = match.2.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1) }
                let names = properties.map { String($0[0]) }
                #expect(Set(names).count == names.count)
                #expect(Set(names).isSubset(of: ["file", "line", "endLine", "col", "endColumn", "title"]))
                let values = Dictionary(uniqueKeysWithValues: zip(names, properties.map { String($0.last ?? "") }))
                // GitHub refuses columns when the lines differ.
                #expect(values["line"] == values["endLine"] || (values["col"] == nil && values["endColumn"] == nil))
                // A percent sign is always one of ours.
                for percent in line.matches(of: /%(..)/) {
                    #expect(["25", "0A", "0D", "3A", "2C"].contains(String(percent.1)), "\(line)")
                }
            }
        }
        let run = try TestTool().run("validate", "--format", "github", Fixture.path("reports/l-hostile.json"))
        #expect(run.output.contains("mode is '%250A::error::x\\u{A}::error::y\\u{D}#\\u{23}[add-mask]z'"))
    }

    @Test func `GitHub gets the totals first, then at most ten annotations of a level, worst first`() throws {
        let bad = #"{"link_id": "A", "mode": "fax", "zzz": 1, "logo_url": null}"# + "\n"
        let run = try TestTool().run(
            "validate", "--format", "github", "-i", "ndjson", "-", input: String(repeating: bad, count: 12))
        let levels = run.lines.map { String($0.dropFirst(2).prefix { $0 != " " }) }
        let wanted =
            ["notice"] + Array(repeating: "error", count: 10) + Array(repeating: "warning", count: 10)
            + Array(repeating: "notice", count: 9)
        #expect(levels == wanted)
        #expect(
            run.lines.first == """
                ::notice title=bcsession validate::12 payloads: 12 invalid, 12 errors, 12 warnings, 12 notes; \
                not shown here: 2 errors, 2 warnings, 3 notes
                """)
    }
}
