/// A heading under which help shows flags that belong together.
package struct FlagGroup: Sendable, Hashable {
    /// The heading, without a colon.
    package let title: String

    /// Names the heading.
    package init(_ title: String) {
        self.title = title
    }
}

/// Everything about a flag but how it is stored: what help, manual, completions and parser read.
package struct FlagSpec: Sendable {
    /// The name after two dashes.
    package var long: String
    /// The letter after one dash.
    package var short: Character?
    /// The word that stands for the value in help; nil for a switch, which takes none.
    package var placeholder: String?
    /// One sentence.
    package var summary: String
    /// Whether the flag may be given more than once.
    package var isRepeatable = false
    /// Whether one value may hold several, with commas between.
    package var isCommaSeparated = false
    /// Whether a value of no characters is welcome.
    package var allowsEmpty = false
    /// Whether help, manual and completions leave it out.
    package var isHidden = false
    /// Whether only `--help-all` shows it: few people need it.
    package var isAdvanced = false
    /// The heading in help.
    package var group: FlagGroup?
    /// The environment variable that does the same.
    package var environment: String?
    /// What to write to switch the opposite on; nil where leaving the switch out does.
    package var opposite: String?
    /// The long names of the flags that it cannot stand beside.
    package var exclusions: [String] = []

    // What few runs read is asked for then, and not put together when the flag is declared.
    package var valueType: any FlagValue.Type = String.self
    package var ownCompletion: (@Sendable () -> Completion)?
    package var defaultArgument: @Sendable () -> String = { "" }

    /// Describes a flag; the rest is set through the properties.
    package init(_ long: String, short: Character? = nil, placeholder: String? = nil, summary: String) {
        self.long = long
        self.short = short
        self.placeholder = placeholder
        self.summary = summary
    }

    /// The value that holds without the flag, as it would be typed.
    package var defaultText: String? {
        let text = defaultArgument()
        return text.isEmpty ? nil : text
    }

    /// What a shell offers for the value.
    package var completion: Completion { ownCompletion?() ?? valueType.completion }

    /// What the value must be, as a noun phrase.
    package var expectation: String { valueType.expectation }

    /// Whether a value must follow.
    package var takesValue: Bool { placeholder != nil }

    /// Whether a word can be read as a value, as far as its type says.
    func takes(_ word: Argument) -> Bool { valueType.init(word: word) != nil }

    /// The flag as messages name it: `--format`.
    package var name: String { "--\(long)" }

    /// Its names, dashes included: `--format`, `-f`.
    package var spellings: [String] { [name] + (short.map { ["-\($0)"] } ?? []) }

    /// Whether this is one of its names.
    func isSpelled(_ spelling: String) -> Bool {
        // Without making the names: it is asked of each flag at each start.
        spelling.hasPrefix("--") ? spelling.dropFirst(2) == long : spelling.count == 2 && spelling.last == short
    }

    /// The flag with its value: `--format FORMAT`.
    package var usage: String { placeholder.map { "\(name) \($0)" } ?? name }
}
