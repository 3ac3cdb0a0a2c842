/// The whole program: its table of commands, and how it finds the one that was asked for.
package struct Tool: Sendable {
    /// Tells of a wrong command line, and answers the exit status.
    package typealias UsageReport =
        @Sendable (
            _ error: UsageError, _ command: CommandSpec?, _ words: [Argument], _ console: Console
        ) -> Int32
    /// Tells of any other error that ended a command, and answers the exit status.
    package typealias FailureReport =
        @Sendable (
            _ error: any Error, _ words: [Argument], _ console: Console
        ) -> Int32

    /// The name of the executable.
    package let name: String
    /// The version, such as `1.2.0`.
    package let version: String
    /// One sentence.
    package let summary: String
    /// Paragraphs, as in `CommandSpec`.
    package let discussion: String
    /// The commands, in the order of help.
    package let commands: [CommandEntry]
    /// The topics of help.
    package var topics: [Topic] { makeTopics() }
    // Made when somebody reads about them, and not at each start.
    private let makeTopics: @Sendable () -> [Topic]
    private let makeExits: @Sendable () -> [ExitStatus]
    private let makeEnvironment: @Sendable () -> [EnvironmentVariable]
    private let makeFiles: @Sendable () -> [FileEntry]
    /// Tells of a wrong command line.
    package var reportUsageError: UsageReport = Tool.printUsageError
    /// Tells of any other error.
    package var reportFailure: FailureReport = Tool.printFailure

    /// Declares a tool; the exit statuses are those that all commands share.
    package init(
        name: String, version: String, summary: String, discussion: String = "", commands: [CommandEntry],
        topics: @autoclosure @escaping @Sendable () -> [Topic] = [],
        exits: @autoclosure @escaping @Sendable () -> [ExitStatus] = [],
        environment: @autoclosure @escaping @Sendable () -> [EnvironmentVariable] = [],
        files: @autoclosure @escaping @Sendable () -> [FileEntry] = []
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.discussion = discussion
        self.commands = commands
        makeTopics = topics
        makeExits = exits
        makeEnvironment = environment
        makeFiles = files
    }

    /// The commands that are told of.
    var shown: [CommandEntry] { commands.filter { !$0.isHidden } }

    /// The description of everything; makes all the commands.
    package var spec: ToolSpec {
        ToolSpec(
            name: name, version: version, summary: summary, discussion: discussion,
            commands: shown.map { $0.make().spec }, topics: topics.map { TopicSpec($0.name, $0.summary) },
            exits: makeExits(), environment: makeEnvironment(), files: makeFiles())
    }

    /// Runs the command that the words ask for, and answers the exit status.
    ///
    /// All that was written is flushed: data that could not be written is a failure even when the
    /// command went well.
    package func main(_ words: [Argument], _ console: Console) -> Int32 {
        var asked: CommandEntry?
        var console = console
        console.color = ColorChoice.asked(in: words) ?? console.color
        do {
            let status = try dispatch(words, console, &asked)
            try console.output.flush()
            return status
        } catch let error as UsageError {
            let spec = asked?.make().spec
            return reportUsageError(explained(error, spec), spec, words, console)
        } catch {
            return reportFailure(error, words, console)
        }
    }

    private func dispatch(_ words: [Argument], _ console: Console, _ asked: inout CommandEntry?) throws -> Int32 {
        guard let first = words.first else {
            console.messageLines(HelpText(console.width(of: console.messages), console.messagesStyle).brief(spec))
            return UsageError.exitCode
        }
        switch first.text {
        case "--help", "-h":
            return try print(helpText(console).tool(spec), console)
        case "--version":
            return try print("\(name) \(version)\n", console)
        case "help":
            return try help(Array(words.dropFirst()), console)
        default:
            guard let entry = commands.first(where: { $0.name == first.text }) else { throw noCommand(words) }
            asked = entry
            let found = entry.make()
            let rest = Array(words.dropFirst())
            if found.asks(.help, rest) {
                return try print(helpText(console).command(found.spec, of: name), console)
            }
            if found.asks(.version, rest) {
                return try print("\(name) \(version)\n", console)
            }
            return try found.run(rest, console)
        }
    }

    private func help(_ words: [Argument], _ console: Console) throws -> Int32 {
        let names = words.filter { $0.text != "--help" && $0.text != "-h" }
        guard let subject = names.first else { return try print(helpText(console).tool(spec), console) }
        if names.count > 1 {
            throw UsageError(
                "help takes one name, but '\(names[1].displayText)' follows", hint: "write \(name) help NAME")
        }
        if subject.text == "--json" { return try print(HelpJSON.tool(spec), console) }
        if let entry = commands.first(where: { $0.name == subject.text }) {
            return try print(helpText(console).command(entry.make().spec, of: name), console)
        }
        if let topic = topics.first(where: { $0.name == subject.text }) {
            let text = topic.text(helpText(console))
            return try print(text.hasSuffix("\n") ? text : text + "\n", console)
        }
        if subject.text == "help" { return try print(helpText(console).tool(spec), console) }
        let known = shown.map(\.name) + topics.map(\.name)
        throw UsageError(
            "there is no command or help topic '\(subject.displayText)'",
            hint: Suggestion.nearest(to: subject.displayText, in: known).map { "did you mean '\($0)'?" }
                ?? "'\(name) help' lists them")
    }

    private func helpText(_ console: Console) -> HelpText {
        HelpText(console.width(of: console.output), console.outputStyle)
    }

    private func print(_ text: String, _ console: Console) throws -> Int32 {
        try console.output.write(text)
        return 0
    }
}
