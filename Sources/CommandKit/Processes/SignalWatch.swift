import CLibrary
import Synchronization

/// Lets a signal that asks the process to end be heard while something is under way.
///
/// One watch at a time.
package final class SignalWatch: Sendable {
    /// What the first signal leads to.
    package enum Response: Sendable {
        /// Work under way ends well, in its own time; a second signal does what it did before.
        case goOn
        /// The process ends as it would have, after the last word of the closure.
        case end
    }

    private typealias Handler = @convention(c) (Int32) -> Void

    /// The signals that are watched: of a terminal that is closed, of Ctrl-C, and of a supervisor.
    private static let signals = [SIGHUP, SIGINT, SIGTERM]
    /// How long one signal may go on arriving, in microseconds.
    ///
    /// A whole process group can be sent it, and the program that started us pass it on as well. No person presses
    /// Ctrl-C twice in this time.
    private static let graceMicroseconds: UInt32 = 100_000

    private static let received = Atomic<Int32>(0)
    private let isOver = Atomic<Bool>(false)
    private let before: [Before]

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - response: asked once, when the first signal has come; it does not wait for anything.
    ///   - body: called then, on a thread of its own.
    package init(_ response: @escaping @Sendable () -> Response, _ body: @escaping @Sendable () -> Void) {
        Self.received.store(0, ordering: .sequentiallyConsistent)
        let handler: Handler = { number in
            SignalWatch.received.store(number, ordering: .sequentiallyConsistent)
        }
        before = Self.signals.map { Before(number: $0, handler: signal($0, handler)) }
        for one in before where one.isIgnored { _ = signal(one.number, SIG_IGN) }
        let isWatching = Threads.detach { [self] in
            while Self.received.load(ordering: .sequentiallyConsistent) == 0 {
                if isOver.load(ordering: .sequentiallyConsistent) { return }
                usleep(20_000)
            }
            switch response() {
            case .goOn:
                // A body that waits does not keep a second signal from being heard.
                _ = Threads.detach(body)
                usleep(Self.graceMicroseconds)
                before.forEach { $0.restore() }
            case .end:
                before.forEach { $0.restore() }
                body()
                kill(getpid(), Self.received.load(ordering: .sequentiallyConsistent))
            }
        }
        // Where nobody listens, a signal ends the process as it would have.
        if !isWatching { before.forEach { $0.restore() } }
    }

    /// Ends the watch and answers the signal that came; nil for none.
    ///
    /// A signal then acts as before it.
    package func end() -> Int32? {
        isOver.store(true, ordering: .sequentiallyConsistent)
        before.forEach { $0.restore() }
        let signal = Self.received.load(ordering: .sequentiallyConsistent)
        return signal == 0 ? nil : signal
    }

    /// What a signal did before.
    private struct Before: Sendable {
        let number: Int32
        let handler: Handler?

        // Safe: only the bits are compared; SIG_IGN is the number 1 on every platform.
        var isIgnored: Bool { unsafe unsafeBitCast(handler, to: Int.self) == 1 }

        func restore() { _ = signal(number, handler) }
    }
}
