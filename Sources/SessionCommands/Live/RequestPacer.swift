import CommandKit
import Synchronization

/// Decides when requests may begin, whoever makes them: no faster than a rate allows, and not while the service asks to
/// be left alone.
final class RequestPacer: Sendable {
    /// The longest that a service is left alone for at its request.
    private static let longestPause: Int64 = 3600
    private static let second: Int64 = 1_000_000_000

    private let interval: Int64
    /// When the next request may begin, in nanoseconds of the monotonic clock.
    private let next = Mutex<Int64>(0)
    private let isStopped = Atomic<Bool>(false)

    /// A pacer for a rate; nil sets no bound.
    init(_ rate: Rate?) {
        interval = rate?.interval ?? 0
    }

    /// Lets nobody begin any more.
    func stop() {
        isStopped.store(true, ordering: .sequentiallyConsistent)
    }

    /// Lets nobody begin for some seconds from now.
    func pause(seconds: Int64) {
        let end = Machine.monotonicNanoseconds() + min(seconds, Self.longestPause) * Self.second
        next.withLock { $0 = max($0, end) }
    }

    /// Waits until the caller may begin, and answers whether it may: not after ``stop()``, and not later than `limit`.
    ///
    /// - Parameters:
    ///   - earliest: when the caller wants to begin.
    ///   - limit: when it is too late.
    /// - Returns: whether the caller may begin.
    func wait(from earliest: Int64 = 0, until limit: Int64 = .max) -> Bool {
        while !isStopped.load(ordering: .sequentiallyConsistent) {
            let now = Machine.monotonicNanoseconds()
            // The moment is taken when it has come: a pause may have been asked for meanwhile.
            let rest = next.withLock { next in
                let start = max(earliest, next)
                guard start < limit else { return Int64.max }
                if start <= now { next = now + interval }
                return start - now
            }
            if rest == .max { return false }
            if rest <= 0 { return true }
            Machine.sleep(nanoseconds: min(rest, 100_000_000))
        }
        return false
    }
}
