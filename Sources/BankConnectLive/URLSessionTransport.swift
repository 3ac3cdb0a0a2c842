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
/// - It keeps all of a body: no more than ``bodyLimit`` is kept here. A compressed body is unpacked before anyone is
///   asked, so `identity` is requested, and memory is not bounded against a server that compresses all the same.
/// - libcurl sends a request once more when a connection that served before closes without an answer, so a session
///   could be created twice; Foundation cannot give it the body again, so such a request has a head alone, and is never
///   answered. A server need not say that it closes, and `Connection: close` in a request does not keep libcurl from
///   using the connection again: each request has a session of its own, and with it a connection.
/// - Cookies and caches write into the user's directories: there are none.
package final class URLSessionTransport: Transport {
    /// Bytes of a body that are kept; the answers of the API are a thousand times shorter.
    package static let bodyLimit = 1 << 20

    private let exchanges = ExchangeDelegate()

    /// A transport.
    package init() {}

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
        task.resume()
        if exchange.wait(timeout) {
            session.finishTasksAndInvalidate()
            return try exchange.answer()
        }
        // Not waited for: a task that hangs may never say that it has ended.
        session.invalidateAndCancel()
        throw exchange.timeLimitReached(timeout)
    }
}
