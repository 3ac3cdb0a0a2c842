import BankConnectSession
package import CommandKit

/// What `validate` is told on the command line.
struct ValidateOptions: PayloadCommandOptions {
    var common = CommonOptions()
    var rules = RuleOptions()
    var settings = SettingsOptions()
    var files: [FilePath] = []
    var input = InputKind.auto
    var reports: [ReportChoice] = []
    var isStrict = false
    var failOn = Severity.error
    var disabled: [Rule.ID] = []
    var severities: [SeverityChoice] = []
}

extension Severity: FlagValue {}

extension Rule.ID: FlagValue {
    /// Reads an id with or without case.
    package init?(argument: String) {
        self.init(argument)
    }

    /// The id.
    package var argument: String { description }

    /// All ids.
    package static var completion: Completion { .choices(Rule.all.map(\.id.description)) }

    /// An id.
    package static var expectation: String { "the id of a rule, such as BC304" }
}

extension Command {
    /// `validate`: checks payloads against every rule.
    static var validate: Command {
        Command(
            "validate", summary: "Check payloads against every rule.",
            discussion: """
                Checks payload files, NDJSON streams (a payload a line) and raw HTTP requests, and reports everything \
                that the session API would refuse, and what is likely a mistake besides. All findings come in one \
                pass; nothing is sent anywhere. A directory is searched for *.json, *.ndjson, *.jsonl and *.http.

                Streams of any size are checked on all cores in constant memory, and results come in the order of the \
                input. So 'validate --input ndjson --format ndjson -' is a filter from line to line, which runs under \
                GNU parallel or Spark as it is.
                """,
            options: ValidateOptions(),
            flags: [
                .value(
                    "input", short: "i", sets: { $0.input = $1 }, default: ValidateOptions().input, "KIND",
                    "How inputs are read."
                ).group(.checks),
                .list(
                    "format", short: "f", adds: { $0.reports.append($1) }, "FORMAT[=FILE]",
                    "How to write findings, and where to; may be repeated with files."
                ).group(.output).defaultText(ReportFormat.text.name),
                .toggle("strict", sets: { $0.isStrict = $1 }, "Count warnings as errors.").group(.checks),
                .value(
                    "fail-on", sets: { $0.failOn = $1 }, default: ValidateOptions().failOn, "SEVERITY",
                    "The least severity that makes a payload invalid."
                ).group(.checks),
                .commaList(
                    "disable", adds: { $0.disabled.append($1) }, "RULE,…",
                    "Switch rules off; 'bcsession help rules' lists them."
                ).group(.checks),
                .commaList(
                    "severity", adds: { $0.severities.append($1) }, "RULE=SEVERITY,…",
                    "Give findings of a rule another severity: error, warning or note."
                ).group(.checks),
            ] + ValidateOptions.ruleFlags + ValidateOptions.commonFlags,
            operands: [.any("FILE", adds: { $0.files.append($1) }, "Files or directories, or - for standard input.")],
            exits: [.done, .negative, .usage, .unreadable, .cannotWrite].map(\ExitCode.status),
            examples: [
                Example("bcsession validate payload.json", "Check one payload."),
                Example("bcsession validate --strict payloads/", "Check a directory, warnings included."),
                Example(
                    "bcsession validate --format sarif=report.sarif --format text payloads/",
                    "Write a report for code scanning, and text for the log."),
            ]
        ) { options, console in
            try ValidateCommand(options: options, console: console.configured(by: options.common)).run().rawValue
        }
    }
}

/// Sets a run of `validate` up: its inputs, its rules and its reports.
struct ValidateCommand {
    let options: ValidateOptions
    let console: Console

    func run() throws -> ExitCode {
        let choices = options.reports.isEmpty ? [ReportChoice(.text)] : options.reports
        try check(choices)
        try PayloadInput.checkStandardInput(options.files + options.settings.files)
        let settings = try options.loadSettings(console)
        let context = try options.rules.context(settings, console)
        if let code = try options.showConfig(settings, context, console) { return code }
        guard !options.files.isEmpty else {
            throw UsageError("there is nothing to check", hint: "name files or directories, or - for standard input")
        }
        let inputs = try ValidationInput.list(options.files, options.input)
        let checker = PayloadChecker(
            context, disabled: Set(options.disabled), severities: try options.chosenSeverities())
        return try console.withOutput(options.common) { output in
            var files: [ReplacementFile] = []
            var reports = Reports()
            let paths = ReportPaths(console.environment)
            for choice in choices {
                var target = output
                if let path = choice.file, !path.isStandardStream {
                    let file = try ReplacementFile(keepingModeOf: path)
                    files.append(file)
                    target = file.output
                }
                let style = Style(console.color, console.environment, isTerminal: target.isTerminal)
                let renderer = ReportRenderer(
                    choice.format, style: style, columns: console.width(of: target), paths: paths)
                reports.append(renderer, to: target)
            }
            let validator = PayloadValidator(
                checker, threshold: FailureThreshold(failOn: options.failOn, isStrict: options.isStrict),
                policy: settings.policy, showsExcerpts: choices.contains(where: \.format.showsExcerpts))
            let worker = ValidationWorker(validator, renderers: reports.renderers, console: console)
            let code = try worker.run(inputs, reports, console)
            for file in files { try console.commit(file) }
            return code
        }
    }

    private func check(_ choices: [ReportChoice]) throws(UsageError) {
        let direct = choices.filter { $0.file == nil || $0.file?.isStandardStream == true }
        if direct.count > 1 {
            throw UsageError(
                "\(direct.map(\.format.name).joined(separator: " and ")) cannot share one output", flag: "format",
                hint: "give all but one a file: --format \(direct[0].format.name)=FILE")
        }
        var taken: [FileIdentity: String] = [:]
        if let output = options.common.output, !output.isStandardStream {
            taken[FileSystem.identity(of: output)] = "--output"
        } else if !direct.isEmpty, let status = try? console.output.status() {
            taken[status.identity] = "standard output"
        }
        for choice in choices {
            guard let file = choice.file, !file.isStandardStream else { continue }
            let other = taken.updateValue(
                "--format \(choice.format.name)", forKey: FileSystem.identity(of: file))
            if let other {
                throw UsageError(
                    "\(other) and --format \(choice.format.name) would write to the same file '\(file.displayName)'",
                    flag: "format", hint: "name another file for one of them")
            }
        }
    }
}
