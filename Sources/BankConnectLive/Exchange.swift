import BankConnectSession
import Dispatch
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// One request under way, as URLSession's callbacks tell of it and the caller waits for it.
final class Exchange: Sendable {
    /// How far a request has come.
    enum Progress {
        /// Nothing of the body was handed to the connection: a head alone makes no session, and what answers before may
        /// be a proxy.
        case connecting
        /// Some of the body was.
        case sending
        /// All of it was.
        case sent
        /// The head of an answer has come.
        case answering
    }

    private struct State {
        var progress = Progress.connecting
        var head: HTTPResponse?
        var body: [UInt8] = []
        var isTooLarge = false
        var isChallenged = false
        var isDone = false
        var error: URLError?
    }

    private let state = Mutex(State())
    private let done = DispatchSemaphore(value: 0)

    /// Waits for the end; false when the time is over before.
    func wait(_ timeout: Duration) -> Bool {
        let nanoseconds = timeout / .nanoseconds(1)
        return done.wait(timeout: .now() + .nanoseconds(Int(nanoseconds))) == .success
    }

    /// How far the request has come, as the callbacks say.
    var progress: Progress { state.withLock { $0.progress } }

    func noteSent(isWhole: Bool) {
        state.withLock { $0.progress = isWhole ? .sent : .sending }
    }

    func noteChallenge() {
        state.withLock { $0.isChallenged = true }
    }

    func receive(_ head: HTTPResponse) {
        state.withLock {
            $0.head = head
            $0.progress = .answering
        }
    }

    /// Takes the head of an answer that was never handed on, as of a redirect without a target.
    func receiveAtEnd(_ head: HTTPResponse) {
        state.withLock { $0.head = $0.head ?? head }
    }

    /// Takes a piece of the body; one that is too much ends the exchange.
    func receive(_ data: Data) {
        let isTooLarge = state.withLock { state in
            if state.body.count + data.count <= URLSessionTransport.bodyLimit {
                state.body.append(contentsOf: data)
            } else {
                state.isTooLarge = true
            }
            return state.isTooLarge
        }
        if isTooLarge { finish(nil) }
    }

    /// Ends the exchange because of what came on its connection and was not handed on, such as the body of a redirect.
    func endAsTooLarge() {
        state.withLock { $0.isTooLarge = true }
        finish(nil)
    }

    /// Whether more of a body has come than is kept, and perhaps still comes.
    var isTooLarge: Bool { state.withLock { $0.isTooLarge } }

    func finish(_ error: URLError?) {
        let isFirst = state.withLock { state in
            defer {
                state.isDone = true
                state.error = error
            }
            return !state.isDone
        }
        if isFirst { done.signal() }
    }

    /// What came of the request that has ended.
    func answer() throws(TransportFailure) -> HTTPResponse {
        let state = state.withLock { $0 }
        if state.isTooLarge {
            throw TransportFailure(
                .unreadable, "the answer is longer than \(URLSessionTransport.bodyLimit >> 20) MiB",
                status: state.head?.status)
        }
        // A challenge that was refused ends the task as cancelled, with the answer there.
        if var response = state.head, state.error == nil || state.isChallenged && state.error?.code == .cancelled {
            response.body = state.body
            return response
        }
        guard let error = state.error else { throw TransportFailure(.unreadable, "the answer has no status") }
        throw failure(error, isSent: state.progress != .connecting)
    }

    /// What to say when the time is over.
    static func timeLimitReached(maySent: Bool) -> TransportFailure {
        maySent
            ? TransportFailure(.unanswered, "no answer within the time limit (--timeout)")
            : TransportFailure(.notSent, "no connection within the time limit (--timeout)")
    }

    /// Few of the codes can be trusted: whatever else goes wrong is -1 with a text of libcurl's.
    private func failure(_ error: URLError, isSent: Bool) -> TransportFailure {
        switch error.code {
        case .cannotFindHost: TransportFailure(.notSent, "the host's name cannot be resolved")
        case .cannotConnectToHost: TransportFailure(.notSent, "the connection was refused")
        case .timedOut: TransportFailure(isSent ? .unanswered : .notSent, "the server did not answer in time")
        case .networkConnectionLost: TransportFailure(isSent ? .unanswered : .notSent, "the connection was lost")
        case .badServerResponse: TransportFailure(isSent ? .unanswered : .notSent, "the server sent no answer")
        case .badURL:
            TransportFailure(
                .notSent, "this build of Foundation cannot use the address",
                hint: "use a host name instead of an IPv6 address")
        case .unsupportedURL:
            isSent
                ? TransportFailure(.unreadable, "what the server sent is no HTTP/1.1 or HTTP/2")
                : TransportFailure(.notSent, "the address is not supported")
        default: unnamed(error.localizedDescription, isSent)
        }
    }

    /// What libcurl says in words alone.
    ///
    /// Where the words fit nothing here, the failure counts as what is safe: nothing is sent again.
    private func unnamed(_ text: String, _ isSent: Bool) -> TransportFailure {
        let words = text.lowercased()
        // A head with a byte outside ASCII, a line without a colon, or more of it than is taken.
        if isSent, words.contains("header") || words.contains("out of memory") {
            return TransportFailure(.unreadable, "the head of the answer is malformed or too long (\(text))")
        }
        // The tunnel comes before the first byte for the server, although the proxy's answer has a head like a server's.
        if words.contains("connect tunnel failed") {
            return TransportFailure(.notSent, "the proxy refused to connect to the server (\(text))")
        }
        if words.contains("proxy") {
            // libcurl repeats the address, and with it the password.
            return TransportFailure(
                isSent ? .unanswered : .notSent, "the proxy that https_proxy or all_proxy names cannot be used",
                hint: "check its address")
        }
        return TransportFailure(isSent ? .unanswered : .notSent, text, hint: isSent ? nil : Self.hint(ofTLS: words))
    }

    /// What to do about a TLS connection that could not be made, as far as libcurl's words tell; nil where they do not.
    private static func hint(ofTLS words: String) -> String? {
        if words.contains("certificate") {
            return "certificates are checked against the system's store alone; SSL_CERT_FILE is not read"
        }
        let isOther = ["wrong version number", "packet length too long", "http request", "unexpected message"]
            .contains { words.contains($0) }
        if isOther { return "the server does not speak TLS at this port; check the port of the endpoint" }
        let isClosed =
            ["ssl_error_syscall", "unexpected eof", "ssl_error_zero_return", "connection reset"]
            .contains { words.contains($0) } && words.contains("ssl")
        return isClosed
            ? "the server closed the connection before TLS began; check the port of the endpoint, and what is before the "
                + "server" : nil
    }
}
