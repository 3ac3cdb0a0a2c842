import CommandKit
import Synchronization

/// Lets requests begin no faster than a rate allows, whoever makes them.
final class RateLimiter: Sendable {
    private let interval: Int64
    private let next = Mutex<Int64>(0)

    init(_ rate: Rate) {
        interval = rate.interval
    }

    /// Waits until the caller may begin.
    func wait() {
        let start = next.withLock { next in
            let now = Machine.monotonicNanoseconds()
            let start = max(now, next)
            next = start + interval
            return start
        }
        Machine.sleep(nanoseconds: start - Machine.monotonicNanoseconds())
    }
}
