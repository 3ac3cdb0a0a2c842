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
    /// These words; behind one of them and an equals sign, file names.
    case choicesWithFile([String])

    /// The words, where there are any.
    package var choices: [String] {
        switch self {
        case .choices(let words), .choicesWithFile(let words): words
        case .none, .file, .directory: []
        }
    }
}
