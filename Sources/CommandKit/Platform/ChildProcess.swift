import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// Another program run in place of this one: same descriptors, same environment, and we wait.
package enum ChildProcess {
    /// How the program ended.
    package enum Ending: Sendable, Hashable {
        /// By itself, with this status.
        case exited(Int32)
        /// By this signal.
        case killed(Int32)
    }

    /// The program that signals are passed on to; 0 for none.
    private static let current = Atomic<Int32>(0)
    /// The last signal that was to be passed on; 0 for none.
    private static let received = Atomic<Int32>(0)

    /// Runs a program and waits for its end.
    ///
    /// While it runs, SIGINT and SIGQUIT, which a terminal sends to both, are left to it, and SIGTERM
    /// and SIGHUP are passed on to it. One program runs at a time.
    package static func run(_ program: FilePath, _ words: [Argument]) throws(SystemError) -> Ending {
        do throws(Errno) {
            return try withSignalsLeft { leftToChild throws(Errno) in
                let child = try spawn(program, words, defaults: leftToChild)
                current.store(child, ordering: .sequentiallyConsistent)
                // One that came while the program was being started found nobody to be passed on to.
                let early = received.load(ordering: .sequentiallyConsistent)
                if early != 0 { kill(child, early) }
                defer { current.store(0, ordering: .sequentiallyConsistent) }
                return try wait(child)
            }
        } catch {
            throw SystemError(code: error.code, .start, program)
        }
    }

    /// Ends this process with this status soon after its parent has ended; for the program that was run.
    ///
    /// The parent is looked at ten times a second: the kernel's own way of telling is not visible to Swift.
    package static func endWithParent(status: Int32) {
        let parent = getppid()
        _ = Threads.detach {
            while getppid() == parent { usleep(100_000) }
            Machine.exitNow(status)
        }
    }

    /// Sets the signals as they are to be while a program runs, and back.
    private static func withSignalsLeft(
        _ body: (_ leftToChild: [Int32]) throws(Errno) -> Ending
    ) throws(Errno) -> Ending {
        received.store(0, ordering: .sequentiallyConsistent)
        let ignored = [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
        let passed = [SIGTERM, SIGHUP].map { ($0, signal($0, passOn)) }
        // A signal that was ignored before us (nohup) stays ignored.
        for (number, before) in passed where isIgnoring(before) {
            _ = signal(number, SIG_IGN)
        }
        defer {
            for (number, before) in ignored + passed {
                _ = signal(number, before)
            }
        }
        return try body(ignored.filter { !isIgnoring($0.1) }.map { $0.0 })
    }

    private typealias Handler = @convention(c) (Int32) -> Void

    private static let passOn: Handler = { number in
        received.store(number, ordering: .sequentiallyConsistent)
        let child = current.load(ordering: .sequentiallyConsistent)
        if child > 0 { kill(child, number) }
    }

    private static func isIgnoring(_ handler: Handler?) -> Bool {
        // Safe: only the bits are compared; SIG_IGN is the number 1 on every platform.
        unsafe unsafeBitCast(handler, to: Int.self) == 1
    }

    private static func spawn(_ program: FilePath, _ words: [Argument], defaults: [Int32]) throws(Errno) -> pid_t {
        #if canImport(Darwin)
        var attributes: posix_spawnattr_t?
        #else
        var attributes = posix_spawnattr_t()
        #endif
        // Safe: initialised here, destroyed at the end, used only between.
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for number in defaults { unsafe sigaddset(&signals, number) }
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        // A thread may block signals, as those of a thread pool do; that is not the program's affair.
        var blocked = sigset_t()
        unsafe sigemptyset(&blocked)
        unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        // Safe: each text is copied by strdup and freed below; the last pointer is nil, as execve wants.
        let texts = [program.bytes] + words.map(\.bytes)
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { bytes in
            unsafe strdup(bytes.map { CChar(bitPattern: $0) } + [0])
        }
        unsafe arguments.append(nil)
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var child = pid_t()
        let result = try unsafe SystemCall.withPath(program) { path throws(Errno) in
            unsafe posix_spawn(&child, path, nil, &attributes, arguments, environ)
        }
        if result != 0 { throw Errno(code: result) }
        return child
    }

    private static func wait(_ child: pid_t) throws(Errno) -> Ending {
        var status = Int32(0)
        // Safe: the call fills the number passed.
        try SystemCall.checked { unsafe waitpid(child, &status, 0) }
        let killer = status & 0x7F
        return killer == 0 ? .exited((status >> 8) & 0xFF) : .killed(killer)
    }
}
