/// What can be asked of every command.
extension ArgumentParser {
    /// Whether the words ask for one of the switches that every command has.
    ///
    /// It is found before anything else is judged, so that help can be had from a wrong command line.
    func asks(for flag: FlagSpec, in words: [Argument]) -> Bool {
        for word in words {
            if word.text == "--" { return false }
            if word.text == flag.name, place(where: { $0.long == flag.long }) == nil { return true }
            if let short = flag.short, isSwitch(short, in: word) { return true }
        }
        return false
    }

    /// Whether the letter stands among the switches of a word such as `-vh`.
    private func isSwitch(_ letter: Character, in word: Argument) -> Bool {
        guard let text = word.text, text.hasPrefix("-"), !text.hasPrefix("--") else { return false }
        for short in text.dropFirst() {
            guard let place = place(where: { $0.short == short }) else { return short == letter }
            if flags[place].spec.takesValue { return false }
        }
        return false
    }
}
