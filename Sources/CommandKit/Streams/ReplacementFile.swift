import Synchronization

/// A file that is written beside its target and takes the target's place only when complete.
///
/// A reader sees the old content or the new, never half of it. Where that cannot be had, the target is written in place
/// when the content is complete: a file that is mounted by itself cannot be replaced, nor one in a directory that cannot
/// be written. A target that is not a regular file (`/dev/stdout`, a FIFO) is written directly.
///
/// One that is made from what was read of its target (``init(replacing:as:)``) replaces it whole or not at all.
package final class ReplacementFile: Sendable {
    /// Where the content goes.
    package let output: OutputStream
    /// Why the target is written in place; nil when it is replaced, or is no regular file.
    ///
    /// Known after ``commit()``.
    package var inPlaceReason: String? { state.withLock { $0.inPlaceReason } }
    private let target: FilePath
    /// The target as it was read; nil for one that was not.
    private let original: FileStatus?

    private struct State {
        /// The name of the unfinished file; nil when the target is written directly, or all is done.
        var temporary: FilePath?
        var inPlaceReason: String?
    }

    private let state: Mutex<State>

    /// Opens the unfinished file, with this mode, in the directory of the target.
    package init(_ path: FilePath, mode: UInt32 = 0o600) throws(SystemError) {
        let (target, temporary, output, reason) = try SystemError.wrap(.create, path) {
            () throws(Errno) -> (FilePath, FilePath?, OutputStream, String?) in
            let name = "'\(path.displayName)'"
            switch try Self.plan(for: path) {
            case .direct(let openMode):
                let descriptor = try SystemCall.open(path, openMode, permissions: mode)
                return (path, nil, OutputStream(owning: descriptor, name: name), nil)
            case .replace(let resolved, let isNew):
                do throws(Errno) {
                    let (file, descriptor) = try UnfinishedFiles.create(in: resolved.directory, mode: mode)
                    return (resolved, file, OutputStream(owning: descriptor, name: name), nil)
                } catch {
                    guard !isNew, error.meansNoNewNames else { throw error }
                    // Whether the target can be written is found out now, before the work is done.
                    try SystemCall.close(try SystemCall.open(resolved, .writing))
                    let (file, descriptor) = try UnfinishedFiles.create(in: Self.elsewhere, mode: 0o600)
                    let reason = "no file can be made beside it: \(SystemCall.message(error.code))"
                    return (resolved, file, OutputStream(owning: descriptor, name: name), reason)
                }
            }
        }
        (self.target, self.output, original) = (target, output, nil)
        state = Mutex(State(temporary: temporary, inPlaceReason: reason))
    }

    /// Opens the unfinished file for a regular file that was read, through links, and is to be replaced with its owner,
    /// group and mode.
    ///
    /// - Throws: also where the file itself may not be written, though its name could be given to another.
    package init(replacing path: FilePath, as original: FileStatus) throws(SystemError) {
        let target = try SystemError.wrap(.write, path) { () throws(Errno) in
            try SystemCall.close(try SystemCall.open(path, .writing))
            return try SystemCall.resolve(path)
        }
        let (temporary, descriptor) = try SystemError.wrap(.replace, path) { () throws(Errno) in
            try UnfinishedFiles.create(in: target.directory, mode: 0o600)
        }
        output = OutputStream(owning: descriptor, name: "'\(path.displayName)'")
        (self.target, self.original) = (target, original)
        state = Mutex(State(temporary: temporary))
        try SystemError.wrap(.keepOwner, path) { () throws(Errno) in try SystemCall.makeAlike(descriptor, original) }
    }

    /// Opens the unfinished file for a target that keeps its mode if it is there; a new one has `mode`, as far as the
    /// umask lets it.
    package convenience init(keepingModeOf path: FilePath, orNew mode: UInt32 = 0o666) throws(SystemError) {
        let present = try? FileSystem.fileStatus(path)
        try self.init(path, mode: present.map { $0.mode & 0o777 } ?? mode)
    }

    deinit {
        discard()
    }

    /// Puts the complete file in the target's place, or its content into the target.
    package func commit() throws(SystemError) {
        _ = try commitIfUnchanged()
    }

    /// The same, unless the target was read and is no longer what was read; whether it was done.
    package func commitIfUnchanged() throws(SystemError) -> Bool {
        guard let temporary = state.withLock({ $0.temporary }) else {
            try output.close()
            return true
        }
        defer { discard() }
        try output.synchronize()
        let (isInPlace, target) = (inPlaceReason != nil, target)
        let isDone = try SystemError.wrap(isInPlace ? .write : .replace, target) { () throws(Errno) in
            if isInPlace {
                try SystemCall.copy(temporary, over: target)
                return true
            }
            if let original {
                guard try SystemCall.status(target).isUnchanged(since: original) else { return false }
            }
            do throws(Errno) {
                try SystemCall.rename(temporary, to: target)
                UnfinishedFiles.remove(temporary)
                state.withLock { $0.temporary = nil }
            } catch {
                guard error.meansNoReplacing, original == nil else { throw error }
                try SystemCall.copy(temporary, over: target)
                state.withLock { $0.inPlaceReason = "it cannot be replaced: \(SystemCall.message(error.code))" }
            }
            return true
        }
        // The disk has it all; a file that took no place stays open, so that its content can still be had.
        if isDone {
            try? output.close()
            FileSystem.synchronizeDirectory(of: target)
        }
        return isDone
    }

    /// Removes the unfinished file; the target stays as it was.
    package func discard() {
        let temporary = state.withLock { state in
            defer { state.temporary = nil }
            return state.temporary
        }
        guard let temporary else { return }
        try? SystemCall.unlink(temporary)
        UnfinishedFiles.remove(temporary)
    }

    private enum Plan {
        case direct(OpenMode)
        case replace(FilePath, isNew: Bool)
    }

    private static func plan(for path: FilePath) throws(Errno) -> Plan {
        do throws(Errno) {
            // Through links: the file is replaced, the link to it stays.
            let kind = try SystemCall.status(path).kind
            return kind == .regular ? .replace(try SystemCall.resolve(path), isNew: false) : .direct(.writing)
        } catch {
            guard error == .notFound else { throw error }
        }
        let isDanglingLink = (try? SystemCall.status(path, followingLinks: false)) != nil
        return isDanglingLink ? .direct(.truncating) : .replace(path, isNew: true)
    }

    /// A directory for temporary files.
    private static var elsewhere: FilePath {
        guard let bytes = ProcessImage.variable("TMPDIR"), !bytes.isEmpty else { return "/tmp" }
        return FilePath(bytes: bytes)
    }
}

/// What a path leads to: two outputs that have the same would overwrite each other.
package enum FileIdentity: Sendable, Hashable {
    /// A file that is there.
    case file(device: UInt64, inode: UInt64)
    /// A file to be made: its directory, and its name there.
    case newFile(device: UInt64, inode: UInt64, name: FilePath)
    /// A file in a directory that is not there.
    case unknown(FilePath)
}

extension FileSystem {
    /// What a path leads to; of a link to a file that is still to be made, that file.
    package static func identity(of path: FilePath) -> FileIdentity { identity(of: path, linksLeft: 40) }

    /// Follows as many links as Linux does.
    private static func identity(of path: FilePath, linksLeft: Int) -> FileIdentity {
        if let status = try? fileStatus(path) { return status.identity }
        if linksLeft > 0, let target = try? SystemCall.linkTarget(path) {
            return identity(of: path.directory.appending(target), linksLeft: linksLeft - 1)
        }
        guard let directory = try? fileStatus(path.directory) else { return .unknown(path) }
        return .newFile(device: directory.device, inode: directory.inode, name: path.lastComponent)
    }
}

extension FileStatus {
    /// The file itself, whatever its names.
    package var identity: FileIdentity { .file(device: device, inode: inode) }
}
