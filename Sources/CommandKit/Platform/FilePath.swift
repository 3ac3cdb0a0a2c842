/// The name of a file: bytes, because a name need not be UTF-8.
package struct FilePath: Sendable, Hashable {
    private static let slash = UInt8(ascii: "/")

    /// The bytes as the system takes them.
    package let bytes: [UInt8]

    /// Takes the bytes as they are.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Takes the text's UTF-8.
    package init(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    /// Whether this is `-`: standard input or output, by context.
    package var isStandardStream: Bool { bytes == [UInt8(ascii: "-")] }

    /// The text of the name, not yet escaped for a terminal; what is not UTF-8 shows as U+FFFD.
    package var displayName: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the path starts at the root.
    package var isAbsolute: Bool { bytes.first == Self.slash }

    /// The part after the last slash.
    package var lastComponent: FilePath {
        guard let slash = bytes.lastIndex(of: Self.slash) else { return self }
        return FilePath(bytes: Array(bytes[(slash + 1)...]))
    }

    /// The directory that holds the file; `.` where the path names none.
    package var directory: FilePath {
        guard let slash = bytes.lastIndex(of: Self.slash) else { return FilePath(".") }
        return slash == 0 ? FilePath("/") : FilePath(bytes: Array(bytes[..<slash]))
    }

    /// A name inside this directory.
    package func appending(_ name: FilePath) -> FilePath {
        if bytes.isEmpty || name.isAbsolute { return name }
        return FilePath(bytes: bytes.last == Self.slash ? bytes + name.bytes : bytes + [Self.slash] + name.bytes)
    }

    /// A name inside this directory.
    package func appending(_ name: String) -> FilePath {
        appending(FilePath(name))
    }
}

extension FilePath: ExpressibleByStringLiteral {
    /// Takes a path written in the source.
    package init(stringLiteral text: String) {
        self.init(text)
    }
}
