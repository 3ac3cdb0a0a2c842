/// The environment variables: those of the process, or some made up for a test.
package struct Environment: Sendable {
    private enum Source: Sendable {
        case process
        case fixed([String: [UInt8]])
    }

    private let source: Source

    /// The variables of this process.
    package static let process = Environment(source: .process)

    /// Variables made up for a test.
    package init(_ variables: [String: String]) {
        source = .fixed(variables.mapValues { Array($0.utf8) })
    }

    /// Variables made up for a test, not all of them UTF-8.
    package init(bytes variables: [String: [UInt8]]) {
        source = .fixed(variables)
    }

    private init(source: Source) {
        self.source = source
    }

    /// The raw value; nil if the variable is not set.
    package func bytes(of name: String) -> [UInt8]? {
        switch source {
        case .process: ProcessImage.variable(name)
        case .fixed(let variables): variables[name]
        }
    }

    /// The value as text; nil if the variable is not set or is not UTF-8.
    package subscript(name: String) -> String? {
        bytes(of: name).flatMap { Argument(bytes: $0).text }
    }

    /// The value as a path; nil if the variable is not set or empty.
    package func path(_ name: String) -> FilePath? {
        guard let bytes = bytes(of: name), !bytes.isEmpty else { return nil }
        return FilePath(bytes: bytes)
    }
}
