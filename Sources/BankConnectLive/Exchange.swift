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

    /// Takes a piece of the body; false when that is enough.
    func receive(_ data: Data) -> Bool {
        state.withLock { state in
            guard state.body.count + data.count <= URLSessionTransport.bodyLimit else {
                state.isTooLarge = true
                return false
            }
            state.body.append(contentsOf: data)
            return true
        }
    }

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
                .unreadable, "the answer is longer than \(URLSessionTransport.bodyLimit >> 20) MiB")
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
        let isCertificate = !isSent && (words.contains("certificate") || words.contains("ssl"))
        return TransportFailure(
            isSent ? .unanswered : .notSent, text,
            hint: isCertificate
                ? "certificates are checked against the system's store alone; SSL_CERT_FILE is not read" : nil)
    }
}
