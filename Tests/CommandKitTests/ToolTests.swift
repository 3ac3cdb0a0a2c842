import CommandKit
import Testing

@Suite struct ToolTests {
    private struct Outcome {
        let status: Int32
        let output: String
        let messages: String
    }

    private func run(
        _ texts: String..., tool: Tool = sampleTool(), environment: [String: String] = ["COLUMNS": "80"]
    ) -> Outcome {
        run(texts.map { Argument($0) }, tool: tool, environment: environment)
    }

    private func run(
        _ words: [Argument], tool: Tool = sampleTool(), environment: [String: String] = ["COLUMNS": "80"]
    ) -> Outcome {
        let console = Console.inMemory(toolName: "sample", environment: environment)
        let status = tool.main(words, console)
        return Outcome(status: status, output: console.output.text, messages: console.messages.text)
    }

    @Test func `the command named is run and its status answered`() {
        let tool = sampleTool { options, console in
            try console.output.write("files: \(options.files.count)\n")
            return 1
        }
        let outcome = run("check", "a", "b", tool: tool)
        #expect(outcome.status == 1)
        #expect(outcome.output == "files: 2\n")
        #expect(outcome.messages == "")
    }

    @Test(arguments: [["--help"], ["-h"], ["help"], ["--help", "check"], ["help", "--help"], ["help", "help"]])
    func `help of the tool goes to standard output`(texts: [String]) {
        let outcome = run(texts.map { Argument($0) })
        #expect(outcome.status == 0)
        #expect(outcome.output == HelpText(80).tool(sampleTool().spec))
        #expect(outcome.messages == "")
    }

    @Test(arguments: [
        ["help", "check"], ["check", "--help"], ["check", "-h"], ["check", "a", "--wrong", "--help"],
        ["check", "-sh"], ["check", "--format", "--help"], ["help", "check", "--help"],
    ])
    func `help of a command is had from any command line`(texts: [String]) {
        let outcome = run(texts.map { Argument($0) })
        #expect(outcome.status == 0)
        #expect(outcome.output == HelpText(80).command(sampleTool().spec.commands[0], of: "sample"))
    }

    @Test(arguments: [["check", "--", "--help"], ["check", "-nh"], ["check", "--", "-h"]])
    func `help is not meant after two dashes or as a value`(texts: [String]) {
        #expect(run(texts.map { Argument($0) }).output == "")
    }

    @Test func `a topic is printed with a line's end`() {
        #expect(run("help", "exit-codes").output == "  0  done\n")
    }

    @Test(arguments: [["--version"], ["check", "--version"], ["--version", "check", "x"]])
    func `the version is one line`(texts: [String]) {
        let outcome = run(texts.map { Argument($0) })
        #expect(outcome.status == 0)
        #expect(outcome.output == "sample 1.2.3\n")
    }

    @Test func `without a command the usage goes to standard error`() {
        let outcome = run()
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.messages.hasPrefix("Usage: sample COMMAND [FLAG ...] [OPERAND ...]\n\nCommands:\n  check  "))
        #expect(outcome.messages.hasSuffix("Try 'sample --help'.\n"))
    }

    @Test(arguments: [
        (["chekc"], "there is no command 'chekc'; did you mean 'check'?"),
        (["deploy"], "there is no command 'deploy'; the commands are check, explain, help"),
        (["-"], "there is no command '-'; the commands are check, explain, help"),
        ([""], "there is no command ''; the commands are check, explain, help"),
        (["check --help"], "there is no command 'check --help'; the commands are check, explain, help"),
        (["--format", "json", "check"], "'--format' must come after the command; write sample check --format json"),
        (["--label", "secret", "check"], "'--label' must come after the command; write sample check --label TEXT"),
        (["--strct", "check"], "'--strct' must come after the command; write sample check --strict"),
        (["-V"], "sample has no flag '-V'; write sample --version"),
        (
            ["help", "exit-codes", "--json"],
            "the topic 'exit-codes' is not available as JSON; write sample help exit-codes"
        ),
        (["-q"], "'-q' is where the command should be; -q belongs to check: write sample check -q"),
        (["-x"], "'-x' is where the command should be; write sample COMMAND -x"),
        (
            ["--key-file=secret", "x"],
            """
            '--key-file' is where the command should be; --key-file belongs to explain: write sample explain --key-file
            """
        ),
        (["--verison"], "sample has no flag '--verison'; write sample --version"),
        (["version"], "there is no command 'version'; write sample --version"),
        (["expl"], "there is no command 'expl'; did you mean 'explain'?"),
        (["help", "chek"], "there is no command or help topic 'chek'; did you mean 'check'?"),
        (["help", "exit-code"], "there is no command or help topic 'exit-code'; did you mean 'exit-codes'?"),
        (["help", "zzzzzz"], "there is no command or help topic 'zzzzzz'; 'sample help' lists them"),
        (["help", "check", "explain"], "help takes one name, but 'explain' follows; write sample help NAME"),
    ])
    func `a wrong command is told exactly`(texts: [String], message: String) {
        let outcome = run(texts.map { Argument($0) })
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.messages == "sample: \(message)\nTry 'sample --help'.\n")
    }

    @Test func `help of a command is to be had as JSON`() {
        let outcome = run("help", "check", "--json")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix(#"{"schema":"sample.help/1","name":"check","summary":"#))
        #expect(outcome.output.hasSuffix("}\n"))
        #expect(run("help", "--json", "check").output == outcome.output)
    }

    @Test(arguments: [
        ("exit-codes", "write sample help exit-codes"), ("explain", "write sample help explain"),
        ("zzz", "write sample check --help"),
    ])
    func `help with a value says where the help is, and it is there`(value: String, hint: String) {
        let outcome = run([Argument("check"), Argument("--help=\(value)")])
        #expect(outcome.status == 2)
        #expect(outcome.messages.hasPrefix("sample: --help takes no value; \(hint)\n"))
        #expect(run(hint.split(separator: " ").dropFirst(2).map { Argument(String($0)) }).status == 0)
    }

    @Test(arguments: ["false", "true", "No", "off"])
    func `a value behind a switch is not taken for a file`(word: String) {
        let outcome = run([Argument("check"), Argument("--strict"), Argument(word)])
        #expect(outcome.status == 2)
        #expect(outcome.messages.hasPrefix("sample: --strict takes no value, but was given '\(word)'; "))
    }

    @Test(
        arguments: [
            (["--format", "json"], ["json"]), (["--format=json"], ["json"]), (["-fjson"], ["json"]),
            (["-sqf", "json"], ["json"]), (["--zzz", "--format", "json", "-f"], ["json"]),
            (["--", "--format", "json"], []),
            (["--format", "--strict"], []), (["--label", "--format=json"], ["json"]), (["--label", "-"], []),
            (["-f", "text", "--bad=1", "-x", "--format", "json"], ["text", "json"]), (["x", "-sf=json"], ["=json"]),
        ] as [([String], [String])])
    func `what a wrong command line says is found`(words: [String], formats: [String]) throws {
        let command = try #require(sampleTool().commands.first { $0.name == "check" }).make()
        #expect(command.look(words.map { Argument($0) }).values(of: "format") == formats)
    }

    @Test func `a command that is not UTF-8 is refused`() {
        let outcome = run([Argument(bytes: [0xFF])])
        #expect(outcome.status == 2)
        #expect(outcome.messages.hasPrefix("sample: the argument '\u{FFFD}' is not UTF-8; "))
    }

    @Test func `an error about a flag shows its line of help`() {
        let outcome = run("check", "--jobs", "x")
        #expect(outcome.status == 2)
        #expect(
            outcome.messages == """
                sample: --jobs takes a whole number, not 'x'
                  -j, --jobs N  How many to do at once. [default: 4; environment: SAMPLE_JOBS]
                Try 'sample check --help'.

                """)
    }

    @Test func `a flag of another command is told to be one`() {
        let outcome = run("check", "--key-file", "x")
        #expect(
            outcome.messages
                == "sample: check has no flag '--key-file'; --key-file belongs to explain\nTry 'sample check --help'.\n"
        )
    }

    @Test func `a command named alone that needs more shows how it is used`() {
        let outcome = run("check", tool: sampleTool { _, _ in throw UsageError("there is nothing to check") })
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(
            outcome.messages == """
                sample: there is nothing to check
                Usage: sample check [FLAG ...] [FILE ...]

                  sample check a.json
                      Checks one file.

                Try 'sample check --help'.

                """)
        #expect(
            run("explain").messages.contains("explain needs a SUBJECT; write explain SUBJECT\nUsage: sample explain"))
        let other = run("check", "-q", tool: sampleTool { _, _ in throw UsageError("there is nothing to check") })
        #expect(!other.messages.contains("Usage:"))
    }

    @Test func `help and errors keep to what --color says, wherever it stands`() {
        let tool = sampleTool { _, _ in throw UsageError("there is nothing to check") }
        for words in [["check", "--help"], ["help", "check"], ["--help"], ["check", "--nope"], ["check"], ["-x"]] {
            let plain = run((words).map { Argument($0) }, tool: tool)
            #expect(!(plain.output + plain.messages).contains("\u{1B}"))
            for color in [["--color", "always"], ["--color=always"]] {
                let colored = run((words + color).map { Argument($0) }, tool: tool)
                #expect((colored.output + colored.messages).contains("\u{1B}"), "\(words + color)")
            }
            let forced = ["COLUMNS": "80", "CLICOLOR_FORCE": "1"]
            let never = run((words + ["--color", "never"]).map { Argument($0) }, tool: tool, environment: forced)
            #expect(!(never.output + never.messages).contains("\u{1B}"), "\(words)")
        }
        #expect(!run("check", "--", "--color", "always", tool: tool).messages.contains("\u{1B}"))
    }

    @Test func `a command can say what is wrong with its name alone`() {
        let tool = Tool(
            name: "sample", version: "1", summary: "S.",
            commands: [
                CommandEntry("one") {
                    Command("one", summary: "One.", options: 0) { _, _ in throw UsageError("one what?") }
                }
            ])
        #expect(run("one", tool: tool).status == 2)
        #expect(run("one", tool: tool).messages.hasPrefix("sample: one what?\nUsage: sample one"))
        #expect(run("one", "--", tool: tool).messages == "sample: one what?\nTry 'sample one --help'.\n")
    }

    @Test func `messages are escaped before they are shown`() {
        var console = Console.inMemory(toolName: "sample")
        console.escape = { $0.replacing("\u{1B}", with: "<ESC>") }
        _ = sampleTool().main([Argument("\u{1B}[2J")], console)
        #expect(console.messages.text.hasPrefix("sample: there is no command '<ESC>[2J'; "))
    }

    @Test func `the caller can tell of a wrong command line in its own way`() {
        var tool = sampleTool()
        tool.reportUsageError = { error, invocation, console in
            try? console.output.write("\(invocation.command?.name ?? "-") \(invocation.words.count) \(error.message)\n")
            try? console.output.flush()
            return 42
        }
        let outcome = run("check", "--format=x", tool: tool)
        #expect(outcome.status == 42)
        #expect(outcome.output == "check 2 --format takes one of text, json, ndjson, not 'x'\n")
        #expect(outcome.messages == "")
    }

    @Test func `a usage error thrown while running is reported alike`() {
        let tool = sampleTool { _, _ in throw UsageError("--strict needs a FILE", flag: "strict") }
        let outcome = run("check", tool: tool)
        #expect(outcome.status == 2)
        #expect(outcome.messages.hasPrefix("sample: --strict needs a FILE\n  -s, --strict  Count"))
    }

    @Test func `an unreadable input ends with 3`() {
        let tool = sampleTool { options, console in
            _ = try console.open(options.files[0]).readAll()
            return 0
        }
        let outcome = run("check", "/does/not/exist", tool: tool)
        #expect(outcome.status == 3)
        #expect(outcome.messages == "sample: cannot open '/does/not/exist': No such file or directory\n")
    }

    @Test func `an error that nobody foresaw ends with 70`() {
        struct Surprise: Error {}
        let outcome = run("check", tool: sampleTool { _, _ in throw Surprise() })
        #expect(outcome.status == 70)
        #expect(outcome.messages == "sample: internal error: Surprise()\n")
    }

    @Test func `output that could not be written ends with 74, though the command went well`() throws {
        let full = try OutputStream(appendingTo: "/dev/full")
        var console = Console.inMemory(toolName: "sample")
        console.output = full
        #expect(sampleTool().main(words("explain", "x"), console) == 74)
        #expect(console.messages.text == "sample: cannot write '/dev/full': No space left on device\n")
        #expect(sampleTool().main(words("--help"), console) == 74)
    }

    @Test func `commands that are not run are not made`() {
        let tool = Tool(
            name: "sample", version: "1", summary: "S.",
            commands: [
                CommandEntry("one") { Command("one", summary: "One.", options: 0) { _, _ in 7 } },
                CommandEntry("two") {
                    Issue.record("the command 'two' was made")
                    return Command("two", summary: "Two.", options: 0) { _, _ in 0 }
                },
            ])
        #expect(run("one", tool: tool).status == 7)
        #expect(run("one", "--help", tool: tool).status == 0)
        #expect(run("--version", tool: tool).status == 0)
    }

    @Test func `options can be read without running`() throws {
        let tool = sampleTool { _, _ in
            Issue.record("the command was run")
            return 0
        }
        let command = tool.commands[0].make()
        #expect(try command.options(SampleOptions.self, from: ["-s"])?.isStrict == true)
        #expect(try command.options(SubjectOptions.self, from: ["-s"]) == nil)
        #expect(throws: UsageError.self) { try command.options(SampleOptions.self, from: ["--no"]) }
    }

    @Test func `flags are put together only where a word may be one`() throws {
        let count = Monitor(0)
        @Sendable func flags() -> [Flag<SampleOptions>] {
            count.withLock { $0 += 1 }
            return SampleOptions.flags
        }
        let command = Command(
            "check", summary: "Check.", options: SampleOptions(), flags: flags(),
            operands: [.any("FILE", adds: { $0.files.append($1) }, "What.")]
        ) { _, _ in 0 }
        #expect(try command.options(SampleOptions.self, from: ["a", "-"])?.files == ["a", "-"])
        #expect(count.withLock { $0 } == 0)
        #expect(try command.options(SampleOptions.self, from: ["a", "-s"])?.isStrict == true)
        #expect(count.withLock { $0 } == 1)
    }
}
