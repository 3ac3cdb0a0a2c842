import BankConnectSession
import CommandKit

/// A message between the process that runs a batch and one that sends for it: fields of bytes, each behind its length.
///
/// A message is the number of its fields, then for each its length and its bytes; numbers are four bytes, the highest
/// first.
struct WorkerMessage: Sendable, Hashable {
    /// More than any message: payloads are shorter than this, answers are cut before.
    private static let longest = 1 << 28

    var fields: [[UInt8]]

    /// Writes the message and flushes.
    func write(to stream: OutputStream) throws(SystemError) {
        var bytes: [UInt8] = []
        Self.append(fields.count, to: &bytes)
        for field in fields {
            Self.append(field.count, to: &bytes)
            bytes += field
        }
        try stream.write(bytes)
        try stream.flush()
    }

    init(_ fields: [[UInt8]]) {
        self.fields = fields
    }

    /// Reads a message; nil at the end of the stream, when it ends within the message, and when that has not begun in
    /// time.
    ///
    /// - Parameters:
    ///   - stream: where the message comes from.
    ///   - patience: milliseconds to wait for its beginning; nil for as long as it takes.
    /// - Throws: what the system said when the stream could not be read.
    init?(from stream: InputStream, within patience: Int32? = nil) throws(SystemError) {
        if let patience, !stream.isReadable(within: patience) { return nil }
        guard let count = try Self.number(from: stream) else { return nil }
        fields = []
        for _ in 0..<count {
            guard let length = try Self.number(from: stream), length <= Self.longest,
                let field = try Self.bytes(length, from: stream)
            else { return nil }
            fields.append(field)
        }
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private static func number(from stream: InputStream) throws(SystemError) -> Int? {
        try bytes(4, from: stream).map { $0.reduce(0) { $0 << 8 | Int($1) } }
    }

    private static func bytes(_ count: Int, from stream: InputStream) throws(SystemError) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var length = 0
        while length < count {
            let taken = try stream.read(into: &bytes, at: length, count: count - length)
            if taken == 0 { return nil }
            length += taken
        }
        return bytes
    }
}

extension WorkerMessage {
    /// What a worker says when it is ready for a request: a message without fields.
    static let ready = Self([])

    /// A request to send, and how long it may take.
    init(_ request: HTTPRequest, to origin: String, timeout: Duration) {
        let nanoseconds = Int64(timeout / .nanoseconds(1))
        self.init([
            Array(origin.utf8), Array(String(nanoseconds).utf8), Array(request.head.method.utf8),
            Array(request.head.path.utf8), request.body,
        ])
        append(request.head.fields)
    }

    /// What came of a request.
    init(_ outcome: Result<HTTPResponse, TransportFailure>) {
        switch outcome {
        case .success(let response):
            self.init([Array(String(response.status).utf8), response.body])
            append(response.fields)
        case .failure(let failure):
            self.init([
                Array(failure.stage.rawValue.utf8), Array(failure.reason.utf8), Array((failure.hint ?? "").utf8),
                Array((failure.status.map { String($0) } ?? "").utf8),
            ])
        }
    }

    /// The request of a message; nil when it is none.
    var request: (HTTPRequest, origin: String, timeout: Duration)? {
        guard fields.count >= 5, let nanoseconds = Int64(text(1)) else { return nil }
        let head = HTTPRequestHead(method: text(2), path: text(3), fields: headerFields(from: 5))
        return (HTTPRequest(head: head, body: fields[4]), text(0), .nanoseconds(nanoseconds))
    }

    /// What came of a request; nil when the message is of another kind.
    var outcome: Result<HTTPResponse, TransportFailure>? {
        guard fields.count >= 2 else { return nil }
        if let stage = TransportFailure.Stage(rawValue: text(0)) {
            let hint = fields.count > 2 ? text(2) : ""
            return .failure(
                TransportFailure(
                    stage, text(1), hint: hint.isEmpty ? nil : hint, status: fields.count > 3 ? Int(text(3)) : nil))
        }
        guard let status = Int(text(0)) else { return nil }
        return .success(HTTPResponse(status: status, fields: headerFields(from: 2), body: fields[1]))
    }

    private mutating func append(_ header: [HTTPField]) {
        for field in header { fields += [Array(field.name.utf8), Array(field.value.utf8)] }
    }

    private func headerFields(from start: Int) -> [HTTPField] {
        stride(from: start, to: fields.count - 1, by: 2).map { HTTPField(text($0), text($0 + 1)) }
    }

    private func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }
}
