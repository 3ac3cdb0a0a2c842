/// A subcommand: its description and what it does.
///
/// The options' type is known only inside, so commands of any kind stand in one table.
package struct Command: Sendable {
    /// The name.
    package let name: String
    /// What the readers of the table know of it; put together when it is asked for.
    package var spec: CommandSpec { describe() }
    /// Looks at the words after the command's name, which may be wrong, and gives what does their work.
    package let begin: @Sendable (_ words: [Argument]) -> Invocation
    /// What to write instead of a long flag, named without dashes, that the command does not have.
    let alternatives: @Sendable (_ long: String) -> [String]
    private let read: @Sendable (_ words: [Argument]) throws(UsageError) -> any Sendable
    private let describe: @Sendable () -> CommandSpec

    /// The command with some words behind it.
    package struct Invocation {
        /// What the words say.
        package let look: CommandLineLook
        /// Reads the words and does the work; answers the exit status.
        ///
        /// Throws a `UsageError` for words that do not fit, a `SystemError` for a stream that failed, or whatever else
        /// the command throws.
        package let run: (_ console: Console) throws -> Int32
    }

    /// Looks at the words after the command's name, which may be wrong.
    package func look(_ words: [Argument]) -> CommandLineLook { begin(words).look }

    /// Declares a command; its flags are put together only where a word may be one.
    package init<Options: Sendable>(
        _ name: String, summary: String, discussion: String = "", options: Options,
        flags: @autoclosure @escaping @Sendable () -> [Flag<Options>] = [],
        operands: @autoclosure @escaping @Sendable () -> [Operand<Options>] = [],
        exits: @autoclosure @escaping @Sendable () -> [ExitStatus] = [],
        examples: @autoclosure @escaping @Sendable () -> [Example] = [],
        run: @escaping @Sendable (_ options: Options, _ console: Console) throws -> Int32
    ) {
        let parser = ArgumentParser(command: name, options: options, flags: flags(), operands: operands())
        self.name = name
        describe = {
            CommandSpec(
                name: name, summary: summary, discussion: discussion, flags: parser.specs,
                operands: parser.operands.map(\.spec), exits: exits(), examples: examples())
        }
        alternatives = { long in parser.alternatives(toLong: long) }
        read = { words throws(UsageError) in try parser.parse(words) }
        begin = { words in
            let table = parser.table(for: words)
            return Invocation(look: parser.look(at: words, table)) { console in
                try run(try parser.parse(words, table), console)
            }
        }
    }

    /// Reads the words without doing anything; nil if the options are of another type than asked for.
    package func options<Options: Sendable>(
        _ type: Options.Type = Options.self, from words: [Argument]
    ) throws(UsageError) -> Options? {
        try read(words) as? Options
    }
}

/// A line of the tool's table: the command is made only when it is asked for.
package struct CommandEntry: Sendable {
    /// The name, by which the command is found without making the others.
    package let name: String
    /// Makes the command, whose name is the same.
    package let make: @Sendable () -> Command
    /// Whether help, manual and completions leave it out.
    package let isHidden: Bool

    /// Joins a name and the making of the command.
    package init(_ name: String, isHidden: Bool = false, make: @escaping @Sendable () -> Command) {
        self.name = name
        self.isHidden = isHidden
        self.make = make
    }
}
