import CommandKit

/// A way to print, as a command would declare it.
enum SampleFormat: String, FlagValue, CaseIterable {
    case text, json, ndjson
}

/// Options with a member for each kind of flag and operand.
struct SampleOptions: Equatable {
    var format = SampleFormat.text
    var jobs = 4
    var isStrict = false
    var isQuiet = false
    var name: String?
    var label = ""
    var output: FilePath?
    var ids: [String] = []
    var disabled: [SampleFormat] = []
    var pairs: [String] = []
    var files: [FilePath] = []
}

extension SampleOptions {
    static let flags: [Flag<SampleOptions>] = [
        .value(
            "format", short: "f", sets: { $0.format = $1 }, default: SampleOptions().format, "FORMAT",
            "How to print findings."
        )
        .group(FlagGroup("Output")),
        .optional("output", short: "o", sets: { $0.output = $1 }, "FILE", "Where to write.").group(FlagGroup("Output")),
        .toggle("strict", short: "s", sets: { $0.isStrict = $1 }, "Count warnings as errors.").excludes("quiet"),
        .toggle("quiet", short: "q", sets: { $0.isQuiet = $1 }, "Say less."),
        .value(
            "jobs", short: "j", sets: { $0.jobs = $1 }, default: SampleOptions().jobs, "N", "How many to do at once."
        )
        .environment("SAMPLE_JOBS"),
        .optional("name", short: "n", sets: { $0.name = $1 }, "NAME", "What to call it."),
        .value("label", sets: { $0.label = $1 }, default: SampleOptions().label, "TEXT", "What to write on it.")
            .allowingEmpty(),
        .list("id", adds: { $0.ids.append($1) }, "ID", "Take this one."),
        .commaList("disable", adds: { $0.disabled.append($1) }, "FORMAT", "Leave these out."),
        .custom("pair", "A=B", repeatable: true, "Join two.") { text, options throws(UsageError) in
            guard text.contains("=") else { throw UsageError("--pair needs a '=' in '\(text)'") }
            options.pairs.append(text)
        },
        .toggle("internal", sets: { $0.isStrict = $1 }, "For tests.").hidden(),
    ]

    static let parser = ArgumentParser(
        command: "check", options: SampleOptions(), flags: flags,
        operands: [.any("FILE", adds: { $0.files.append($1) }, "The files to check.")])
}

/// What is read where only one operand may stand.
struct SubjectOptions: Equatable {
    var subject: String?
    var format: SampleFormat?
    var keyFile: FilePath?
}

/// A tool with everything that a tool can have.
func sampleTool(
    check: @escaping @Sendable (SampleOptions, Console) throws -> Int32 = { _, _ in 0 }
) -> Tool {
    Tool(
        name: "sample", version: "1.2.3", summary: "Check samples and explain them.",
        discussion: "A first paragraph.\n\n  kept as it is\n\nAnother one.",
        commands: [
            CommandEntry("check") {
                Command(
                    "check", summary: "Check files against every rule.",
                    discussion:
                        "Reads 'each' file. Dots: .start\n\n.Dot first line.\n\n  $ sample check -- -x\n  .Sh no",
                    options: SampleOptions(), flags: SampleOptions.flags,
                    operands: [.any("FILE", adds: { $0.files.append($1) }, "The files to check.")],
                    exits: [ExitStatus(0, "all is well"), ExitStatus(1, "something is not")],
                    examples: [Example("sample check a.json", "Checks one file.")], run: check)
            },
            CommandEntry("explain") {
                Command(
                    "explain", summary: "Explain one thing.", options: SubjectOptions(),
                    flags: [
                        .optional("key-file", sets: { $0.keyFile = $1 }, "FILE", "Where the key: [it] is 'kept'\\."),
                        .optional("form", sets: { $0.format = $1 }, "FORMAT", "How to print."),
                    ],
                    operands: [.required("SUBJECT", sets: { $0.subject = $1 }, "What to explain.")]
                ) { options, console in
                    try console.output.write("explained \(options.subject ?? "")\n")
                    return 0
                }
            },
        ],
        topics: [Topic("exit-codes", "What the exit statuses mean.") { Topic.Content([("0", "done")]) }],
        exits: [ExitStatus(0, "done"), ExitStatus(2, "wrong command line")],
        environment: [EnvironmentVariable("SAMPLE_JOBS", "How many to do at once.")],
        files: [FileEntry("~/.config/sample/config.json", "Defaults.")])
}

/// Words of a command line.
func words(_ texts: String...) -> [Argument] {
    texts.map { Argument($0) }
}
