/// A file that is written beside its target and takes the target's place only when complete.
///
/// A reader sees the old content or the new, never half of it. A target that is not a regular file
/// (`/dev/stdout`, a FIFO) cannot be replaced without breaking it, so it is written directly.
package final class ReplacementFile {
    /// Where the content goes.
    package let output: OutputStream
    private let target: FilePath
    /// The name of the unfinished file; nil when the target is written directly, or all is done.
    private var temporary: FilePath?

    /// Opens the unfinished file, with this mode, in the directory of the target.
    package init(_ path: FilePath, mode: UInt32 = 0o600) throws(SystemError) {
        do throws(Errno) {
            switch try Self.plan(for: path) {
            case .direct(let openMode):
                let descriptor = try SystemCall.open(path, openMode, permissions: mode)
                output = OutputStream(owning: descriptor, name: "'\(path.displayName)'")
                target = path
            case .replace(let resolved):
                let (name, descriptor) = try TemporaryName.create(in: resolved.directory, mode: mode)
                output = OutputStream(owning: descriptor, name: "'\(path.displayName)'")
                target = resolved
                temporary = name
                Interruption.willRemove(name)
            }
        } catch {
            throw SystemError(code: error.code, .create, path)
        }
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

    /// Puts the complete file in the target's place.
    package func commit() throws(SystemError) {
        guard let temporary else { return try output.close() }
        do throws(SystemError) {
            try output.synchronize()
            try output.close()
        } catch {
            discard()
            throw error
        }
        do throws(Errno) {
            try SystemCall.rename(temporary, to: target)
            self.temporary = nil
            Interruption.forget(temporary)
        } catch {
            discard()
            throw SystemError(code: error.code, .replace, target)
        }
        FileSystem.synchronizeDirectory(of: target)
    }

    /// Removes the unfinished file; the target stays as it was.
    package func discard() {
        guard let temporary else { return }
        self.temporary = nil
        try? SystemCall.unlink(temporary)
        Interruption.forget(temporary)
    }

    private enum Plan {
        case direct(OpenMode)
        case replace(FilePath)
    }

    private static func plan(for path: FilePath) throws(Errno) -> Plan {
        do throws(Errno) {
            // Through links: the file is replaced, the link to it stays.
            let kind = try SystemCall.status(path).kind
            return kind == .regular ? .replace(try SystemCall.resolve(path)) : .direct(.writing)
        } catch {
            guard error == .notFound else { throw error }
        }
        let isDanglingLink = (try? SystemCall.status(path, followingLinks: false)) != nil
        return isDanglingLink ? .direct(.truncating) : .replace(path)
    }
}
