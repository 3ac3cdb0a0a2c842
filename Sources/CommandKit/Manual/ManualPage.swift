// This folder writes the descriptions as manual pages: `ManualPage` says what stands in one, `ManualWriter` writes mdoc.

/// Sets the descriptions as mdoc(7) pages.
///
/// The sections stand in the order of man-pages(7), as far as mandoc's own order allows: that wants
/// ENVIRONMENT and FILES before EXIT STATUS.
package enum ManualPage {
    /// The page of the tool; the date is written as `November 22, 2025`.
    package static func tool(_ tool: ToolSpec, date: String, seeAlso: [String] = []) -> String {
        var page = ManualWriter(name: tool.name, section: 1, date: date, summary: tool.summary)
        page.heading("SYNOPSIS")
        page.line(".Nm")
        page.line(".Ar COMMAND")
        page.line(".Op Ar FLAG ...")
        page.line(".Op Ar OPERAND ...")
        page.line(".Nm")
        page.line(".Fl Fl version")
        page.heading("DESCRIPTION")
        page.paragraphs(tool.discussion.isEmpty ? tool.summary : tool.discussion)
        page.line(".Pp")
        page.sentence("The commands, each with a manual page of its own:")
        page.list(
            tool.commands.map { command in
                (".It Xr \(ManualWriter.argument("\(tool.name)-\(command.name)")) 1", command.summary)
            })
        page.heading("OPTIONS")
        page.list([FlagSpec.help, .version].map(Self.item))
        Self.environment(tool.environment, &page)
        if !tool.files.isEmpty {
            page.heading("FILES")
            page.list(tool.files.map { (".It Pa \(ManualWriter.argument($0.path))", $0.summary) })
        }
        Self.exits(tool.exits, &page)
        Self.seeAlso(tool.commands.map { "\(tool.name)-\($0.name)" } + seeAlso, &page)
        return page.text
    }

    /// The page of a command.
    package static func command(_ command: CommandSpec, of tool: ToolSpec, date: String) -> String {
        let name = "\(tool.name)-\(command.name)"
        var page = ManualWriter(name: name, section: 1, date: date, summary: command.summary)
        page.heading("SYNOPSIS")
        page.line(".Nm \(ManualWriter.argument(tool.name)) Cm \(ManualWriter.argument(command.name))")
        page.line(".Op Ar FLAG ...")
        for operand in command.operands {
            page.line(Self.synopsis(operand))
        }
        page.heading("DESCRIPTION")
        page.paragraphs(command.discussion.isEmpty ? command.summary : command.discussion)
        if !command.operands.isEmpty {
            page.line(".Pp")
            page.sentence("The operands:")
            page.list(command.operands.map { (".It Ar \(ManualWriter.argument($0.name))", $0.summary) })
        }
        page.heading("OPTIONS")
        let groups = command.flagGroups
        for group in groups {
            if groups.count > 1 { page.subheading(group.title) }
            page.list(group.flags.map(Self.item))
        }
        Self.environment(
            command.visibleFlags.compactMap { flag in
                flag.environment.map { EnvironmentVariable($0, "Does the same as \(flag.name).") }
            }, &page)
        Self.exits(command.exits.isEmpty ? tool.exits : command.exits, &page)
        if !command.examples.isEmpty {
            page.heading("EXAMPLES")
            for (index, example) in command.examples.enumerated() {
                if index > 0 { page.line(".Pp") }
                page.sentence(example.summary)
                page.literal(example.command.split(separator: "\n").map(String.init))
            }
        }
        let others = tool.commands.map(\.name).filter { $0 != command.name }.map { "\(tool.name)-\($0)" }
        Self.seeAlso([tool.name] + others, &page)
        return page.text
    }

    /// The page of a topic of help.
    package static func topic(
        _ topic: Topic, name: String, section: Int, date: String, seeAlso: [String]
    ) -> String {
        let content = topic.content()
        var page = ManualWriter(name: name, section: section, date: date, summary: topic.summary)
        page.heading("DESCRIPTION")
        page.paragraphs(content.closing)
        page.items(content.rows.map { (tag: $0.name, text: $0.meaning) })
        Self.seeAlso(seeAlso, &page)
        return page.text
    }

    /// A page of any other section, made of headings and paragraphs.
    package static func miscellany(
        name: String, section: Int = 7, summary: String, date: String, seeAlso: [String] = [],
        sections: [(title: String, text: String)]
    ) -> String {
        var page = ManualWriter(name: name, section: section, date: date, summary: summary)
        for part in sections {
            page.heading(part.title)
            page.paragraphs(part.text)
        }
        Self.seeAlso(seeAlso, &page)
        return page.text
    }

    private static func synopsis(_ operand: OperandSpec) -> String {
        let name = ManualWriter.argument(operand.name)
        return switch operand.arity {
        case .required: ".Ar \(name)"
        case .optional: ".Op Ar \(name)"
        case .any: ".Op Ar \(name) ..."
        case .oneOrMore: ".Ar \(name) ..."
        }
    }

    private static func item(_ flag: FlagSpec) -> (macro: String, text: String) {
        var macro = ".It"
        if let short = flag.short { macro += " Fl \(ManualWriter.argument(String(short))) ," }
        macro += " Fl Fl \(ManualWriter.escape(flag.long))"
        if let placeholder = flag.placeholder { macro += " Ar \(ManualWriter.argument(placeholder))" }
        let facts = HelpText.facts(of: flag).map { "\($0.prefix(1).uppercased())\($0.dropFirst())." }
        return (macro, ([flag.summary] + facts).joined(separator: " "))
    }

    private static func environment(_ variables: [EnvironmentVariable], _ page: inout ManualWriter) {
        if variables.isEmpty { return }
        page.heading("ENVIRONMENT")
        page.list(variables.map { (".It Ev \(ManualWriter.argument($0.name))", $0.summary) })
    }

    private static func exits(_ exits: [ExitStatus], _ page: inout ManualWriter) {
        if exits.isEmpty { return }
        page.heading("EXIT STATUS")
        page.list(exits.map { (".It \($0.code)", "\($0.meaning.prefix(1).uppercased())\($0.meaning.dropFirst()).") })
    }

    private static func seeAlso(_ names: [String], _ page: inout ManualWriter) {
        // A name may carry its section: `mandoc(1)`; without, it is a command's.
        let references = names.map { name -> (name: String, section: String) in
            guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return (name, "1") }
            return (String(name[..<open]), String(name[name.index(after: open)...].dropLast()))
        }.sorted { ($0.section, $0.name) < ($1.section, $1.name) }
        if references.isEmpty { return }
        page.heading("SEE ALSO")
        for (index, reference) in references.enumerated() {
            let comma = index < references.count - 1 ? " ," : ""
            page.line(".Xr \(ManualWriter.argument(reference.name)) \(reference.section)\(comma)")
        }
    }
}
