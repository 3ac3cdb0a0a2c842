import PlainText

extension CompletionScript {
    /// The script for fish.
    package static func fish(_ tool: ToolSpec) -> String {
        let start = "complete -c \(tool.name)"
        let noCommand = "-n __fish_use_subcommand"
        // Files are offered only where one of the lines below says so.
        var lines = ["# fish completion for \(tool.name)", "", fishFunction(tool), "", fishOperandFunction(tool)]
        lines += ["", fishFileFunction(tool), "", "\(start) -f"]
        lines += commands(tool).map { "\(start) \(noCommand) -a \($0.name) -d \(fishQuote($0.summary))" }
        lines.append("\(start) \(noCommand) -s h -l help -d \(fishQuote(FlagSpec.help.summary))")
        lines.append("\(start) \(noCommand) -l version -d \(fishQuote(FlagSpec.version.summary))")
        lines += helpSubjects(tool).map { subject in
            "\(start) \(condition("help", of: tool)) -a \(subject.name) -d \(fishQuote(subject.summary))"
        }
        for command in tool.commands {
            lines.append("")
            lines += command.visibleFlags.map {
                "\(start) \(condition(command.name, of: tool)) \(fishFlag($0, of: tool))"
            }
            if let operand = command.operands.last, let offer = fishOffer(operand.completion, isList: false, of: tool) {
                let words = ([command.name, takesOneOperand(command) ? "1" : "any"] + flagsWithValue(command))
                    .joined(separator: " ")
                lines.append("\(start) -n '\(fishOperandFunctionName(tool)) \(words)' \(offer)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A function that tells whether the command is the one given: the first word that is no flag, wherever its name
    /// stands again.
    private static func fishFunction(_ tool: ToolSpec) -> String {
        """
        function \(fishFunctionName(tool))
            for word in (commandline -opc)[2..]
                if not string match -q -- '-*' $word
                    test $word = $argv[1]
                    return
                end
            end
            return 1
        end
        """
    }

    /// A function that tells whether an operand of a command may follow: the command's name, how many operands there may
    /// be, and the flags that take a value.
    private static func fishOperandFunction(_ tool: ToolSpec) -> String {
        """
        function \(fishOperandFunctionName(tool))
            \(fishFunctionName(tool)) $argv[1]; or return
            set -l count 0
            set -l skips no
            set -l ended no
            for word in (commandline -opc)[2..]
                if test $skips = yes
                    set skips no
                else if test $ended = no; and test "$word" = --
                    set ended yes
                else if test $ended = no; and string match -q -- '-*' "$word"
                    contains -- "$word" $argv[3..]; and set skips yes
                else
                    set count (math $count + 1)
                end
            end
            test $skips = no; or return 1
            # The first is the command.
            test $argv[2] = any; or test $count -le 1
        end
        """
    }

    private static func fishOperandFunctionName(_ tool: ToolSpec) -> String {
        "__\(identifier(tool.name))_lacks_operand"
    }

    /// A function that offers words, and behind one of them and an equals sign, files.
    private static func fishFileFunction(_ tool: ToolSpec) -> String {
        """
        function \(fishFileFunctionName(tool))
            set -l value (string replace -r -- '^--[a-z-]+=' '' (commandline -ct))
            if string match -q -- '*=*' $value
                set -l parts (string split -m 1 -- = $value)
                for file in (__fish_complete_path $parts[2])
                    printf '%s=%s\\n' $parts[1] $file
                end
            else
                printf '%s\\n' $argv
            end
        end
        """
    }

    private static func fishFileFunctionName(_ tool: ToolSpec) -> String { "__\(identifier(tool.name))_words_or_files" }

    private static func fishFunctionName(_ tool: ToolSpec) -> String { "__\(identifier(tool.name))_command_is" }

    private static func condition(_ command: String, of tool: ToolSpec) -> String {
        "-n '\(fishFunctionName(tool)) \(command)'"
    }

    private static func fishFlag(_ flag: FlagSpec, of tool: ToolSpec) -> String {
        var parts = flag.short.map { ["-s \($0)"] } ?? []
        parts.append("-l \(flag.long)")
        if flag.takesValue {
            parts.append("-r")
            parts.append(fishOffer(flag.completion, isList: flag.isCommaSeparated, of: tool) ?? "-f")
        }
        parts.append("-d \(fishQuote(flag.summary))")
        return parts.joined(separator: " ")
    }

    private static func fishOffer(_ completion: Completion, isList: Bool, of tool: ToolSpec) -> String? {
        switch completion {
        case .none: nil
        case .file: "-F"
        case .fileOrWord(let word): "-F -a \(word)"
        case .directory: "-f -a '(__fish_complete_directories)'"
        case .choices(let words):
            "-f -a \(fishQuote(isList ? "(__fish_append , \(words.joined(separator: " ")))" : words.joined(separator: " ")))"
        case .choicesWithFile(let words): "-f -a '(\(fishFileFunctionName(tool)) \(words.joined(separator: " ")))'"
        }
    }

    /// Single quotes, inside which fish knows two escapes.
    private static func fishQuote(_ text: String) -> String {
        "'" + text.substituting("\\", with: "\\\\").substituting("'", with: "\\'") + "'"
    }
}
