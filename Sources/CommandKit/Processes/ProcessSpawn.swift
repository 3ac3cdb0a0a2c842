import CLibrary

/// How another program is started: posix_spawn with what differs from our own process.
struct ProcessSpawn {
    let program: FilePath
    /// The words of argv behind the program's name.
    let words: [Argument]
    /// Variables beside or instead of those of our environment.
    var variables: [String: String] = [:]
    /// Standard descriptors that are to be copies of others.
    var descriptors: [(standard: Int32, copyOf: Int32)] = []
    /// Signals that the program never hears.
    var blockedSignals: [Int32] = []

    /// Starts the program and answers its process id.
    func start() throws(Errno) -> pid_t {
        #if canImport(Darwin)
        var attributes: posix_spawnattr_t?
        var actions: posix_spawn_file_actions_t?
        #else
        var attributes = posix_spawnattr_t()
        var actions = unsafe posix_spawn_file_actions_t()
        #endif
        // Safe: initialised here, destroyed at the end, used only between.
        unsafe posix_spawnattr_init(&attributes)
        unsafe posix_spawn_file_actions_init(&actions)
        defer {
            unsafe posix_spawnattr_destroy(&attributes)
            unsafe posix_spawn_file_actions_destroy(&actions)
        }
        for (standard, descriptor) in descriptors {
            unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, standard)
        }
        // A thread may block signals, as those of a thread pool do; that is not the program's affair.
        var blocked = sigset_t()
        unsafe sigemptyset(&blocked)
        for number in blockedSignals { unsafe sigaddset(&blocked, number) }
        unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var child = pid_t()
        let texts = [program.bytes] + words.map(\.bytes)
        let result = try unsafe SystemCall.withPath(program) { path throws(Errno) in
            unsafe Self.withTexts(texts) { arguments in
                unsafe Self.withTexts(environment) { environment in
                    unsafe posix_spawn(&child, path, &actions, &attributes, arguments, environment)
                }
            }
        }
        if result != 0 { throw Errno(code: result) }
        return child
    }

    /// Waits for the end of a program that was started.
    static func wait(_ child: pid_t) throws(Errno) -> PipedProcess.Ending {
        var status = Int32(0)
        // Safe: the call fills the number passed.
        try SystemCall.checked { unsafe waitpid(child, &status, 0) }
        let killer = status & 0x7F
        return killer == 0 ? .exited((status >> 8) & 0xFF) : .killed(killer)
    }

    private var environment: [[UInt8]] {
        var variables = variables
        variables[ChildProcess.parentVariable] = String(getpid())
        let changed = variables.map { Array("\($0.key)=\($0.value)".utf8) }
        let names = variables.keys.map { Array("\($0)=".utf8) }
        return ProcessImage.environment.filter { text in !names.contains { text.starts(with: $0) } } + changed
    }

    /// Runs a body with texts as the list of zero-terminated texts, ended by nil, that execve wants.
    private static func withTexts<Result>(
        _ texts: [[UInt8]], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        // Safe: each text is copied by strdup and freed when the body has ended; the last pointer is nil.
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { bytes in
            unsafe strdup(bytes.map { CChar(bitPattern: $0) } + [0])
        }
        unsafe pointers.append(nil)
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return unsafe body(pointers)
    }
}
