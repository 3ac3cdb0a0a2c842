import BankConnectSession
import Foundation
import TestSupport
import Testing

/// What a network can do to a request; each ends in time, with the right exit status.
@Suite(.serialized) struct NetworkFaultTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var greeting = LoopbackService.Greeting.read
        var reaction = LoopbackService.Reaction.bytes([])
        let status: Int32
        var orElse: Int32?
    }

    static func head(_ lines: String...) -> [UInt8] { Array((lines + ["", ""]).joined(separator: "\r\n").utf8) }

    static let ok = "HTTP/1.1 200 OK"
    static let url = LiveAnswerTests.url
    static let session = #"{"session_id": "\#(LiveAnswerTests.id)", "redirect_url": "\#(url)"}"#
    static let length = "Content-Length: \(session.utf8.count)"

    static let faults: [Fault] = [
        Fault(testDescription: "accepted, and nothing is ever read or answered", greeting: .end(.never), status: 7),
        // The system may have taken the request before it sees the reset: then nobody knows.
        Fault(testDescription: "reset before the request", greeting: .end(.reset), status: 6, orElse: 7),
        Fault(testDescription: "empty reply", status: 7),
        Fault(testDescription: "reset after the request", reaction: .bytes([], then: .reset), status: 7),
        Fault(testDescription: "idle server", reaction: .bytes([], then: .never), status: 7),
        Fault(testDescription: "drip server, byte by byte", reaction: .drip(head(ok, "Content-Length: 99")), status: 7),
        Fault(
            testDescription: "an end within the header", reaction: .bytes(Array("HTTP/1.1 200 OK\r\nCont".utf8)),
            status: 7),
        Fault(
            testDescription: "wrong Content-Length: short body",
            reaction: .bytes(head(ok, "Content-Length: 400") + Array(session.utf8)), status: 7),
        Fault(
            testDescription: "a body that never ends",
            reaction: .bytes(head(ok, "Content-Length: 400") + Array(session.utf8), then: .never), status: 7),
        Fault(
            testDescription: "wrong Content-Length: long body",
            reaction: .bytes(head(ok, "Content-Length: 10") + Array(session.utf8)), status: 8),
        Fault(
            testDescription: "wrong Content-Length: twice",
            reaction: .bytes(head(ok, "Content-Length: 2", length) + Array(session.utf8)), status: 8),
        Fault(
            testDescription: "chunk error: no size",
            reaction: .bytes(head(ok, "Transfer-Encoding: chunked") + Array("zz\r\n\(session)".utf8)), status: 7),
        Fault(
            testDescription: "garbage for HTTP", reaction: .bytes(Array("SSH-2.0-OpenSSH\r\n".utf8)), status: 8),
        Fault(
            testDescription: "3 MiB of body, above the cap",
            reaction: .answer(HTTPResponse(status: 200, body: Array(repeating: 0x20, count: 3 << 20))),
            status: 8),
        Fault(
            testDescription: "gzip that was not asked for",
            reaction: .bytes(
                head(ok, "Content-Encoding: gzip", "Content-Length: 20")
                    + [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]), status: 8),
        Fault(
            testDescription: "401 with Basic challenge",
            reaction: .bytes(
                head("HTTP/1.1 401 Unauthorized", "WWW-Authenticate: Basic realm=\"api\"", "Content-Length: 2")
                    + Array("{}".utf8)), status: 9),
        Fault(
            testDescription: "401 with Basic challenge, the connection kept open",
            reaction: .bytes(
                head("HTTP/1.1 401 Unauthorized", "WWW-Authenticate: Basic realm=\"api\"", "Content-Length: 2")
                    + Array("{}".utf8), then: .never), status: 9),
        Fault(
            testDescription: "407",
            reaction: .bytes(
                head("HTTP/1.1 407 Proxy", "Proxy-Authenticate: Basic realm=\"p\"", "Content-Length: 0")), status: 4),
        Fault(
            testDescription: "100 and 103 before the answer",
            reaction: .bytes(
                head("HTTP/1.1 100 Continue") + head("HTTP/1.1 103 Early Hints", "Link: </>") + head(ok, length)
                    + Array(session.utf8)), status: 0),
        Fault(
            testDescription: "300 KB headers",
            reaction: .bytes(
                head(ok, "X-Long: " + String(repeating: "x", count: 300_000), length) + Array(session.utf8)), status: 8),
        Fault(
            testDescription: "2000 headers",
            reaction: .bytes(
                Array(ok.utf8) + Array((0..<2000).map { "\r\nX-\($0): y" }.joined().utf8)
                    + Array("\r\n\(length)\r\n\r\n\(session)".utf8)), status: 0),
        Fault(
            testDescription: "charset unknown",
            reaction: .bytes(head(ok, "Content-Type: application/json; charset=klingon", length) + Array(session.utf8)),
            status: 0),
        Fault(
            testDescription: "status 999", reaction: .answer(HTTPResponse(status: 999, body: Array("{}".utf8))),
            status: 8),
        Fault(
            testDescription: "HTML 200",
            reaction: .answer(HTTPResponse(status: 200, body: Array("<html>".utf8))), status: 8),
        Fault(
            testDescription: "HTML 502",
            reaction: .answer(HTTPResponse(status: 502, body: Array("<html>".utf8))), status: 7),
    ]

    /// How long the tool takes for a good answer: the start of two programs, on a machine that may be busy.
    private func timeOfGoodAnswer(_ tool: LiveTool) throws -> Duration {
        let service = try LoopbackService.api()
        return try ContinuousClock().measure { _ = try tool.create(service) }
    }

    @Test(arguments: faults + answers)
    func `a fault of the network ends in time, with its exit status`(fault: Fault) throws {
        let service = try LoopbackService(greeting: fault.greeting) { _, _ in fault.reaction }
        let tool = try LiveTool()
        let usual = try timeOfGoodAnswer(tool)
        var run: BuiltTool.Ending?
        let took = try ContinuousClock().measure { run = try tool.create(service, "--timeout", "1.5") }
        let status = try #require(run?.status)
        #expect(status == fault.status || status == fault.orElse, "\(run?.errors ?? "")")
        #expect(took < .seconds(3) + usual * 3)
        #expect(run?.showsKey == false)
        if status == 7 { #expect(run?.errors.contains("a session may exist") == true, "\(run?.errors ?? "")") }
        if status == 6 { #expect(run?.errors.contains("nothing was sent") == true) }
        #expect(service.requests.count <= 1)
    }

    @Test(arguments: [
        ("refused", "http://127.0.0.1:1/bank-connect"), ("refused, with TLS", "https://127.0.0.1:1/bank-connect"),
        ("DNS failure", "https://nowhere.invalid/bank-connect"), ("IPv6 literal", "http://[::1]:1/bank-connect"),
    ])
    func `a server that cannot be reached is 6, and nothing was sent`(fault: String, endpoint: String) throws {
        let run = try LiveTool().create(at: endpoint, "--link-id", "L1", "--timeout", "5", "--format", "json")
        #expect(run.status == 6, "\(run.errors)")
        #expect(try ParsedJSON(run.output)["error/kind"] == "network")
        #expect(run.errors.contains("nothing was sent"))
    }

    @Test func `a black hole is 6 when the time is over, and nothing was sent`() throws {
        let hole = try BlackHole()
        var run: BuiltTool.Ending?
        let took = try ContinuousClock().measure {
            run = try LiveTool().create(at: hole.endpoint, "--link-id", "L1", "--timeout", "1.5")
        }
        #expect(run?.status == 6, "\(run?.errors ?? "")")
        #expect(run?.errors.contains("nothing was sent: no connection within the time limit (--timeout)") == true)
        #expect(took >= .seconds(1.5) && took < .seconds(10))
    }

    @Test(arguments: ["1.9", "1.1"])
    func `a time limit's fraction is not cut off`(limit: String) throws {
        let service = try LoopbackService.api { _, _ in
            usleep(limit == "1.9" ? 1_300_000 : 1_600_000)
            return nil
        }
        #expect(try LiveTool().create(service, "--timeout", limit).status == (limit == "1.9" ? 0 : 7))
    }

    @Test func `100-continue never: a payload of 2 MB is sent all the same`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        let note = String(repeating: "x", count: 2_000_000)
        let path = try tool.tool.files.write(#"{"link_id": "A", "note": "\#(note)"}"#, to: "long.json")
        let run = try tool.create(at: service.endpoint, path, "--timeout", "20")
        #expect(run.status == 0, "\(run.errors)")
        #expect(service.requests.first?.request.body.count == 2_000_028)
    }

    /// Prints after a command the most memory that it, or a process that it waited for, had in use, in KiB.
    private static let peakScript = """
        import resource, subprocess, sys
        code = subprocess.run(sys.argv[1:]).returncode
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
        sys.exit(code)
        """

    @Test func `the body of a redirect that is too long is not read on either`() throws {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 250_000_000)
        let service = try LoopbackService { _, _ in
            .bytes(Self.head("HTTP/1.1 302 Found", "Location: http://127.0.0.1:1/") + body)
        }
        let tool = try LiveTool()
        try tool.tool.files.write(Self.peakScript, to: "peak.py")
        let run = try tool.tool.shell(
            "python3 peak.py \"$TOOL\" create --live --api-key-file api.key --endpoint \(service.endpoint) --link-id L1 "
                + "--timeout 20")
        #expect(run.status == 8, "\(run.errors)")
        #expect(run.errors.contains("the answer is longer than 1 MiB"), "\(run.errors)")
        #expect(try #require(run.output.split(separator: "\n").last.flatMap { Int($0) }) < 100_000)
    }

    @Test(arguments: [200, 400, 500])
    func `a body that is too long is not read on: memory stays small, and the status is known`(status: Int) throws {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 250_000_000)
        let service = try LoopbackService { _, _ in .bytes(Self.head("HTTP/1.1 \(status) X") + body) }
        let tool = try LiveTool()
        try tool.tool.files.write(Self.peakScript, to: "peak.py")
        let run = try tool.tool.shell(
            "python3 peak.py \"$TOOL\" create --live --api-key-file api.key --endpoint \(service.endpoint) --link-id L1 "
                + "--timeout 20 --format full --record ledger")
        #expect(run.status == 8, "\(run.errors)")
        #expect(run.output.contains("\"status\": \(status),"), "\(run.output)")
        #expect(try tool.tool.files.read("ledger").contains("\"status\":\(status),"))
        #expect(run.errors.contains("the answer (\(status)) cannot be read: the answer is longer than 1 MiB"))
        let peak = try #require(run.output.split(separator: "\n").last.flatMap { Int($0) })
        #expect(peak < 100_000)
    }

    @Test func `an answer that ends within its head is told as that`() throws {
        let service = try LoopbackService { _, _ in .bytes(Array("HTTP/1.1 200 OK\r\nContent-Ty".utf8)) }
        let run = try LiveTool().create(service)
        #expect(run.status == 7)
        #expect(run.errors.contains("the server closed the connection within the head of its answer"), "\(run.errors)")
    }

    @Test func `gzip bomb: 30 MB in 30 KB are refused in time`() throws {
        let tool = try LiveTool()
        _ = try tool.tool.shell("head -c 30000000 /dev/zero | gzip -9 >bomb")
        let bomb = Array(try Data(contentsOf: URL(filePath: tool.tool.files.path("bomb"))))
        let service = try LoopbackService { _, _ in
            .bytes(Self.head(Self.ok, "Content-Encoding: gzip", "Content-Length: \(bomb.count)") + bomb)
        }
        let run = try tool.create(service, "--timeout", "20")
        #expect(run.status == 8, "\(run.errors)")
        #expect(service.requests.first?.request.head.value(of: "Accept-Encoding") == "identity")
    }

    @Test(arguments: [
        ("redirect loop", "/bank-connect/v2/session/"), ("missing trailing slash", "/bank-connect/v2/session"),
        ("cross-origin", "https://evil.example/"), ("file:", "file:///etc/passwd"), (":::", ":::"), ("?a=b", "?a=b"),
        ("//host", "//evil.example/x"), ("javascript:", "javascript:alert(1)"), ("empty", ""),
    ])
    func `redirects lead nowhere: one request, and status 8`(kind: String, location: String) throws {
        for status in [301, 308] {
            let service = try LoopbackService { _, _ in
                .answer(HTTPResponse(status: status, fields: [HTTPField("Location", location)], body: []))
            }
            let run = try LiveTool().create(service)
            #expect(run.status == 8, "\(kind): \(run.errors)")
            #expect(run.errors.contains("status \(status)"), "\(run.errors)")
            #expect(service.requests.count == 1 && service.connections == 1)
        }
    }

    @Test(arguments: [300, 301, 302, 303, 305, 307, 308])
    func `a redirect is not followed, and its target sees neither a request nor the key`(status: Int) throws {
        let other = try LoopbackService.api()
        let service = try LoopbackService { _, _ in
            .answer(
                HTTPResponse(
                    status: status, fields: [HTTPField("Location", "\(other.endpoint)/v2/session/")], body: []))
        }
        let run = try LiveTool().create(service)
        #expect(run.status == 8)
        #expect(run.errors.contains("status \(status) redirects to '\(other.endpoint)/v2/session/'"))
        #expect(other.connections == 0)
        #expect(service.requests.count == 1)
    }

    @Test func `a program that Foundation ends is an outcome unknown, in one plain line`() throws {
        let service = try LoopbackService { _, _ in .bytes(Array("HTTP/1.1 200 OK\r\nCont".utf8)) }
        let run = try LiveTool().create(service, "--format", "json")
        #expect(run.status == 7)
        #expect(run.errors.contains("a session may exist"))
        #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        #expect(try ParsedJSON(run.output)["error/kind"] == "unknown")
    }

    @Test func `a plain request goes past every proxy`() throws {
        let proxy = try LoopbackService.api()
        let service = try LoopbackService.api()
        let address = "http://127.0.0.1:\(proxy.port)"
        let run = try LiveTool().create(
            at: service.endpoint, "--link-id", "L1", environment: ["http_proxy": address, "ALL_PROXY": address])
        #expect(run.status == 0)
        #expect(proxy.connections == 0)
        #expect(service.requests.count == 1)
    }

    @Test(arguments: [
        ("", 6), (":", 2), ("http://", 2), ("nonsense://x:99999", 2), ("http://[::1", 2), ("\u{1B}[2J", 2),
        ("http://127.0.0.1:1", 6), ("http://127.0.0.1:1/", 6), ("127.0.0.1:1", 6), ("http://nowhere.invalid", 6),
        ("socks5://127.0.0.1:1", 6), ("http://user:pass@127.0.0.1:1", 6), ("http://127.0.0.1:99999", 2),
        ("http://user:Hunter2#x@proxy:3128", 2), ("http://user:Hunter2?@proxy:3128", 2),
        ("http://user:Hunter2/@proxy:3128", 2), ("http://user:Hunter2 x@proxy:3128", 2),
        ("user:Hunter2@:3128", 2), ("ftp://user:Hunter2@proxy", 2),
    ])
    func `proxies malformed or dead: what is plain goes past them, what is not ends before anything is sent`(
        proxy: String, status: Int32
    ) throws {
        let service = try LoopbackService.api()
        let variables = ["http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"]
        let environment = Dictionary(uniqueKeysWithValues: variables.map { ($0, Optional(proxy)) })
        let tool = try LiveTool()
        let plain = try tool.create(at: service.endpoint, "--link-id", "L1", environment: environment)
        #expect(plain.status == 0, "\(plain.errors)")
        let secret = try tool.create(
            at: "https://nowhere.invalid/bank-connect", "--link-id", "L1", "--timeout", "5", environment: environment)
        #expect(secret.status == status, "\(secret.errors)")
        #expect(secret.errors.contains(status == 6 ? "nothing was sent" : "variable https_proxy names cannot be used"))
        #expect(!(secret.errors + secret.output).contains { $0 == "\u{1B}" })
        #expect(!(secret.errors + secret.output).contains("Hunter2"))
        #expect(!secret.showsKey)
        let excluded = try tool.create(
            at: "https://nowhere.invalid/bank-connect", "--link-id", "L1", "--timeout", "5",
            environment: environment.merging(["no_proxy": "localhost, .invalid"]) { $1 })
        #expect(excluded.status == 6, "\(excluded.errors)")
    }

    @Test func `Foundation's debug variables do not show the key`() throws {
        let service = try LoopbackService.api()
        let run = try LiveTool().create(
            at: service.endpoint, "--link-id", "L1", "-v",
            environment: ["URLSessionDebugLibcurl": "1", "URLSessionDebug": "1", "CFNETWORK_DIAGNOSTICS": "3"])
        #expect(run.status == 0)
        #expect(!run.showsKey)
    }
}
