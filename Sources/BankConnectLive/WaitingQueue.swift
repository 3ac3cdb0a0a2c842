import Dispatch
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The queue on which a URLSession works, stopped while there is nothing to do.
///
/// While a request waits for its answer, Foundation keeps watching the socket for writing, which it always is ready
/// for, and so calls libcurl without end: a wait of 5 s takes 3.9 s of processor time (measured with Swift 6.3.1). So the
/// queue is suspended until the system says that bytes have come. The queue is a stored property of the session that
/// only a mirror shows; in a Foundation without it the session works as it does by itself, and the test of the processor
/// time of a wait fails.
struct WaitingQueue {
    private let queue: DispatchQueue

    /// The queue of a session; nil where there is none to be seen.
    init?(of session: URLSession) {
        let property = Mirror(reflecting: session).children.first { $0.label == "workQueue" }
        guard let queue = property?.value as? DispatchQueue else { return nil }
        self.queue = queue
    }

    /// Stops the session until what it has read was handed on, and its connection is there, or bytes have come on it, or
    /// the time is over.
    ///
    /// - Returns: whether there is news of the connection; nil at once where none is being made yet.
    func pause(_ time: Duration, handingOn handOn: () -> Void) -> Bool? {
        queue.suspend()
        defer { queue.resume() }
        handOn()
        return Connections.waitForNews(time)
    }

    /// Stops the session for good, and keeps it: a stopped queue must not be let go of.
    func stop(keeping session: URLSession) {
        queue.suspend()
        Self.stopped.withLock { $0.append(session) }
    }

    private static let stopped = Mutex<[URLSession]>([])

    /// Runs a body while the session does nothing, and never lets it do anything again where the body says so; nil when
    /// the session is not to be had within a moment.
    func stop(_ body: @escaping @Sendable () -> Bool) -> Bool? {
        let outcome = Outcome()
        queue.async { [queue] in
            let isLast = body()
            if isLast { queue.suspend() }
            outcome.isStopped.withLock { $0 = isLast }
            outcome.isKnown.signal()
        }
        guard outcome.isKnown.wait(timeout: .now() + .milliseconds(100)) == .success else { return nil }
        return outcome.isStopped.withLock { $0 }
    }

    private final class Outcome: Sendable {
        let isKnown = DispatchSemaphore(value: 0)
        let isStopped = Mutex(false)
    }
}
