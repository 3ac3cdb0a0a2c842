package import BankConnectSession
package import CommandKit

/// A small HTTP/1.1 server: one thread, which waits for all connections at once and never for one of them.
///
/// - `RequestParser` (with `RequestHeadReader` and `ChunkReader`) makes requests of bytes, or refuses them;
/// - a `ServiceHandler` says what is done about each: a `ServiceReply`;
/// - `ResponseWriter` makes bytes of answers;
/// - `HTTPServer` moves the bytes, and holds every connection to the `ServiceLimits`;
/// - `ServiceControl` is what other threads may do.
///
///     let control = try ServiceControl()
///     var server = HTTPServer([try ListeningSocket(address, port: 0)], handler, control)
///     server.run()        // returns some time after control.stop()
///
/// A client that is slow, silent, too large or malformed costs its connection and nothing else: nothing here waits for a
/// client, and when all connections are taken the one that has waited longest gives way.
package struct HTTPServer<Handler: ServiceHandler>: ~Copyable {
    private var listeners: [ListeningSocket]
    var handler: Handler
    let control: ServiceControl
    let limits: ServiceLimits
    var writer: ResponseWriter

    var poller = Poller()
    /// The connections, in the order of the poller's entries behind the bell and the listeners.
    private var connections: [Connection] = []
    private var accepted: UInt64 = 0
    /// The bytes just received, of whichever connection.
    private var received = [UInt8](repeating: 0, count: 64 * 1024)
    /// No deadline is before this.
    private var nextDeadline = Int64.max
    /// When the service ends whatever is under way; nil as long as it is not to stop.
    var stopDeadline: Int64?
    var now = Machine.monotonicNanoseconds()

    /// A server for ports that are open already.
    ///
    /// - Parameters:
    ///   - listeners: the ports.
    ///   - handler: what is done about requests.
    ///   - control: what stops the server.
    ///   - fields: header fields that every answer has.
    ///   - limits: what connections may cost.
    package init(
        _ listeners: [ListeningSocket], _ handler: Handler, _ control: ServiceControl, fields: [HTTPField] = [],
        limits: ServiceLimits = ServiceLimits()
    ) {
        self.listeners = listeners
        self.handler = handler
        self.control = control
        var limits = limits
        limits.connections = ListeningSocket.makeRoom(for: limits.connections)
        self.limits = limits
        writer = ResponseWriter(fields: fields)
    }

    /// Serves until the control says stop, and requests under way are answered or too late.
    package mutating func run() {
        poller.add(control.bell)
        for listener in listeners { poller.add(listener) }
        while true {
            let found = poller.wait(nanoseconds: patience)
            now = Machine.monotonicNanoseconds()
            if found > 0 {
                // From the last, so that a removal moves only what was looked at already.
                for index in connections.indices.reversed() { serveIfReady(connections[index]) }
                if poller.readiness(0).reads { obey() }
                for index in listeners.indices where poller.readiness(1 + index).reads { accept(listeners[index]) }
            }
            if now >= nextDeadline { endOverdue() }
            handler.rest()
            if let stopDeadline, connections.isEmpty || now >= stopDeadline { break }
        }
        for connection in connections { connection.socket.close() }
        connections = []
    }

    /// How long to wait for something to happen; nil for as long as it takes.
    private var patience: Int64? {
        let deadline = min(nextDeadline, stopDeadline ?? .max)
        return deadline == .max ? nil : max(0, deadline - now)
    }

    // MARK: Connections

    private mutating func accept(_ listener: ListeningSocket) {
        // The others have their turn in between.
        for _ in 0..<64 {
            switch listener.accept() {
            case .none: return
            case .noRoom:
                // The connection stays in the queue; it is found there again.
                guard closeLongestWaiting() else { return }
            case .connection(let socket):
                accepted += 1
                if connections.count >= limits.connections, !closeLongestWaiting() {
                    socket.close()
                    continue
                }
                poller.add(socket)
                connections.append(
                    Connection(
                        socket, RequestTicket(connection: accepted), place: poller.count - 1, limits, now: now))
                let connection = connections[connections.count - 1]
                noteDeadline(connection)
                if let ending = handler.accept() {
                    perform(.end(ending), on: connection)
                    flush(connection)
                }
            }
        }
    }

    /// Makes room for a fresh connection: the one that has waited longest without a whole request gives way.
    private mutating func closeLongestWaiting() -> Bool {
        let waiting = connections.filter { connection in
            switch connection.phase {
            case .idle, .reading, .draining, .ending: true
            default: false
            }
        }
        guard let longest = waiting.min(by: { $0.since < $1.since }) else { return false }
        close(longest)
        return true
    }

    mutating func close(_ connection: Connection, byReset: Bool = false) {
        let index = connection.place - 1 - listeners.count
        guard connections.indices.contains(index), connections[index] === connection else { return }
        byReset ? connection.socket.reset() : connection.socket.close()
        poller.remove(connection.place)
        connections.swapAt(index, connections.count - 1)
        connections.removeLast()
        if index < connections.count { connections[index].place = connection.place }
        connection.place = -1
    }

    private mutating func serveIfReady(_ connection: Connection) {
        let readiness = poller.readiness(connection.place)
        guard readiness.reads || readiness.writes || readiness.isBroken else { return }
        if readiness.reads {
            receive(connection)
        } else if readiness.isBroken {
            close(connection)
        } else {
            process(connection)
        }
    }

    private mutating func receive(_ connection: Connection) {
        guard connection.wantsInput else {
            // Nothing is expected: only what ends the connection can have been found.
            return
        }
        switch connection.socket.receive(into: &received) {
        case .wouldBlock: return
        case .broken: close(connection)
        case .count(0): receiveEnd(connection)
        case .count(let count):
            if case .draining = connection.phase { return }
            if case .idle = connection.phase {
                connection.begin(.reading, now: now, for: limits.requestSeconds * second)
                noteDeadline(connection)
            }
            connection.input.append(contentsOf: received[..<count])
            process(connection)
        }
    }

    /// The client sends nothing more: what it asked for is still answered.
    private mutating func receiveEnd(_ connection: Connection) {
        connection.isAtEnd = true
        connection.takesRequests ? process(connection) : close(connection)
    }

    // MARK: Time

    mutating func noteDeadline(_ connection: Connection) {
        nextDeadline = min(nextDeadline, connection.deadline)
    }

    /// Does what is due, and finds out what is due next.
    private mutating func endOverdue() {
        for connection in connections where connection.deadline <= now { endOverdue(connection) }
        nextDeadline = connections.reduce(.max) { min($0, $1.deadline) }
    }

    private mutating func endOverdue(_ connection: Connection) {
        switch connection.phase {
        case .reading:
            let fault = RequestFault(408, "the request did not arrive within \(limits.requestSeconds) seconds")
            handler.refused(fault)
            answer(fault, on: connection)
            flush(connection)
        case .later(let reply):
            perform(reply, on: connection)
            process(connection)
        case .dripping(var rest, let pace):
            guard let byte = rest.popLast() else {
                connection.begin(.ending(.close), now: now, for: second)
                return flush(connection)
            }
            connection.output.append(byte)
            connection.begin(.dripping(rest, every: pace), now: now, for: pace)
            flush(connection)
        case .idle, .deferred, .draining, .ending: close(connection)
        }
    }

    // MARK: Orders

    private mutating func obey() {
        control.bell.silence()
        let orders = control.take()
        if !orders.replies.isEmpty {
            let byTicket = Dictionary(connections.map { ($0.ticket, $0) }) { first, _ in first }
            for (ticket, reply) in orders.replies {
                guard let connection = byTicket[ticket], case .deferred = connection.phase else { continue }
                perform(reply, on: connection)
                process(connection)
            }
        }
        if orders.isToStop, stopDeadline == nil { beginToStop() }
    }

    private mutating func beginToStop() {
        // Who connected before the order is under way as well.
        for listener in listeners { accept(listener) }
        stopDeadline = now + limits.stopSeconds * second
        for connection in connections.reversed() {
            switch connection.phase {
            case .idle: receive(connection)
            case .reading, .deferred, .later, .dripping, .ending: break
            case .draining: close(connection)
            }
        }
        for connection in connections.reversed() {
            if case .idle = connection.phase { close(connection) }
        }
        // The entries behind move up by as many places.
        for listener in listeners {
            poller.removeInOrder(1)
            listener.close()
        }
        for connection in connections { connection.place -= listeners.count }
        listeners = []
    }
}
