// This folder is what is known of a tool apart from what it does: its commands (`CommandSpec`, `ToolSpec`, here) and what
// is written about them (`Documentation`). Help, manual and completions are functions of it.

/// Everything about a command but what it does: what help, manual and completions read.
package struct CommandSpec: Sendable {
    /// The name.
    package var name: String
    /// One sentence.
    package var summary: String
    /// Paragraphs with empty lines between; lines that begin with two spaces are kept as they are.
    package var discussion: String
    /// The flags, without `--help`, in the order of help.
    package var flags: [FlagSpec]
    /// The operands.
    package var operands: [OperandSpec]
    /// The exit statuses of its own.
    package var exits: [ExitStatus]
    /// Command lines worth showing.
    package var examples: [Example]

    /// The flags that are shown, `--help` last.
    package var visibleFlags: [FlagSpec] {
        flags.filter { !$0.isHidden } + [.help] + (advancedCount > 0 ? [.helpAll] : [])
    }

    /// How many flags only `--help-all` shows.
    var advancedCount: Int { flags.count { $0.isAdvanced && !$0.isHidden } }

    /// The flags under their headings, in the order in which the headings first appear.
    package var flagGroups: [(title: String, flags: [FlagSpec])] { groups(of: visibleFlags) }

    /// Some flags under their headings.
    func groups(of flags: [FlagSpec]) -> [(title: String, flags: [FlagSpec])] {
        var groups: [(title: String, flags: [FlagSpec])] = []
        for flag in flags {
            let title = flag.group?.title ?? "Flags"
            if let place = groups.firstIndex(where: { $0.title == title }) {
                groups[place].flags.append(flag)
            } else {
                groups.append((title, [flag]))
            }
        }
        return groups
    }

    /// The flag with this long name, hidden or not.
    package func flag(_ long: String) -> FlagSpec? {
        flags.first { $0.long == long } ?? (long == FlagSpec.help.long ? .help : nil)
    }
}

/// Everything about the tool.
package struct ToolSpec: Sendable {
    /// The name of the executable.
    package var name: String
    /// The version, such as `1.2.0`.
    package var version: String
    /// One sentence.
    package var summary: String
    /// Paragraphs, as in `CommandSpec`.
    package var discussion: String
    /// The commands, in the order of help.
    package var commands: [CommandSpec]
    /// The topics of help.
    package var topics: [Topic]
    /// The exit statuses that all commands share.
    package var exits: [ExitStatus]
    /// The environment variables.
    package var environment: [EnvironmentVariable]
    /// The files.
    package var files: [FileEntry]
}
