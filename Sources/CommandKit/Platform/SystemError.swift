/// Why the system refused something that was asked of a file or stream.
package struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was asked for.
    package enum Operation: String, Sendable, Hashable {
        case open, create, read, write, close, replace, lock, list, remove, examine
        case makeDirectory = "make the directory"
        case keepOwner = "keep owner and mode of"
        case start
    }

    /// The system's number for the reason (`errno`).
    package let code: Int32
    /// What was asked for.
    package let operation: Operation
    /// What it was asked of, as shown to a person: a quoted path, or words such as `standard output`.
    package let subject: String

    /// Makes an error about a subject that needs no quotes.
    package init(code: Int32, _ operation: Operation, _ subject: String) {
        self.code = code
        self.operation = operation
        self.subject = subject
    }

    /// Makes an error about a path.
    package init(code: Int32, _ operation: Operation, _ path: FilePath) {
        self.init(code: code, operation, "'\(path.displayName)'")
    }

    /// Runs system calls: what they fail with becomes an error about a subject that needs no quotes.
    static func wrap<Result>(
        _ operation: Operation, _ subject: String, _ calls: () throws(Errno) -> Result
    ) throws(SystemError) -> Result {
        do throws(Errno) {
            return try calls()
        } catch {
            throw SystemError(code: error.code, operation, subject)
        }
    }

    /// Runs system calls: what they fail with becomes an error about a path.
    static func wrap<Result>(
        _ operation: Operation, _ path: FilePath, _ calls: () throws(Errno) -> Result
    ) throws(SystemError) -> Result {
        try wrap(operation, "'\(path.displayName)'", calls)
    }

    /// One clause, such as `cannot open 'x.json': No such file or directory`.
    package var description: String {
        "cannot \(operation.rawValue) \(subject): \(reason)"
    }

    /// The reason alone.
    package var reason: String {
        isDirectory ? "it is a directory" : SystemCall.message(code)
    }

    /// Whether the failure was in producing output rather than in taking input.
    package var isAboutOutput: Bool {
        switch operation {
        case .create, .write, .close, .replace, .remove, .makeDirectory, .lock, .keepOwner: true
        case .open, .read, .list, .examine, .start: false
        }
    }
}
