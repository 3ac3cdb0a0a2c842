import BankConnectSession
import CommandKit

/// From the bytes that arrived to requests, and from replies to the bytes that are sent.
extension HTTPServer {
    /// Reads requests as long as there are any and their answers are taken, and replies to each.
    mutating func process(_ connection: Connection) {
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
    mutating func answer(_ fault: RequestFault, on connection: Connection) {
        connection.isHead = false
        let body = Array("\(fault.status) \(HTTPStatus.reason(fault.status)): \(fault.reason)\n".utf8)
        let type = HTTPField("Content-Type", "text/plain; charset=utf-8")
        append(HTTPResponse(status: fault.status, fields: [type], body: body), to: connection, closing: true)
        perform(.end(.halfClose), on: connection)
    }

    mutating func perform(_ reply: ServiceReply, on connection: Connection) {
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
    mutating func flush(_ connection: Connection) {
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
}
