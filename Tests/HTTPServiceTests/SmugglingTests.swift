import Foundation
import TestSupport
import Testing

/// Requests that two servers could read differently, each of which is how somebody once got past one of them.
@Suite struct SmugglingTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        var status = 400
        var testDescription: String { name }
    }

    private static let post = "POST / HTTP/1.1\r\nHost: a\r\n"
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n"
    private static let chunked = post + "Transfer-Encoding: chunked\r\n\r\n"

    static let forms: [Form] = [
        Form(name: "two lengths", text: post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        Form(name: "two equal lengths", text: post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na"),
        Form(name: "a list of lengths", text: post + "Content-Length: 1, 1\r\n\r\na"),
        Form(
            name: "length and chunked", text: post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Form(
            name: "chunked and length", text: post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        Form(name: "a signed length", text: post + "Content-Length: +1\r\n\r\na"),
        Form(name: "a negative length", text: post + "Content-Length: -1\r\n\r\na"),
        Form(name: "a hexadecimal length", text: post + "Content-Length: 0x1\r\n\r\na"),
        Form(name: "an empty length", text: post + "Content-Length:\r\n\r\n"),
        Form(name: "a length with a space inside", text: post + "Content-Length: 1 1\r\n\r\na"),
        Form(name: "a length of other digits", text: post + "Content-Length: ١\r\n\r\na"),
        Form(name: "a length beyond 64 bits", text: post + "Content-Length: 18446744073709551617\r\n\r\na"),
        Form(
            name: "two codings in two fields",
            text: post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Form(name: "two codings in one field", text: post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        Form(name: "another coding", text: post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        Form(name: "identity", text: post + "Transfer-Encoding: identity\r\n\r\n"),
        Form(name: "almost chunked", text: post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        Form(
            name: "chunked behind a control character", text: post + "Transfer-Encoding: \u{0B}chunked\r\n\r\n0\r\n\r\n"
        ),
        Form(
            name: "chunked in HTTP/1.0",
            text: "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Form(name: "a folded field", text: post + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
        Form(name: "a folded first field", text: "POST / HTTP/1.1\r\n Host: a\r\n\r\n"),
        Form(name: "a space before the colon", text: post + "Content-Length : 1\r\n\r\na"),
        Form(name: "a tab before the colon", text: post + "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n"),
        Form(name: "a space in a name", text: post + "Content Length: 1\r\n\r\na"),
        Form(name: "a field without a name", text: post + ": chunked\r\n\r\n"),
        Form(name: "a line without a colon", text: post + "chunked\r\n\r\n"),
        Form(name: "a name that is not ASCII", text: post + "Cøntent-Length: 1\r\n\r\n"),
        Form(name: "LF alone behind the request line", text: "GET / HTTP/1.1\nHost: a\r\n\r\n"),
        Form(name: "LF alone behind a field", text: "GET / HTTP/1.1\r\nHost: a\n\r\n"),
        Form(name: "LF alone at the end of the head", text: get + "\n"),
        Form(name: "CR alone inside a field", text: post + "X: a\rContent-Length: 1\r\n\r\na"),
        Form(name: "CR CR LF", text: get + "X: a\r\r\n\r\n"),
        Form(name: "a zero byte in a value", text: get + "X: a\0b\r\n\r\n"),
        Form(name: "no Host", text: "GET / HTTP/1.1\r\n\r\n"),
        Form(name: "two Hosts", text: "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        Form(name: "an empty Host", text: "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
        Form(name: "a Host with a path", text: "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        Form(name: "a Host with an at sign", text: "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"),
        Form(name: "two spaces in the request line", text: "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "a tab in the request line", text: "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "a space at the start", text: " GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "a space inside the target", text: "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "a request line of two words", text: "GET /\r\nHost: a\r\n\r\n"),
        Form(name: "another protocol", text: "GET / ICAP/1.0\r\nHost: a\r\n\r\n"),
        Form(name: "a version in lower case", text: "GET / http/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "a target without a slash", text: "GET a HTTP/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "a target of another scheme", text: "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "CONNECT to a path", text: "CONNECT /a HTTP/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "an asterisk without OPTIONS", text: "GET * HTTP/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "a fragment in the target", text: "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "bytes beyond ASCII in the target", text: "GET /ø HTTP/1.1\r\nHost: a\r\n\r\n"),
        Form(name: "two empty lines before the request", text: "\r\n\r\n" + get + "\r\n"),
        Form(name: "a signed chunk size", text: chunked + "+1\r\na\r\n0\r\n\r\n"),
        Form(name: "a chunk size with 0x", text: chunked + "0x1\r\na\r\n0\r\n\r\n"),
        Form(name: "a chunk size with a space", text: chunked + " 1\r\na\r\n0\r\n\r\n"),
        Form(name: "an empty chunk size", text: chunked + "\r\na\r\n0\r\n\r\n"),
        Form(name: "a chunk size beyond 32 bits", text: chunked + "100000001\r\na\r\n0\r\n\r\n", status: 413),
        Form(name: "a chunk longer than it says", text: chunked + "1\r\nab\r\n0\r\n\r\n"),
        Form(name: "LF alone behind a chunk size", text: chunked + "1\na\r\n0\r\n\r\n"),
        Form(name: "LF alone behind a chunk", text: chunked + "1\r\na\n0\r\n\r\n"),
        Form(name: "a control character in a chunk extension", text: chunked + "1;a\0\r\na\r\n0\r\n\r\n"),
        Form(name: "a trailer that is no field", text: chunked + "0\r\nGET / HTTP/1.1\r\n\r\n"),
        Form(name: "the start of TLS", text: "\u{16}\u{03}\u{01}"),
        Form(name: "HTTP/2 with prior knowledge", text: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", status: 505),
        Form(name: "HTTP/0.9", text: "GET / HTTP/0.9\r\nHost: a\r\n\r\n", status: 505),
        Form(name: "another expectation", text: post + "Expect: 200-ok\r\nContent-Length: 1\r\n\r\na", status: 417),
        Form(name: "a head that never ends", text: get + "X: " + String(repeating: "a", count: 16 * 1024), status: 431),
        Form(
            name: "a hundred and one fields", text: get + String(repeating: "X: a\r\n", count: 100) + "\r\n",
            status: 431),
        Form(name: "a body of a byte too much", text: post + "Content-Length: 1048577\r\n\r\n", status: 413),
        Form(name: "chunks of a byte too much", text: chunked + "100001\r\n", status: 413),
        Form(name: "a chunk of a size beyond numbers", text: chunked + "ffffffffffffffffff\r\n", status: 413),
    ]

    private let service: EchoService

    init() throws { service = try EchoService() }

    @Test(arguments: forms)
    func `a malformed request is refused, and ends the connection`(form: Form) throws {
        let client = try RawClient(port: service.port)
        // A second request behind it, which must not be answered.
        client.send(form.text + "\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
        let (answer, isEnded) = client.receiveAll()
        #expect(answer.hasPrefix("HTTP/1.1 \(form.status) "), "\(answer)")
        #expect(answer.contains("\r\nConnection: close\r\n"))
        #expect(answer.contains("\r\nX-Fixed: 1\r\n"))
        #expect(answer.components(separatedBy: "\r\nContent-Length: ").count == 2, "\(answer)")
        #expect(!answer.contains("/smuggled"))
        #expect(isEnded)
    }

    @Test(arguments: forms)
    func `a malformed request is refused however it is cut into pieces`(form: Form) throws {
        let client = try RawClient(port: service.port)
        // The last bytes of the long ones are enough of a test.
        let bytes = Array(form.text.utf8)
        let whole = max(0, bytes.count - 200)
        client.send(Array(bytes[..<whole]))
        for byte in bytes[whole...] { guard client.send([byte]) else { break } }
        #expect(client.receiveAll().text.hasPrefix("HTTP/1.1 \(form.status) "))
    }
}
