// `URLSessionTransport` (here) sends by Foundation: an `Exchange` is one request, `ExchangeDelegate` and
// `WaitingQueue` connect it to URLSession, `Connections` looks at the sockets.

package import BankConnectSession
import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests with Foundation's URLSession.
///
/// What URLSession on Linux does of itself, and what is done about it here (measured with Swift 6.3.1):
///
/// - It follows redirects, and hands the API key to where they lead: none is followed.
/// - A 401 with a `Basic` challenge never completes: each challenge is refused, and the answer that has arrived by
///   then is taken although the task ends as cancelled.
/// - Its time limit counts from the last byte: a clock of our own counts from the start.
/// - A request that waits for its answer keeps a processor busy: ``WaitingQueue`` stops it.
/// - It says late what it has sent: when the time is over, ``Connections`` asks the system.
/// - It reads a body as fast as it comes, hands it on through a queue without end, and a task that is cancelled goes on
///   meanwhile: no more than ``bodyLimit`` is kept here, the session works only when all that it has read was handed on,
///   and stops for good where that was too much. The body of a redirect is kept by Foundation and never handed on, so the
///   system is asked how much has come. What one read of a compressed body unpacks to is not bounded, so `identity` is
///   requested.
/// - libcurl sends a request once more when a connection that served before closes without an answer, so a session
///   could be created twice; Foundation cannot give it the body again, so such a request has a head alone, and is never
///   answered. A server need not say that it closes, and `Connection: close` in a request does not keep libcurl from
///   using the connection again: each request has a session of its own, and with it a connection.
/// - Some answers end the process, such as one with trailers: ``FoundationFault`` keeps what has come of them.
/// - Cookies and caches write into the user's directories: there are none.
package final class URLSessionTransport: Transport {
    /// Bytes of a body that are kept; the answers of the API are a thousand times shorter.
    package static let bodyLimit = 1 << 20
    /// Bytes that a connection may bring before anything of an answer is handed on: more than any head.
    private static let unseenLimit = UInt64(2 * bodyLimit)
    /// How many turns of the session's work what has come may take until something of it is handed on.
    private static let unseenTurns = 20

    private let exchanges = ExchangeDelegate()

    /// A transport; it changes what some signals do in this process.
    package init() {
        FoundationFault.holdThreads()
    }

    /// Whether Foundation has failed in this process.
    package var isSpent: Bool { FoundationFault.hasHappened }

    private func makeSession() -> URLSession {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        return URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    package func send(
        _ request: HTTPRequest, to origin: String, timeout: Duration
    ) throws(TransportFailure) -> HTTPResponse {
        guard let url = URL(string: origin + request.head.path) else {
            throw TransportFailure(.notSent, "Foundation takes '\(origin)' for no URL")
        }
        var message = URLRequest(url: url)
        message.httpMethod = request.head.method
        for field in request.head.fields { message.setValue(field.value, forHTTPHeaderField: field.name) }
        message.setValue("close", forHTTPHeaderField: "Connection")
        message.httpBody = Data(request.body)
        // A fraction of a second would be cut off; our own clock keeps it.
        message.timeoutInterval = (timeout / .seconds(1)).rounded(.up) + 1
        let session = makeSession()
        let task = session.dataTask(with: message)
        let exchange = exchanges.begin(task)
        defer { exchanges.end(task) }
        let queue = WaitingQueue(of: session)
        let end = ContinuousClock.now + timeout
        task.resume()
        if wait(for: exchange, session, queue, until: end) {
            guard exchange.isTooLarge else {
                session.finishTasksAndInvalidate()
                return try exchange.answer()
            }
            // The body may go on without end. Cancelling would wait for the queue.
            if let queue { queue.stop(keeping: session) } else { session.invalidateAndCancel() }
            return try exchange.answer()
        }
        if isSpent { return try answerAfterFault(exchange, session) }
        // What URLSession says of the bytes it has sent may still be on its way; the system knows. Where nothing was
        // sent, nothing ever is: the session's queue stays suspended, and the caller ends this process. A connection
        // that has served is closed, and gone for the system: what was called back with before the stop says so.
        let isKnown = (queue?.stop { !Connections.mayHaveSent } ?? false) && handOn(session)
        if isKnown, exchange.wait(.zero) { return try exchange.answer() }
        let nothingSent = isKnown && exchange.progress == .connecting
        // Not waited for: a task that hangs may never say that it has ended.
        if !nothingSent { session.invalidateAndCancel() }
        throw Exchange.timeLimitReached(maySent: !nothingSent)
    }

    /// Waits until the delegate has what the session called back with, which waits on a queue of its own; false when it
    /// does not within a moment.
    @discardableResult
    private func handOn(_ session: URLSession) -> Bool {
        let isHandedOn = DispatchSemaphore(value: 0)
        session.delegateQueue.addOperation { isHandedOn.signal() }
        return isHandedOn.wait(timeout: .now() + .milliseconds(500)) == .success
    }

    /// What has come of an exchange when Foundation failed.
    private func answerAfterFault(_ exchange: Exchange, _ session: URLSession) throws(TransportFailure) -> HTTPResponse
    {
        let isKnown = handOn(session)
        guard exchange.progress == .answering else {
            // A connection that has served may be closed, and gone for the system: what was called back with says so.
            let nothingSent = isKnown && exchange.progress == .connecting && !Connections.mayHaveSent
            // Foundation has no answer in mind whose head does not end.
            throw TransportFailure(
                nothingSent ? .notSent : .unanswered,
                Connections.hasBeenClosed
                    ? "the server closed the connection within the head of its answer"
                    : "Foundation, which sends the request, has failed")
        }
        exchange.finish(nil)
        return try exchange.answer()
    }

    /// Waits for the end of an exchange, and keeps the session from working while there is nothing to do; false when the
    /// time is over before, and when Foundation has failed.
    ///
    /// What no socket shows, such as bytes that libcurl has read and not yet handed on, is delayed by a pause. So a pause
    /// begins short, and grows while nothing happens.
    private func wait(
        for exchange: Exchange, _ session: URLSession, _ queue: WaitingQueue?, until end: ContinuousClock.Instant
    ) -> Bool {
        let (step, shortest, longest): (Duration, Duration, Duration) = (
            .microseconds(300), .milliseconds(4), .milliseconds(400)
        )
        var progress = exchange.progress
        var work = step
        var pause = shortest
        var unseen = 0
        while true {
            if exchange.wait(min(work, max(.zero, end - .now))) { return true }
            let rest = end - .now
            guard rest > .zero, !isSpent else { return false }
            // Without the queue there is nothing to do but to look from time to time.
            guard let queue else {
                work = longest
                continue
            }
            let now = exchange.progress
            let isNew = now != progress
            progress = now
            work = step
            // A body on its way needs the connection to be written to.
            guard !isNew, now != .sending else {
                pause = shortest
                continue
            }
            let news = queue.pause(min(pause, rest), handingOn: { handOn(session) })
            let isUnseen = exchange.progress != .answering && Connections.receivedBytes > Self.unseenLimit
            unseen = isUnseen ? unseen + 1 : 0
            if unseen > Self.unseenTurns { exchange.endAsTooLarge() }
            switch news {
            case true?: pause = shortest
            case false?:
                pause = min(pause * 2, longest)
                work = .microseconds(100)
            case nil:
                // A name is being looked up, of which no socket tells.
                work = pause
                pause = min(pause * 2, .milliseconds(16))
            }
        }
    }
}
