import BankConnectSession
import TestSupport

/// Answers at the edges of HTTP: of those that were measured with URLSession on Linux, and others.
extension NetworkFaultTests {
    /// Whole answers in the bytes given, the body's length with them.
    private static func fault(
        _ name: String, _ status: Int32, _ lines: [String], body: [UInt8], then end: LoopbackService.Ending = .close
    ) -> Fault {
        let text = (lines + ["Content-Length: \(body.count)", "", ""]).joined(separator: "\r\n")
        return Fault(testDescription: name, reaction: .bytes(Array(text.utf8) + body, then: end), status: status)
    }

    private static func fault(_ name: String, _ status: Int32, _ lines: [String], _ body: String = session) -> Fault {
        fault(name, status, lines, body: Array(body.utf8))
    }

    private static func chunked(_ name: String, _ status: Int32, _ chunks: String) -> Fault {
        let bytes = head(ok, "Transfer-Encoding: chunked") + Array(chunks.utf8)
        return Fault(testDescription: name, reaction: .bytes(bytes), status: status)
    }

    private static let flood = [UInt8]((0..<10_000).flatMap { _ in head("HTTP/1.1 103 Early Hints", "Link: </>") })
    private static let size = String(session.utf8.count, radix: 16)

    static let answers: [Fault] = [
        fault("401 with Bearer challenge", 9, ["HTTP/1.1 401 No", "WWW-Authenticate: Bearer realm=\"api\""], "{}"),
        fault("401 with a challenge of its own scheme", 9, ["HTTP/1.1 401 No", "WWW-Authenticate: FinBox x=y"], "{}"),
        fault("401 with Digest challenge", 9, ["HTTP/1.1 401 No", "WWW-Authenticate: Digest realm=a, nonce=b"], "{}"),
        fault("401 without a challenge", 9, ["HTTP/1.1 401 No"], "{}"),
        fault("header line without colon", 8, [ok, "no colon here"]),
        Fault(
            testDescription: "header without a space after the colon",
            reaction: .bytes(head(ok, "X-Name:value", length) + Array(session.utf8)), status: 8, orElse: 0),
        Fault(
            testDescription: "header with a Latin-1 byte",
            reaction: .bytes(Array("\(ok)\r\nX-Name: M".utf8) + [0xFC] + Array("\r\n\(length)\r\n\r\n\(session)".utf8)),
            status: 8, orElse: 0),
        fault("charset UTF-16 that is not", 0, [ok, "Content-Type: application/json; charset=utf-16"]),
        fault(
            "charset in quotes, twice", 0, [ok, "Content-Type: application/json; charset=\"utf-8\"; charset=latin1"]),
        fault("body with BOM", 8, [ok], "\u{FEFF}" + session),
        fault(
            "body in Latin-1", 8, [ok],
            body: Array(session.utf8.dropLast()) + Array(#", "x": "M"#.utf8) + [0xFC, 0x22, 0x7D]),
        fault("body in UTF-16", 8, [ok], body: session.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        fault("two concatenated JSON bodies", 8, [ok], session + session),
        fault("201", 0, ["HTTP/1.1 201 Created"]),
        fault("204", 8, ["HTTP/1.1 204 No Content"], ""),
        fault("200 with an error object", 8, [ok], #"{"error": {"code": "INVALID_URL", "message": "x"}}"#),
        fault("HTTP/1.0", 0, ["HTTP/1.0 200 OK"]),
        fault("HTTP/3 on a connection of HTTP/1", 8, ["HTTP/3.0 200 OK"]),
        fault("status of two digits", 8, ["HTTP/1.1 20 OK"]),
        fault("status 1000", 8, ["HTTP/1.1 1000 OK"]),
        chunked("chunks that are right", 0, "\(size)\r\n\(session)\r\n0\r\n\r\n"),
        chunked("trailers", 0, "\(size)\r\n\(session)\r\n0\r\nX-Checksum: abc\r\nServer-Timing: x\r\n\r\n"),
        Fault(
            testDescription: "trailers that the head announces",
            reaction: .bytes(
                head(ok, "Trailer: X-Checksum", "Transfer-Encoding: chunked")
                    + Array("\(size)\r\n\(session)\r\n0\r\nX-Checksum: abc\r\n\r\n".utf8)), status: 0),
        chunked("trailers of a body that is cut short", 8, "14\r\n\(session.prefix(20))\r\n0\r\nX-Checksum: a\r\n\r\n"),
        chunked("chunk error: cut short", 7, "\(size)\r\n\(session.prefix(20))"),
        chunked("chunk error: without a last one", 7, "\(size)\r\n\(session)\r\n"),
        chunked("chunk error: a size beyond all bounds", 7, "FFFFFFFFFFFFFFFFFF\r\n\(session)\r\n0\r\n\r\n"),
        chunked("chunk error: a negative size", 7, "-5\r\n\(session)\r\n0\r\n\r\n"),
        Fault(testDescription: "half-closed without an answer", reaction: .bytes([], then: .halfClose), status: 7),
        Fault(
            testDescription: "half-closed within the body",
            reaction: .bytes(head(ok, "Content-Length: 400") + Array(session.utf8), then: .halfClose), status: 7),
        Fault(
            testDescription: "half-closed after the answer",
            reaction: .bytes(head(ok, length) + Array(session.utf8), then: .halfClose), status: 0),
        Fault(
            testDescription: "1xx flood, and then the answer",
            reaction: .bytes(flood + head(ok, length) + Array(session.utf8)), status: 8, orElse: 0),
        Fault(testDescription: "1xx flood without an answer", reaction: .bytes(flood, then: .never), status: 8),
        Fault(
            testDescription: "TLS alert for HTTP: a TLS port spoken to in plain HTTP",
            reaction: .bytes([0x15, 3, 1, 0, 2, 2, 0x46]), status: 8),
        Fault(
            testDescription: "wrong Content-Length: negative",
            reaction: .bytes(head(ok, "Content-Length: -1") + Array(session.utf8)), status: 7),
        Fault(
            testDescription: "wrong Content-Length: no number",
            reaction: .bytes(head(ok, "Content-Length: x") + Array(session.utf8)), status: 7),
        Fault(
            testDescription: "no Content-Length, and the end of the connection",
            reaction: .bytes(head(ok) + Array(session.utf8)), status: 0),
    ]
}
