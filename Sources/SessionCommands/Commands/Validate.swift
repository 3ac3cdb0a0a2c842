import BankConnectSession
package import CommandKit

/// What `validate` is told on the command line.
struct ValidateOptions: PayloadCommandOptions {
    /// How findings are written.
    enum Format: String, FlagValue, CaseIterable {
        case text, concise, json
    }

    var common = CommonOptions()
    var rules = RuleOptions()
    var files: [FilePath] = []
    var format = Format.text
    var isStrict = false
    var failOn = Severity.error
    var disabled: [Rule.ID] = []
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
    /// `validate`: checks payload files against every rule.
    static var validate: Command {
        Command(
            "validate", summary: "Check payloads against every rule.",
            discussion: """
                Reads each FILE as one JSON payload, - as standard input, and reports everything that the session \
                API would refuse, and what is likely a mistake besides. All findings come in one pass; nothing is \
                sent anywhere.
                """,
            options: ValidateOptions(),
            flags: [
                .value(
                    "format", short: "f", sets: \.format, from: ValidateOptions(), "FORMAT", "How to write findings."
                )
                .group(.output),
                .toggle("strict", sets: \.isStrict, "Count warnings as errors.").group(.checks),
                .value(
                    "fail-on", sets: \.failOn, from: ValidateOptions(), "SEVERITY",
                    "The least severity that makes a payload invalid."
                ).group(.checks),
                .commaList("disable", sets: \.disabled, "RULE,…", "Switch rules off.").group(.checks),
            ] + ValidateOptions.ruleFlags + ValidateOptions.commonFlags,
            operands: [.oneOrMore("FILE", sets: \.files, "Payload files, or - for standard input.")],
            exits: [.done, .negative, .usage, .unreadable, .cannotWrite].map(\ExitCode.status),
            examples: [
                Example("bcsession validate payload.json", "Check one payload."),
                Example(
                    "jq .body request.json | bcsession validate --strict -", "Check standard input, warnings included."),
            ]
        ) { options, console in
            let console = console.configured(by: options.common)
            try PayloadInput.checkStandardInput(options.files)
            let checker = PayloadChecker(try options.rules.context(console), disabled: Set(options.disabled))
            let code = try console.withOutput(options.common) { output in
                var run = ValidateRun(options: options, console: console, output: output, checker: checker)
                return try run.run()
            }
            return code.rawValue
        }
    }
}

/// One run of `validate` over its files.
struct ValidateRun {
    let options: ValidateOptions
    let console: Console
    let output: OutputStream
    var checker: PayloadChecker
    private var summary = Summary()
    private var results = JSONWriter(indented: true)

    init(options: ValidateOptions, console: Console, output: OutputStream, checker: PayloadChecker) {
        self.options = options
        self.console = console
        self.output = output
        self.checker = checker
    }

    mutating func run() throws -> ExitCode {
        var code = ExitCode.done
        let gate = PayloadGate(failOn: options.failOn, isStrict: options.isStrict)
        // The document of json opens with counts, so its results are gathered first.
        var gathered: [JSONWriter] = []
        for file in options.files {
            let name = PayloadInput.name(of: file)
            let bytes: [UInt8]
            do {
                bytes = try PayloadInput.read(file, console)
            } catch {
                console.error(error.description)
                summary.unreadable += 1
                code = code.combined(with: .unreadable)
                var writer = JSONWriter()
                ResultWriter.write(unreadable: name, .unreadable, error.description, to: &writer)
                gathered.append(writer)
                continue
            }
            checker.check(bytes)
            let locator = FindingLocator(
                text: SourcedText(file: bytes), source: name, showsExcerpts: options.format == .text)
            let payload = checker.checked(locator, gate: gate)
            summary.count(payload)
            if !payload.isValid { code = code.combined(with: .negative) }
            switch options.format {
            case .text:
                var text = ""
                TextReport(style: style).append(payload, to: &text)
                try output.write(text)
            case .concise:
                var text = ""
                LineReport().append(payload, to: &text)
                try output.write(text)
            case .json:
                var writer = JSONWriter()
                ResultWriter.write(payload, to: &writer)
                gathered.append(writer)
            }
        }
        if options.format == .json { try writeDocument(gathered) }
        if !console.isQuiet { console.note(summary.line) }
        return code
    }

    private var style: Style {
        Style(console.color, console.environment, isTerminal: output.isTerminal)
    }

    private func writeDocument(_ results: [JSONWriter]) throws {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.member("schema", "bcsession.validate/1")
            writer.name("summary")
            summary.write(to: &writer)
            writer.name("results")
            writer.array { writer in
                for result in results { writer.raw(result.bytes) }
            }
        }
        writer.endLine()
        try output.write(writer.bytes)
    }
}
