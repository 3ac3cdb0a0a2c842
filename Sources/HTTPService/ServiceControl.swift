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
