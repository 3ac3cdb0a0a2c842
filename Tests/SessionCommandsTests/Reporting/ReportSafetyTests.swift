import BankConnectSession
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

    @Test(arguments: [ReportSamples.Format.text, .concise])
    func `no line is a command to a CI runner or a terminal`(format: ReportSamples.Format) throws {
        let output = try format.report.output
        for line in output.split(separator: "\n") {
            // The directory before the name is taken off, and with it what keeps a name from beginning the line.
            let isHostileName = ReportSamples.hostileNames.contains { line.hasPrefix($0.prefix(4)) }
            let text = line.drop { $0.isWhitespace }
            #expect(isHostileName || !text.hasPrefix("::"), "\(line)")
            #expect(line.firstMatch(of: /##[A-Za-z]*\[/) == nil, "\(line)")
            let isPlain = line.unicodeScalars.allSatisfy { scalar in
                scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
            }
            #expect(isPlain, "\(line)")
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
        let lines = try ReportSamples.Format.github.report.output.split(separator: "\n")
        let findings = try ReportSamples.Format.concise.report.output.split(separator: "\n")
        // One for each finding, one for the missing file, and the totals.
        #expect(lines.count == findings.count + 2)
        for line in lines {
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
        #expect(lines.contains { $0.contains("file=%3A%3Aerror file=x%2Cline=1%3A%3Ay.json,line=1,") })
        #expect(lines.contains { $0.contains("file=%250A%2Cline=1%2525.json,") })
        #expect(lines.contains { $0.contains("file=line%0A%3A%3Aerror%3A%3Afeed.json,") })
        #expect(lines.contains { $0.contains("mode is '%250A::error::x\\u{A}::error::y\\u{D}##\\u{5B}add-mask]z'") })
        #expect(lines.filter { $0.contains("line=16,endLine=18,title=BC601") }.count == 1)
        #expect(lines.last?.hasPrefix("::notice title=bcsession validate::") == true)
    }
}
