/// What a shell offers where a value is due.
package enum Completion: Sendable, Hashable {
    /// Nothing: any text.
    case none
    /// File names.
    case file
    /// Directory names.
    case directory
    /// These words.
    case choices([String])

    /// The words, where there are any.
    package var choices: [String] {
        if case .choices(let words) = self { words } else { [] }
    }
}
