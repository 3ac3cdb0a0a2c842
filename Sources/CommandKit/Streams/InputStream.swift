import Synchronization

/// Bytes to read: a file, a pipe, standard input, or memory in a test.
///
/// One thread may read at a time. The descriptor is closed when the last reference goes.
package final class InputStream: Sendable {
    private enum Source: Sendable {
        case descriptor(Int32, isOwned: Bool)
        case memory([UInt8])
    }

    private let source: Source
    /// How much of a memory source was read.
    private let position = Mutex(0)
    /// What is read, as messages name it: a quoted path, or `standard input`.
    package let name: String

    /// Opens a file; FIFOs and `/dev/fd/N` too.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - waits: whether to wait until somebody writes to a FIFO; if not, that is left to who reads.
    /// - Throws: what the system said.
    package init(path: FilePath, waits: Bool = true) throws(SystemError) {
        name = "'\(path.displayName)'"
        let descriptor = try SystemError.wrap(.open, path) { () throws(Errno) in
            try SystemCall.open(path, waits ? .reading : .readingLater)
        }
        source = .descriptor(descriptor, isOwned: true)
    }

    /// Reads from a descriptor that stays the caller's to close.
    package init(descriptor: Int32, name: String) {
        self.name = name
        source = .descriptor(descriptor, isOwned: false)
    }

    /// Reads from a descriptor that the stream closes.
    init(owning descriptor: Int32, name: String) {
        self.name = name
        source = .descriptor(descriptor, isOwned: true)
    }

    /// Reads from memory.
    package init(bytes: [UInt8], name: String = "standard input") {
        self.name = name
        source = .memory(bytes)
    }

    deinit {
        if case .descriptor(let descriptor, isOwned: true) = source {
            try? SystemCall.close(descriptor)
        }
    }

    /// Reads at most `count` bytes into the buffer from `offset` on, and answers how many; 0 is the end.
    ///
    /// The buffer never grows: where it has less room than `count`, only that is filled.
    package func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SystemError) -> Int {
        switch source {
        case .descriptor(let descriptor, _):
            return try SystemError.wrap(.read, name) { () throws(Errno) in
                try SystemCall.read(descriptor, into: &buffer, at: offset, count: count)
            }
        case .memory(let bytes):
            let start = position.withLock { $0 }
            let taken = max(0, min(count, buffer.count - offset, bytes.count - start))
            buffer.replaceSubrange(offset..<(offset + taken), with: bytes[start..<(start + taken)])
            position.withLock { $0 += taken }
            return taken
        }
    }

    /// Reads at most `count` bytes from `place` on in a file, as often as wanted and in any order; 0 is the end.
    package func read(
        into buffer: inout [UInt8], at offset: Int, count: Int, from place: Int
    ) throws(SystemError) -> Int {
        switch source {
        case .descriptor(let descriptor, _):
            return try SystemError.wrap(.read, name) { () throws(Errno) in
                try SystemCall.read(descriptor, into: &buffer, at: offset, count: count, from: place)
            }
        case .memory(let bytes):
            let taken = min(count, buffer.count - offset, bytes.count - place)
            guard taken > 0 else { return 0 }
            buffer.replaceSubrange(offset..<(offset + taken), with: bytes[place..<(place + taken)])
            return taken
        }
    }

    /// Waits until there is something to read, or the end; false when the time is over before.
    package func isReadable(within milliseconds: Int32) -> Bool {
        guard case .descriptor(let descriptor, _) = source else { return true }
        return SystemCall.isReadable(descriptor, within: milliseconds)
    }

    /// Whether a pipe or a file holds something now that was not read.
    package var holdsUnread: Bool {
        guard case .descriptor(let descriptor, _) = source, let kind = try? status().kind else { return false }
        return [.regular, .pipe, .socket].contains(kind) && SystemCall.unreadCount(descriptor) > 0
    }

    /// Reads to the end; more than `limit` bytes is an error (`isTooLarge`), and so is an end that has not come within
    /// `patience` (`isTooLate`).
    package func readAll(limit: Int = .max, within patience: Duration? = nil) throws(SystemError) -> [UInt8] {
        let end = patience.map { Machine.monotonicNanoseconds() + Int64($0 / .nanoseconds(1)) }
        // One byte beyond the size shows the end of a file without a second buffer.
        let size = (try? status())?.size ?? 0
        let first = min(max(size, 0), limit) + 1
        var bytes = [UInt8](repeating: 0, count: max(first, 4096))
        var length = 0
        while true {
            if let end, !isReadable(within: Int32(clamping: (end - Machine.monotonicNanoseconds()) / 1_000_000)) {
                throw SystemError(code: Errno.tooLate.code, .read, name)
            }
            let taken = try read(into: &bytes, at: length, count: bytes.count - length)
            if taken == 0 { break }
            length += taken
            if length > limit { throw tooLarge }
            if length == bytes.count {
                bytes.append(contentsOf: repeatElement(0, count: bytes.count))
            }
        }
        bytes.removeSubrange(length...)
        return bytes
    }

    /// The error for more bytes than the reader allows.
    var tooLarge: SystemError { SystemError(code: Errno.tooLarge.code, .read, name) }

    /// What the system knows of the open file: the file that is read, even if its name now leads elsewhere.
    package func status() throws(SystemError) -> FileStatus {
        try SystemError.wrap(.examine, name) { () throws(Errno) in
            guard case .descriptor(let descriptor, _) = source else { throw .closed }
            return try SystemCall.status(descriptor)
        }
    }

    /// Whether a person types what is read.
    package var isTerminal: Bool {
        guard case .descriptor(let descriptor, _) = source else { return false }
        return SystemCall.isTerminal(descriptor)
    }
}
