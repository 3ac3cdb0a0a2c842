/// When output is coloured.
package enum ColorChoice: String, FlagValue, CaseIterable {
    /// Where a person looks at it and the environment does not object.
    case auto
    /// Always.
    case always
    /// Never.
    case never

    /// What `--color` says anywhere before the end of the flags, for help and for errors, which come before a command
    /// has read its words; nil where it says nothing.
    static func asked(in words: [Argument]) -> ColorChoice? {
        let texts = words.map { $0.text ?? "" }.prefix { $0 != "--" }
        for (index, text) in texts.enumerated() {
            if text == "--color", index + 1 < texts.count { return ColorChoice(rawValue: texts[index + 1]) }
            if text.hasPrefix("--color=") { return ColorChoice(rawValue: String(text.dropFirst("--color=".count))) }
        }
        return nil
    }
}
