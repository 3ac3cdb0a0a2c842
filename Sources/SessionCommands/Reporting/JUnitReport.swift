import BankConnectSession

/// Results as JUnit XML: one suite, a test case for each payload, which fails when the payload is invalid.
enum JUnitReport {
    static func opening(_ summary: Summary) -> [UInt8] {
        let tests = summary.payloads + summary.unreadable
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites>
              <testsuite name="bcsession validate" tests="\(tests)" failures="\(summary.invalid)" \
            errors="\(summary.unreadable)" skipped="0">

            """.utf8)
    }

    static let closing = Array("  </testsuite>\n</testsuites>\n".utf8)

    static func append(_ payload: CheckedPayload, to out: inout [UInt8]) {
        let opening = "    " + testcase(payload.source, record: payload.record)
        guard !payload.findings.isEmpty else {
            out += Array((opening + "/>\n").utf8)
            return
        }
        let lines = payload.findings.map(lines(of:)).joined()
        out += Array((opening + ">\n").utf8)
        if payload.isValid {
            out += Array("      <system-out>\(text(lines))</system-out>\n".utf8)
        } else {
            let worst = payload.findings.map(\.finding.severity).max()
            let first = payload.findings.first { $0.finding.severity == worst } ?? payload.findings[0]
            let message = "\(LineReport.place(of: first)): \(RunnerCommands.escape(first.finding.detail.description))"
            let type = attribute(payload.answer?.code ?? first.finding.rule.description)
            out += Array(
                #"      <failure message="\#(attribute(message))" type="\#(type)">\#(text(lines))</failure>\#n"#.utf8)
        }
        out += Array("    </testcase>\n".utf8)
    }

    static func append(unreadable source: String, _ message: String, to out: inout [UInt8]) {
        out += Array(
            """
                \(testcase(source, record: nil))>
                  <error message="\(attribute(message))" type="unreadable"/>
                </testcase>

            """.utf8)
    }

    /// The beginning of a test case.
    ///
    /// GitLab shows name and class name, and opens the file.
    private static func testcase(_ source: String, record: Int?) -> String {
        let name = attribute(record.map { "\(source):\($0)" } ?? source)
        let file = source == SourceName.standardInput ? "" : #" file="\#(attribute(source))""#
        return #"<testcase name="\#(name)" classname="bcsession.validate"\#(file)"#
    }

    /// A finding as the text of a failure: place first, then what to do.
    private static func lines(of located: LocatedFinding) -> String {
        var lines = LineReport.text(of: located)
        if let hint = located.finding.hint { lines += "  help: \(RunnerCommands.escape(hint.description))\n" }
        if let answer = LineReport.answer(to: located.finding) { lines += "  \(answer)\n" }
        return lines + "  more: \(LineReport.explanation(of: located.finding))\n"
    }

    private static func attribute(_ value: String) -> String { escape(value, isAttribute: true) }

    private static func text(_ value: String) -> String { escape(value, isAttribute: false) }

    /// XML 1.0 has no way to write most control characters: what is unsafe to show is written out first.
    private static func escape(_ value: String, isAttribute: Bool) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            // Two of them begin what a CI runner obeys.
            case "#" where escaped.utf8.last == UInt8(ascii: "#"): escaped += "&#35;"
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"" where isAttribute: escaped += "&quot;"
            case "\n" where !isAttribute: escaped += "\n"
            case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            case _ where DisplayText.isUnsafe(scalar): escaped += DisplayText.escape(String(scalar))
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
