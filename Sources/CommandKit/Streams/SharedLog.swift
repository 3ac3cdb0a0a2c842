import Synchronization

/// A file that several processes add lines to: nothing in it is ever changed or removed.
///
/// Each `append` has the file to itself (an advisory lock, flock(2)), and returns when the disk has the lines. Several
/// threads may share one object: they take turns.
package final class SharedLog: Sendable {
    /// Whom a lock that is kept lets in beside its holder.
    package enum Share: Sendable, Hashable {
        /// Nobody.
        case alone
        /// Others that hold it so too. Each adds its lines in one write, so that they do not mix.
        case withOthers
    }

    private let descriptor: Int32
    private let path: FilePath
    private struct State: Sendable {
        /// Whether the lock is kept until the object is gone.
        var isHeld = false
        /// The bytes that the file has at least.
        var size = 0
    }

    private let state = Mutex(State())
    /// What is written, as messages name it: a quoted path.
    private let name: String

    /// Opens a file, or makes it with this mode.
    package init(_ path: FilePath, mode: UInt32 = 0o600) throws(SystemError) {
        name = "'\(path.displayName)'"
        self.path = path
        let isNew = (try? FileSystem.fileStatus(path)) == nil
        descriptor = try SystemError.wrap(isNew ? .create : .write, path) { () throws(Errno) in
            try SystemCall.open(path, .sharing, permissions: mode)
        }
        if isNew { FileSystem.synchronizeDirectory(of: path) }
        if let size = try? status().size { state.withLock { $0.size = size } }
    }

    deinit {
        try? SystemCall.close(descriptor)
    }

    /// What the system knows of the open file.
    package func status() throws(SystemError) -> FileStatus {
        try SystemError.wrap(.examine, name) { () throws(Errno) in try SystemCall.status(descriptor) }
    }

    /// Whether the path still leads to this file: it does not when the file was moved or removed.
    package var isInPlace: Bool {
        guard let file = try? status(), let present = try? FileSystem.fileStatus(path) else { return false }
        return file.identity == present.identity
    }

    /// Whether the file has lost bytes since it was opened here, or since lines were added to it here.
    package var wasCutShort: Bool {
        state.withLock { state in ((try? status().size) ?? 0) < state.size }
    }

    /// Keeps the lock until this object is gone; false when others had the file for all of the time.
    ///
    /// - Parameters:
    ///   - share: Whether others may have the lock too.
    ///   - patience: How long to wait for it.
    ///   - willWait: Called once, before waiting for them.
    /// - Returns: Whether the lock is had.
    /// - Throws: What the system said.
    package func hold(
        _ share: Share, within patience: Duration, willWait: () -> Void = {}
    ) throws(SystemError) -> Bool {
        try state.withLock { state throws(SystemError) in
            if !state.isHeld { state.isHeld = try lock(share, patience, willWait) }
            return state.isHeld
        }
    }

    /// Adds whole lines at the end, and waits until the disk has them; false, and nothing added, when others had the
    /// file for all of the time.
    ///
    /// A last line without a line end, left by a process that died in the middle of it or by a full disk, is ended
    /// first: what stands in it stays what it is, and the new lines begin on a line of their own.
    ///
    /// - Parameters:
    ///   - lines: Any number of lines, each with its line end.
    ///   - patience: How long to wait for the file.
    ///   - willWait: Called once, before waiting for another process that has the file.
    /// - Returns: Whether the lines were added.
    /// - Throws: What the system said; some of the lines may then stand in the file, the last of them torn.
    package func append(
        _ lines: [UInt8], within patience: Duration, willWait: () -> Void = {}
    ) throws(SystemError) -> Bool {
        try state.withLock { state throws(SystemError) in
            if !state.isHeld, try !lock(.alone, patience, willWait) { return false }
            defer { if !state.isHeld { SystemCall.unlock(descriptor) } }
            try SystemError.wrap(.write, name) { () throws(Errno) in
                try SystemCall.writeAll(descriptor, try endsInsideLine() ? [0x0A] + lines : lines)
                try SystemCall.synchronize(descriptor)
                state.size = max(state.size, try SystemCall.status(descriptor).size)
            }
            return true
        }
    }

    /// Asks for the lock again and again: the system's own waiting has no end in time.
    private func lock(_ share: Share, _ patience: Duration, _ willWait: () -> Void) throws(SystemError) -> Bool {
        let end = Machine.monotonicNanoseconds() + Int64(patience / .nanoseconds(1))
        var isFirst = true
        while true {
            let isLocked = try SystemError.wrap(.lock, name) { () throws(Errno) in
                try SystemCall.lock(descriptor, sharing: share == .withOthers)
            }
            if isLocked { return true }
            if isFirst { willWait() }
            isFirst = false
            let rest = end - Machine.monotonicNanoseconds()
            guard rest > 0 else { return false }
            Machine.sleep(nanoseconds: min(rest, 20_000_000))
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
