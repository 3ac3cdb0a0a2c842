// This folder is the top: a `Tool` is a table of `Command`s and of the topics of help, and runs the one that is asked for;
// Tool+Errors says what is wrong when it cannot.

/// The whole program: its table of commands, and how it finds the one that was asked for.
package struct Tool: Sendable {
    /// What was asked of the tool, for those who report an error.
    package struct Invocation: Sendable {
        /// The words after the tool's name.
        package let words: [Argument]
        /// The command that the words name; nil if none.
        package let command: CommandSpec?
        /// What the words say, as far as they can be read.
        package let look: CommandLineLook
    }

    /// Reports a wrong command line; answers the exit status.
    package typealias UsageReport =
        @Sendable (_ error: UsageError, _ invocation: Invocation, _ console: Console) -> Int32
    /// Reports any other error that ended a command; answers the exit status.
    package typealias FailureReport =
        @Sendable (_ error: any Error, _ invocation: Invocation, _ console: Console) -> Int32

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
    /// Reports a wrong command line.
    package var reportUsageError: UsageReport = Tool.printUsageError
    /// Reports any other error.
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

    /// The commands that help shows.
    var shown: [CommandEntry] { commands.filter { !$0.isHidden } }

    /// The description of everything; makes all the commands.
    package var spec: ToolSpec {
        ToolSpec(
            name: name, version: version, summary: summary, discussion: discussion,
            commands: shown.map { $0.make().spec }, topics: topics,
            exits: makeExits(), environment: makeEnvironment(), files: makeFiles())
    }

    /// Runs the command that the words ask for, and answers the exit status.
    ///
    /// All that was written is flushed: data that could not be written is a failure even when the
    /// command went well.
    package func main(_ words: [Argument], _ console: Console) -> Int32 {
        // The place of the command that the words name: by number, as an optional command is a type made at each start.
        var asked: Int?
        var console = console
        console.color = CommandLineLook(words).color ?? console.color
        defer { console.clearStatusLine() }
        do {
            let status = try dispatch(words, &console, &asked)
            try console.output.flush()
            return status
        } catch {
            let rest = Array(words.dropFirst())
            let command = asked.map { commands[$0].make() }
            let look = command?.look(rest) ?? CommandLineLook(words)
            let invocation = Invocation(words: words, command: command?.spec, look: look)
            guard let error = error as? UsageError else { return reportFailure(error, invocation, console) }
            return reportUsageError(explained(error, invocation.command), invocation, console)
        }
    }

    private func dispatch(_ words: [Argument], _ console: inout Console, _ asked: inout Int?) throws -> Int32 {
        guard let first = words.first else {
            try ProcessArguments.check()
            console.messageLines(HelpText(console.width(of: console.messages), console.messagesStyle).brief(spec))
            return UsageError.exitCode
        }
        switch first.text {
        case "--help", "-h", "--help-all":
            return try print(helpText(console).tool(spec), console)
        case "--version":
            return try print("\(name) \(version)\n", console)
        case "help":
            return try help(Array(words.dropFirst()), console)
        default:
            guard let place = commands.firstIndex(where: { $0.name == first.text }) else { throw noCommand(words) }
            let command = commands[place].make()
            asked = place
            let rest = Array(words.dropFirst())
            let invocation = command.begin(rest)
            let look = invocation.look
            console.color = look.color ?? console.color
            if look.has(.help) || look.has(.helpAll) {
                if let value = look.values(of: FlagSpec.help.long).first { throw helpWithValue(value, command.name) }
                let page = helpText(console).command(command.spec, of: name, all: look.has(.helpAll))
                return try print(page, console)
            }
            if look.has(.version) { return try print("\(name) \(version)\n", console) }
            return try invocation.run(console)
        }
    }

    /// `create --help=live`: the topic is help's.
    private func helpWithValue(_ value: String, _ command: String) -> UsageError {
        let isKnown = topics.contains { $0.name == value } || shown.contains { $0.name == value }
        return UsageError(
            "--help takes no value",
            hint: isKnown ? "write \(name) help \(value)" : "write \(name) \(command) --help")
    }

    private func help(_ words: [Argument], _ console: Console) throws -> Int32 {
        let wantsJSON = words.contains { $0.text == "--json" }
        let names = words.filter { !["--help", "-h", "--json"].contains($0.text) }
        guard let subject = names.first else {
            return try print(wantsJSON ? HelpJSON.tool(spec) : helpText(console).tool(spec), console)
        }
        if names.count > 1 {
            throw UsageError(
                "help takes one name, but '\(names[1].displayText)' follows", hint: "write \(name) help NAME")
        }
        if let entry = commands.first(where: { $0.name == subject.text }) {
            let spec = entry.make().spec
            return try print(
                wantsJSON ? HelpJSON.command(spec, of: name) : helpText(console).command(spec, of: name), console)
        }
        if let topic = topics.first(where: { $0.name == subject.text }) {
            if wantsJSON {
                throw UsageError(
                    "the topic '\(topic.name)' is not available as JSON", hint: "write \(name) help \(topic.name)")
            }
            return try print(helpText(console).topic(topic), console)
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
