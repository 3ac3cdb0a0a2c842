public import BankConnectSession
import Foundation

import Glibc

/// A server on this machine that stands for the session API: it answers as the API would, or as badly as a network can.
///
/// Each connection serves one request. What is done about a request, a closure decides.
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
        var open: Set<Int32> = []
        var isStopped = false
    }

    private let listener: Int32
    /// The port, chosen by the system.
    public let port: Int
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
        (listener, port) = try Self.listen()
        let (listener, state) = (listener, state)
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    if errno == EINTR || errno == ECONNABORTED { continue }
                    return
                }
                state.withLock {
                    $0.connections += 1
                    $0.open.insert(connection)
                }
                Thread.detachNewThread { Self.serve(connection, greeting, react, state) }
            }
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

    deinit {
        state.withLock { state in
            state.isStopped = true
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func listen() throws -> (Int32, Int) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        // Safe: the address is as long as is said, and outlives the calls.
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard unsafe bind(listener, pointer, length) == 0, Glibc.listen(listener, 1024) == 0 else { return -1 }
                return unsafe Int(getsockname(listener, pointer, &length))
            }
        }
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func serve(
        _ connection: Int32, _ greeting: Greeting, _ react: (Received, Int) -> Reaction, _ state: Guarded<State>
    ) {
        defer {
            state.withLock { _ = $0.open.remove(connection) }
            close(connection)
        }
        if case .end(let ending) = greeting { return end(connection, ending, state) }
        guard let received = receive(connection) else { return }
        let number = state.withLock { state in
            state.requests.append(received)
            return state.requests.count
        }
        switch react(received, number) {
        case .answer(let response): send(text(of: response), to: connection)
        case .bytes(let bytes, let ending):
            send(bytes, to: connection)
            end(connection, ending, state)
        case .drip(let bytes):
            for byte in bytes where !state.withLock({ $0.isStopped }) {
                guard send([byte], to: connection) else { return }
                usleep(100_000)
            }
        }
    }

    private static func end(_ connection: Int32, _ ending: Ending, _ state: Guarded<State>) {
        switch ending {
        case .close: return
        case .reset:
            var linger = linger(l_onoff: 1, l_linger: 0)
            // Safe: the option is as long as is said.
            unsafe setsockopt(
                connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        case .halfClose, .never:
            if case .halfClose = ending { shutdown(connection, Int32(SHUT_WR)) }
            // Until the other side gives up, or the test is over.
            var byte: [UInt8] = [0]
            while unsafe recv(connection, &byte, 1, 0) > 0 {}
        }
    }

    private static func receive(_ connection: Int32) -> Received? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let separator = Array("\r\n\r\n".utf8)
        var headEnd: Int?
        while true {
            // Safe: the count is that of the buffer.
            let count = unsafe recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            bytes += chunk[..<count]
            if headEnd == nil {
                headEnd = bytes.indices.first { bytes[$0...].starts(with: separator) }
            }
            guard let headEnd else { continue }
            let head = String(decoding: bytes[..<headEnd], as: UTF8.self)
            let request = parse(head)
            let length = request.value(of: "Content-Length").flatMap { Int($0) } ?? 0
            let body = bytes[(headEnd + 4)...]
            if body.count >= length {
                return Received(head: head, request: HTTPRequest(head: request, body: Array(body.prefix(length))))
            }
        }
    }

    private static func parse(_ head: String) -> HTTPRequestHead {
        let lines = head.components(separatedBy: "\r\n")
        let words = lines[0].components(separatedBy: " ")
        return HTTPRequestHead(
            method: words[0], path: words.count > 1 ? words[1] : "",
            fields: lines.dropFirst().map { line in
                let parts = line.components(separatedBy: ": ")
                return HTTPField(parts[0], parts.dropFirst().joined(separator: ": "))
            })
    }

    /// An answer as HTTP/1.1 writes it.
    public static func text(of response: HTTPMessage.Response) -> [UInt8] {
        var lines = ["HTTP/1.1 \(response.status) Status"]
        lines += response.fields.map { "\($0.name): \($0.value)" }
        lines += ["Content-Length: \(response.body.count)", "Connection: close", "", ""]
        return Array(lines.joined(separator: "\r\n").utf8) + response.body
    }

    @discardableResult
    private static func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            // Safe: the slice's own buffer, over its own length.
            let count = unsafe rest.withUnsafeBytes { raw in
                unsafe Glibc.send(connection, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

/// A value that several threads share.
final class Guarded<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func withLock<Result>(_ body: (inout Value) -> Result) -> Result { lock.withLock { body(&value) } }
}
