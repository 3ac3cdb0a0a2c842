/// What is wrong with a command line.
package struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds that something reacts to; all others are `rejected`.
    package enum Kind: Sendable, Hashable {
        /// No flag of the command has this name (`--name` or `-n`).
        case unknownFlag(String)
        /// No command has this name.
        case unknownCommand(String)
        /// No command was named.
        case missingCommand
        /// Anything else.
        case rejected
    }

    /// What something may react to.
    package var kind: Kind
    /// One clause: what is wrong.
    package var message: String
    /// One clause: what to do.
    package var hint: String?
    /// The long name of the flag that it is about; its line of help is shown.
    package var flag: String?

    /// Makes an error with its message, the flag it is about, and what to do.
    package init(_ message: String, flag: String? = nil, hint: String? = nil, kind: Kind = .rejected) {
        self.message = message
        self.flag = flag
        self.hint = hint
        self.kind = kind
    }

    /// The message and what to do.
    package var description: String {
        hint.map { "\(message); \($0)" } ?? message
    }
}
