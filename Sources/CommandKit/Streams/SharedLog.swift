import Synchronization

/// A file that several processes add lines to: nothing in it is ever changed or removed.
///
/// Each `append` has the file to itself (an advisory lock, flock(2)), and returns when the disk has the lines. Several
/// threads may share one object: they take turns.
package final class SharedLog: Sendable {
    private struct State {
        /// Whether the lock is kept until the object is gone.
        var isHeld = false
    }

    private let descriptor: Int32
    private let state = Mutex(State())
    /// What is written, as messages name it: a quoted path.
    private let name: String

    /// Opens a file, or makes it with this mode.
    package init(_ path: FilePath, mode: UInt32 = 0o600) throws(SystemError) {
        name = "'\(path.displayName)'"
        let isNew = (try? FileSystem.fileStatus(path)) == nil
        descriptor = try SystemError.wrap(isNew ? .create : .write, path) { () throws(Errno) in
            try SystemCall.open(path, .sharing, permissions: mode)
        }
        if isNew { FileSystem.synchronizeDirectory(of: path) }
    }

    deinit {
        try? SystemCall.close(descriptor)
    }

    /// What the system knows of the open file.
    package func status() throws(SystemError) -> FileStatus {
        try SystemError.wrap(.examine, name) { () throws(Errno) in try SystemCall.status(descriptor) }
    }

    /// Keeps every other process from adding lines until this object is gone; false when one has the file now.
    package func hold() throws(SystemError) -> Bool {
        try state.withLock { state throws(SystemError) in
            if !state.isHeld { state.isHeld = try lock(waiting: false) }
            return state.isHeld
        }
    }

    /// Adds whole lines at the end, and waits until the disk has them.
    ///
    /// A last line without a line end, left by a process that died in the middle of it or by a full disk, is ended
    /// first: what stands in it stays what it is, and the new lines begin on a line of their own.
    ///
    /// - Parameters:
    ///   - lines: Any number of lines, each with its line end.
    ///   - willWait: Called once, before waiting for another process that has the file.
    /// - Throws: What the system said; some of the lines may then stand in the file, the last of them torn.
    package func append(_ lines: [UInt8], willWait: () -> Void = {}) throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            let isHeld = state.isHeld
            if !isHeld, try !lock(waiting: false) {
                willWait()
                _ = try lock(waiting: true)
            }
            defer { if !isHeld { SystemCall.unlock(descriptor) } }
            try SystemError.wrap(.write, name) { () throws(Errno) in
                try SystemCall.writeAll(descriptor, try endsInsideLine() ? [0x0A] + lines : lines)
                try SystemCall.synchronize(descriptor)
            }
        }
    }

    private func lock(waiting: Bool) throws(SystemError) -> Bool {
        try SystemError.wrap(.lock, name) { () throws(Errno) in
            try SystemCall.lock(descriptor, waiting: waiting)
        }
    }

    private func endsInsideLine() throws(Errno) -> Bool {
        let size = try SystemCall.status(descriptor).size
        guard size > 0 else { return false }
        var last: [UInt8] = [0]
        _ = try SystemCall.read(descriptor, into: &last, at: 0, count: 1, from: size - 1)
        return last != [0x0A]
    }
}
