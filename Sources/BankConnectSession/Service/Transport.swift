/// Brings a request to the service and its answer back: the network, or what stands in for it.
package protocol Transport: Sendable {
    /// Sends a request once, and waits for the answer.
    ///
    /// Called by several threads at once.
    ///
    /// - Parameters:
    ///   - request: what to send; its path is absolute.
    ///   - origin: where to: scheme, host and port, such as `https://apis.bankconnect.finbox.in`.
    ///   - timeout: how long all of it may take.
    /// - Returns: the answer, whatever its status.
    /// - Throws: what kept an answer from coming.
    func send(
        _ request: HTTPRequest, to origin: String, timeout: Duration
    ) throws(TransportFailure) -> HTTPResponse

    /// Waits until a request could be sent at once.
    ///
    /// - Throws: why none can be sent, or not within the time.
    func prepare(within timeout: Duration) throws(TransportFailure)

    /// Whether the transport can send no more.
    var isSpent: Bool { get }

    /// Ends what the transport has under way, before the process ends.
    func end()
}

extension Transport {
    /// There is nothing to prepare, unless a transport says otherwise.
    package func prepare(within timeout: Duration) throws(TransportFailure) {}

    /// A transport can send again and again, unless it says otherwise.
    package var isSpent: Bool { false }

    /// Nothing is to be ended, unless a transport says otherwise.
    package func end() {}
}

/// Why a request has no answer.
package struct TransportFailure: Error, Sendable, Hashable {
    /// How far the request came: whether the service may have acted on it.
    package enum Stage: String, Sendable, Hashable {
        /// Nothing was sent: it is as if the request had not been made.
        case notSent
        /// The request was sent, wholly or in part, and no answer was received in full.
        case unanswered
        /// Something was received that is no answer of HTTP, or more of it than is read.
        case unreadable
    }

    /// How far the request came.
    package var stage: Stage
    /// Why it ended, a clause for people; text of the server's or of a library's may be in it, not yet escaped.
    package var reason: String
    /// What to do, where the reason suggests something.
    package var hint: String?
    /// The HTTP status of an answer that was received in part; nil where its head was not.
    package var status: Int?

    /// A failure of its parts.
    package init(_ stage: Stage, _ reason: String, hint: String? = nil, status: Int? = nil) {
        self.stage = stage
        self.reason = reason
        self.hint = hint
        self.status = status
    }
}
