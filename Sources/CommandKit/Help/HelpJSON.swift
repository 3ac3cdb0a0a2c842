/// Writes the descriptions as one JSON document, for programs.
package enum HelpJSON {
    /// The whole tree, with a line's end.
    package static func tool(_ tool: ToolSpec) -> String {
        object([
            ("schema", string("\(tool.name).help/1")),
            ("name", string(tool.name)),
            ("version", string(tool.version)),
            ("summary", string(tool.summary)),
            ("commands", array(tool.commands.map(command))),
            ("topics", array(tool.topics.map { named($0.name, $0.summary) })),
            ("exits", array(tool.exits.map(exit))),
            ("environment", array(tool.environment.map { named($0.name, $0.summary) })),
            ("files", array(tool.files.map { object([("path", string($0.path)), ("summary", string($0.summary))]) })),
        ]) + "\n"
    }

    private static func command(_ command: CommandSpec) -> String {
        object([
            ("name", string(command.name)),
            ("summary", string(command.summary)),
            ("discussion", string(command.discussion)),
            ("operands", array(command.operands.map(operand))),
            ("flags", array(command.visibleFlags.map(flag))),
            ("exits", array(command.exits.map(exit))),
            (
                "examples",
                array(
                    command.examples.map {
                        object([("command", string($0.command)), ("summary", string($0.summary))])
                    })
            ),
        ])
    }

    private static func operand(_ operand: OperandSpec) -> String {
        object([
            ("name", string(operand.name)),
            ("summary", string(operand.summary)),
            ("required", String(operand.arity.isRequired)),
            ("repeatable", String(operand.arity.isList)),
            ("choices", array(operand.completion.choices.map(string))),
        ])
    }

    private static func flag(_ flag: FlagSpec) -> String {
        object([
            ("long", string(flag.long)),
            ("short", optional(flag.short.map(String.init))),
            ("placeholder", optional(flag.placeholder)),
            ("summary", string(flag.summary)),
            ("group", optional(flag.group?.title)),
            ("default", optional(flag.defaultText)),
            ("repeatable", String(flag.isRepeatable)),
            ("choices", array(flag.completion.choices.map(string))),
            ("environment", optional(flag.environment)),
            ("excludes", array(flag.exclusions.map(string))),
        ])
    }

    private static func exit(_ exit: ExitStatus) -> String {
        object([("code", String(exit.code)), ("meaning", string(exit.meaning))])
    }

    private static func named(_ name: String, _ summary: String) -> String {
        object([("name", string(name)), ("summary", string(summary))])
    }

    private static func object(_ members: [(String, String)]) -> String {
        "{\(members.map { "\(string($0.0)):\($0.1)" }.joined(separator: ","))}"
    }

    private static func array(_ items: [String]) -> String {
        "[\(items.joined(separator: ","))]"
    }

    private static func optional(_ text: String?) -> String {
        text.map(string) ?? "null"
    }

    private static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
