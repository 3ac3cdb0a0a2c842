/// A type whose values can be given on the command line.
///
/// It brings everything that the parser, the help, the manual and the shells want to know: an
/// enumeration of strings needs no more than the conformance.
package protocol FlagValue: Sendable {
    /// Reads the text; nil where it does not fit.
    init?(argument: String)
    /// Reads the raw word; only a type that takes any bytes has its own.
    init?(word: Argument)
    /// The text that gives this value; shows the defaults.
    var argument: String { get }
    /// What a shell offers.
    static var completion: Completion { get }
    /// What is expected, as a noun phrase for the error: `a whole number`.
    static var expectation: String { get }
    /// Whether bytes that are not UTF-8 are welcome.
    static var takesAnyBytes: Bool { get }
}

extension FlagValue {
    /// Reads the word as text.
    package init?(word: Argument) {
        guard let text = word.text else { return nil }
        self.init(argument: text)
    }

    /// Nothing to offer.
    package static var completion: Completion { .none }

    /// The choices, or any text.
    package static var expectation: String {
        let words = completion.choices
        return words.isEmpty ? "a text" : "one of \(words.joined(separator: ", "))"
    }

    /// Text only.
    package static var takesAnyBytes: Bool { false }
}

/// A type that reads the bytes of a word, UTF-8 or not: a file's name, or what holds one.
package protocol RawFlagValue: FlagValue {}

extension RawFlagValue {
    /// Reads the text as a word.
    package init?(argument: String) {
        self.init(word: Argument(argument))
    }

    /// Bytes of any kind.
    package static var takesAnyBytes: Bool { true }
}

extension FlagValue where Self: RawRepresentable & CaseIterable, RawValue == String {
    /// Finds the case whose raw value this is.
    package init?(argument: String) {
        self.init(rawValue: argument)
    }

    /// The raw value.
    package var argument: String { rawValue }

    /// All cases.
    package static var completion: Completion { .choices(allCases.map(\.rawValue)) }
}

extension String: FlagValue {
    /// Takes any text.
    package init?(argument: String) {
        self = argument
    }

    /// The text itself.
    package var argument: String { self }
}

extension Int: FlagValue {
    /// Reads decimal digits, after a minus sign or not.
    package init?(argument: String) {
        // The standard initialiser also takes "+5"; one spelling a number is enough.
        guard argument.utf8.first != UInt8(ascii: "+") else { return nil }
        self.init(argument)
    }

    /// The decimal digits.
    package var argument: String { String(self) }

    /// A whole number.
    package static var expectation: String { "a whole number" }
}

extension FilePath: RawFlagValue {
    /// Takes any bytes.
    package init?(word: Argument) {
        self.init(bytes: word.bytes)
    }

    /// The name.
    package var argument: String { displayName }

    /// Files.
    package static var completion: Completion { .file }

    /// A file name.
    package static var expectation: String { "a file name" }
}

extension ColorChoice: FlagValue {}

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
    /// File names, and a word that stands for none.
    case fileOrWord(String)

    /// The words, where there are any.
    package var choices: [String] {
        switch self {
        case .choices(let words), .choicesWithFile(let words): words
        case .none, .file, .directory, .fileOrWord: []
        }
    }
}
