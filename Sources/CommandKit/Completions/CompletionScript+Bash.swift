import PlainText

extension CompletionScript {
    /// The script for bash, 3.2 and later.
    package static func bash(_ tool: ToolSpec) -> String {
        let function = "_\(identifier(tool.name))"
        let cases = tool.commands.map(bashCase).joined()
        return """
            # bash completion for \(tool.name)

            # Offers the words of $1 that begin with $cur in any case, each after the prefix $2.
            \(function)_words() {
                local word restore=$(shopt -p nocasematch)
                shopt -s nocasematch
                while IFS= read -r word; do
                    if [[ $word == "$cur"* ]]; then
                        COMPREPLY+=("$2$word")
                    fi
                done < <(compgen -W "$1")
                $restore
            }

            # Offers the files (-f) or directories (-d) that begin with $cur.
            \(function)_files() {
                local word
                compopt -o filenames 2>/dev/null
                while IFS= read -r word; do
                    COMPREPLY+=("$word")
                done < <(compgen "$1" -- "$cur")
            }

            # Offers the words of $1 after the last comma of $cur.
            \(function)_list() {
                local before=
                if [[ $cur == *,* ]]; then
                    before=${cur%,*},
                    cur=${cur##*,}
                fi
                \(function)_words "$1" "$before"
            }

            # Whether an operand may follow: $1 are the flags that take a value, and no word so far is an operand.
            \(function)_lacks_operand() {
                local place=1 count=0 word skips= ended=
                while [[ $place -lt $COMP_CWORD ]]; do
                    word=${COMP_WORDS[place]}
                    place=$((place + 1))
                    if [[ -n $ended ]]; then
                        count=$((count + 1))
                    elif [[ $word == = ]]; then
                        skips=1
                    elif [[ -n $skips ]]; then
                        skips=
                    elif [[ $word == -- ]]; then
                        ended=1
                    elif [[ $word == -* ]]; then
                        if [[ " $1 " == *" $word "* ]]; then
                            skips=1
                        fi
                    else
                        count=$((count + 1))
                    fi
                done
                # The first is the command.
                [[ $count -le 1 ]]
            }

            \(function)() {
                local cur=${COMP_WORDS[COMP_CWORD]} flag=${COMP_WORDS[COMP_CWORD-1]} command= place=1 ended=
                COMPREPLY=()
                # bash takes --name=value apart at the sign.
                if [[ $cur == = ]]; then
                    cur=
                elif [[ $flag == = && $COMP_CWORD -gt 1 ]]; then
                    flag=${COMP_WORDS[COMP_CWORD-2]}
                fi
                while [[ $place -lt $COMP_CWORD ]]; do
                    if [[ ${COMP_WORDS[place]} == -- ]]; then
                        ended=1
                    elif [[ -z $command && ${COMP_WORDS[place]} != -* ]]; then
                        command=${COMP_WORDS[place]}
                    fi
                    place=$((place + 1))
                done
                if [[ -n $ended ]]; then
                    flag=
                fi

                case $command in
                '')
                    \(function)_words \(quote(bashWords(tool)))
                    ;;
                help)
                    \(function)_words \(quote(helpSubjects(tool).map(\.name).joined(separator: " ")))
                    ;;
            \(cases.substituting("@F@", with: function))    esac
            }

            complete -F \(function) \(tool.name)

            """
    }

    private static func bashWords(_ tool: ToolSpec) -> String {
        (commands(tool).map(\.name) + [FlagSpec.help.name, FlagSpec.version.name]).joined(separator: " ")
    }

    /// The part of one command; `@F@` stands for the function's name.
    private static func bashCase(_ command: CommandSpec) -> String {
        var text = "    \(command.name))\n        case $flag in\n"
        for flag in command.flags where flag.takesValue {
            let action =
                switch flag.isHidden ? .none : flag.completion {
                case .none: ""
                case .file: "            @F@_files -f\n"
                case .directory: "            @F@_files -d\n"
                case .fileOrWord(let word): "            @F@_files -f\n            @F@_words \(quote(word))\n"
                // bash takes what stands behind the word and the sign for an operand, which is a file.
                case .choices(let words), .choicesWithFile(let words):
                    "            @F@_\(flag.isCommaSeparated ? "list" : "words") \(quote(words.joined(separator: " ")))\n"
                }
            text += "        \(flag.spellings.joined(separator: "|")))\n\(action)            return\n            ;;\n"
        }
        text += "        esac\n"
        let names = command.visibleFlags.map(\.name).joined(separator: " ")
        text += "        if [[ $cur == -* && -z $ended ]]; then\n            @F@_words \(quote(names))\n"
        // The last operand is the one that repeats; where two differ, the shell cannot know which is due.
        let start =
            takesOneOperand(command)
            ? "        elif @F@_lacks_operand \(quote(flagsWithValue(command).joined(separator: " "))); then\n"
            : "        else\n"
        switch command.operands.last?.completion {
        case .file, .fileOrWord: text += "\(start)            @F@_files -f\n"
        case .directory: text += "\(start)            @F@_files -d\n"
        case .choices(let words), .choicesWithFile(let words):
            text += "\(start)            @F@_words \(quote(words.joined(separator: " ")))\n"
        case nil, .some(.none): break
        }
        return text + "        fi\n        ;;\n"
    }
}
