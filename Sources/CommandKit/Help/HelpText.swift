// This folder writes the descriptions for a terminal (`HelpText`, whose lines `TextLayout` breaks) and for programs
// (`HelpJSON`).

/// Sets the descriptions as text for a terminal.
package struct HelpText: Sendable {
    /// The columns that a line may have.
    let width: Int
    /// Colours, or none.
    let style: Style

    /// Sets text in this width, from 40 to 100, with these colours.
    package init(_ width: Int = 80, _ style: Style = .plain) {
        self.width = min(max(width, TextLayout.leastWidth), TextLayout.greatestWidth)
        self.style = style
    }

    /// The page of the tool.
    package func tool(_ tool: ToolSpec) -> String {
        var sections = [paragraph(tool.summary), usage("\(tool.name) COMMAND [FLAG ...] [OPERAND ...]")]
        if !tool.discussion.isEmpty { sections.append(paragraphs(tool.discussion)) }
        sections.append(commandList(tool))
        sections.append(table("Flags", [FlagSpec.help, .version].map { (Self.left($0), $0.summary) }))
        if !tool.topics.isEmpty {
            sections.append(table("Topics", tool.topics.map { ($0.name, $0.summary) }))
        }
        sections.append(paragraph("'\(tool.name) help NAME' shows more about a command or topic."))
        return sections.joined(separator: "\n")
    }

    /// What is said to somebody who named no command.
    package func brief(_ tool: ToolSpec) -> String {
        [
            usage("\(tool.name) COMMAND [FLAG ...] [OPERAND ...]"), commandList(tool),
            paragraph("Try '\(tool.name) --help'."),
        ].joined(separator: "\n")
    }

    /// What is said to somebody who named a command that needs more: how it is used, with the first two examples.
    package func brief(_ command: CommandSpec, of toolName: String) -> String {
        let examples = self.examples(command.examples.prefix(Self.briefExamples))
        return usage(Self.synopsis(command, of: toolName)) + (examples.isEmpty ? "" : "\n\(examples)\n")
    }

    private static let briefExamples = 2

    /// The page of a command: with all of its flags, or with those that people use.
    package func command(_ command: CommandSpec, of toolName: String, all: Bool = true) -> String {
        var sections = [paragraph(command.summary), usage(Self.synopsis(command, of: toolName))]
        if !command.discussion.isEmpty { sections.append(paragraphs(command.discussion)) }
        if !command.operands.isEmpty {
            sections.append(table("Operands", command.operands.map { ($0.name, $0.summary) }))
        }
        // One column for all groups, so that the page reads as one table.
        let flags = command.visibleFlags.filter { all || !$0.isAdvanced }
        let column = TextLayout.column(for: flags.map(Self.left), width: width)
        for group in command.groups(of: flags) {
            let rows = group.flags.map { (Self.left($0), Self.right($0)) }
            sections.append(table(group.title, rows, column: column))
        }
        if !command.exits.isEmpty {
            sections.append(table("Exit status", command.exits.map { (String($0.code), $0.meaning) }))
        }
        if !command.examples.isEmpty {
            sections.append(heading("Examples") + examples(command.examples))
        }
        return sections.joined(separator: "\n")
    }

    /// One line of usage, without flags in particular: `bcsession validate [FLAG ...] [FILE ...]`.
    package static func synopsis(_ command: CommandSpec, of toolName: String) -> String {
        (["\(toolName) \(command.name)", "[FLAG ...]"] + command.operands.map(\.usage)).joined(separator: " ")
    }

    /// One flag, as it stands in the page of its command.
    package func flag(_ flag: FlagSpec) -> String {
        let left = Self.left(flag)
        return rows([(left, Self.right(flag))], TextLayout.column(for: [left], width: width))
    }

    /// A flag's names and placeholder: `-f, --format FORMAT`.
    package static func left(_ flag: FlagSpec) -> String {
        // Flags without a letter are set where the others' long names begin.
        (flag.short.map { "-\($0), " } ?? "    ") + flag.usage
    }

    /// A flag's summary and the facts that follow from its declaration.
    package static func right(_ flag: FlagSpec) -> String {
        let facts = facts(of: flag)
        return facts.isEmpty ? flag.summary : "\(flag.summary) [\(facts.joined(separator: "; "))]"
    }

    /// The most choices that help lists.
    private static let longestList = 12

    /// The facts that follow from a flag's declaration, in the order in which they are shown.
    static func facts(of flag: FlagSpec) -> [String] {
        var facts: [String] = []
        let choices = flag.completion.choices
        // A long list hides the sentence that it belongs to; the shells complete it all the same.
        if !choices.isEmpty, choices.count <= longestList {
            facts.append("choices: \(choices.joined(separator: ", "))")
        }
        if let value = flag.defaultText { facts.append("default: \(value)") }
        if flag.isCommaSeparated {
            facts.append("repeatable, or with commas")
        } else if flag.isRepeatable {
            facts.append("repeatable")
        }
        if let name = flag.environment { facts.append("environment: \(name)") }
        return facts
    }

    private func commandList(_ tool: ToolSpec) -> String {
        table(
            "Commands",
            tool.commands.map { ($0.name, $0.summary) } + [("help", "Show help for the tool, a command or a topic.")])
    }

    private func examples(_ examples: some Sequence<Example>) -> String {
        examples.map { example in
            example.command.split(separator: "\n").map { "  \(style.cyan(String($0)))\n" }.joined()
                + TextLayout.lines(example.summary, width: width - 6).map { "      \($0)\n" }.joined()
        }.joined()
    }

    private func heading(_ title: String) -> String {
        style.bold("\(title):") + "\n"
    }

    private func usage(_ text: String) -> String {
        let title = "Usage:"
        let indent = String(repeating: " ", count: title.count + 1)
        let lines = TextLayout.lines(text, width: width - indent.count)
        return "\(style.bold(title)) \(lines.joined(separator: "\n\(indent)"))\n"
    }

    /// The page of a topic: names, what each means, and more about them.
    package func topic(_ topic: Topic) -> String {
        let content = topic.content()
        let rows = content.rows.map { ($0.name, $0.meaning) }
        return self.rows(rows, TextLayout.column(for: rows.map(\.0), width: width))
            + (content.closing.isEmpty ? "" : "\n\(paragraphs(content.closing))")
    }

    private func paragraph(_ text: String) -> String {
        TextLayout.lines(text, width: width).joined(separator: "\n") + "\n"
    }

    private func paragraphs(_ text: String) -> String {
        TextLayout.paragraphs(text, width: width) + "\n"
    }

    private func table(_ title: String, _ rows: [(String, String)], column: Int? = nil) -> String {
        heading(title) + self.rows(rows, column ?? TextLayout.column(for: rows.map(\.0), width: width))
    }

    private func rows(_ rows: [(String, String)], _ column: Int) -> String {
        TextLayout.columns(rows.map { (left: $0.0, right: $0.1) }, width: width, column: column, left: style.cyan)
    }
}
