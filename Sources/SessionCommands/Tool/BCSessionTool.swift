import BankConnectSession
package import CommandKit

extension Tool {
    /// The tool, which starts another program where it needs the network.
    package static var bcsession: Tool { bcsession(.program) }

    /// The tool with an access to the network: its commands, topics, exit statuses and environment.
    package static func bcsession(_ network: NetworkAccess) -> Tool {
        var tool = Tool(
            name: "bcsession", version: ToolVersion.current,
            summary: "Create, check and verify FinBox BankConnect sessions.",
            discussion: """
                Works on the payloads of the BankConnect session API: checks them as the API would, generates the \
                consents that a customer will be asked for, creates sessions locally, and verifies redirect tokens.
                """,
            commands: [
                CommandEntry("create") { .create(network) },
                CommandEntry("validate") { .validate },
                CommandEntry("consents") { .consents },
                CommandEntry("verify-token") { .verifyToken },
                CommandEntry("sessions") { .sessions },
                CommandEntry("serve") { .serve },
                CommandEntry("schema") { .schema },
                CommandEntry("explain") { .explain },
                CommandEntry("generate", isHidden: true) { .generate { bcsession(network).spec } },
            ],
            topics: [
                .exitCodes, .environment, .files, .formats, .rules, .configuration, .project, .ledger, .live, .batch,
                .tokens,
                .ci,
            ],
            exits: ExitCode.allCases.map(\.status),
            environment: documentedEnvironment,
            files: documentedFiles)
        tool.reportUsageError = { error, invocation, console in
            let code = printUsageError(error, invocation, console)
            ErrorDocument.writeIfJSON(.usage, error.description, invocation.look, console)
            return code
        }
        tool.reportFailure = { error, invocation, console in
            guard let failure = error as? CommandFailure else {
                let code = printFailure(error, invocation, console)
                if let known = ExitCode(rawValue: code), known != .cannotWrite, known != .brokenPipe {
                    ErrorDocument.writeIfJSON(known, "\(error)", invocation.look, console)
                }
                return code
            }
            for line in failure.details { console.messageLines(DisplayText.escape(line) + "\n") }
            console.error(failure.description)
            let whole = (failure.details + [failure.description]).joined(separator: "; ")
            if !failure.sparesOutput { ErrorDocument.writeIfJSON(failure.code, whole, invocation.look, console) }
            return failure.code.rawValue
        }
        return tool
    }

    static let documentedFiles = [ConfigLookup.usualFile, SigningKeys.generatedFile]

    static let documentedEnvironment: [EnvironmentVariable] =
        [
            todayVariable,
            ConfigLookup.variable,
            SigningKeyFile.variable,
            APIKey.fileVariable,
            APIKey.variable,
            EnvironmentVariable("XDG_CONFIG_HOME", "The directory of the configuration; ~/.config is the default."),
            EnvironmentVariable(
                "XDG_STATE_HOME", "The directory of the signing key that create makes; ~/.local/state is the default."),
            EnvironmentVariable("NO_COLOR", "No colour, when it is not empty."),
            EnvironmentVariable("CLICOLOR", "No colour when it is 0."),
            EnvironmentVariable(
                "CLICOLOR_FORCE", "Colour even when output is not a terminal, when it is not empty and not 0."),
            EnvironmentVariable("FORCE_COLOR", "The same as CLICOLOR_FORCE."),
            EnvironmentVariable("TERM", "No colour when it is dumb."),
            EnvironmentVariable("COLUMNS", "The width of the output, instead of the terminal's."),
        ] + Screen.localeVariables + [
            EnvironmentVariable(
                "https_proxy", "The proxy for --live; all_proxy is used for all schemes."),
            EnvironmentVariable("no_proxy", "Hosts to reach without a proxy, separated by commas."),
        ]
}

extension Console {
    /// The console of the tool, whose messages neither a terminal nor a CI runner can mistake for commands.
    package static var bcsession: Console {
        var console = Console.standard(toolName: "bcsession")
        console.escape = DisplayText.escape
        return console
    }
}

extension Topic {
    static let exitCodes = Topic("exit-codes", "The meaning of each exit status.") {
        Topic.Content(
            ExitCode.allCases.map { (String($0.rawValue), $0.meaning) },
            closing: "If results differ, the most severe decides: \(ExitCode.gravity).")
    }

    static let environment = Topic("environment", "The environment variables that the tool reads.") {
        Topic.Content(Tool.documentedEnvironment.map { ($0.name, $0.summary) })
    }

    static let files = Topic("files", "Files that the tool uses when no flag names them.") {
        Topic.Content(Tool.documentedFiles.map { ($0.path, $0.summary) })
    }

    static let formats = Topic("formats", "The report formats of validate and what each is for.") {
        Topic.Content(
            ReportFormat.all.map { ($0.name, $0.summary) },
            closing: "For several formats at once name files: --format sarif=report.sarif --format text.")
    }

    static let rules = Topic("rules", "The rules that payloads are checked against.") {
        Topic.Content(
            Explanation.list(.rules).map { ($0.id, $0.title) }, closing: "'bcsession explain RULE' says more.")
    }
}
