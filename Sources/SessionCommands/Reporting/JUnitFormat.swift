import BankConnectSession
import CommandKit
import PlainText

extension ReportFormat {
    /// One suite, a test case for each payload, which fails when the payload is invalid.
    static let junit = ReportFormat(
        name: "junit", summary: "JUnit XML, a test case for each payload.", showsValid: true,
        entry: { result, renderer, out in JUnitXML.append(result, &renderer.paths, to: &out) },
        unreadable: { source, message, renderer, out in
            JUnitXML.append(unreadable: source, message, &renderer.paths, to: &out)
        },
        document: { CountedDocument(opening: JUnitXML.opening, closing: "  </testsuite>\n</testsuites>\n") })
}

/// JUnit XML as its readers agree on: Jenkins, GitLab, dorny/test-reporter and mikepenz/action-junit-report.
///
/// There is no standard. GitLab shows name and class name and opens the file; the actions read `file` and `line`, and
/// `time`, which is 0 because checking a payload takes no time to speak of.
private enum JUnitXML {
    static func opening(_ summary: Summary) -> [UInt8] {
        let counts =
            #"tests="\#(summary.payloads + summary.unreadable)" failures="\#(summary.invalid)" "#
            + #"errors="\#(summary.unreadable)""#
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="bcsession validate" \(counts) time="0">
              <testsuite name="bcsession validate" \(counts) skipped="0" time="0">

            """.utf8)
    }

    static func append(_ result: ValidationResult, _ paths: inout ReportPaths, to out: inout ReportBuffer) {
        let worst = result.worst
        var line = result.record ?? 1
        if case .text(let place) = worst?.place { line = place.start.line }
        let opening = "    " + testcase(result.source, record: result.record, line: line, &paths)
        guard let worst else { return out.append(opening + "/>\n") }
        out.append(opening + ">\n")
        let details = escape(result.findings.map { lines(of: $0, in: result) }.joined())
        if result.isValid {
            out.append("      <system-out>\(details)</system-out>\n")
        } else {
            let first = FindingLine(worst, in: result)
            let message = attribute("\(first.place): \(first.message)")
            let type = worst.finding.prediction?.answer.code ?? worst.finding.rule.description
            out.append(#"      <failure message="\#(message)" type="\#(attribute(type))">\#(details)</failure>\#n"#)
        }
        out.append("    </testcase>\n")
    }

    static func append(
        unreadable source: SourceName, _ message: String, _ paths: inout ReportPaths, to out: inout ReportBuffer
    ) {
        out.append(
            """
                \(testcase(source, record: nil, line: 1, &paths))>
                  <error message="\(attribute(message))" type="unreadable"/>
                </testcase>

            """)
    }

    /// The beginning of a test case.
    private static func testcase(
        _ source: SourceName, record: Int?, line: Int, _ paths: inout ReportPaths
    ) -> String {
        let path = paths.name(of: source)
        let name = path ?? source.text
        let file = path.map { #" file="\#(attribute($0))" line="\#(line)""# } ?? ""
        let shown = attribute(record.map { "\(name):\($0)" } ?? name)
        return #"<testcase name="\#(shown)" classname="bcsession.validate"\#(file) time="0""#
    }

    /// A finding as the text of a failure: place first, then what to do.
    private static func lines(of located: LocatedFinding, in result: ValidationResult) -> String {
        let line = FindingLine(located, in: result)
        let more = [line.help.map { "help: \($0)" }, line.answer, "more: \(line.more)"].compactMap { $0 }
        return line.text + more.map { "  \($0)\n" }.joined()
    }

    private static func attribute(_ value: String) -> String {
        escape(DisplayText.escape(value)).substituting("\"", with: "&quot;")
    }

    /// What XML reads as markup; it has no way to write most control characters, which are written out before.
    private static func escape(_ value: String) -> String {
        var escaped = ""
        for character in value.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
