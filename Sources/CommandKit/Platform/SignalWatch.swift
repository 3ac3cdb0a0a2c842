import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// Lets work that is under way end well when a signal asks the process to end.
///
/// The first SIGINT or SIGTERM calls the closure on a thread of its own; a second one does what it did before. One
/// watch at a time.
package final class SignalWatch: Sendable {
    private typealias Handler = @convention(c) (Int32) -> Void

    private static let received = Atomic<Int32>(0)
    private static let signals = [SIGINT, SIGTERM]
    private let isOver = Atomic<Bool>(false)

    /// Begins to watch.
    package init(_ body: @escaping @Sendable () -> Void) {
        Self.received.store(0, ordering: .sequentiallyConsistent)
        let handler: Handler = { number in
            SignalWatch.received.store(number, ordering: .sequentiallyConsistent)
        }
        let before = Self.signals.map { Before(number: $0, handler: signal($0, handler)) }
        for one in before where one.isIgnored { _ = signal(one.number, SIG_IGN) }
        _ = Threads.detach { [self] in
            while Self.received.load(ordering: .sequentiallyConsistent) == 0 {
                if isOver.load(ordering: .sequentiallyConsistent) { return before.forEach { $0.restore() } }
                usleep(20_000)
            }
            before.forEach { $0.restore() }
            body()
        }
    }

    /// Ends the watch and answers the signal that came; nil for none.
    ///
    /// A signal then acts as before it, soon.
    package func end() -> Int32? {
        isOver.store(true, ordering: .sequentiallyConsistent)
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
