import PlainText

/// Writes the descriptions as one JSON document, for programs.
package enum HelpJSON {
    /// The whole tree, with a line's end.
    package static func tool(_ tool: ToolSpec) -> String {
        object([
            ("schema", JSONEscape.quote("\(tool.name).help/1")),
            ("name", JSONEscape.quote(tool.name)),
            ("version", JSONEscape.quote(tool.version)),
            ("summary", JSONEscape.quote(tool.summary)),
            ("commands", array(tool.commands.map { object(members($0)) })),
            ("topics", array(tool.topics.map { named($0.name, $0.summary) })),
            ("exits", array(tool.exits.map(exit))),
            ("environment", array(tool.environment.map { named($0.name, $0.summary) })),
            (
                "files",
                array(
                    tool.files.map {
                        object([("path", JSONEscape.quote($0.path)), ("summary", JSONEscape.quote($0.summary))])
                    })
            ),
        ]) + "\n"
    }

    /// One command, with its schema and a line's end.
    package static func command(_ command: CommandSpec, of toolName: String) -> String {
        object([("schema", JSONEscape.quote("\(toolName).help/1"))] + members(command)) + "\n"
    }

    private static func members(_ command: CommandSpec) -> [(String, String)] {
        [
            ("name", JSONEscape.quote(command.name)),
            ("summary", JSONEscape.quote(command.summary)),
            ("discussion", JSONEscape.quote(command.discussion)),
            ("operands", array(command.operands.map(operand))),
            ("flags", array(command.visibleFlags.map(flag))),
            ("exits", array(command.exits.map(exit))),
            (
                "examples",
                array(
                    command.examples.map {
                        object([("command", JSONEscape.quote($0.command)), ("summary", JSONEscape.quote($0.summary))])
                    })
            ),
        ]
    }

    private static func operand(_ operand: OperandSpec) -> String {
        object([
            ("name", JSONEscape.quote(operand.name)),
            ("summary", JSONEscape.quote(operand.summary)),
            ("required", String(operand.arity.isRequired)),
            ("repeatable", String(operand.arity.isList)),
            ("choices", array(operand.completion.choices.map(JSONEscape.quote))),
        ])
    }

    private static func flag(_ flag: FlagSpec) -> String {
        object([
            ("long", JSONEscape.quote(flag.long)),
            ("short", optional(flag.short.map(String.init))),
            ("placeholder", optional(flag.placeholder)),
            ("summary", JSONEscape.quote(flag.summary)),
            ("group", optional(flag.group?.title)),
            ("default", optional(flag.defaultText)),
            ("repeatable", String(flag.isRepeatable)),
            ("choices", array(flag.completion.choices.map(JSONEscape.quote))),
            ("environment", optional(flag.environment)),
            ("excludes", array(flag.exclusions.map(JSONEscape.quote))),
        ])
    }

    private static func exit(_ exit: ExitStatus) -> String {
        object([("code", String(exit.code)), ("meaning", JSONEscape.quote(exit.meaning))])
    }

    private static func named(_ name: String, _ summary: String) -> String {
        object([("name", JSONEscape.quote(name)), ("summary", JSONEscape.quote(summary))])
    }

    private static func object(_ members: [(String, String)]) -> String {
        "{\(members.map { "\(JSONEscape.quote($0.0)):\($0.1)" }.joined(separator: ","))}"
    }

    private static func array(_ items: [String]) -> String {
        "[\(items.joined(separator: ","))]"
    }

    private static func optional(_ text: String?) -> String {
        text.map(JSONEscape.quote) ?? "null"
    }
}
