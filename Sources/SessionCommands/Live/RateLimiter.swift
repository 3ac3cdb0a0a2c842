import CommandKit
import Synchronization

/// Lets requests begin no faster than a rate allows, whoever makes them.
final class RateLimiter: Sendable {
    private let interval: Int64
    private let next = Mutex<Int64>(0)
    private let isStopped = Atomic<Bool>(false)

    init(_ rate: Rate) {
        interval = rate.interval
    }

    /// Lets nobody begin any more.
    func stop() {
        isStopped.store(true, ordering: .sequentiallyConsistent)
    }

    /// Waits until the caller may begin, and answers whether it may: not after ``stop()``.
    func wait() -> Bool {
        let start = next.withLock { next in
            let now = Machine.monotonicNanoseconds()
            let start = max(now, next)
            next = start + interval
            return start
        }
        while !isStopped.load(ordering: .sequentiallyConsistent) {
            let rest = start - Machine.monotonicNanoseconds()
            guard rest > 0 else { return true }
            Machine.sleep(nanoseconds: min(rest, 100_000_000))
        }
        return false
    }
}
