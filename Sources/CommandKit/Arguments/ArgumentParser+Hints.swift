/// What somebody probably meant whose words do not fit.
extension ArgumentParser {
    private var shown: [FlagSpec] { specs.filter { !$0.isHidden } }

    /// What to write instead of a long flag that is not there.
    func hint(forLong name: String) -> String? {
        let answers = alternatives(toLong: name)
        return answers.isEmpty ? nil : "did you mean \(answers.map { "'\($0)'" }.joined(separator: " or "))?"
    }

    /// What a long name that is not there may stand for, the likeliest first.
    func alternatives(toLong name: String) -> [String] {
        if case let choices = choices(named: name), !choices.isEmpty { return choices }
        if let refusal = refusal(named: name) { return [refusal] }
        let longer = name.count > 1 ? shown.filter { $0.long.hasPrefix(name) } : []
        if (1...mostListed).contains(longer.count) { return longer.map(\.name) }
        return Suggestion.nearest(to: name, in: shown.map(\.long)).map { ["--\($0)"] } ?? []
    }

    /// Whether a word behind a switch was meant as its value, and names no file.
    func isBoolean(_ word: Argument) -> Bool {
        guard let text = word.text, ["true", "false", "yes", "no", "on", "off"].contains(text.lowercased()) else {
            return false
        }
        return (try? FileSystem.fileStatus(FilePath(bytes: word.bytes))) == nil
    }

    /// Refuses a flag that is there to be refused, in another spelling too: `--api_key`, `--X-Api-Key`.
    func refuse(spelling name: String, _ table: Table) throws(UsageError) {
        let spellings = [name, name.lowercased().hasPrefix("x-") ? String(name.dropFirst(2)) : name]
        for place in table.specs.indices where table.specs[place].isHidden {
            guard spellings.contains(where: { Suggestion.isSame($0, table.specs[place].long) }) else { continue }
            var options = start
            try table.flags[place].apply(Argument("-"), &options)
        }
    }

    /// `--format json` for `--json`.
    private func choices(named name: String) -> [String] {
        shown.filter { $0.completion.choices.contains(name) }.map { "\($0.name) \(name)" }
    }

    /// `--no-color` where `--color never` is meant.
    private func refusal(named name: String) -> String? {
        guard name.hasPrefix("no-") else { return nil }
        let known = shown.filter { $0.completion.choices.contains("never") }.map(\.long)
        return Suggestion.nearest(to: String(name.dropFirst(3)), in: known).map { "--\($0) never" }
    }

    /// The error for a letter that is no flag.
    func unknownShort(at index: Int, of word: Argument) -> UsageError {
        guard let tail = Argument(bytes: Array(word.bytes[index...])).text, let letter = tail.first else {
            return .notText(word)
        }
        let longer = shown.filter { $0.long.first == letter }.map(\.name)
        var hint: String?
        if word.bytes.count == 2, (1...mostListed).contains(longer.count) {
            hint = "did you mean \(longer.map { "'\($0)'" }.joined(separator: " or "))?"
        } else if !operands.isEmpty && index == 1 {
            hint = "put '--' before an operand that begins with '-'"
        }
        return .unknownFlag("-\(letter)", of: command, hint: hint)
    }

    /// The flag whose long name stands behind a single dash, with or without a value.
    func longFlag(behindOneDash word: Argument, _ table: Table) -> FlagSpec? {
        guard word.bytes.count > 2, let text = word.text else { return nil }
        let name = text.dropFirst().prefix { $0 != "=" }
        return table.place { $0.long == name }.map { table.specs[$0] }
    }

    /// Refuses a word such as `link_id=A` for an operand that names a file, unless there is such a file.
    func refuseAssignment(_ word: Argument, to operand: OperandSpec) throws(UsageError) {
        // The query of a URL assigns as well, but not to flags.
        guard let text = word.text, let sign = text.firstIndex(of: "="), !text.contains("&"),
            operand.completion == .file
        else { return }
        let name = text[..<sign]
        let long = String(name.map { $0 == "_" ? "-" : $0 })
        let table = Table(makeFlags())
        guard let place = table.place(where: { $0.long == long }) else { return }
        if (try? FileSystem.fileStatus(FilePath(bytes: word.bytes))) != nil { return }
        let flag = table.flags[place]
        if flag.spec.isHidden {
            // It may exist to say why it is refused.
            var options = start
            try flag.apply(Argument(String(text[text.index(after: sign)...])), &options)
        }
        throw .assignment(to: name, flag.spec)
    }

    /// The most names that a hint lists.
    private var mostListed: Int { 5 }
}
