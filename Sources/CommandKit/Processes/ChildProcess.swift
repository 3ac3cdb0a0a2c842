// This folder starts other programs and listens to signals:
//
// - `ChildProcess` (here): a program in place of this one, with our descriptors, whose end we wait for.
// - `PipedProcess`: a program that we write to and read from. Both are started by `ProcessSpawn`.
// - `SignalWatch`: hears the signals that end a run, so that work under way ends well.

import CLibrary
import Synchronization

/// Another program run in place of this one: same descriptors, and we wait.
package enum ChildProcess {
    /// How the program ended.
    package enum Ending: Sendable, Hashable {
        /// By itself, with this status.
        case exited(Int32)
        /// By this signal.
        case killed(Int32)
    }

    /// The signals by which a terminal ends what runs in it, beside those with an exit status of their own.
    package static let terminalSignals: Set<Int32> = [SIGHUP, SIGQUIT]

    /// The program that signals are passed on to; 0 for none.
    private static let current = Atomic<Int32>(0)
    /// The last signal that was to be passed on; 0 for none.
    private static let received = Atomic<Int32>(0)

    /// Runs a program and waits for its end.
    ///
    /// It has our environment, with these variables beside or instead. While it runs, SIGINT and SIGQUIT, which a
    /// terminal sends to both, are left to it, and SIGTERM
    /// and SIGHUP are passed on to it. One program runs at a time.
    package static func run(
        _ program: FilePath, _ words: [Argument], variables: [String: String] = [:]
    ) throws(SystemError) -> Ending {
        try SystemError.wrap(.start, program) { () throws(Errno) in
            try withSignalsLeft { leftToChild throws(Errno) in
                let child = try ProcessSpawn(
                    program: program, words: words, variables: variables, defaultSignals: leftToChild
                ).start()
                current.store(child, ordering: .sequentiallyConsistent)
                // A signal that came while the program was being started could not be passed on then.
                let early = received.load(ordering: .sequentiallyConsistent)
                if early != 0 { kill(child, early) }
                defer { current.store(0, ordering: .sequentiallyConsistent) }
                return try ProcessSpawn.wait(child)
            }
        }
    }

    /// The variable in which a program that we start finds our process id.
    static let parentVariable = "COMMANDKIT_PARENT"

    /// Ends this process with this status soon after the process that started it has ended.
    ///
    /// For the program that was run; one that a person started is left alone. The parent is looked at ten times a
    /// second: the kernel's own way of telling is not visible to Swift. It tells its
    /// id, because one that has ended already cannot be asked for.
    package static func endWithParent(status: Int32) {
        guard let parent = ProcessImage.variable(parentVariable).flatMap({ pid_t(String(decoding: $0, as: UTF8.self)) })
        else { return }
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
}
