import BankConnectSession
import TestSupport
import Testing

@testable import SessionCommands

/// What no report may do: reveal a key, move a cursor, give a CI runner a command.
@Suite struct ReportSafetyTests {
    @Test(arguments: ReportSamples.Format.allCases)
    func `no report shows an API key`(format: ReportSamples.Format) throws {
        let run = try format.report
        #expect(!run.output.contains("s3cret"))
        #expect(!run.output.contains("13371337"))
        #expect(!run.errors.contains("s3cret"))
    }

    @Test(arguments: ReportSamples.Format.allCases)
    func `no line is a command to a CI runner or a terminal`(format: ReportSamples.Format) throws {
        let report = try format.report
        for text in [report.whole, report.errors] {
            // What github writes at the start of a line, and the colours, are ours.
            let others =
                switch format {
                case .github: text.replacing(#/(?m)^::(error|warning|notice) /#, with: "")
                case .color: text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
                default: text
                }
            #expect(HostileText.harm(in: others) == nil)
        }
    }

    @Test(arguments: ReportSamples.Format.allCases.filter { $0 != .color })
    func `a name of a member that a runner would obey is escaped, in a stream as in a file`(
        format: ReportSamples.Format
    ) throws {
        let payload = ###"{"link_id":"a","##[add-mask]x":1,"##vso[task.complete]":1}"###
        for input in ["json", "ndjson"] {
            let run = try TestTool().run(["validate", "-i", input] + format.flags + ["-"], input: payload + "\n")
            #expect(run.output.contains("add-mask"))
            #expect(!run.output.contains("##"), "\(run.output)")
        }
    }

    @Test(arguments: ReportSamples.hostileNames)
    func `a name at the start of a line begins no command`(name: String) {
        let shown = SourceName.shown(name)
        #expect(!shown.drop { $0.isWhitespace }.hasPrefix("::"))
        #expect(!shown.hasPrefix("#"))
        #expect(shown.firstMatch(of: /##[A-Za-z]*\[/) == nil)
        #expect(!shown.unicodeScalars.contains(where: DisplayText.isUnsafe))
    }

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
