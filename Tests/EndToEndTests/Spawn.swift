#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// A program that was started, with files for its standard streams and signals as a shell leaves them.
struct Spawn {
    private let identifier: pid_t

    /// Starts a program; words and variables are bytes.
    init(
        program: [UInt8], arguments: [[UInt8]], environment: [[UInt8]], input: String, output: String, errors: String
    ) throws {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        // Safe: both are initialised here, destroyed at the end, and used only between.
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        let creating = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, creating, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, creating, 0o600)
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var words = unsafe Self.copies([program] + arguments)
        var variables = unsafe Self.copies(environment)
        defer {
            unsafe words.forEach { unsafe free($0) }
            unsafe variables.forEach { unsafe free($0) }
        }
        var child = pid_t()
        let path = program.map { CChar(bitPattern: $0) } + [0]
        let code = unsafe posix_spawn(&child, path, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw BuiltTool.Failure(reason: "cannot start a program: error \(code)") }
        identifier = child
    }

    /// Copies of texts, as exec wants them: each ends in NUL, the last pointer is nil.
    private static func copies(_ texts: [[UInt8]]) -> [UnsafeMutablePointer<CChar>?] {
        // Safe: strdup copies each text, and the caller frees it.
        unsafe texts.map { bytes in unsafe strdup(bytes.map { CChar(bitPattern: $0) } + [0]) } + [nil]
    }

    /// Waits for the end, and answers the status as wait(2) gives it; a program that takes too long is killed.
    func wait(milliseconds: Int) throws -> Int32 {
        var status = Int32(0)
        for elapsed in 0... {
            // Safe: the call fills the number passed.
            let ended = unsafe waitpid(identifier, &status, WNOHANG)
            if ended == identifier { return status }
            if ended < 0, errno != EINTR { throw BuiltTool.Failure(reason: "cannot wait: error \(errno)") }
            if elapsed == milliseconds { kill(identifier, SIGKILL) }
            usleep(1_000)
        }
        return status
    }
}
