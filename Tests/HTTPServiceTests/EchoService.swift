import BankConnectSession
import CommandKit
import Foundation
import HTTPService
import Testing

/// A service on a port of this machine that says what it understood of each request.
final class EchoService: Sendable {
    private struct Handler: ServiceHandler {
        let react: @Sendable (IncomingRequest) -> ServiceReply

        mutating func reply(to request: IncomingRequest, _ ticket: RequestTicket) -> ServiceReply { react(request) }
    }

    let port: Int
    private let control: ServiceControl
    private let isOver = Monitor(false)

    /// Starts a service; without a reaction it answers with method, path, query and body.
    init(
        limits: ServiceLimits = ServiceLimits(),
        _ react: @escaping @Sendable (IncomingRequest) -> ServiceReply = { .answer(EchoService.echo($0)) }
    ) throws {
        let loopback = NumericAddress("127.0.0.1")
        let listener = try ListeningSocket(#require(loopback), port: 0)
        port = Int(listener.port)
        control = try ServiceControl()
        let (control, isOver) = (control, isOver)
        Thread.detachNewThread {
            var server = HTTPServer(
                [listener], Handler(react: react), control, fields: [HTTPField("X-Fixed", "1")], limits: limits)
            server.run()
            isOver.withLock { $0 = true }
            isOver.broadcast()
        }
    }

    deinit {
        control.stop()
    }

    /// Lets the service end.
    func stop() { control.stop() }

    /// Waits until the service has ended.
    func waitForEnd() { isOver.wait(until: { $0 }, then: { _ in }) }

    @Sendable static func echo(_ request: IncomingRequest) -> HTTPResponse {
        let head = request.request.head
        let query = request.query.map { "?\($0)" } ?? ""
        let body = Array("\(head.method) \(head.path)\(query) ".utf8) + request.request.body + Array("\n".utf8)
        return HTTPResponse(status: 200, fields: [HTTPField("Content-Type", "text/plain")], body: body)
    }
}
