// `validate`: the command (here) sets a run up. `InputList` finds the inputs, each of an `InputKind`, `InputQueue`
// cuts them into pieces, `ValidationWorker`s check these, and `ValidationRun` puts the results in order.

import BankConnectSession
package import CommandKit

/// The options of `validate`.
struct ValidateOptions: PayloadCommandOptions {
    var common = CommonOptions()
    var rules = RuleOptions()
    var settings = SettingsOptions()
    var files: [FilePath] = []
    var input = InputKind.auto
    var reports: [ReportChoice] = []
    var isStrict = false
    var failOn: Severity?
    var disabled: [Rule.ID] = []
    var severities: [SeverityChoice] = []
    var mostWarnings: WarningLimit?
    var excluded: [GlobPattern] = []
    var project: ProjectLookup.Choice?
    var standardInputName: FilePath?
    var echoed: [String] = []
    var fixes = FixOptions()

    /// Inputs may be directories, and are looked at when these have been searched.
    var fileRoles: [FileRole] {
        FileRole.settings(settings.files) + reports.flatMap { FileRole.output($0.file) }
    }
}

extension Severity: FlagValue {}

extension FlagGroup {
    static let input = FlagGroup("Input")
}

extension Rule.ID: FlagValue {
    /// Reads an id with or without case.
    package init?(argument: String) {
        self.init(argument)
    }

    /// The id.
    package var argument: String { description }

    /// The ids of the rules that can be switched off.
    package static var completion: Completion {
        .choices(Rule.all.filter { !$0.isEssential }.map(\.id.description))
    }

    /// An id.
    package static var expectation: String { "the id of a rule, such as BC304" }
}

extension Command {
    /// `validate`: checks payloads against every rule.
    static var validate: Command {
        Command(
            "validate", summary: "Check payloads against every rule.",
            discussion: """
                Checks payload files, NDJSON streams (one payload a line) and raw HTTP requests. It reports \
                everything that the session API would refuse and what is probably a mistake, all in one pass. Nothing \
                is sent anywhere. In a directory it checks *.json, *.ndjson, *.jsonl and *.http, except names that \
                begin with a dot, node_modules, package*.json and tsconfig*.json.

                A repository keeps its settings in a file .bcsession.json: rules, severities, files to leave out, the \
                organization's policy. It is searched for from the working directory up to the directory with .git \
                ('bcsession help project').

                Streams of any size are checked on all cores in constant memory, and results come in input order. So \
                'validate --input ndjson --format ndjson -' is a filter, also under GNU parallel or Spark.

                Some findings have a fix. A fix is safe if the value can mean nothing else: the date 2025-06-01, a \
                name or choice in another case, white space around a text, a trailing comma. --fix applies the safe \
                fixes; --unsafe-fixes adds likely ones, so check what they change. A file is replaced as a whole, with \
                its owner and mode, and only if something changed; a file that cannot be replaced so, or that has hard \
                links, is left as it is (exit 74). The file behind a link is changed only if the link is named. With -, the fixed text is the \
                output and the report goes to standard error. --diff leaves out changes next to a secret or to text \
                that a terminal would obey, and names them; with --output it writes them all.
                """,
            flags: [
                [
                    .value(
                        "input", short: "i", sets: { $0.input = $1 }, default: ValidateOptions().input, "KIND",
                        "How to read the inputs."
                    ).group(.checks),
                    .list(
                        "format", short: "f", adds: { $0.reports.append($1) }, "FORMAT[=FILE]",
                        "The report format, and the file to write it to."
                    ).group(.output).defaultText(ReportFormat.text.name),
                    .toggle("strict", sets: { $0.isStrict = $1 }, "Count warnings as errors.").group(.checks),
                    .optional(
                        "fail-on", sets: { $0.failOn = $1 }, "SEVERITY",
                        "The lowest severity that makes a payload invalid."
                    ).group(.checks).defaultText(Severity.error.rawValue),
                    .commaList(
                        "disable", adds: { $0.disabled.append($1) }, "RULE,…",
                        "Turn rules off; 'bcsession help rules' lists them."
                    ).group(.checks),
                    .commaList(
                        "severity", adds: { $0.severities.append($1) }, "RULE=SEVERITY,…",
                        "Change the severity of rules; the predicted answer stays the same."
                    ).group(.checks),
                    .optional(
                        "max-warnings", sets: { $0.mostWarnings = $1 }, "N",
                        "Exit with 1 if there are more than N warnings."
                    ).group(.checks),
                    .list(
                        "exclude", adds: { $0.excluded.append($1) }, "GLOB",
                        "Skip files and directories; .gitignore's wildcards without '!', relative to the directory given."
                    ).group(.input),
                    .optional(
                        "stdin-filename", sets: { $0.standardInputName = $1 }, "NAME",
                        "The name of standard input in reports; its extension decides how it is read, and exclusions apply to it."
                    ).group(.input),
                    .list(
                        "echo", adds: { $0.echoed.append($1) }, "MEMBER",
                        "Repeat a member of each payload in its result (json, ndjson), to join them later."
                    ).group(.output),
                    .optional(
                        "project", sets: { $0.project = $1 }, "FILE|none",
                        "The project file, instead of the repository's .bcsession.json."
                    ).group(.settings),
                ], FixOptions.flags.nested { $1(&$0.fixes) }, RuleOptions.flags.nested { $1(&$0.rules) },
                SettingsOptions.flags.nested { $1(&$0.settings) },
            ],
            operands: [.any("FILE", adds: { $0.files.append($1) }, "Files or directories, or - for standard input.")],
            exits: [.done, .negative, .usage, .unreadable, .cannotWrite],
            examples: [
                Example("bcsession validate payload.json", "Check one payload."),
                Example("bcsession validate --strict payloads/", "Check a directory; a warning is an error too."),
                Example(
                    "bcsession validate --format sarif=report.sarif \\\n  --format text payloads/",
                    "Write a report for code scanning, and text for the log."),
                Example("bcsession validate --fix payloads/", "Apply the safe fixes to the files."),
                Example("bcsession validate --diff --unsafe-fixes payloads/", "Show all fixes as a diff."),
            ]
        ) { (options: ValidateOptions, console) in
            try ValidateCommand(options: options, console: console).run()
        }
    }
}

/// Sets a run of `validate` up: its inputs, its rules and its reports.
struct ValidateCommand {
    let options: ValidateOptions
    let console: Console

    func run() throws -> ExitCode {
        let output = options.common.output.flatMap { $0.isStandardStream ? nil : $0 }
        // A device or a pipe may be a log.
        let isFile = output.map { path in (try? FileSystem.fileStatus(path)).map { $0.kind == .regular } ?? true }
        let fixes = try options.fixes.plan(isWhole: isFile ?? false)
        let givesData = fixes?.isDiff == true || fixes != nil && options.files.contains(where: \.isStandardStream)
        let choices = options.reports.isEmpty ? [ReportChoice(.text)] : options.reports
        try check(choices, givesData: givesData)
        try PayloadInput.checkStandardInput(options.files + options.settings.files)
        let settings = try Settings(
            options.settings, apiVersion: options.rules.apiVersion, isValidation: true, project: options.project,
            console)
        let today = try options.rules.resolvedToday(console)
        let plan = CheckPlan(try flags(), settings, today: today)
        if let code = try options.showConfig(settings, today: today, console, rows: plan.rows(settings)) {
            return code
        }
        if let project = settings.project { console.detail("project file: \(project.file.path.displayName)") }
        guard !options.files.isEmpty else {
            throw UsageError("there is nothing to check", hint: "name files or directories, or - for standard input")
        }
        let list = try inputs(plan, settings)
        try checkOutputs(choices, list, givesData: givesData)
        return try console.withOutput(
            options.common, mode: fixes?.isDiff == true ? 0o600 : 0o666, keepsMode: fixes?.isDiff != true
        ) { output in
            var files: [ReplacementFile] = []
            var reports = Reports()
            let paths = ReportPaths(console.environment)
            for choice in choices {
                var target = givesData ? console.messages : output
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
            let validators = plan.profiles.map { profile in
                PayloadValidator(
                    profile.checker,
                    threshold: FailureThreshold(failOn: plan.failOn.value, isStrict: plan.isStrict.value),
                    policy: settings.policy, showsExcerpts: choices.contains(where: \.format.showsExcerpts),
                    findsFixes: true, echoed: options.echoed)
            }
            let fixer = fixes.map {
                InputFixer($0, plan.profiles.map(\.checker), standardInputName: options.standardInputName)
            }
            if list.excludesStandardInput, fixes?.isDiff == false {
                try output.write(console.open(FilePath("-")).readAll(limit: PayloadInput.byteLimit))
            }
            let worker = ValidationWorker(validators, fixer: fixer, renderers: reports.renderers, console: console)
            let code = try worker.run(
                list.inputs, reports, mostWarnings: plan.mostWarnings.value, fixesTo: output, console)
            for file in files { try console.commit(file) }
            return code
        }
    }

    private func flags() throws(UsageError) -> CheckPlan.Flags {
        CheckPlan.Flags(
            rules: options.rules, isStrict: options.isStrict, failOn: options.failOn, disabled: options.disabled,
            severities: try options.chosenSeverities(),
            mostWarnings: options.mostWarnings?.count)
    }

    /// How many of the operands that are left out are named.
    private static let mostExcludedNamed = 5

    /// The inputs that the operands name, with a note of each that is left out and a warning for each directory that
    /// holds none.
    private func inputs(_ plan: CheckPlan, _ settings: Settings) throws(UsageError) -> InputList {
        let list = InputList(
            options.files,
            InputList.Choice(
                kind: options.input, standardInputName: options.standardInputName, excluded: options.excluded,
                project: plan.files, settings: options.settings.files + (settings.project?.namedFiles ?? [])))
        lazy var endings = InputKind.searched.map { "*" + $0.ending }.joined(separator: ", ")
        if list.inputs.isEmpty, list.excluded.isEmpty {
            let names = list.emptyDirectories.map { "'\($0.displayName)'" }.joined(separator: ", ")
            throw UsageError(
                "there is no file to check in \(names)", hint: "directories are searched for \(endings)")
        }
        // A hook may name all files of a repository.
        for (path, origin) in list.excluded.prefix(Self.mostExcludedNamed) {
            console.note("'\(path.displayName)' is excluded by \(origin)")
        }
        if list.excluded.count > Self.mostExcludedNamed {
            console.note("\(list.excluded.count - Self.mostExcludedNamed) more operands are excluded")
        }
        for directory in list.emptyDirectories {
            console.warning(
                "there is no file to check in '\(directory.displayName)', which was searched for \(endings)")
        }
        return list
    }

    /// Refuses an output that is also an input, before anything is written.
    ///
    /// A report that is read while it is written would grow until the disk is full.
    private func checkOutputs(
        _ choices: [ReportChoice], _ list: InputList, givesData: Bool
    ) throws(CommandFailure) {
        func check(_ name: String, _ status: FileStatus?) throws(CommandFailure) {
            guard let status, status.kind == .regular, let input = list.input(at: status) else { return }
            var failure = CommandFailure(
                .usage, "\(name) is also the input '\(input.displayName)'", hint: "write the report to another file")
            failure.sparesOutput = true
            throw failure
        }
        let isDirect = givesData || choices.contains { $0.file == nil || $0.file?.isStandardStream == true }
        let output = options.common.output.flatMap { $0.isStandardStream ? nil : $0 }
        if isDirect, output == nil { try check("standard output", try? console.output.status()) }
        for path in choices.compactMap(\.file) + (output.map { [$0] } ?? []) where !path.isStandardStream {
            try check("the output '\(path.displayName)'", try? FileSystem.fileStatus(path))
        }
    }

    private func check(_ choices: [ReportChoice], givesData: Bool) throws(UsageError) {
        let direct = choices.filter { $0.file == nil || $0.file?.isStandardStream == true }
        if givesData, let other = direct.first(where: { $0.format.name != ReportFormat.text.name || $0.file != nil }) {
            throw UsageError(
                "the output is the \(options.fixes.isShown ? "diff" : "fixed text"), so \(other.format.name) needs a file",
                flag: "format", hint: "write --format \(other.format.name)=FILE; text goes to standard error")
        }
        if direct.count > 1 {
            throw UsageError(
                "\(direct.map(\.format.name).joined(separator: " and ")) cannot share one output", flag: "format",
                hint: "give all but one a file: --format \(direct[0].format.name)=FILE")
        }
        guard choices.count > direct.count else { return }
        var taken: [(file: FileIdentity, name: String)] = []
        if let output = options.common.output, !output.isStandardStream {
            taken.append((FileSystem.identity(of: output), "--output"))
        } else if givesData || !direct.isEmpty, let status = try? console.output.status() {
            taken.append((status.identity, "standard output"))
        }
        for choice in choices {
            guard let file = choice.file, !file.isStandardStream else { continue }
            let identity = FileSystem.identity(of: file)
            if let other = taken.first(where: { $0.file == identity }) {
                throw UsageError(
                    "\(other.name) and --format \(choice.format.name) would write to the same file '\(file.displayName)'",
                    flag: "format", hint: "name another file for one of them")
            }
            taken.append((identity, "--format \(choice.format.name)"))
        }
    }
}
