import Synchronization

/// Bytes to write, gathered into blocks of 64 KiB; every write is checked.
///
/// After a failure the stream is spent: what was gathered is dropped, so that nothing is written
/// twice, and every later write throws the same error. Several threads may write; each `write` is whole.
package final class OutputStream: Sendable {
    private enum Sink: Sendable {
        case descriptor(Int32, isOwned: Bool)
        case memory
        case closed
    }

    private struct State {
        var sink: Sink
        var buffer: [UInt8] = []
        var failure: SystemError?
    }

    private static let blockBytes = 64 * 1024

    private let state: Mutex<State>
    /// What is written, as messages name it: a quoted path, or `standard output`.
    package let name: String

    private init(_ sink: Sink, name: String) {
        state = Mutex(State(sink: sink))
        self.name = name
    }

    /// Writes to a descriptor that stays the caller's to close.
    package convenience init(descriptor: Int32, name: String) {
        self.init(.descriptor(descriptor, isOwned: false), name: name)
    }

    /// Writes to a descriptor that the stream closes.
    convenience init(owning descriptor: Int32, name: String) {
        self.init(.descriptor(descriptor, isOwned: true), name: name)
    }

    /// Opens a file to add to its end, making it with this mode if it is not there.
    package convenience init(appendingTo path: FilePath, mode: UInt32 = 0o600) throws(SystemError) {
        let descriptor = try SystemError.wrap(.create, path) { () throws(Errno) in
            try SystemCall.open(path, .appending, permissions: mode)
        }
        self.init(owning: descriptor, name: "'\(path.displayName)'")
    }

    /// A stream that keeps what is written, for tests and for building a text first.
    package static func inMemory(name: String = "standard output") -> OutputStream {
        OutputStream(.memory, name: name)
    }

    deinit {
        // Nothing is flushed here: nobody could read of an error.
        state.withLock { state in
            if case .descriptor(let descriptor, isOwned: true) = state.sink {
                try? SystemCall.close(descriptor)
            }
        }
    }

    /// Writes bytes.
    package func write(_ bytes: [UInt8]) throws(SystemError) {
        try write(bytes[...])
    }

    /// Writes bytes.
    package func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            if let failure = state.failure { throw failure }
            if bytes.count >= Self.blockBytes, case .descriptor = state.sink {
                try drain(&state)
                try send(bytes, &state)
                return
            }
            state.buffer.append(contentsOf: bytes)
            try drainIfFull(&state)
        }
    }

    /// Writes a text's UTF-8.
    package func write(_ text: String) throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            if let failure = state.failure { throw failure }
            state.buffer.append(contentsOf: text.utf8)
            try drainIfFull(&state)
        }
    }

    /// Writes a text of at most 4 KiB if that can be done without waiting for a reader; answers whether it was done.
    package func writeIfReady(_ text: String) -> Bool {
        if let descriptor, !SystemCall.isWritable(descriptor) { return false }
        guard (try? write(text)) != nil else { return false }
        return (try? flush()) != nil
    }

    /// Hands everything gathered to the system.
    package func flush() throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            if let failure = state.failure { throw failure }
            try drain(&state)
        }
    }

    /// Flushes, and waits until the disk has it.
    package func synchronize() throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            if let failure = state.failure { throw failure }
            try drain(&state)
            guard case .descriptor(let descriptor, _) = state.sink else { return }
            do throws(Errno) {
                try SystemCall.synchronize(descriptor)
            } catch {
                throw fail(error, .write, &state)
            }
        }
    }

    /// Flushes and closes; some systems tell of a full disk only here.
    package func close() throws(SystemError) {
        try flush()
        try state.withLock { state throws(SystemError) in
            guard case .descriptor(let descriptor, isOwned: true) = state.sink else { return }
            state.sink = .closed
            do throws(Errno) {
                try SystemCall.close(descriptor)
            } catch {
                throw fail(error, .close, &state)
            }
        }
    }

    /// Copies what was written to a file that can be read, too, to another stream.
    package func copyContent(to other: OutputStream) throws(SystemError) {
        guard let descriptor else { return }
        var block = [UInt8](repeating: 0, count: Self.blockBytes)
        var offset = 0
        while true {
            let count = try SystemError.wrap(.read, name) { () throws(Errno) in
                try SystemCall.read(descriptor, into: &block, at: 0, count: block.count, from: offset)
            }
            if count == 0 { return try other.flush() }
            try other.write(block[..<count])
            offset += count
        }
    }

    /// What the system knows of the open file.
    package func status() throws(SystemError) -> FileStatus {
        try SystemError.wrap(.examine, name) { () throws(Errno) in
            guard let descriptor else { throw .closed }
            return try SystemCall.status(descriptor)
        }
    }

    /// What a stream in memory holds; empty for any other.
    package var contents: [UInt8] {
        state.withLock { state in
            if case .memory = state.sink { state.buffer } else { [] }
        }
    }

    /// What a stream in memory holds, as text.
    package var text: String { String(decoding: contents, as: UTF8.self) }

    /// Whether a person looks at what is written.
    package var isTerminal: Bool { descriptor.map(SystemCall.isTerminal) ?? false }

    /// The columns of the terminal behind the stream.
    var terminalColumns: Int? { descriptor.flatMap(SystemCall.columns) }

    private var descriptor: Int32? {
        state.withLock { state in
            if case .descriptor(let descriptor, _) = state.sink { descriptor } else { nil }
        }
    }

    private func drainIfFull(_ state: inout State) throws(SystemError) {
        if state.buffer.count >= Self.blockBytes { try drain(&state) }
    }

    private func drain(_ state: inout State) throws(SystemError) {
        if state.buffer.isEmpty { return }
        if case .memory = state.sink { return }
        // Taken out first: whatever happens, these bytes are not sent a second time.
        var pending: [UInt8] = []
        swap(&pending, &state.buffer)
        try send(pending[...], &state)
        pending.removeAll(keepingCapacity: true)
        swap(&pending, &state.buffer)
    }

    private func send(_ bytes: ArraySlice<UInt8>, _ state: inout State) throws(SystemError) {
        do throws(Errno) {
            guard case .descriptor(let descriptor, _) = state.sink else { throw Errno.closed }
            var rest = bytes
            while !rest.isEmpty {
                rest = rest.dropFirst(try SystemCall.write(descriptor, rest))
            }
        } catch {
            throw fail(error, .write, &state)
        }
    }

    private func fail(_ error: Errno, _ operation: SystemError.Operation, _ state: inout State) -> SystemError {
        let failure = SystemError(code: error.code, operation, name)
        state.failure = failure
        state.buffer = []
        return failure
    }
}
