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
    private let delayed = Atomic<Int>(0)
    /// Called with the seconds of a pause that a person would notice.
    private let announce: @Sendable (Int64) -> Void

    /// A pacer for a rate; nil sets no bound.
    init(_ rate: Rate?, announce: @escaping @Sendable (Int64) -> Void = { _ in }) {
        interval = rate?.interval ?? 0
        self.announce = announce
    }

    /// Whether a request that was sent waits for its next attempt.
    var delaysAttempt: Bool { delayed.load(ordering: .sequentiallyConsistent) > 0 }

    /// Lets nobody begin any more.
    func stop() {
        isStopped.store(true, ordering: .sequentiallyConsistent)
    }

    /// Lets nobody begin for some seconds from now.
    func pause(seconds: Int64) {
        let seconds = min(seconds, Self.longestPause)
        let end = Machine.monotonicNanoseconds() + seconds * Self.second
        // Several answers at about the same time ask for the same pause.
        let isLonger = next.withLock { next in
            defer { next = max(next, end) }
            return end > next + 2 * Self.second
        }
        if isLonger, seconds > 2 { announce(seconds) }
    }

    /// Waits until the caller may begin, and answers whether it may: not after ``stop()``, and not later than `limit`.
    ///
    /// - Parameters:
    ///   - earliest: when the caller wants to begin.
    ///   - limit: when it is too late.
    /// - Returns: whether the caller may begin.
    func wait(from earliest: Int64 = 0, until limit: Int64 = .max) -> Bool {
        let isAttempt = earliest > 0
        if isAttempt { delayed.add(1, ordering: .sequentiallyConsistent) }
        defer { if isAttempt { delayed.subtract(1, ordering: .sequentiallyConsistent) } }
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
