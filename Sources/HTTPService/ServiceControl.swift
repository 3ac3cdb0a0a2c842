package import CommandKit

/// What other threads may do to a service that runs.
package final class ServiceControl: Sendable {
    struct Orders: Sendable {
        var isToStop = false
        var replies: [(RequestTicket, ServiceReply)] = []
    }

    let bell: Bell
    private let orders = Monitor(Orders())

    /// A control for one service.
    package init() throws(SystemError) {
        bell = try Bell()
    }

    /// Lets the service end: no new connections; requests under way are answered.
    package func stop() {
        orders.withLock { $0.isToStop = true }
        bell.ring()
    }

    /// Gives the reply to a request that was deferred.
    package func complete(_ ticket: RequestTicket, with reply: ServiceReply) {
        orders.withLock { $0.replies.append((ticket, reply)) }
        bell.ring()
    }

    /// The orders given since they were last taken.
    func take() -> Orders {
        orders.withLock { orders in
            defer { orders.replies = [] }
            return orders
        }
    }
}

/// What one connection, and all of them, may cost.
package struct ServiceLimits: Sendable, Hashable {
    /// The most bytes of a request before its body.
    package var headBytes = 16 * 1024
    /// The most bytes of a body.
    package var bodyBytes = 1024 * 1024
    /// The most header fields of a request.
    package var fields = 100
    /// How long a request may take to arrive, and an answer to be taken, in seconds.
    package var requestSeconds: Int64 = 30
    /// How long a connection may rest between requests, in seconds.
    package var idleSeconds: Int64 = 60
    /// How many connections are open at once.
    package var connections = 4096
    /// How long requests under way may take once the service is to stop, in seconds.
    package var stopSeconds: Int64 = 4

    /// The usual limits.
    package init() {}
}
