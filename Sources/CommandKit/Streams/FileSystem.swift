// This folder reads and writes files:
//
// - `InputStream`, `OutputStream`: bytes from and to descriptors, or memory in a test; every write is checked.
// - `ReplacementFile`: a file that is replaced as a whole, or not at all; `FileIdentity`: whether two names are one file.
// - `SharedLog`: a file that several processes add lines to.
// - `FileSystem` (here): what is done to files by name.

/// What is done to files by name.
package enum FileSystem {
    /// The working directory without links in its name; nil when it is gone.
    package static func workingDirectory() -> FilePath? {
        try? SystemCall.resolve(".")
    }

    /// The name of a file without links, `.` and `..` in it; nil where there is no such file.
    package static func resolved(_ path: FilePath) -> FilePath? {
        try? SystemCall.resolve(path)
    }

    /// Makes a file that must not exist yet, with its whole content.
    ///
    /// Written under another name and linked into place, so a second process finds nothing or all of
    /// it. An error whose `alreadyExists` is true means that another was first.
    package static func createExclusively(
        _ path: FilePath, mode: UInt32 = 0o600, _ bytes: [UInt8]
    ) throws(SystemError) {
        try SystemError.wrap(.create, path) { () throws(Errno) in
            let (temporary, descriptor) = try UnfinishedFiles.create(in: path.directory, mode: mode)
            defer {
                try? SystemCall.unlink(temporary)
                UnfinishedFiles.remove(temporary)
            }
            try fill(descriptor, bytes)
            do throws(Errno) {
                try SystemCall.link(temporary, to: path)
            } catch {
                guard error.meansNoLinks else { throw error }
                try createInPlace(path, mode, bytes)
            }
        }
        synchronizeDirectory(of: path)
    }

    /// For file systems without links: still exclusive, though a reader may see it half written.
    private static func createInPlace(_ path: FilePath, _ mode: UInt32, _ bytes: [UInt8]) throws(Errno) {
        let descriptor = try SystemCall.open(path, .creating, permissions: mode)
        do throws(Errno) {
            try fill(descriptor, bytes)
        } catch {
            try? SystemCall.unlink(path)
            throw error
        }
    }

    /// Writes the bytes, waits for the disk, and closes the descriptor in every case.
    private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) throws(Errno) {
        do throws(Errno) {
            try SystemCall.writeAll(descriptor, bytes)
            try SystemCall.synchronize(descriptor)
        } catch {
            try? SystemCall.close(descriptor)
            throw error
        }
        try SystemCall.close(descriptor)
    }

    /// Makes a directory and those above it that are missing.
    package static func makeDirectories(_ path: FilePath, mode: UInt32 = 0o700) throws(SystemError) {
        let slash = UInt8(ascii: "/")
        let ends = path.bytes.indices.dropFirst().filter { path.bytes[$0] == slash } + [path.bytes.count]
        for end in ends {
            let part = FilePath(bytes: Array(path.bytes[..<end]))
            do throws(Errno) {
                try SystemCall.makeDirectory(part, mode: mode)
            } catch {
                // It may be there already, and then the system may answer anything: look.
                if (try? SystemCall.status(part))?.kind == .directory { continue }
                let code = error == .exists ? Errno.notDirectory.code : error.code
                throw SystemError(code: code, .makeDirectory, part)
            }
        }
    }

    /// What the system knows of a file; of the link itself where links are not followed.
    package static func fileStatus(_ path: FilePath, followingLinks: Bool = true) throws(SystemError) -> FileStatus {
        try SystemError.wrap(.examine, path) { () throws(Errno) in
            try SystemCall.status(path, followingLinks: followingLinks)
        }
    }

    /// The names in a directory, sorted by their bytes, without `.` and `..`.
    package static func directoryEntries(_ path: FilePath) throws(SystemError) -> [FilePath] {
        try SystemError.wrap(.list, path) { () throws(Errno) in try SystemCall.names(in: path) }
            .sorted { $0.lexicographicallyPrecedes($1) }.map(FilePath.init(bytes:))
    }

    /// Removes a file's name.
    package static func remove(_ path: FilePath) throws(SystemError) {
        try SystemError.wrap(.remove, path) { () throws(Errno) in try SystemCall.unlink(path) }
    }

    /// Asks that a directory's new names reach the disk; some file systems cannot, and that is no failure.
    static func synchronizeDirectory(of path: FilePath) {
        guard let descriptor = try? SystemCall.open(path.directory, .reading) else { return }
        try? SystemCall.synchronize(descriptor)
        try? SystemCall.close(descriptor)
    }
}
