import PlainText

// This folder writes the descriptions as scripts by which bash, fish and zsh complete command lines.

/// What the scripts of the three shells are made from.
///
/// A script is static: while completing, the tool itself is never run.
package enum CompletionScript {
    /// Words in single quotes, as all three shells understand them in these places.
    static func quote(_ text: String) -> String {
        "'" + text.substituting("'", with: "'\\''") + "'"
    }

    /// The commands, with `help`, which the tool adds itself.
    static func commands(_ tool: ToolSpec) -> [(name: String, summary: String)] {
        tool.commands.map { ($0.name, $0.summary) } + [("help", "Show help for the tool, a command or a topic.")]
    }

    /// The names that `help` takes.
    static func helpSubjects(_ tool: ToolSpec) -> [(name: String, summary: String)] {
        tool.commands.map { ($0.name, $0.summary) } + tool.topics.map { ($0.name, $0.summary) }
    }

    /// Whether a command takes one operand at most.
    static func takesOneOperand(_ command: CommandSpec) -> Bool {
        command.operands.count == 1 && !command.operands[0].arity.isList
    }

    /// The spellings of a command's flags behind which a value stands, hidden ones too.
    static func flagsWithValue(_ command: CommandSpec) -> [String] {
        command.flags.filter(\.takesValue).flatMap(\.spellings)
    }

    /// A name that a shell takes for a function's: letters, digits and underscores.
    static func identifier(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
