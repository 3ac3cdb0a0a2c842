/// An exit status and when it happens.
package struct ExitStatus: Sendable, Hashable {
    /// The number that the shell sees.
    package let code: Int32
    /// When it happens: one clause, lower case, no full stop.
    package let meaning: String

    /// Joins a number and its meaning.
    package init(_ code: Int32, _ meaning: String) {
        self.code = code
        self.meaning = meaning
    }
}

/// A command line worth showing.
package struct Example: Sendable, Hashable {
    /// What to type, the tool's name included.
    package let command: String
    /// What it does: one sentence.
    package let summary: String

    /// Joins a command line and its explanation.
    package init(_ command: String, _ summary: String) {
        self.command = command
        self.summary = summary
    }
}

/// An environment variable that the tool reads.
package struct EnvironmentVariable: Sendable, Hashable {
    /// The name.
    package let name: String
    /// What it does: one sentence.
    package let summary: String

    /// Joins a name and its explanation.
    package init(_ name: String, _ summary: String) {
        self.name = name
        self.summary = summary
    }
}

/// A file that the tool reads or writes by itself.
package struct FileEntry: Sendable, Hashable {
    /// Where it lies, variables unexpanded.
    package let path: String
    /// What it holds: one sentence.
    package let summary: String

    /// Joins a place and its explanation.
    package init(_ path: String, _ summary: String) {
        self.path = path
        self.summary = summary
    }
}

/// The name and summary of a topic.
package struct TopicSpec: Sendable, Hashable {
    /// The name.
    package let name: String
    /// What it is about.
    package let summary: String

    /// Joins a name and a summary.
    package init(_ name: String, _ summary: String) {
        self.name = name
        self.summary = summary
    }
}
