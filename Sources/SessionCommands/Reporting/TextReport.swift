import BankConnectSession
import CommandKit

/// Findings for people: place, what is wrong, the line with a caret, what the service answers, what to do.
struct TextReport {
    let style: Style

    func text(of located: LocatedFinding) -> String {
        let finding = located.finding
        var out = ""
        out += style.bold(LineReport.place(of: located)) + ": "
        out += colored(finding.severity, LineReport.label(of: finding)) + ": "
        out += style.bold(DisplayText.escape(finding.detail.description)) + " (\(finding.rule))\n"
        var gutter = "  "
        if case .text(_, let place) = located.source, let excerpt = place.excerpt {
            let number = String(excerpt.line)
            gutter = String(repeating: " ", count: number.count + 2)
            out += "  \(style.blue(number + " |")) \(excerpt.text)\n"
            out += "\(gutter)\(style.blue("|")) \(String(repeating: " ", count: excerpt.markStart))"
            out += colored(finding.severity, String(repeating: "^", count: excerpt.markWidth)) + "\n"
        }
        if let hint = finding.hint {
            out += "\(gutter)\(style.blue("=")) help: \(DisplayText.escape(hint.description))\n"
        }
        if let prediction = finding.prediction {
            let answer = prediction.answer
            let basis = finding.basis == .inferred ? " (inferred)" : ""
            out += "\(gutter)\(style.blue("=")) the API answers\(basis): \(DisplayText.escape(answer.message))\n"
        }
        out += "\(gutter)\(style.blue("=")) more: bcsession explain \(finding.rule)\n"
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
            + "\(DisplayText.escape(finding.detail.description)) (\(finding.rule))\n"
    }

    /// The severity, and the code that the service answers with.
    static func label(of finding: Finding) -> String {
        guard let answer = finding.prediction?.answer else { return finding.severity.rawValue }
        return "\(finding.severity.rawValue)[\(answer.code)]"
    }

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
    static func shown(_ name: String) -> String {
        let escaped = DisplayText.escape(name)
        return escaped.hasPrefix(":") || escaped.hasPrefix("#") ? "./" + escaped : escaped
    }
}
