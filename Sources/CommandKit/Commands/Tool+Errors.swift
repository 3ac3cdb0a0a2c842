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

    /// Says what is wrong, shows the flag's line of help, and where to read more.
    ///
    /// To somebody who named a command and nothing else, it shows how the command is used.
    package static let printUsageError: UsageReport = { error, command, words, console in
        console.error(error.description)
        let help = HelpText(console.width(of: console.messages), console.messagesStyle)
        if let flag = error.flag, let spec = command?.flag(flag) {
            console.messageLines(help.flag(spec))
        } else if let command, words.count == 1 {
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
        if let own = Suggestion.nearest(to: flag, in: [FlagSpec.help.name, FlagSpec.version.name]) {
            return UsageError("\(name) has no flag '\(word)'", hint: "did you mean '\(own)'?", kind: .missingCommand)
        }
        if let command = words.lazy.compactMap(\.text).first(where: shown.map(\.name).contains) {
            return UsageError(
                "'\(flag)' stands before the command", hint: "write \(name) \(command) \(flag)", kind: .missingCommand)
        }
        let owners = owners(of: flag)
        let everywhere = owners.count == shown.count
        return UsageError(
            "'\(flag)' stands where the command should",
            hint: owners.isEmpty || everywhere
                ? "write \(name) COMMAND \(flag)"
                : "\(flag) belongs to \(Self.list(owners)): write \(name) \(owners[0]) \(flag)",
            kind: .missingCommand)
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
