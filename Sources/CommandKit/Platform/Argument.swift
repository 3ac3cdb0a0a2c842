/// One word of the command line, as the system passed it.
package struct Argument: Sendable, Hashable {
    /// The bytes, which need not be UTF-8.
    package let bytes: [UInt8]

    /// Takes the bytes as they are.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Takes the text's UTF-8.
    package init(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    /// The word as text; nil where the bytes are not UTF-8.
    package var text: String? {
        guard let text = try? UTF8Span(validating: bytes.span) else { return nil }
        return String(copying: text)
    }

    /// The word for a message; what is not UTF-8 shows as U+FFFD.
    package var displayText: String { String(decoding: bytes, as: UTF8.self) }
}

extension Argument: ExpressibleByStringLiteral {
    /// Takes a word written in the source.
    package init(stringLiteral text: String) {
        self.init(text)
    }
}

/// The command line of this process.
package enum ProcessArguments {
    /// The words after the program's name.
    package static var current: [Argument] {
        // Not `CommandLine.arguments`: that repairs what is not UTF-8, and would name another file.
        ProcessImage.words.dropFirst().map(Argument.init(bytes:))
    }

    /// Finds out whether the words could be read at all: the runtime opens a file for that.
    ///
    /// - Throws: why they cannot be read, such as too few descriptors (`ulimit -n`).
    package static func check() throws(SystemError) {
        #if os(Linux)
        if !ProcessImage.words.isEmpty { return }
        _ = try SystemError.wrap(.read, "the command line") { () throws(Errno) in
            try SystemCall.contents(of: "/proc/self/cmdline")
        }
        #endif
    }

    /// The name under which the program was started.
    package static var program: Argument? {
        ProcessImage.words.first.map(Argument.init(bytes:))
    }
}
