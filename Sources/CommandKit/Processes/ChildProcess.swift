// This folder starts other programs and listens to signals:
//
<<<<<<< HEAD
// - `PipedProcess`: a program that we write to and read from, started by `ProcessSpawn`.
// - `ChildProcess` (here): this process as one that such a program is.
=======
// - `PipedProcess`: a program that we write to and read from.
// - `ChildProcess` (here): a program with our descriptors, whose end we wait for; and how a program that we start ends
//   with us. Both are started by `ProcessSpawn`.
>>>>>>> df09241 (SIGQUIT ends a run at once, an answer with trailers is read, and bcsession-live only sends)
// - `SignalWatch`: hears the signals that end a run, so that work under way ends well.

import CLibrary

<<<<<<< HEAD
/// This process as the child of another.
package enum ChildProcess {
=======
/// Another program with our own descriptors and environment.
package enum ChildProcess {
    /// How a program ended.
    package enum Ending: Sendable, Hashable, CustomStringConvertible {
        /// By itself, with this status.
        case exited(Int32)
        /// By this signal.
        case killed(Int32)

        /// Whether SIGKILL ended it.
        package var isKill: Bool { self == .killed(SIGKILL) }

        /// How it ended, as the end of a sentence.
        package var description: String {
            switch self {
            case .exited(let status): "with status \(status)"
            case .killed(let signal): "by signal \(signal)"
            }
        }
    }

    /// Runs a program and waits for its end.
    package static func run(_ program: FilePath, _ words: [Argument]) throws(SystemError) -> Ending {
        try SystemError.wrap(.start, program) { () throws(Errno) in
            try ProcessSpawn.wait(try ProcessSpawn(program: program, words: words).start())
        }
    }

>>>>>>> df09241 (SIGQUIT ends a run at once, an answer with trailers is read, and bcsession-live only sends)
    /// The variable in which a program that we start finds our process id.
    static let parentVariable = "COMMANDKIT_PARENT"

    /// Ends this process with this status soon after the process that started it has ended.
    ///
    /// For the program that was run; one that a person started is left alone. The parent is looked at ten times a
    /// second: the kernel's own way of telling is not visible to Swift. It tells its id, because one that has ended
    /// already cannot be asked for.
    package static func endWithParent(status: Int32) {
        guard let parent = ProcessImage.variable(parentVariable).flatMap({ pid_t(String(decoding: $0, as: UTF8.self)) })
        else { return }
        _ = Threads.detach {
            while getppid() == parent { usleep(100_000) }
            Machine.exitNow(status)
        }
    }
}
