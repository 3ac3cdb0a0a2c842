public import BankConnectSession
import CommandKit
import Foundation
import HTTPService

/// A server on this machine that stands for the session API: it answers as the API would, or as badly as a network can.
///
/// Each connection serves one request. What is done about a request, a closure decides, on a thread of its own: it may
/// wait. The engine is that of `bcsession serve`.
public final class LoopbackService: Sendable {
    /// What is done about a request.
    public enum Reaction: Sendable {
        /// A whole answer.
        case answer(HTTPMessage.Response)
        /// These bytes, whatever they are, and then the end of the connection.
        case bytes([UInt8], then: Ending = .close)
        /// Bytes one by one, a tenth of a second between.
        case drip([UInt8])
    }

    /// How a connection ends.
    public enum Ending: Sendable {
        case close
        /// With a reset, so that what was sent may not arrive.
        case reset
        /// For writing alone: what the other side sends is still read.
        case halfClose
        /// Never, as long as the test lasts.
        case never
    }

    /// What is done when a connection is accepted, before anything is read.
    public enum Greeting: Sendable {
        case read
        case end(Ending)
    }

    /// A request that was received in full.
    public struct Received: Sendable {
        /// The head as it was sent, without the empty line.
        public let head: String
        /// The request, read.
        public let request: HTTPMessage.Request
    }

    private struct State {
        var requests: [Received] = []
        var connections = 0
    }

    /// The port, chosen by the system.
    public let port: Int
    private let control: ServiceControl
    private let state = Guarded(State())

    /// Where the tool is to post to.
    public var endpoint: String { "http://127.0.0.1:\(port)/bank-connect" }
    /// The requests received, in order.
    public var requests: [Received] { state.withLock { $0.requests } }
    /// How many connections were accepted.
    public var connections: Int { state.withLock { $0.connections } }

    /// Starts a server.
    ///
    /// - Throws: what the system said.
    public init(
        greeting: Greeting = .read, _ react: @escaping @Sendable (_ received: Received, _ number: Int) -> Reaction
    ) throws {
        guard let loopback = NumericAddress("127.0.0.1") else { throw POSIXError(.EADDRNOTAVAIL) }
        let listener = try ListeningSocket(loopback, port: 0)
        port = Int(listener.port)
        control = try ServiceControl()
        let handler = Handler(greeting: greeting, react: react, state: state, control: control)
        let control = control
        Thread.detachNewThread {
            var server = HTTPServer([listener], handler, control, limits: Self.limits)
            server.run()
        }
    }

    deinit {
        control.stop()
    }

    /// Nothing is refused for its size, and nobody is given up, as long as a test lasts.
    private static let limits: ServiceLimits = {
        var limits = ServiceLimits()
        limits.headBytes = 1 << 20
        limits.bodyBytes = 1 << 28
        limits.requestSeconds = 3600
        limits.idleSeconds = 3600
        limits.stopSeconds = 0
        return limits
    }()

    private struct Handler: ServiceHandler, Sendable {
        let greeting: Greeting
        let react: @Sendable (Received, Int) -> Reaction
        let state: Guarded<State>
        let control: ServiceControl

        mutating func accept() -> ConnectionEnding? {
            state.withLock { $0.connections += 1 }
            return if case .end(let ending) = greeting { ending.ofConnection } else { nil }
        }

        mutating func reply(to request: IncomingRequest, _ ticket: RequestTicket) -> ServiceReply {
            let received = Received(
                head: String(decoding: request.rawHead, as: UTF8.self), request: request.request)
            let number = state.withLock { state in
                state.requests.append(received)
                return state.requests.count
            }
            Thread.detachNewThread { [react, control] in
                control.complete(ticket, with: react(received, number).reply)
            }
            return .deferred
        }
    }

    /// Starts a server that answers as the session API does, but for requests that `react` has another reaction to.
    ///
    /// - Throws: what the system said.
    public static func api(
        _ react: @escaping @Sendable (_ received: Received, _ number: Int) -> Reaction? = { _, _ in nil }
    ) throws -> LoopbackService {
        let key = try SigningKey(fileContents: Array("hex:000102030405060708090a0b0c0d0e0f".utf8), id: nil)
        let today = CalendarDate(year: 2025, month: 12, day: 9) ?? .latest
        let service = SessionAPI(context: RuleContext(today: today), issuer: SessionAPI.Issuer(key: key))
        return try LoopbackService { received, number in
            if let reaction = react(received, number) { return reaction }
            var generator = SystemRandomNumberGenerator()
            let random = InlineArray<16, UInt8> { _ in .random(in: .min ... .max, using: &generator) }
            return .answer(service.respond(to: received.request, now: 1_765_238_400, random: random))
        }
    }

    /// An answer as HTTP/1.1 writes it.
    public static func text(of response: HTTPMessage.Response) -> [UInt8] {
        var writer = ResponseWriter()
        var text: [UInt8] = []
        writer.append(response, at: nil, closing: true, to: &text)
        return text
    }
}

extension LoopbackService.Ending {
    fileprivate var ofConnection: ConnectionEnding {
        switch self {
        case .close: .close
        case .reset: .reset
        case .halfClose: .halfClose
        case .never: .never
        }
    }
}

extension LoopbackService.Reaction {
    fileprivate var reply: ServiceReply {
        switch self {
        case .answer(let response): .lastAnswer(response)
        case .bytes(let bytes, let ending): .bytes(bytes, then: ending.ofConnection)
        case .drip(let bytes): .drip(bytes, every: 100_000_000)
        }
    }
}

/// A value that several threads share.
final class Guarded<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func withLock<Result>(_ body: (inout Value) -> Result) -> Result { lock.withLock { body(&value) } }
}
