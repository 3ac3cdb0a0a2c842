/// One thing that is wrong with a configuration, an organization's policy or a list of banks.
///
/// The file's name, the line and the column are the caller's to add: this knows bytes only.
public struct PolicyError: Sendable, Hashable {
    /// What is wrong and why: one lower-case clause without a full stop, fit to be shown.
    public var message: String
    /// What to do about it; likewise.
    public var hint: String
    /// The bytes of the file that are at fault; empty at the end of a text that ends too early.
    public var range: Range<Int>

    /// An error at a place of a file.
    public init(_ message: String, hint: String, range: Range<Int>) {
        self.message = message
        self.hint = hint
        self.range = range
    }
}

/// Everything that is wrong with a file, in the order of its text; never empty.
public struct PolicyErrors: Error, Sendable, Hashable {
    /// The errors.
    public let all: [PolicyError]

    /// The errors in the order of the text; nil when there are none.
    init?(_ errors: [PolicyError]) {
        guard !errors.isEmpty else { return nil }
        all = errors.sorted { first, second in
            (first.range.lowerBound, first.range.upperBound) < (second.range.lowerBound, second.range.upperBound)
        }
    }

    init(_ error: PolicyError) {
        all = [error]
    }
}

extension PolicyErrors: CustomStringConvertible {
    /// The messages, a line each.
    public var description: String { all.map(\.message).joined(separator: "\n") }
}

extension PolicyError {
    /// The fault of a text of so many bytes that is no JSON.
    init(_ error: JSONSyntaxError, count: Int) {
        let start = min(max(0, error.offset), count)
        let end = min(start + max(0, error.length), count)
        self.init(Self.message(for: error), hint: Self.hint(for: error), range: start..<end)
    }

    // Where the error speaks of payloads, this is about settings.
    private static func message(for error: JSONSyntaxError) -> String {
        switch error.code {
        case .empty: "the file is empty"
        case .secondDocument: "more text after the end of the JSON value"
        default: error.explanation
        }
    }

    private static func hint(for error: JSONSyntaxError) -> String {
        switch error.code {
        case .empty: "write one JSON object, {} at least"
        case .secondDocument: "the file holds one JSON value; remove what follows it"
        default: error.hint
        }
    }
}
