import CLibrary

/// What the machine offers: clocks, randomness, processors, the end of the process.
package enum Machine {
    /// Bytes from the system's random source, fit for keys.
    package static func randomBytes(_ count: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        // The call gives at most 256 bytes at a time.
        for start in stride(from: 0, to: count, by: 256) {
            // Safe: start lies inside the buffer, and the length ends at the buffer's end.
            let result = unsafe bytes.withUnsafeMutableBytes { raw in
                guard let base = raw.baseAddress else { return Int32(0) }
                return unsafe getentropy(base + start, min(256, count - start))
            }
            if result != 0 {
                throw SystemError(code: errno, .read, "the system's random source")
            }
        }
        return bytes
    }

    /// Seconds and nanoseconds since the start of 1970, UTC.
    package static func wallClock() -> (seconds: Int64, nanoseconds: Int64) {
        now(CLOCK_REALTIME)
    }

    /// Nanoseconds of a clock that only goes forward; only differences mean something.
    package static func monotonicNanoseconds() -> Int64 {
        let time = now(CLOCK_MONOTONIC)
        return time.seconds * 1_000_000_000 + time.nanoseconds
    }

    private static func now(_ clock: clockid_t) -> (seconds: Int64, nanoseconds: Int64) {
        var time = timespec()
        // Safe: the call fills the structure passed.
        _ = unsafe clock_gettime(clock, &time)
        return (Int64(time.tv_sec), Int64(time.tv_nsec))
    }

    /// The processors that this process may use, at least 1.
    package static var processorCount: Int {
        Processors.allowed.count ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// The number of this process.
    package static var processID: Int32 { getpid() }

    /// The user id that decides what this process may do.
    package static var effectiveUser: UInt32 { geteuid() }

    /// How many descriptors more this process may have at the same time: they are opened, no more than `limit`, and
    /// closed.
    package static func descriptorRoom(upTo limit: Int) -> Int {
        var opened: [Int32] = []
        while opened.count < limit, let descriptor = try? SystemCall.open("/dev/null", O_RDONLY) {
            opened.append(descriptor)
        }
        for descriptor in opened { try? SystemCall.close(descriptor) }
        return opened.count
    }

    /// Ends the process at once: no handlers, no waiting for other threads.
    package static func exitNow(_ status: Int32) -> Never {
        _exit(status)
    }

    /// Keeps the memory of this process out of core files, of those that it starts as well, and out of the reports that
    /// the Swift runtime writes of a process that crashes: a key may be in it.
    ///
    /// The runtime takes SIGQUIT for a crash, too; without its handlers that signal ends the process as a terminal means
    /// it to.
    package static func keepMemoryPrivate() {
        for number in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
            let before = signal(number, SIG_DFL)
            // Safe: only the bits are compared; SIG_IGN is the number 1 on every platform.
            if unsafe unsafeBitCast(before, to: Int.self) == 1 { _ = signal(number, before) }
        }
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        // Safe: the call reads the structure passed.
        #if canImport(Glibc)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        #else
        _ = unsafe setrlimit(RLIMIT_CORE, &limit)
        #endif
    }

    /// Ends the process by a signal, so that who waits for it sees the signal; comes back where the signal is ignored.
    package static func end(bySignal number: Int32) {
        _ = signal(number, SIG_DFL)
        kill(getpid(), number)
    }

    /// The path of the running executable; nil where the system does not say.
    package static var executablePath: FilePath? {
        #if canImport(Darwin)
        var size = UInt32(0)
        _ = unsafe _NSGetExecutablePath(nil, &size)
        var buffer = [CChar](repeating: 0, count: Int(size) + 1)
        // Safe: the size asked for just above is the buffer's.
        guard unsafe _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
        return FilePath(bytes: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
        #else
        return try? SystemCall.resolve(FilePath("/proc/self/exe"))
        #endif
    }

    /// Removes a variable from the environment; only while the process has one thread.
    package static func removeEnvironmentVariable(_ name: String) {
        // Safe: nothing else reads the environment at that time.
        _ = unsafe unsetenv(name)
    }

    /// Sets a variable of the environment; only while the process has one thread.
    package static func setEnvironmentVariable(_ name: String, _ value: [UInt8]) {
        // Safe: nothing else reads the environment at that time, and both texts are copied.
        _ = unsafe setenv(name, value.map { CChar(bitPattern: $0) } + [0], 1)
    }

    /// Waits.
    package static func sleep(nanoseconds: Int64) {
        guard nanoseconds > 0 else { return }
        var wanted = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
        var rest = timespec()
        // Safe: the call fills what is left when a signal interrupts it.
        while unsafe nanosleep(&wanted, &rest) != 0, errno == EINTR { wanted = rest }
    }

    /// Makes a write to a closed pipe, or beyond the limit of a file's size, fail (EPIPE, EFBIG) instead of ending the
    /// process by SIGPIPE or SIGXFSZ: so the failure is reported, unfinished files are removed, and the exit status is
    /// ours.
    ///
    /// For the whole process, in main; programs that are started get the signals as they were.
    package static func makeFailedWritesErrors() {
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGXFSZ, SIG_IGN)
    }
}

/// Raw access to the words and variables that the process was started with.
enum ProcessImage {
    /// The words of argv, the program's name first.
    static var words: [[UInt8]] {
        let count = Int(CommandLine.argc)
        // Safe: argv holds argc zero-terminated texts for the life of the process.
        return (0..<count).compactMap { index in
            unsafe CommandLine.unsafeArgv[index].map { unsafe SystemCall.copy($0) }
        }
    }

    /// All environment variables, each with its name and value.
    static var environment: [[UInt8]] {
        var texts: [[UInt8]] = []
        // Safe: the list ends in nil, and nothing here changes the environment meanwhile.
        while let text = unsafe environ[texts.count] { texts.append(unsafe SystemCall.copy(text)) }
        return texts
    }

    /// The bytes of one environment variable.
    static func variable(_ name: String) -> [UInt8]? {
        // Safe: the text is copied at once, and nothing here changes the environment meanwhile.
        unsafe getenv(name).map { unsafe SystemCall.copy($0) }
    }
}
