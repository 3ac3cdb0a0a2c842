import BankConnectSession
package import CommandKit

/// The options of `generate`.
struct GenerateOptions: CommandOptions {
    var common = CommonOptions()
    var directory: FilePath?
}

extension Command {
    /// `generate`, which help leaves out: writes the manual pages, the completion scripts and the tables of README.
    static func generate(_ tool: @escaping @Sendable () -> ToolSpec) -> Command {
        Command(
            "generate", summary: "Write the manual pages, completion scripts and tables of README into a checkout.",
            operands: [.required("DIRECTORY", sets: { $0.directory = $1 }, "The top of the checkout.")], exits: []
        ) { (options: GenerateOptions, _) in
            guard let directory = options.directory else { return .usage }
            for (name, text) in GeneratedFiles.all(of: tool()) {
                try write(text, to: directory.appending(name))
            }
            let readme = directory.appending("README.md")
            if (try? FileSystem.fileStatus(readme)) != nil {
                let text = String(decoding: try InputStream(path: readme).readAll(), as: UTF8.self)
                try write(ReadmeTables.fill(text, of: tool()), to: readme)
            }
            return .done
        }
    }

    private static func write(_ text: String, to path: FilePath) throws {
        try FileSystem.makeDirectories(path.directory, mode: 0o755)
        let file = try ReplacementFile(path, mode: 0o644)
        try file.output.write(text)
        try file.commit()
    }
}

/// Files of the repository that are made from the tool's declarations; a test compares them.
package enum GeneratedFiles {
    /// Each file's name below the top of the repository, and its text.
    package static func all(of spec: ToolSpec) -> [(name: String, text: String)] {
        var files = [
            ("completions/bcsession.bash", CompletionScript.bash(spec)),
            ("completions/_bcsession", CompletionScript.zsh(spec)),
            ("completions/bcsession.fish", CompletionScript.fish(spec)),
            (
                "man/bcsession.1",
                ManualPage.tool(
                    spec, date: ToolVersion.date,
                    seeAlso: ["bcsession-rules(7)"] + manualPages.values.map { "bcsession-\($0.name)(\($0.section))" })
            ),
            ("man/bcsession-rules.7", rules),
        ]
        for command in spec.commands {
            files.append(
                ("man/bcsession-\(command.name).1", ManualPage.command(command, of: spec, date: ToolVersion.date)))
        }
        for (topic, page) in zip(spec.topics, spec.topics.map { manualPages[$0.name] }) {
            guard let page else { continue }
            let name = "bcsession-\(page.name)"
            files.append(
                (
                    "man/\(name).\(page.section)",
                    ManualPage.topic(
                        topic, name: name, section: page.section, date: ToolVersion.date, seeAlso: ["bcsession(1)"])
                ))
        }
        return files
    }

    /// The topics of help that are manual pages too: files in section 5, all else in section 7.
    private static let manualPages = [
        "configuration": (name: "config", section: 5), "project": (name: "project", section: 5),
        "ledger": (name: "ledger", section: 5), "live": (name: "live", section: 7),
        "batch": (name: "batch", section: 7),
        "tokens": (name: "tokens", section: 7), "ci": (name: "ci", section: 7),
    ]

    private static var rules: String {
        ManualPage.miscellany(
            name: "bcsession-rules", section: 7, summary: "the rules that session payloads are checked against",
            date: ToolVersion.date, seeAlso: ["bcsession(1)", "bcsession-validate(1)"],
            sections: [
                (
                    "Description",
                    """
                    Each rule has an id, which is never used again, a severity, and, where the session API refuses, \
                    the error code that it answers with. Those marked inferred are a reading of what the API's page \
                    leaves open.
                    """
                )
            ]
                + Rule.all.map { rule in
                    let code = rule.predicts.first.map { ", \($0.code) \($0.status)" } ?? ""
                    let basis = rule.severity == .error && rule.basis == .inferred ? ", inferred" : ""
                    return (
                        rule.id.description,
                        "\(rule.documentation.demand) (\(rule.severity.rawValue)\(code)\(basis)).\n\n\(rule.documentation.explanation)"
                    )
                })
    }
}
