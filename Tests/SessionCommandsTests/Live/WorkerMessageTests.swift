import BankConnectSession
import CommandKit
import TestSupport
import Testing

@testable import SessionCommands

@Suite struct WorkerMessageTests {
    private func sent(_ message: WorkerMessage) throws -> WorkerMessage? {
        let stream = OutputStream.inMemory()
        try message.write(to: stream)
        return try WorkerMessage(from: InputStream(bytes: stream.contents))
    }

    @Test func `a request arrives as it was sent`() throws {
        let request = HTTPRequest(
            head: HTTPRequestHead(
                method: "POST", path: "/v2/session/", fields: [HTTPField("X-Api-Key", "k"), HTTPField("Empty", "")]),
            body: Array(0...255))
        let received = try #require(
            try sent(WorkerMessage(request, to: "https://a.example:8", timeout: .milliseconds(1500)))?.request)
        #expect(received.0 == request)
        #expect(received.origin == "https://a.example:8")
        #expect(received.timeout == .milliseconds(1500))
    }

    @Test func `an answer and a failure arrive as they were`() throws {
        let response = HTTPResponse(status: 999, fields: [HTTPField("A", "b: c")], body: [0, 10, 255])
        #expect(try sent(WorkerMessage(.success(response)))?.outcome == .success(response))
        for failure in [
            TransportFailure(.notSent, "a reason", hint: "a hint"), TransportFailure(.unanswered, ""),
            TransportFailure(.unreadable, "200"),
        ] {
            #expect(try sent(WorkerMessage(.failure(failure)))?.outcome == .failure(failure))
        }
    }

    @Test func `a message that is cut short, or none, is nil`() throws {
        let stream = OutputStream.inMemory()
        try WorkerMessage([[1, 2, 3], []]).write(to: stream)
        let whole = stream.contents
        for length in 0..<whole.count {
            #expect(try WorkerMessage(from: InputStream(bytes: Array(whole.prefix(length)))) == nil)
        }
        #expect(try WorkerMessage(from: InputStream(bytes: Array(repeating: 0xFF, count: 64))) == nil)
        #expect(WorkerMessage([[]]).request == nil)
        #expect(WorkerMessage([[]]).outcome == nil)
        #expect(WorkerMessage([Array("soon".utf8), []]).outcome == nil)
    }

    @Test func `several messages follow each other`() throws {
        let stream = OutputStream.inMemory()
        let messages = (0..<9).map { WorkerMessage([Array(repeating: UInt8($0), count: $0 * 1000)]) }
        for message in messages { try message.write(to: stream) }
        let input = InputStream(bytes: stream.contents)
        for message in messages { #expect(try WorkerMessage(from: input) == message) }
        #expect(try WorkerMessage(from: input) == nil)
    }
}
