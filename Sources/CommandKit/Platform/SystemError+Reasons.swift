import CLibrary

/// The reasons that callers tell apart.
extension SystemError {
    /// Whether the reader of a pipe has gone: the tool should end as by SIGPIPE, in silence.
    package var isBrokenPipe: Bool { code == EPIPE }
    /// Whether there is no such file.
    package var isNotFound: Bool { code == ENOENT }
    /// Whether the user may not look at it.
    package var isDenied: Bool { code == EACCES }
    /// Whether the file exists already.
    package var alreadyExists: Bool { code == EEXIST }
    /// Whether a directory stands where a file was wanted.
    package var isDirectory: Bool { code == EISDIR }
    /// Whether the system, or a limit of the account, allows no more of what was asked for.
    package var meansNoResources: Bool { code == EAGAIN || code == ENOMEM || Errno(code: code).meansNoDescriptor }
    /// Whether more was to be read than the caller allows.
    package var isTooLarge: Bool { code == EFBIG }
    /// Whether the reader had no more time to wait.
    package var isTooLate: Bool { code == ETIMEDOUT }
}

/// The number by which the system says why a call failed.
struct Errno: Error, Hashable {
    let code: Int32
}

/// The numbers that this target itself makes errors of.
extension Errno {
    static let tooLarge = Errno(code: EFBIG)
    static let tooLate = Errno(code: ETIMEDOUT)
    static let closed = Errno(code: EBADF)
    static let exists = Errno(code: EEXIST)
    static let notDirectory = Errno(code: ENOTDIR)
    static let notFound = Errno(code: ENOENT)
    static let wouldBlock = Errno(code: EWOULDBLOCK)
    static let addressInUse = Errno(code: EADDRINUSE)

    /// Whether this machine has no such address, or no such kind of address.
    var meansNoAddress: Bool { code == EADDRNOTAVAIL || code == EAFNOSUPPORT }

    /// Whether this process, or the whole system, has no descriptor left.
    var meansNoDescriptor: Bool { code == EMFILE || code == ENFILE || code == ENOBUFS || code == ENOMEM }

    /// Whether no new name can be made in a directory, whatever may be done to the files in it.
    var meansNoNewNames: Bool { code == EACCES || code == EPERM || code == EROFS }

    /// Whether a file cannot be replaced, though it may be written: it is a mount point.
    var meansNoReplacing: Bool { code == EBUSY || code == EXDEV || code == EACCES || code == EPERM }

    /// Whether the file system cannot give a file a second name.
    var meansNoLinks: Bool {
        code == EPERM || code == ENOTSUP || code == EOPNOTSUPP || code == ENOSYS || code == EMLINK
    }
}

/// The ways of opening that the streams use.
struct OpenMode {
    let flags: Int32

    static let reading = OpenMode(flags: O_RDONLY)
    /// A FIFO is opened although nobody writes to it yet.
    static let readingLater = OpenMode(flags: O_RDONLY | O_NONBLOCK)
    static let writing = OpenMode(flags: O_WRONLY)
    static let truncating = OpenMode(flags: O_WRONLY | O_CREAT | O_TRUNC)
    static let appending = OpenMode(flags: O_WRONLY | O_CREAT | O_APPEND)
    static let sharing = OpenMode(flags: O_RDWR | O_CREAT | O_APPEND)
    static let creating = OpenMode(flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
}

extension SystemCall {
    /// Opens a file in one of the named ways.
    static func open(_ path: FilePath, _ mode: OpenMode, permissions: UInt32 = 0) throws(Errno) -> Int32 {
        try open(path, mode.flags, mode: permissions)
    }
}
