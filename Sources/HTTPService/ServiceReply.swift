package import BankConnectSession

/// What is done about a request.
package indirect enum ServiceReply: Sendable, Hashable {
    /// A whole answer; the connection ends after it or not, as the client wants.
    case answer(HTTPResponse)
    /// A whole answer, after which the connection ends.
    case lastAnswer(HTTPResponse)
    /// Something else, in so many nanoseconds.
    case later(Int64, ServiceReply)
    /// These bytes, whatever they are, and then an end.
    case bytes([UInt8], then: ConnectionEnding)
    /// Bytes one by one, with so many nanoseconds between, and then the end.
    case drip([UInt8], every: Int64)
    /// No answer at all.
    case end(ConnectionEnding)
    /// What another thread says later: ``ServiceControl/complete(_:with:)``.
    case deferred
}

/// How a connection ends.
package enum ConnectionEnding: Sendable, Hashable {
    /// As usual: what was sent arrives.
    case close
    /// With a reset: what was sent may not arrive.
    case reset
    /// For sending alone: what the client sends is still taken.
    case halfClose
    /// When the client ends it.
    case never
}

/// Names a request whose reply is deferred.
package struct RequestTicket: Sendable, Hashable {
    let connection: UInt64
}

/// What a service makes of requests; every call comes from the thread that runs it.
package protocol ServiceHandler {
    /// A connection was accepted: nil to read from it, or how it ends at once.
    mutating func accept() -> ConnectionEnding?
    /// A request arrived.
    mutating func reply(to request: IncomingRequest, _ ticket: RequestTicket) -> ServiceReply
    /// Something arrived that is no request; it is answered with the fault's status.
    mutating func refused(_ fault: RequestFault)
    /// Nothing more is to be done until the next wait.
    mutating func rest()
}

extension ServiceHandler {
    package mutating func accept() -> ConnectionEnding? { nil }
    package mutating func refused(_ fault: RequestFault) {}
    package mutating func rest() {}
}
