/// When output is coloured.
package enum ColorChoice: String, CaseIterable, Sendable {
    /// On a terminal, unless the environment says otherwise.
    case auto
    /// Always.
    case always
    /// Never.
    case never
}

/// Text in colour, or not: the same calls either way.
package struct Style: Sendable, Hashable {
    /// Whether the codes are written.
    package let isEnabled: Bool

    /// Text as it is.
    package static let plain = Style(isEnabled: false)

    /// Switches the codes on or off.
    package init(isEnabled: Bool) {
        self.isEnabled = isEnabled
    }

    /// Decides for one stream: the flag, then the environment, then whether it is a terminal.
    package init(_ choice: ColorChoice, _ environment: Environment, isTerminal: Bool) {
        isEnabled =
            switch choice {
            case .always: true
            case .never: false
            case .auto: Self.decide(environment) ?? isTerminal
            }
    }

    /// What the environment says; nil if nothing.
    private static func decide(_ environment: Environment) -> Bool? {
        // The conventions differ in what an empty value means; here it always means unset.
        if !(environment.bytes(of: "NO_COLOR") ?? []).isEmpty { return false }
        for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
            guard let value = environment[name], !value.isEmpty else { continue }
            if value != "0" { return true }
        }
        if environment["CLICOLOR"] == "0" || environment["TERM"] == "dumb" { return false }
        return nil
    }

    /// Heavy.
    package func bold(_ text: String) -> String { wrap(text, "1") }
    /// Faint.
    package func dim(_ text: String) -> String { wrap(text, "2") }
    /// For errors.
    package func red(_ text: String) -> String { wrap(text, "31") }
    /// For what is well.
    package func green(_ text: String) -> String { wrap(text, "32") }
    /// For warnings.
    package func yellow(_ text: String) -> String { wrap(text, "33") }
    /// For places and notes.
    package func blue(_ text: String) -> String { wrap(text, "34") }
    /// For names.
    package func cyan(_ text: String) -> String { wrap(text, "36") }

    private func wrap(_ text: String, _ code: String) -> String {
        isEnabled && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
