import CLibrary

/// The calls that make, move, list and describe files.
extension SystemCall {
    /// Describes the file that a path leads to, or the link itself.
    static func status(_ path: FilePath, followingLinks: Bool = true) throws(Errno) -> FileStatus {
        var record = stat()
        try unsafe withPath(path) { pointer throws(Errno) in
            // Safe: the call fills the structure passed.
            try checked { unsafe followingLinks ? stat(pointer, &record) : lstat(pointer, &record) }
        }
        return FileStatus(record)
    }

    /// Describes an open file.
    static func status(_ descriptor: Int32) throws(Errno) -> FileStatus {
        var record = stat()
        // Safe: the call fills the structure passed.
        try checked { unsafe fstat(descriptor, &record) }
        return FileStatus(record)
    }

    /// Moves a file over another in one step.
    static func rename(_ source: FilePath, to target: FilePath) throws(Errno) {
        try unsafe withPath(source) { from throws(Errno) in
            try unsafe withPath(target) { to throws(Errno) in
                // Safe: both pointers live until both closures end.
                try checked { unsafe systemRename(from, to) }
            }
        }
    }

    /// Writes the content of a file over that of another, which stays the same file.
    static func copy(_ source: FilePath, over target: FilePath) throws(Errno) {
        let from = try open(source, .reading)
        defer { try? close(from) }
        let to = try open(target, .writing)
        do throws(Errno) {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            var length = 0
            while case let count = try read(from, into: &buffer, at: 0, count: buffer.count), count > 0 {
                try writeAll(to, Array(buffer[..<count]))
                length += count
            }
            try checked { ftruncate(to, off_t(length)) }
            try synchronize(to)
        } catch {
            try? close(to)
            throw error
        }
        try close(to)
    }

    /// Gives an open file the owner, the group and the permission bits of another, in this order: a change of owner may
    /// take bits away.
    static func makeAlike(_ descriptor: Int32, _ other: FileStatus) throws(Errno) {
        let own = try status(descriptor)
        if own.owner != other.owner || own.group != other.group {
            try checked { systemChangeOwner(descriptor, other.owner, other.group) }
        }
        try checked { systemChangeMode(descriptor, other.mode) }
    }

    /// Gives a file a second name, which must not exist yet.
    static func link(_ source: FilePath, to target: FilePath) throws(Errno) {
        try unsafe withPath(source) { from throws(Errno) in
            try unsafe withPath(target) { to throws(Errno) in
                // Safe: both pointers live until both closures end.
                try checked { unsafe systemLink(from, to) }
            }
        }
    }

    /// Removes a name.
    static func unlink(_ path: FilePath) throws(Errno) {
        try unsafe withPath(path) { pointer throws(Errno) in
            // Safe: the pointer lives until the closure ends.
            try checked { unsafe systemUnlink(pointer) }
        }
    }

    /// Makes one directory.
    static func makeDirectory(_ path: FilePath, mode: UInt32) throws(Errno) {
        try unsafe withPath(path) { pointer throws(Errno) in
            // Safe: the pointer lives until the closure ends.
            try checked { unsafe mkdir(pointer, mode_t(mode)) }
        }
    }

    /// The path with every link followed.
    static func resolve(_ path: FilePath) throws(Errno) -> FilePath {
        try unsafe withPath(path) { pointer throws(Errno) in
            // Safe: realpath answers a text of its own making, copied and then freed here.
            guard let text = unsafe realpath(pointer, nil) else { throw Errno(code: errno) }
            defer { unsafe free(text) }
            return FilePath(bytes: unsafe copy(text))
        }
    }

    /// The path that a link holds.
    static func linkTarget(_ path: FilePath) throws(Errno) -> FilePath {
        try unsafe withPath(path) { pointer throws(Errno) in
            var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
            let size = bytes.count
            // Safe: no more bytes are written than there are, and no zero behind them.
            let count = unsafe readlink(pointer, &bytes, size)
            guard count >= 0 else { throw Errno(code: errno) }
            return FilePath(bytes: bytes.prefix(count).map { UInt8(bitPattern: $0) })
        }
    }

    /// The names in a directory, in the order that the system gives, without `.` and `..`.
    static func names(in path: FilePath) throws(Errno) -> [[UInt8]] {
        try unsafe withPath(path) { pointer throws(Errno) in
            guard let directory = unsafe opendir(pointer) else { throw Errno(code: errno) }
            defer { unsafe closedir(directory) }
            var names: [[UInt8]] = []
            while true {
                errno = 0
                guard let entry = unsafe readdir(directory) else {
                    if errno != 0 { throw Errno(code: errno) }
                    return names
                }
                // Safe: the name is zero-terminated inside the entry, which lives until the next call.
                let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
                    unsafe field.withMemoryRebound(to: CChar.self, capacity: 1) { unsafe copy($0) }
                }
                if name != [46] && name != [46, 46] { names.append(name) }
            }
        }
    }

    /// The bytes of a zero-terminated text.
    static func copy(_ text: UnsafePointer<CChar>) -> [UInt8] {
        // Safe: strlen stops at the zero that every caller's text has.
        unsafe UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }
    }
}

extension FileStatus {
    /// Takes over what the system's record says.
    fileprivate init(_ record: stat) {
        let kind: FileKind =
            switch record.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            case S_IFCHR, S_IFBLK: .device
            default: .other
            }
        self.init(
            kind: kind, mode: UInt32(record.st_mode & 0o7777), owner: record.st_uid, group: record.st_gid,
            size: Int(record.st_size), device: UInt64(truncatingIfNeeded: record.st_dev), inode: UInt64(record.st_ino),
            nameCount: Int(record.st_nlink),
            written: Self.nanoseconds(systemTimes(record).written),
            changed: Self.nanoseconds(systemTimes(record).changed))
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
