extension UsageError {
    /// The exit status of a wrong command line.
    package static let exitCode: Int32 = 2
}

extension SystemError {
    /// The exit status that the failure of a stream stands for, as in sysexits(3) and as the shell
    /// counts signals.
    package var exitCode: Int32 {
        guard isAboutOutput else { return 3 }
        return isBrokenPipe ? 141 : 74
    }
}

/// What is said when a command cannot begin, or cannot go on.
extension Tool {
    /// The exit status of an error that nobody foresaw.
    package static let internalErrorExitCode: Int32 = 70

    /// Says what is wrong, shows the flag's line of help, and where to read more; how a command is used, where nothing
    /// but its name was given.
    package static let printUsageError: UsageReport = { error, invocation, console in
        let command = invocation.command
        console.error(error.description)
        let help = HelpText(console.width(of: console.messages), console.messagesStyle)
        if let flag = error.flag, let spec = command?.flag(flag) {
            console.messageLines(help.flag(spec))
        } else if let command, invocation.words.count == 1 {
            console.messageLines(help.brief(command, of: console.toolName))
        }
        let subject = command.map { "\(console.toolName) \($0.name)" } ?? console.toolName
        console.messageLines("Try '\(subject) --help'.\n")
        return UsageError.exitCode
    }

    /// Says which stream failed; a broken pipe is passed over in silence, as SIGPIPE would be.
    package static let printFailure: FailureReport = { error, _, console in
        guard let failure = error as? SystemError else {
            console.error("internal error: \(error)")
            return internalErrorExitCode
        }
        if failure.exitCode != 141 { console.error(failure.description) }
        return failure.exitCode
    }

    /// The error for words whose first names no command.
    func noCommand(_ words: [Argument]) -> UsageError {
        let first = words[0]
        guard let text = first.text else { return .notText(first) }
        if text.count > 1 && text.hasPrefix("-") { return misplacedFlag(text, words) }
        let known = shown.map(\.name) + ["help"]
        if "--\(text)" == FlagSpec.version.name {
            return UsageError(
                "there is no command '\(text)'", hint: "write \(name) \(FlagSpec.version.name)",
                kind: .unknownCommand(text))
        }
        return UsageError(
            "there is no command '\(text)'",
            hint: Suggestion.nearest(to: text, in: known).map { "did you mean '\($0)'?" }
                ?? "the commands are \(known.joined(separator: ", "))",
            kind: .unknownCommand(text))
    }

    private func misplacedFlag(_ word: String, _ words: [Argument]) -> UsageError {
        // Without what follows the sign: it may be a secret.
        let flag = String(word.prefix { $0 != "=" })
        let letters = ["-V": FlagSpec.version, "-H": .help, "-?": .help]
        let isOfCommands = !owners(of: flag).isEmpty
        if !isOfCommands,
            let own = letters[flag]?.name
                ?? Suggestion.nearest(to: flag, in: [FlagSpec.help.name, FlagSpec.version.name])
        {
            return UsageError("\(name) has no flag '\(flag)'", hint: "write \(name) \(own)", kind: .missingCommand)
        }
        if let entry = shown.first(where: { entry in words.contains { $0.text == entry.name } }) {
            return UsageError(
                "'\(flag)' must come after the command",
                hint: "write \(name) \(entry.name) \(correction(of: flag, in: words, entry.make()))",
                kind: .missingCommand)
        }
        let owners = owners(of: flag)
        let everywhere = owners.count == shown.count
        return UsageError(
            "'\(flag)' is where the command should be",
            hint: owners.isEmpty || everywhere
                ? "write \(name) COMMAND \(flag)"
                : "\(flag) belongs to \(Self.list(owners)): write \(name) \(owners[0]) \(flag)",
            kind: .missingCommand)
    }

    /// The flag as the command takes it, with its value where that is one of a few; other values may be secrets.
    private func correction(of flag: String, in words: [Argument], _ command: Command) -> String {
        guard let spec = command.spec.visibleFlags.first(where: { $0.spellings.contains(flag) }) else {
            return command.alternatives(String(flag.drop { $0 == "-" })).first ?? flag
        }
        guard let placeholder = spec.placeholder else { return flag }
        let value = command.look(words).values(of: spec.long).first
        return "\(flag) \(value.flatMap { spec.completion.choices.contains($0) ? $0 : nil } ?? placeholder)"
    }

    /// The names of the commands that show a flag, by its long or short name.
    private func owners(of flag: String, except command: CommandSpec? = nil) -> [String] {
        shown.map { $0.make().spec }.filter { spec in
            spec.name != command?.name
                && spec.flags.contains { !$0.isHidden && $0.spellings.contains(flag) }
        }.map(\.name)
    }

    /// Adds what only the whole table knows: the commands that do have the flag.
    func explained(_ error: UsageError, _ command: CommandSpec?) -> UsageError {
        guard case .unknownFlag(let flag) = error.kind else { return error }
        // Of a letter the command's own flags are the better guess.
        guard flag.hasPrefix("--") || error.hint == nil else { return error }
        let owners = owners(of: flag, except: command)
        guard !owners.isEmpty else { return error }
        var error = error
        error.hint = "\(flag) belongs to \(Self.list(owners))"
        return error
    }

    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) and \(last)"
    }
}
