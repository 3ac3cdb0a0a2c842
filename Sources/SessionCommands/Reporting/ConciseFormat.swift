import BankConnectSession

extension ReportFormat {
    static let concise = ReportFormat(
        name: "concise", summary: "A line for each finding, as compilers print them.",
        entry: { result, _, out in
            for located in result.findings { out.append(FindingLine(located, in: result).text) }
        })
}

/// A finding in the words that formats for people share: `file:line:column: severity[CODE] message (RULE)`.
struct FindingLine {
    /// Where the finding is: a file with line and column, a flag, or the command line.
    let place: String
    /// The severity, and the code that the service answers with.
    let label: String
    /// What is wrong.
    let message: String
    private let rule: Rule.ID
    /// What to do.
    let help: String?
    /// What the service is predicted to answer.
    let answer: String?
    init(_ located: LocatedFinding, in result: ValidationResult) {
        let finding = located.finding
        place =
            switch located.place {
            case .text(let place), .policy(let place):
                "\((result.source(of: located) ?? .arguments).shown):\(place.start.line):\(place.start.column)"
            case .commandLine(let flag): flag ?? SourceName.arguments.text
            }
        let predicted = finding.prediction?.answer
        label = located.severity.rawValue + (predicted.map { "[\($0.code)]" } ?? "")
        message = DisplayText.escape(finding.detail.description)
        help = finding.hint.map { hint in
            let text = DisplayText.escape(hint.description)
            // Between two readings of a value the rest of the payload may decide.
            guard let fix = located.fix, fix.safety == .safe, text.hasPrefix(fix.title + ", or ") else { return text }
            return fix.title
        }
        answer = predicted.map { answer in
            let basis = finding.basis == .inferred ? " (inferred)" : ""
            return "the API answers \(answer.status)\(basis): \(DisplayText.escape(answer.message))"
        }
        rule = finding.rule
    }

    /// The line.
    var text: String { "\(place): \(label) \(message) (\(rule))\n" }

    /// The command that says more.
    var more: String { "bcsession explain \(rule)" }
}
