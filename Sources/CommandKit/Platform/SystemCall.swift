// This folder calls the C library, as Processes does beside it; what is above deals in plain Swift values:
//
// - `SystemCall` (here, +Files, +Sockets): the calls, each made again when a signal interrupted it; `Errno` is why one
//   failed, `SystemError` the same with what was asked of what, for a person.
// - `FilePath`, `FileStatus`, `Argument`, `NumericAddress`: what the calls take and give.
// - `Machine`: clocks, randomness, processors, the end of the process. `Threads`, `Monitor`: work side by side.
// - `UnfinishedFiles`: what a signal removes. `ByteSearch`: line ends.

import CLibrary

/// The calls on descriptors and paths, each made once more when a signal interrupted it.
enum SystemCall {
    /// Runs a call that answers -1 on failure, again as long as a signal interrupts it.
    @discardableResult
    static func checked(_ call: () -> Int32) throws(Errno) -> Int32 {
        while true {
            let result = call()
            if result >= 0 { return result }
            if errno != EINTR { throw Errno(code: errno) }
        }
    }

    /// Runs a body with the path as the zero-terminated bytes that the system wants.
    @discardableResult
    static func withPath<Result>(
        _ path: FilePath, _ body: (UnsafePointer<CChar>) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        // A zero byte would cut the name short, and name another file.
        if path.bytes.contains(0) { throw Errno(code: EINVAL) }
        let terminated = path.bytes.map { CChar(bitPattern: $0) } + [0]
        var outcome: Swift.Result<Result, Errno>?
        // Safe: the pointer is used only inside the call, and the bytes end in zero.
        unsafe terminated.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            do throws(Errno) {
                outcome = .success(try unsafe body(base))
            } catch {
                outcome = .failure(error)
            }
        }
        guard let outcome else { throw Errno(code: EINVAL) }
        return try outcome.get()
    }

    /// The system's words for an error number.
    static func message(_ code: Int32) -> String {
        // Safe: strerror answers a zero-terminated text, copied at once.
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }

    /// Opens a file; the descriptor is not passed on to child processes.
    static func open(_ path: FilePath, _ flags: Int32, mode: UInt32 = 0) throws(Errno) -> Int32 {
        try unsafe withPath(path) { pointer throws(Errno) in
            try checked {
                unsafe systemOpen(pointer, flags | O_CLOEXEC, mode)
            }
        }
    }

    /// Closes a descriptor; an interrupted close has closed it all the same.
    static func close(_ descriptor: Int32) throws(Errno) {
        let result = systemClose(descriptor)
        if result != 0, errno != EINTR { throw Errno(code: errno) }
    }

    /// Makes a pipe, neither end of which is passed on to child processes that are started from now on.
    static func pipe() throws(Errno) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        try checked {
            // Safe: the call fills the two numbers.
            unsafe systemPipe(&ends)
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Reads at most `count` bytes into the buffer from `offset` on; 0 is the end of the file.
    ///
    /// With a `place`, those that stand from there on in the file, whatever was read before.
    static func read(
        _ descriptor: Int32, into buffer: inout [UInt8], at offset: Int, count: Int, from place: Int? = nil
    ) throws(Errno) -> Int {
        let room = min(count, buffer.count - offset)
        guard offset >= 0, room > 0 else { return 0 }
        while true {
            // Safe: offset and room were checked against the buffer.
            let result = unsafe buffer.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return 0 }
                if let place { return unsafe pread(descriptor, base + offset, room, off_t(place)) }
                return unsafe systemRead(descriptor, base + offset, room)
            }
            if result >= 0 { return result }
            try recover(errno, descriptor, POLLIN)
        }
    }

    /// The first 64 KiB of a small file.
    static func contents(of path: FilePath) throws(Errno) -> [UInt8] {
        let descriptor = try open(path, O_RDONLY)
        defer { try? close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = try read(descriptor, into: &bytes, at: 0, count: bytes.count)
        return Array(bytes[..<count])
    }

    /// Writes some of the bytes, at least one, and answers how many.
    static func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) throws(Errno) -> Int {
        while true {
            // Safe: the slice's own buffer, over its own length.
            let result = unsafe bytes.withUnsafeBytes { raw in
                unsafe systemWrite(descriptor, raw.baseAddress, raw.count)
            }
            if result > 0 || (result == 0 && bytes.isEmpty) { return result }
            // A write of nothing without an error would be asked again for ever.
            if result == 0 { throw Errno(code: EIO) }
            try recover(errno, descriptor, POLLOUT)
        }
    }

    /// Writes all of the bytes.
    static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) throws(Errno) {
        var rest = bytes[...]
        while !rest.isEmpty { rest = rest.dropFirst(try write(descriptor, rest)) }
    }

    /// Waits where a call may be made again, throws where it may not.
    ///
    /// A descriptor shared with another program may have been made non-blocking by it.
    private static func recover(_ code: Int32, _ descriptor: Int32, _ event: Int32) throws(Errno) {
        if code == EINTR { return }
        guard code == EAGAIN || code == EWOULDBLOCK else { throw Errno(code: code) }
        var wanted = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        // Safe: one element, and the count says one.
        _ = unsafe poll(&wanted, 1, -1)
    }

    /// Waits until a descriptor can be read, or is at its end; false when the time is over before.
    static func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // Safe: one element, and the count says one. An error is left for the read to find.
        let end = Machine.monotonicNanoseconds() + Int64(milliseconds) * 1_000_000
        while true {
            let rest = (end - Machine.monotonicNanoseconds()) / 1_000_000
            let count = unsafe poll(&wanted, 1, Int32(clamping: max(0, rest)))
            if count >= 0 || errno != EINTR { return count != 0 }
        }
    }

    /// The bytes of a pipe, a socket or a file that can be read at once.
    static func unreadCount(_ descriptor: Int32) -> Int32 {
        var count = Int32(0)
        // Safe: the call fills the number passed.
        return unsafe ioctl(descriptor, UInt(FIONREAD), &count) == 0 ? count : 0
    }

    /// Asks that what was written has reached the disk.
    static func synchronize(_ descriptor: Int32) throws(Errno) {
        do throws(Errno) {
            try checked { fsync(descriptor) }
        } catch {
            // A pipe or a terminal has no disk to reach.
            if error.code != EINVAL && error.code != ENOTSUP && error.code != EROFS { throw error }
        }
    }

    /// Takes the advisory lock of an open file, without waiting for it; false when others have it.
    ///
    /// Shared, others may have it too that share it.
    static func lock(_ descriptor: Int32, sharing: Bool) throws(Errno) -> Bool {
        do throws(Errno) {
            try checked { flock(descriptor, (sharing ? LOCK_SH : LOCK_EX) | LOCK_NB) }
            return true
        } catch {
            guard error == .wouldBlock else { throw error }
            return false
        }
    }

    /// Gives the advisory lock back.
    static func unlock(_ descriptor: Int32) {
        _ = flock(descriptor, LOCK_UN)
    }

    /// Whether a descriptor is open at all.
    static func isOpen(_ descriptor: Int32) -> Bool {
        fcntl(descriptor, F_GETFD) != -1
    }

    /// Whether a descriptor is a terminal.
    static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// The columns of the terminal behind a descriptor; nil where there is none.
    static func columns(_ descriptor: Int32) -> Int? {
        var size = winsize()
        // Safe: the request fills exactly the structure passed.
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Lets an unused standard descriptor be taken, so that no file opened later gets its number.
    ///
    /// It is opened the wrong way round: reading from it, or writing to it, still fails with EBADF,
    /// as it would have, here and in child processes.
    static func occupyClosedStandardDescriptors() {
        for descriptor: Int32 in 0...2 where !isOpen(descriptor) {
            let flags = descriptor == 0 ? O_WRONLY : O_RDONLY
            guard let taken = try? open(FilePath("/dev/null"), flags) else { continue }
            // Unlike every other descriptor, these three go on to child processes.
            _ = fcntl(taken, F_SETFD, 0)
        }
    }
}
