package import BankConnectSession

/// A request that arrived in full.
package struct IncomingRequest: Sendable, Hashable {
    /// Method, path, fields and body.
    package var request: HTTPRequest
    /// What follows the question mark of the target; nil where there is none.
    package var query: String?
    /// Host and port that the client believes it speaks to, in lower case; nil for an HTTP/1.0 request that does not say.
    package var authority: String?
    /// Whether the client takes another answer on the same connection.
    package var keepsAlive: Bool
    /// The head as it arrived, without the empty line.
    package var rawHead: [UInt8]
}

/// Why a request is refused before anything looks at what it wants: it is malformed, too large or too slow.
package struct RequestFault: Error, Sendable, Hashable {
    /// The status of the answer, after which the connection ends.
    package var status: Int
    /// What is wrong, one clause.
    package var reason: String

    init(_ status: Int, _ reason: String) {
        self.status = status
        self.reason = reason
    }
}
