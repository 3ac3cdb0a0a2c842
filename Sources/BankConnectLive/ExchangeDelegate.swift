import BankConnectSession
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Passes what URLSession calls back with to the exchange that it is about.
///
/// Each completion handler is called exactly once: a second call would end the process.
final class ExchangeDelegate: NSObject, URLSessionDataDelegate {
    /// The exchanges under way, by their tasks: a task's own number is unique in its session only.
    private let exchanges = Mutex<[ObjectIdentifier: Exchange]>([:])

    func begin(_ task: URLSessionTask) -> Exchange {
        let exchange = Exchange()
        exchanges.withLock { $0[ObjectIdentifier(task)] = exchange }
        return exchange
    }

    /// Forgets the exchange; what the task still calls back with is dropped.
    func end(_ task: URLSessionTask) {
        exchanges.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(task)) }
    }

    private func exchange(_ task: URLSessionTask) -> Exchange? {
        exchanges.withLock { $0[ObjectIdentifier(task)] }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        exchange(task)?.noteChallenge()
        completionHandler(.rejectProtectionSpace, nil)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didSendBodyData bytesSent: Int64, totalBytesSent: Int64,
        totalBytesExpectedToSend: Int64
    ) {
        exchange(task)?.noteSent(isWhole: totalBytesSent >= totalBytesExpectedToSend)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        if let head = Self.head(response) { exchange(dataTask)?.receive(head) }
        completionHandler(.allow)
    }

    private static func head(_ response: URLResponse?) -> HTTPResponse? {
        guard let response = response as? HTTPURLResponse else { return nil }
        let fields = response.allHeaderFields.compactMap { name, value in
            (name as? String).flatMap { name in (value as? String).map { HTTPField(name, $0) } }
        }
        return HTTPResponse(status: response.statusCode, fields: fields, body: [])
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        exchange(dataTask)?.receive(data)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        if let head = Self.head(task.response) { exchange(task)?.receiveAtEnd(head) }
        let error = error.map { $0 as? URLError ?? URLError(.unknown) }
        exchange(task)?.finish(error)
    }
}
