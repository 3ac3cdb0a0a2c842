// This folder starts other programs and listens to signals:
//
// - `PipedProcess`: a program that we write to and read from, started by `ProcessSpawn`.
// - `ChildProcess` (here): this process as one that such a program is.
// - `SignalWatch`: hears the signals that end a run, so that work under way ends well.

import CLibrary

/// This process as the child of another.
package enum ChildProcess {
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
