import BankConnectSession

/// Reads requests off the bytes of a connection, however they are cut into pieces.
///
/// As strict as RFC 9112 allows: a request that two servers could read differently is refused, because that is how
/// requests are smuggled past one of them.
///
///     var parser = RequestParser(limits)
///     while case .request(let request) = parser.next(in: bytes, from: &position) { … }
///
/// What was read lies before `position` and is not asked for again.
package struct RequestParser: Sendable {
    /// What the bytes so far come to.
    package enum Step: Sendable {
        /// More bytes are needed.
        case incomplete
        /// A request is complete.
        case request(IncomingRequest)
        /// The bytes are no request, nor is anything that follows them.
        case fault(RequestFault)
    }

    private enum State {
        case head
        case body(RequestHeadReader.Head)
        case chunks(RequestHeadReader.Head, ChunkReader)
        case failed(RequestFault)
    }

    private let limits: ServiceLimits
    private var state = State.head
    /// How many bytes of the head were looked at.
    private var scanned = 0
    /// Where the lines of the head end, behind their line feeds, counted from the start of the head.
    private var lineEnds: [Int] = []

    /// Whether the client waits to be asked for the body; true once a request.
    package private(set) var wantsContinue = false

    /// A parser for a connection.
    package init(_ limits: ServiceLimits) {
        self.limits = limits
    }

    /// Whether nothing of the next request has arrived.
    package var isAtStart: Bool {
        if case .head = state { scanned == 0 } else { false }
    }

    /// Answers once that the client waits to be asked for the body.
    package mutating func takeContinue() -> Bool {
        defer { wantsContinue = false }
        return wantsContinue
    }

    /// Reads on.
    package mutating func next(in bytes: [UInt8], from position: inout Int) -> Step {
        do throws(RequestFault) {
            if case .head = state {
                guard let end = try findHeadEnd(bytes, position) else { return .incomplete }
                let reader = RequestHeadReader(bytes: bytes, start: position, lineEnds: lineEnds, limits: limits)
                let head = try reader.read()
                position = end
                scanned = 0
                lineEnds.removeAll(keepingCapacity: true)
                wantsContinue = head.expectsContinue
                state = head.isChunked ? .chunks(head, ChunkReader(limits)) : .body(head)
            }
            return try readBody(bytes, &position)
        } catch {
            state = .failed(error)
            return .fault(error)
        }
    }

    private mutating func readBody(_ bytes: [UInt8], _ position: inout Int) throws(RequestFault) -> Step {
        switch state {
        case .head: return .incomplete
        case .failed(let fault): throw fault
        case .body(var head):
            guard bytes.count - position >= head.length else { return .incomplete }
            if head.length > 0 {
                head.request.request.body = Array(bytes[position..<position + head.length])
                position += head.length
            }
            return finish(head)
        case .chunks(var head, var chunks):
            // Out of the state meanwhile, so that the body grows in place.
            state = .head
            guard try chunks.read(bytes, &position) else {
                state = .chunks(head, chunks)
                return .incomplete
            }
            head.request.request.body = chunks.body
            return finish(head)
        }
    }

    private mutating func finish(_ head: RequestHeadReader.Head) -> Step {
        state = .head
        wantsContinue = false
        return .request(head.request)
    }

    /// The end of the head that begins at `start`; nil when it has not arrived.
    private mutating func findHeadEnd(_ bytes: [UInt8], _ start: Int) throws(RequestFault) -> Int? {
        // A line end that stays behind a body is passed over, once, as RFC 9112 2.2 asks.
        let available = min(bytes.count - start, limits.headBytes)
        while scanned < available {
            let byte = bytes[start + scanned]
            scanned += 1
            if byte != 0x0A {
                if scanned == 1, byte == 0x16 {
                    throw RequestFault(400, "the client begins with TLS, but this port has none: write http, not https")
                }
                continue
            }
            guard scanned >= 2, bytes[start + scanned - 2] == 0x0D else {
                throw RequestFault(400, "a line of the head ends in LF alone, not in CRLF")
            }
            let lineStart = lineEnds.last ?? 0
            lineEnds.append(scanned)
            if scanned - lineStart == 2, lineEnds.count > 1 || scanned > 2 {
                if lineEnds.count == 2, lineEnds[0] == 2 { throw RequestFault(400, "there is no request line") }
                return start + scanned
            }
        }
        if bytes.count - start > limits.headBytes {
            throw RequestFault(431, "the head of the request is longer than \(limits.headBytes) bytes")
        }
        return nil
    }
}
