import BankConnectSession
import CommandKit

extension ReportFormat {
    static let text = ReportFormat(
        name: "text", summary: "For people: each finding with its line, a caret, the API's answer and what to do.",
        showsExcerpts: true,
        entry: { result, renderer, out in
            let report = TextReport(style: renderer.style, columns: renderer.columns)
            // An empty line keeps findings apart.
            for located in result.findings { out.append(report.text(of: located, in: result) + "\n") }
        })
}

/// Findings for people: place, what is wrong, the line with a caret, what to do, what the service answers.
struct TextReport {
    let style: Style
    /// How wide a line may be.
    var columns = 80

    func text(of located: LocatedFinding, in result: ValidationResult) -> String {
        let line = FindingLine(located, in: result)
        var out = style.bold(line.place) + ": "
        out += colored(located.severity, line.label) + ": "
        out += style.bold(line.message) + " (\(located.finding.rule))\n"
        var gutter = "  "
        if let excerpt = result.excerpt(of: located) {
            let number = String(excerpt.line)
            gutter = String(repeating: " ", count: number.utf8.count + 3)
            let window = excerpt.window(columns: columns - gutter.utf8.count - 2)
            let shown = window.text.isEmpty ? "" : " " + window.text
            out += "  \(style.blue(number + " |"))\(shown)\n"
            out += "\(gutter)\(style.blue("|")) \(String(repeating: " ", count: window.markStart))"
            out += colored(located.severity, String(repeating: "^", count: window.markWidth)) + "\n"
        }
        let sign = "\(gutter)\(style.blue("="))"
        if let help = line.help, help != located.fix?.title { out += "\(sign) help: \(help)\n" }
        if let fix = located.fix {
            out += "\(sign) fix: \(fix.title) (\(fix.safety == .safe ? "--fix" : "--unsafe-fixes"))\n"
        }
        if let answer = line.answer { out += "\(sign) \(answer)\n" }
        out += "\(sign) more: \(line.more)\n"
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
