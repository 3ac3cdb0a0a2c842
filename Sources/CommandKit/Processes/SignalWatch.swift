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
        before = Self.signals.compactMap { number in
            let one = Before(number: number, signal(number, handler))
            guard one.isIgnored else { return one }
            // What the caller ignores, as nohup does, stays ignored; it may have come just now.
            one.restore()
            _ = Self.received.compareExchange(
                expected: number, desired: 0, ordering: .sequentiallyConsistent)
            return nil
        }
        let isWatching = Threads.detach { [self] in
            while Self.received.load(ordering: .sequentiallyConsistent) == 0 {
                if isOver.load(ordering: .sequentiallyConsistent) { return }
                usleep(50_000)
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
                let number = Self.received.load(ordering: .sequentiallyConsistent)
                kill(getpid(), number)
                // Another thread may be the one that the signal ends; where none is, the status says the same.
                Machine.sleep(nanoseconds: 1_000_000_000)
                Machine.exitNow(128 + number)
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
        /// The handler as a number: a function pointer of 1, which SIG_IGN is, would make an optional of this value nil,
        /// and end a loop over several.
        let bits: Int

        init(number: Int32, _ handler: Handler?) {
            self.number = number
            // Safe: only the bits are kept.
            bits = unsafe unsafeBitCast(handler, to: Int.self)
        }

        /// SIG_IGN is the number 1 on every platform.
        var isIgnored: Bool { bits == 1 }

        // Safe: the bits are those of a handler that the system gave.
        func restore() { _ = signal(number, unsafe unsafeBitCast(bits, to: Handler?.self)) }
    }
}
