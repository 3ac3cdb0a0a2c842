import BankConnectSession
import CommandKit

/// Findings for people: place, what is wrong, the line with a caret, what to do, what the service answers.
struct TextReport {
    let style: Style
    /// How wide a line may be.
    var columns = 80

    func text(of located: LocatedFinding) -> String {
        let finding = located.finding
        var out = style.bold(LineReport.place(of: located)) + ": "
        out += colored(finding.severity, LineReport.label(of: finding)) + ": "
        out += style.bold(RunnerCommands.escape(finding.detail.description)) + " (\(finding.rule))\n"
        var gutter = "  "
        if case .text(_, let place) = located.source, let excerpt = place.excerpt {
            let number = String(excerpt.line)
            gutter = String(repeating: " ", count: number.utf8.count + 3)
            let window = excerpt.window(columns: columns - gutter.utf8.count - 2)
            let line = window.text.isEmpty ? "" : " " + window.text
            out += "  \(style.blue(number + " |"))\(line)\n"
            out += "\(gutter)\(style.blue("|")) \(String(repeating: " ", count: window.markStart))"
            out += colored(finding.severity, String(repeating: "^", count: window.markWidth)) + "\n"
        }
        let sign = "\(gutter)\(style.blue("="))"
        if let hint = finding.hint { out += "\(sign) help: \(RunnerCommands.escape(hint.description))\n" }
        if let answer = LineReport.answer(to: finding) { out += "\(sign) \(answer)\n" }
        out += "\(sign) more: \(LineReport.explanation(of: finding))\n"
        return out
    }

    private func colored(_ severity: Severity, _ text: String) -> String {
        switch severity {
        case .error: style.red(text)
        case .warning: style.yellow(text)
        case .note: style.cyan(text)
        }
    }
}

/// Findings as compilers print them, a line each: `file:line:column: severity[CODE] message (RULE)`.
enum LineReport {
    static func text(of located: LocatedFinding) -> String {
        let finding = located.finding
        return "\(place(of: located)): \(label(of: finding)) "
            + "\(RunnerCommands.escape(finding.detail.description)) (\(finding.rule))\n"
    }

    /// The severity, and the code that the service answers with.
    static func label(of finding: Finding) -> String {
        guard let answer = finding.prediction?.answer else { return finding.severity.rawValue }
        return "\(finding.severity.rawValue)[\(answer.code)]"
    }

    /// What the service is predicted to answer, as a line for people.
    static func answer(to finding: Finding) -> String? {
        guard let answer = finding.prediction?.answer else { return nil }
        let basis = finding.basis == .inferred ? " (inferred)" : ""
        return "the API answers \(answer.status)\(basis): \(RunnerCommands.escape(answer.message))"
    }

    /// The command that says more.
    static func explanation(of finding: Finding) -> String { "bcsession explain \(finding.rule)" }

    /// Where a finding stands: a file with line and column, a flag, or the command line.
    static func place(of located: LocatedFinding) -> String {
        switch located.source {
        case .text(let name, let place):
            "\(SourceName.shown(name)):\(place.start.line):\(place.start.column)"
        case .commandLine(let flag?): flag
        case .commandLine(nil): SourceName.arguments
        }
    }
}

/// Names of inputs as reports show them.
enum SourceName {
    /// A payload from standard input.
    static let standardInput = "<stdin>"
    /// A payload made of flags alone.
    static let arguments = "<arguments>"

    /// A name at the start of a line: escaped, and never what a CI runner takes for a command of its own.
    ///
    /// GitHub's runner passes over white space before `::`, and so must we.
    static func shown(_ name: String) -> String {
        let escaped = RunnerCommands.escape(name)
        let first = escaped.unicodeScalars.first { !$0.properties.isWhitespace }
        return first == ":" || first == "#" ? "./" + escaped : escaped
    }
}
