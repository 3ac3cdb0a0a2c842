import Foundation
import BankConnectSession
import HTTPService
import TestSupport
import Testing

/// What RFC 9112 has a server do.
@Suite struct ConformanceTests {
    private let service: EchoService

    init() throws { service = try EchoService() }

    private func exchange(_ text: String, until: String = "\n", times: Int = 1) throws -> String {
        let client = try RawClient(port: service.port)
        client.send(text)
        return client.receive(until: until, times: times)
    }

    private func last(_ text: String) throws -> String {
        let client = try RawClient(port: service.port)
        client.send(text)
        let (answer, isEnded) = client.receiveAll()
        #expect(isEnded)
        return answer
    }

    @Test func `a connection serves one request after another`() throws {
        let client = try RawClient(port: service.port)
        for number in 1...3 {
            client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = client.receive(until: "GET /\(number) \n")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(!answer.contains("Connection: close"))
        }
    }

    @Test func `requests sent together are answered in their order`() throws {
        let request = (1...200).map { "POST /\($0) HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok" }.joined()
        let answer = try exchange(request, until: " ok\n", times: 200)
        let bodies = answer.components(separatedBy: "\r\n\r\n").dropFirst().map { $0.prefix { $0 != "\n" } }
        #expect(bodies.map(String.init) == (1...200).map { "POST /\($0) ok" })
    }

    @Test func `a request may arrive byte by byte`() throws {
        let client = try RawClient(port: service.port)
        let request =
            "POST /a?b=c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nT: 1\r\n\r\n"
        for byte in request.utf8 { client.send([byte]) }
        #expect(client.receive(until: "ok\n").hasSuffix("\r\n\r\nPOST /a?b=c ok\n"))
    }

    @Test func `chunks make one body`() throws {
        let answer = try exchange(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n")
        #expect(answer.hasSuffix("POST / abc0123456789\n"))
    }

    @Test func `a client that waits to be asked for its body is asked`() throws {
        let client = try RawClient(port: service.port)
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n")
        #expect(client.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("ok")
        #expect(client.receive(until: "ok\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `a client that does not wait is not asked`() throws {
        let answer = try exchange(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok", until: "ok\n")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `a body that is too large is refused before it is asked for`() throws {
        let answer = try last("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"))
        #expect(answer.hasSuffix("413 Content Too Large: the body is longer than 1048576 bytes\n"))
    }

    @Test func `a body as large as allowed is taken`() throws {
        let body = String(repeating: "a", count: 1_048_576)
        let answer = try exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n" + body, until: "a\n")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("\r\nContent-Length: 1048584\r\n"))
    }

    @Test func `a head as long as allowed is taken, and one of a byte more is not`() throws {
        let start = "GET / HTTP/1.1\r\nHost: a\r\nX: "
        let filler = String(repeating: "a", count: 16 * 1024 - start.utf8.count - 4)
        #expect(try exchange(start + filler + "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(try last(start + "a" + filler + "\r\n\r\n").hasPrefix("HTTP/1.1 431 "))
    }

    @Test func `HEAD is answered without the body that is described`() throws {
        let answer = try last("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(answer.contains("\r\nContent-Length: 8\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test func `HTTP 1.0 ends the connection unless it asks for more`() throws {
        #expect(try last("GET / HTTP/1.0\r\n\r\n").contains("\r\nConnection: close\r\n"))
        let client = try RawClient(port: service.port)
        client.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(client.receive(until: "GET /1 \n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        client.send("GET /2 HTTP/1.0\r\n\r\n")
        #expect(client.receiveAll().text.hasSuffix("GET /2 \n"))
    }

    @Test(arguments: ["close", "Close", "keep-alive, close", "x ,\tclose "])
    func `a client that wants the connection to end has it end`(value: String) throws {
        #expect(try last("GET / HTTP/1.1\r\nHost: a\r\nConnection: \(value)\r\n\r\n").hasSuffix("GET / \n"))
    }

    @Test func `a whole URL as target is a path and a host`() throws {
        let service = try EchoService { request in
            .lastAnswer(HTTPResponse(status: 200, body: Array("\(request.authority ?? "?")".utf8)))
        }
        let client = try RawClient(port: service.port)
        client.send("GET HTTP://Example.com:80/a?b HTTP/1.1\r\nHost: other\r\n\r\n")
        #expect(client.receiveAll().text.hasSuffix("\r\n\r\nexample.com:80"))
        #expect(try exchange("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").hasSuffix("GET / \n"))
        #expect(try exchange("GET http://a?b HTTP/1.1\r\nHost: a\r\n\r\n").hasSuffix("GET /?b \n"))
    }

    @Test func `an empty line before a request is passed over`() throws {
        #expect(try exchange("\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n").hasSuffix("GET /a \n"))
    }

    @Test func `a client that has sent its last is answered`() throws {
        let client = try RawClient(port: service.port)
        client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        client.endSending()
        #expect(client.receiveAll().text.hasSuffix("GET /a \n"))
    }

    @Test func `an answer says its date and length`() throws {
        let answer = try exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let date = try #require(answer.components(separatedBy: "\r\n").first { $0.hasPrefix("Date: ") })
        let form = DateFormatter()
        form.locale = Locale(identifier: "en_US_POSIX")
        form.timeZone = TimeZone(identifier: "GMT")
        form.dateFormat = "'Date: 'EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let read = try #require(form.date(from: date))
        #expect(form.string(from: read) == date)
        #expect(abs(read.timeIntervalSinceNow) < 600)
        #expect(answer.contains("\r\nContent-Length: 7\r\n"))
    }

    @Test func `a value cannot end its line`() throws {
        let service = try EchoService { _ in
            .lastAnswer(HTTPResponse(status: 200, fields: [HTTPField("X", "a\r\nSet-Cookie: b")], body: []))
        }
        let client = try RawClient(port: service.port)
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.receiveAll().text.contains("\r\nX: a  Set-Cookie: b\r\n"))
    }
}
