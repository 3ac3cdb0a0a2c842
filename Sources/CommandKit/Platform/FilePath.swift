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

    /// The names that the path consists of, with `.` and `..` resolved by the names alone; those of a relative path come
    /// after a directory's.
    package func components(in directory: [[UInt8]] = []) -> [[UInt8]] {
        var components = isAbsolute ? [] : directory
        for part in bytes.split(separator: Self.slash) {
            switch Array(part) {
            case [UInt8(ascii: ".")]: continue
            case [UInt8(ascii: "."), UInt8(ascii: ".")]: _ = components.popLast()
            case let name: components.append(name)
            }
        }
        return components
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
