import PlainText

extension CompletionScript {
    /// The script for zsh; its file is named `_` and the tool's name.
    package static func zsh(_ tool: ToolSpec) -> String {
        let function = "_\(identifier(tool.name))"
        let cases = tool.commands.map { command in
            let hidden = command.flags.filter { $0.isHidden && $0.takesValue }.flatMap(\.spellings)
                .map { quote("!\($0)=:value: ") }
            let lines =
                command.visibleFlags.flatMap(zshSpecs) + hidden + command.operands.enumerated().map(zshOperand)
            return """
                        \(command.name))
                            _arguments -s -S \\
                                \(lines.joined(separator: " \\\n                "))
                            ;;

                """
        }.joined()
        return """
            #compdef \(tool.name)

            \(function)_commands() {
                local -a names
                names=(
            \(zshNames(commands(tool)))
                )
                _describe -t commands command names
            }

            \(function)_subjects() {
                local -a names
                names=(
            \(zshNames(helpSubjects(tool)))
                )
                _describe -t subjects subject names
            }

            \(function)() {
                local curcontext="$curcontext" state line
                typeset -A opt_args
                _arguments -C \\
                    '(- *)'{-h,--help}\(quote("[\(zshText(FlagSpec.help.summary))]")) \\
                    '(- *)--version'\(quote("[\(zshText(FlagSpec.version.summary))]")) \\
                    '1:command:\(function)_commands' \\
                    '*::argument:->arguments'
                case $state in
                arguments)
                    curcontext="${curcontext%:*:*}:\(tool.name)-$words[1]:"
                    case $words[1] in
                    help)
                        _arguments '1:subject:\(function)_subjects'
                        ;;
            \(cases)        esac
                    ;;
                esac
            }

            \(function) "$@"

            """
    }

    private static func zshNames(_ names: [(name: String, summary: String)]) -> String {
        names.map { "        " + quote("\($0.name.substituting(":", with: "\\:")):\($0.summary)") }
            .joined(separator: "\n")
    }

    /// One specification for each spelling of a flag, excluding each other unless it repeats.
    private static func zshSpecs(_ flag: FlagSpec) -> [String] {
        let names = flag.spellings
        var exclusion = ""
        if flag.long == FlagSpec.help.long {
            exclusion = "(- *)"
        } else if flag.isRepeatable {
            exclusion = "*"
        } else {
            exclusion = "(\((names + flag.exclusions.map { "--\($0)" }).joined(separator: " ")))"
        }
        return names.map { name in
            guard let placeholder = flag.placeholder else {
                return quote("\(exclusion)\(name)[\(zshText(flag.summary))]")
            }
            // `=` and `+`: the value may follow in the same word or in the next.
            let sign = name.hasPrefix("--") ? "=" : "+"
            let action = zshAction(flag.completion, isList: flag.isCommaSeparated)
            return quote("\(exclusion)\(name)\(sign)[\(zshText(flag.summary))]:\(zshText(placeholder)):\(action)")
        }
    }

    private static func zshOperand(_ place: Int, _ operand: OperandSpec) -> String {
        let position = operand.arity.isList ? "*" : "\(place + 1)"
        let optional = operand.arity == .optional ? ":" : ""
        return quote("\(position):\(optional)\(zshText(operand.name)):\(zshAction(operand.completion, isList: false))")
    }

    private static func zshAction(_ completion: Completion, isList: Bool) -> String {
        switch completion {
        case .none: return " "
        case .file: return "_files"
        case .directory: return "_files -/"
        case .fileOrWord(let word): return "{ _files; compadd - \(zshText(word)) }"
        case .choices(let words):
            let escaped = words.map(zshText).joined(separator: " ")
            // In any case, as the identifiers of banks are compared.
            return isList
                ? "_sequence compadd - \(escaped)" : "{ compadd -M \"m\\:{a-zA-Z}={A-Za-z}\" - \(escaped) }"
        case .choicesWithFile(let words):
            let escaped = words.map(zshText).joined(separator: " ")
            return "{ if compset -P \"*=\"; then _files; else compadd - \(escaped); fi }"
        }
    }

    /// Text between the brackets and colons of a specification.
    private static func zshText(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\[]:()".contains(character) { result += "\\" }
            result.append(character)
        }
        return result
    }
}
