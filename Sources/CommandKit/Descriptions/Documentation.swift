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

/// What `help NAME` prints and a manual page shows: names, what each means, and more about them.
package struct Topic: Sendable {
    /// The text of a topic.
    package struct Content: Sendable {
        /// Names and what each means.
        package let rows: [(name: String, meaning: String)]
        /// Paragraphs after them.
        package let closing: String

        /// Joins rows and paragraphs.
        package init(_ rows: [(String, String)], closing: String = "") {
            self.rows = rows
            self.closing = closing
        }
    }

    /// The name.
    package let name: String
    /// What it is about: one sentence.
    package let summary: String
    /// Makes the text, only when it is asked for.
    package let content: @Sendable () -> Content

    /// Joins a name, a summary and what makes the text.
    package init(_ name: String, _ summary: String, content: @escaping @Sendable () -> Content) {
        self.name = name
        self.summary = summary
        self.content = content
    }
}
