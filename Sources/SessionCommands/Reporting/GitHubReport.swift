import BankConnectSession

/// Findings as GitHub Actions workflow commands, which become annotations.
///
/// Escaped as the Actions toolkit does: `%` first, then line ends; in properties `:` and `,` too. What else could
/// disturb a terminal, a file's name may hold: it is written out, though GitHub then finds no such file. The one format
/// whose lines begin with `::`.
enum GitHubReport {
    static func append(_ located: LocatedFinding, to out: inout [UInt8]) {
        let finding = located.finding
        var properties: [(String, String)] = []
        if case .text(let name, let place) = located.source {
            if name != SourceName.standardInput { properties.append(("file", name)) }
            properties.append(("line", String(place.start.line)))
            properties.append(("endLine", String(place.end.line)))
            // GitHub refuses columns when the lines differ.
            if place.start.line == place.end.line {
                properties.append(("col", String(place.start.column)))
                // endColumn counts the last character itself.
                properties.append(("endColumn", String(max(place.start.column, place.end.column - 1))))
            }
        }
        let code = finding.prediction.map { " \($0.answer.code)" } ?? ""
        properties.append(("title", "\(finding.rule)\(code)"))
        var lines = [RunnerCommands.escape(finding.detail.description)]
        if case .commandLine(let flag?) = located.source { lines[0] = "\(flag): \(lines[0])" }
        if let hint = finding.hint { lines.append("help: \(RunnerCommands.escape(hint.description))") }
        if let answer = LineReport.answer(to: finding) { lines.append(answer) }
        lines.append("more: \(LineReport.explanation(of: finding))")
        append(command(for: finding.severity), properties, lines.joined(separator: "\n"), to: &out)
    }

    static func append(unreadable source: String, _ message: String, to out: inout [UInt8]) {
        let file = source == SourceName.standardInput ? [] : [("file", source)]
        append("error", file + [("title", "unreadable")], RunnerCommands.escape(message), to: &out)
    }

    /// A notice with the totals: GitHub shows only the first annotations of a step.
    static func closing(_ summary: Summary) -> [UInt8] {
        var out: [UInt8] = []
        append("notice", [("title", "bcsession validate")], summary.line, to: &out)
        return out
    }

    private static func command(for severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }

    private static func append(
        _ command: String, _ properties: [(String, String)], _ message: String, to out: inout [UInt8]
    ) {
        let list = properties.map { "\($0.0)=\(escape($0.1, isProperty: true))" }.joined(separator: ",")
        out += Array("::\(command) \(list)::\(escape(message, isProperty: false))\n".utf8)
    }

    private static func escape(_ text: String, isProperty: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            case ":" where isProperty: escaped += "%3A"
            case "," where isProperty: escaped += "%2C"
            case let scalar where DisplayText.isUnsafe(scalar): escaped += RunnerCommands.written(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
