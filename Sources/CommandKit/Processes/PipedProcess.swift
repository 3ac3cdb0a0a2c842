import CLibrary
import Synchronization

/// Another program that we speak with through pipes: its standard input and output are ours to write and read.
///
/// It does not hear what asks a process to end, from the terminal or from a supervisor that asks every process: when it
/// ends is our affair. What it writes to standard error is dropped. Ended, if need be, and waited for when the last
/// reference goes.
package final class PipedProcess: Sendable {
    /// What the program reads.
    package let input: OutputStream
    /// What the program writes; its end says that the program has ended.
    package let output: InputStream
    private let child: pid_t
    private let isEnded = Mutex(false)

    /// One program is started at a time: a pipe is ours alone only a moment after it was made.
    private static let starting = Mutex(())

    /// Starts a program.
    package init(_ program: FilePath, _ words: [Argument], variables: [String: String] = [:]) throws(SystemError) {
        let child = try Self.starting.withLock { _ throws(SystemError) in
            try SystemError.wrap(.start, program) { () throws(Errno) in try Self.start(program, words, variables) }
        }
        self.child = child.id
        input = OutputStream(owning: child.write, name: "a pipe")
        output = InputStream(owning: child.read, name: "a pipe")
    }

    private static func start(
        _ program: FilePath, _ words: [Argument], _ variables: [String: String]
    ) throws(Errno) -> (id: pid_t, write: Int32, read: Int32) {
        let toChild = try SystemCall.pipe()
        defer { try? SystemCall.close(toChild.read) }
        do throws(Errno) {
            return try start(program, words, variables, toChild)
        } catch {
            try? SystemCall.close(toChild.write)
            throw error
        }
    }

    private static func start(
        _ program: FilePath, _ words: [Argument], _ variables: [String: String], _ toChild: (read: Int32, write: Int32)
    ) throws(Errno) -> (id: pid_t, write: Int32, read: Int32) {
        let fromChild = try SystemCall.pipe()
        defer { try? SystemCall.close(fromChild.write) }
        do throws(Errno) {
            let sink = try SystemCall.open("/dev/null", O_WRONLY)
            defer { try? SystemCall.close(sink) }
            let child = try ProcessSpawn(
                program: program, words: words, variables: variables,
                descriptors: [(0, toChild.read), (1, fromChild.write), (2, sink)],
                blockedSignals: [SIGINT, SIGQUIT, SIGTERM, SIGHUP]
            ).start()
            return (child, toChild.write, fromChild.read)
        } catch {
            try? SystemCall.close(fromChild.read)
            throw error
        }
    }

    /// How the program ended.
    package enum Ending: Sendable, Hashable {
        /// By itself, with this status.
        case exited(Int32)
        /// By this signal.
        case killed(Int32)

        /// Whether SIGKILL ended it.
        package var isKill: Bool { self == .killed(SIGKILL) }
    }

    /// Ends the program at once, waits for its end, and answers how it ended; nil when it was ended before.
    @discardableResult package func end() -> Ending? {
        isEnded.withLock { isEnded in
            guard !isEnded else { return nil }
            isEnded = true
            // Not yet waited for, so that the number is still the program's.
            _ = systemKill(child, SIGKILL)
            return try? ProcessSpawn.wait(child)
        }
    }

    deinit { end() }
}
