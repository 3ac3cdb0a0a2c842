import PlainText

/// The errors of the grammar, each with its one wording.
extension UsageError {
    static func unknownFlag(_ name: String, of command: String, hint: String?) -> UsageError {
        UsageError("\(command) has no flag '\(name)'", hint: hint, kind: .unknownFlag(name))
    }

    static func singleDash(_ flag: FlagSpec) -> UsageError {
        UsageError("'-\(flag.long)' has one dash too few", flag: flag.long, hint: "write \(flag.usage)")
    }

    /// For a word such as `link_id=A`; the value is not repeated, which may be a secret.
    static func assignment(to name: Substring, _ flag: FlagSpec) -> UsageError {
        UsageError("there is no file '\(name)=…'", flag: flag.long, hint: "for the flag write \(flag.usage)")
    }

    static func missingValue(_ flag: FlagSpec) -> UsageError {
        UsageError("\(flag.name) needs a value", flag: flag.long, hint: "write \(flag.usage)")
    }

    static func emptyValue(_ flag: FlagSpec) -> UsageError {
        UsageError("\(flag.name) was given an empty value", flag: flag.long, hint: "it takes \(flag.expectation)")
    }

    static func emptyItem(_ flag: FlagSpec, in word: Argument) -> UsageError {
        UsageError(
            "\(flag.name) was given an empty item in '\(word.displayText)'", flag: flag.long,
            hint: "write each item once with one comma between")
    }

    static func valueLooksLikeFlag(_ flag: FlagSpec, _ word: Argument) -> UsageError {
        UsageError(
            "\(flag.name) needs a value, but '\(word.displayText)' begins with '-'", flag: flag.long,
            hint: flag.takes(word)
                ? "if that is the value, write \(flag.name)=\(word.displayText.shellQuoted)" : "write \(flag.usage)")
    }

    static func unexpectedValue(_ flag: FlagSpec, _ value: Argument) -> UsageError {
        let isOff = ["false", "no", "off", "0"].contains(value.displayText.lowercased())
        let off = flag.opposite.map { "write \($0)" } ?? "leave \(flag.name) out"
        return UsageError(
            "\(flag.name) takes no value, but was given '\(value.displayText)'", flag: flag.long,
            hint: isOff ? off : "write \(flag.name)")
    }

    static func repeated(_ flag: FlagSpec) -> UsageError {
        UsageError("\(flag.name) was given twice", flag: flag.long, hint: "give it once")
    }

    static func excluded(_ first: FlagSpec, _ second: FlagSpec) -> UsageError {
        UsageError("\(first.name) and \(second.name) exclude each other", flag: first.long, hint: "give one of them")
    }

    static func invalidValue(_ flag: FlagSpec, _ word: Argument) -> UsageError {
        UsageError(
            "\(flag.name) takes \(flag.expectation), not '\(word.displayText)'", flag: flag.long,
            hint: flag.isRepeatable && word.displayText.contains(",")
                ? "give it once for each: "
                    + word.displayText.split(separator: ",").map { "\(flag.name) \($0)" }.joined(separator: " ")
                : Suggestion.nearest(to: word.displayText, in: flag.completion.choices).map { "did you mean '\($0)'?" })
    }

    static func notText(_ flag: FlagSpec, _ word: Argument) -> UsageError {
        UsageError(
            "\(flag.name) was given '\(word.displayText)', which is not UTF-8", flag: flag.long,
            hint: "only file names may be other than UTF-8")
    }

    static func notText(_ word: Argument) -> UsageError {
        UsageError("the argument '\(word.displayText)' is not UTF-8", hint: "only file names may be other than UTF-8")
    }

    static func notText(_ operand: OperandSpec, _ word: Argument) -> UsageError {
        UsageError(
            "the \(operand.name) '\(word.displayText)' is not UTF-8", hint: "only file names may be other than UTF-8")
    }

    static func invalidValue(_ operand: OperandSpec, _ word: Argument) -> UsageError {
        UsageError(
            "\(operand.name) must be \(operand.expectation), not '\(word.displayText)'",
            hint: Suggestion.nearest(to: word.displayText, in: operand.completion.choices)
                .map { "did you mean '\($0)'?" })
    }

    static func emptyOperand(_ operand: OperandSpec) -> UsageError {
        UsageError("the \(operand.name) is an empty word", hint: "it takes \(operand.expectation)")
    }

    static func missingOperand(_ operand: OperandSpec, of command: String) -> UsageError {
        UsageError("\(command) needs a \(operand.name)", hint: "write \(command) \(operand.usage)")
    }

    static func unexpectedOperand(
        _ word: Argument, of command: String, _ operands: [OperandSpec], _ flags: [FlagSpec]
    ) -> UsageError {
        guard !operands.isEmpty else {
            let examples = flags.filter { !$0.isHidden && $0.placeholder != nil }.prefix(3)
                .map { "\($0.name) \($0.placeholder ?? "")" }
            return UsageError(
                "\(command) takes values by flags alone, and '\(word.displayText)' has none before it",
                hint: examples.isEmpty ? nil : "write, for example, \(examples.listed("or"))")
        }
        let most = "one \(operands.map(\.name).joined(separator: " and one "))"
        return UsageError(
            "\(command) takes \(most), and '\(word.displayText)' is one too many",
            hint: "put quotes around a value that has spaces")
    }
}
