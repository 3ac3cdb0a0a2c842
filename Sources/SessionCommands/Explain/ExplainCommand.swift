import BankConnectSession
import CommandKit
import PlainText

/// The options of `explain`.
struct ExplainOptions: CommandOptions {
    /// How the explanation is written.
    enum Format: String, FlagValue, CaseIterable {
        case text, json
    }

    var common = CommonOptions()
    var subject: String?
    var list: Explanation.Kind?
    var format = Format.text
}

extension Command {
    /// `explain`: explains a rule, an error code, a journey, a consent, a template, a parameter or a bank.
    static var explain: Command {
        Command(
            "explain",
            summary: "Explain a rule, an error code, a journey, a consent, a template, a parameter or a bank.",
            discussion: """
                SUBJECT is an id or a name as findings and payloads have it: BC301, INVALID_DATE_RANGE, BCAA003, \
                CC0004, CT035, session_expiry, hdfc. Where the API's page contradicts itself, the explanation of the \
                error code says so.
                """,
            flags: [
                [
                    .optional("list", short: "l", sets: { $0.list = $1 }, "KIND", "List all subjects of a kind.")
                        .group(.output),
                    .value(
                        "format", short: "f", sets: { $0.format = $1 }, default: ExplainOptions().format, "FORMAT",
                        "The output format."
                    ).group(.output),
                ]
            ],
            operands: [
                .optional("SUBJECT", sets: { $0.subject = $1 }, "What to explain.")
                    .completion(.choices(Explanation.subjects))
            ],
            exits: [.done, .usage, .cannotWrite],
            examples: [
                Example("bcsession explain BC301", "Explain a rule."),
                Example(
                    "bcsession explain MODE_NOT_AVAILABLE", "Show every row of an error code, contradictions included."),
                Example("bcsession explain --list templates", "List the consent templates."),
            ]
        ) { (options: ExplainOptions, console) in
            try console.withOutput(options.common) { output in
                if let subject = options.subject, let found = Explanation.find(subject) {
                    console.detail("'\(subject)' is the \(found.kind.singular) \(found.id)")
                }
                let style = Style(console.color, console.environment, isTerminal: output.isTerminal)
                try output.write(try ExplainCommand(options: options).text(width: console.width(of: output), style))
                return .done
            }
        }
    }
}

/// One run of `explain`.
struct ExplainCommand {
    let options: ExplainOptions

    func text(width: Int, _ style: Style) throws(UsageError) -> String {
        switch (options.subject, options.list) {
        case (let subject?, nil):
            guard let explanation = Explanation.find(subject) else { throw unknown(subject) }
            return options.format == .json ? explanation.json : explanation.text(width: width, style)
        case (nil, let kind?):
            let subjects = Explanation.list(kind)
            return options.format == .json ? Self.json(kind, subjects) : Self.text(subjects)
        case (nil, nil):
            throw UsageError(
                "there is nothing to explain", hint: "give a SUBJECT such as BC301, or --list rules")
        case (_?, _?):
            throw UsageError("--list and a SUBJECT exclude each other", flag: "list")
        }
    }

    private func unknown(_ subject: String) -> UsageError {
        guard TokenVerdict.Reason(rawValue: subject.lowercased()) == nil else {
            return UsageError("'\(subject)' is a reason of verify-token", hint: "run: bcsession help tokens")
        }
        if let (value, parameter) = Explanation.choice(subject) {
            return UsageError(
                "there is nothing to explain about '\(subject)'",
                hint: "'\(value)' is a value of \(parameter.name); see 'bcsession explain \(parameter.name)'")
        }
        let kinds = Explanation.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        return UsageError(
            "there is nothing to explain about '\(subject)'",
            hint: Explanation.nearest(to: subject).map { "did you mean '\($0)'?" } ?? "--list KIND lists \(kinds)")
    }

    private static func text(_ subjects: [(id: String, title: String)]) -> String {
        let width = subjects.map(\.id.count).max() ?? 0
        return subjects.map { "\($0.id.padded(to: width))  \($0.title)\n" }.joined()
    }

    private static func json(_ kind: Explanation.Kind, _ subjects: [(id: String, title: String)]) -> String {
        JSONWriter.document { writer in
            writer.member("schema", "bcsession.explain/1")
            writer.member("kind", kind.rawValue)
            writer.array("subjects") { writer in
                for subject in subjects {
                    writer.object { writer in
                        writer.member("id", subject.id)
                        writer.member("title", subject.title)
                    }
                }
            }
        }
    }
}
