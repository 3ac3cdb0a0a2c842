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
    private var handler: Handler
    private let control: ServiceControl
    private let limits: ServiceLimits
    private var writer: ResponseWriter

    private var poller = Poller()
    /// The connections, in the order of the poller's entries behind the bell and the listeners.
    private var connections: [Connection] = []
    private var accepted: UInt64 = 0
    /// The bytes just received, of whichever connection.
    private var received = [UInt8](repeating: 0, count: 64 * 1024)
    /// No deadline is before this.
    private var nextDeadline = Int64.max
    /// When the service ends whatever is under way; nil as long as it is not to stop.
    private var stopDeadline: Int64?
    private var now = Machine.monotonicNanoseconds()

    /// A server for ports that are open already.
    ///
    /// - Parameter fields: header fields that every answer has.
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

    private mutating func close(_ connection: Connection, byReset: Bool = false) {
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

    // MARK: Requests

    /// Reads requests as long as there are any and their answers are taken, and replies to each.
    private mutating func process(_ connection: Connection) {
        var isBehind: Bool
        repeat {
            isBehind = readRequests(connection)
            connection.compactInput()
            flush(connection)
        } while isBehind && connection.isOpen && connection.takesRequests && !connection.hasTooMuchOutput
    }

    /// Reads and replies; true when requests may be left because too much is to be sent first.
    private mutating func readRequests(_ connection: Connection) -> Bool {
        while connection.takesRequests {
            if connection.hasTooMuchOutput { return true }
            switch connection.parser.next(in: connection.input, from: &connection.position) {
            case .incomplete:
                if connection.parser.takeContinue() {
                    connection.output.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
                }
                if connection.isAtEnd {
                    connection.begin(.ending(.close), now: now, for: limits.requestSeconds * second)
                    noteDeadline(connection)
                } else if connection.parser.isAtStart, case .reading = connection.phase {
                    connection.begin(.idle, now: now, for: limits.idleSeconds * second)
                    if stopDeadline != nil { connection.begin(.ending(.close), now: now, for: second) }
                    noteDeadline(connection)
                }
                return false
            case .request(let request):
                connection.isHead = request.request.head.method == "HEAD"
                connection.keepsAlive = request.keepsAlive && stopDeadline == nil
                perform(handler.reply(to: request, connection.ticket), on: connection)
            case .fault(let fault):
                handler.refused(fault)
                answer(fault, on: connection)
            }
        }
        return false
    }

    /// Answers what is no request; after that the bytes have no meaning, and the connection ends.
    private mutating func answer(_ fault: RequestFault, on connection: Connection) {
        connection.isHead = false
        let body = Array("\(fault.status) \(HTTPStatus.reason(fault.status)): \(fault.reason)\n".utf8)
        let type = HTTPField("Content-Type", "text/plain; charset=utf-8")
        append(HTTPResponse(status: fault.status, fields: [type], body: body), to: connection, closing: true)
        perform(.end(.halfClose), on: connection)
    }

    private mutating func perform(_ reply: ServiceReply, on connection: Connection) {
        let patience = limits.requestSeconds * second
        switch reply {
        case .answer(let response):
            append(response, to: connection, closing: !connection.keepsAlive)
            if connection.keepsAlive {
                // What follows may have arrived already.
                connection.begin(.reading, now: now, for: patience)
            } else {
                connection.begin(.ending(.close), now: now, for: patience)
            }
        case .lastAnswer(let response):
            append(response, to: connection, closing: true)
            connection.begin(.ending(.close), now: now, for: patience)
        case .later(let nanoseconds, let reply):
            connection.begin(.later(reply), now: now, for: nanoseconds)
        case .bytes(let bytes, let ending):
            connection.output.append(contentsOf: bytes)
            connection.begin(.ending(ending), now: now, for: patience)
        case .drip(let bytes, let pace):
            connection.begin(.dripping(bytes.reversed(), every: pace), now: now, for: 0)
        case .end(let ending):
            connection.begin(.ending(ending), now: now, for: patience)
        case .deferred:
            connection.begin(.deferred, now: now, for: nil)
        }
        noteDeadline(connection)
    }

    private mutating func append(_ response: HTTPResponse, to connection: Connection, closing: Bool) {
        writer.append(
            response, at: Machine.wallClock().seconds, withBody: !connection.isHead, closing: closing,
            to: &connection.output)
    }

    /// Sends what there is, ends what has come to its end, and says what is waited for next.
    private mutating func flush(_ connection: Connection) {
        guard connection.send() else { return close(connection) }
        if !connection.hasOutput, case .ending(let ending) = connection.phase {
            switch ending {
            case .reset: return close(connection, byReset: true)
            case _ where connection.isAtEnd: return close(connection)
            // With bytes unread, a close would reset the connection, and lose what was sent.
            case .close where connection.input.isEmpty: return close(connection)
            case .close, .halfClose:
                connection.socket.endSending()
                connection.begin(.draining, now: now, for: 2 * second)
            case .never:
                connection.begin(.draining, now: now, for: stopDeadline == nil ? nil : 0)
            }
            connection.input = []
            connection.position = 0
            noteDeadline(connection)
        }
        poller.expect(connection.place, reads: connection.wantsInput, writes: connection.hasOutput)
    }

    // MARK: Time

    private mutating func noteDeadline(_ connection: Connection) {
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
        for _ in listeners { poller.removeInOrder(1) }
        for connection in connections { connection.place -= listeners.count }
        listeners = []
    }
}
