import BankConnectSession
import CommandKit
import PlainText

extension ReportFormat {
    /// Findings as GitHub Actions workflow commands, which become annotations: the one format whose lines begin with
    /// `::`.
    static let github = ReportFormat(
        name: "github", summary: "Annotations for GitHub Actions: the totals, then ten of each level, worst first.",
        entry: { result, renderer, out in
            for located in result.findings { GitHubDocument.append(located, in: result, &renderer.paths, to: &out) }
        },
        unreadable: { source, message, renderer, out in
            let file = renderer.paths.name(of: source).map { [("file", $0)] } ?? []
            GitHubDocument.append(
                "error", file + [("title", "unreadable")], DisplayText.escape(message), to: &out.bytes)
            out.endEntry(nil)
        },
        document: { GitHubDocument() })
}

/// The totals and the first annotations of each level: GitHub drops what comes after ten of a level in a step.
///
/// Escaped as the Actions toolkit does: `%` first, then line ends; in properties `:` and `,` too. What else could
/// disturb a terminal, a file's name may hold: it is written out, though GitHub then finds no such file.
struct GitHubDocument: ReportDocument {
    /// How many annotations of a level GitHub shows.
    static let limit = 10
    /// Errors, warnings, and notices, of which one is the totals.
    private var levels = [Level(limit: limit), Level(limit: limit), Level(limit: limit - 1)]

    private struct Level {
        let limit: Int
        var lines: [UInt8] = []
        var count = 0

        mutating func add(_ line: ArraySlice<UInt8>) {
            count += 1
            if count <= limit { lines.append(contentsOf: line) }
        }
    }

    mutating func add(_ entries: ReportBuffer, to output: OutputStream) throws(SystemError) {
        entries.forEach { mark, line in
            switch mark.severity {
            case .error, nil: levels[0].add(line)
            case .warning: levels[1].add(line)
            case .note: levels[2].add(line)
            }
        }
    }

    mutating func finish(_ summary: Summary, to output: OutputStream) throws(SystemError) {
        let names = ["error", "warning", "note"]
        let rest = zip(levels, names).compactMap { level, name in
            level.count > level.limit ? String.counted(level.count - level.limit, name) : nil
        }
        var out: [UInt8] = []
        let more = rest.isEmpty ? "" : "; not shown here: \(rest.joined(separator: ", "))"
        Self.append("notice", [("title", "bcsession validate")], summary.line + more, to: &out)
        for level in levels { out += level.lines }
        try output.write(out)
    }

    fileprivate static func append(
        _ located: LocatedFinding, in result: ValidationResult, _ paths: inout ReportPaths,
        to out: inout ReportBuffer
    ) {
        let line = FindingLine(located, in: result)
        var properties: [(String, String)] = []
        var message = line.message
        switch located.place {
        case .text(let place), .policy(let place):
            if let file = result.source(of: located).flatMap({ paths.name(of: $0) }) {
                properties.append(("file", file))
            }
            properties.append(("line", String(place.start.line)))
            properties.append(("endLine", String(place.end.line)))
            // GitHub refuses columns when the lines differ.
            if place.start.line == place.end.line {
                properties.append(("col", String(place.start.column)))
                // endColumn counts the last character itself.
                properties.append(("endColumn", String(max(place.start.column, place.end.column - 1))))
            }
        case .commandLine(let flag): if let flag { message = "\(flag): \(message)" }
        }
        let code = located.finding.prediction.map { " \($0.answer.code)" } ?? ""
        properties.append(("title", "\(located.finding.rule)\(code)"))
        let lines = [message, line.help.map { "help: \($0)" }, line.answer, "more: \(line.more)"].compactMap { $0 }
        append(command(for: located.severity), properties, lines.joined(separator: "\n"), to: &out.bytes)
        out.endEntry(located.severity)
    }

    private static func command(for severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }

    fileprivate static func append(
        _ command: String, _ properties: [(String, String)], _ message: String, to out: inout [UInt8]
    ) {
        let list = properties.map { "\($0.0)=\(escape($0.1, isProperty: true))" }.joined(separator: ",")
        // Each line by itself: line ends between them are ours.
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { escape(String($0), isProperty: false) }.joined(separator: "%0A")
        out += Array("::\(command) \(list)::\(text)\n".utf8)
    }

    private static func escape(_ text: String, isProperty: Bool) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            case ":" where isProperty: escaped += "%3A"
            case "," where isProperty: escaped += "%2C"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return DisplayText.escape(escaped)
    }
}
