import BankConnectSession
import Testing

@Suite struct HTTPRequestReaderTests {
    static func read(_ text: String) throws -> HTTPRequestReader.Message {
        try HTTPRequestReader.read(Array(text.utf8), in: 0..<text.utf8.count).get()
    }

    /// The clause and the text that a broken request is reported with.
    static func fault(_ text: String) throws -> (explanation: String, marked: String) {
        let bytes = Array(text.utf8)
        let fault = try #require(throws: HTTPRequestReader.Fault.self) {
            try HTTPRequestReader.read(bytes, in: 0..<bytes.count).get()
        }
        return (fault.explanation, String(decoding: bytes[fault.range], as: UTF8.self))
    }

    @Test(arguments: ["\n", "\r\n"])
    func `lines end in CRLF or in a line feed alone`(end: String) throws {
        let lines = [
            "POST /v2/session/ HTTP/1.1", "Host: a.example", "X-Api-Key:\t k ", "Empty:", "", #"{"a":"# + end + "1}",
        ]
        let text = lines.joined(separator: end)
        let message = try Self.read(text)
        let bytes = Array(text.utf8)
        #expect(message.head.method == "POST" && message.head.path == "/v2/session/")
        #expect(message.head.fields.map(\.name) == ["Host", "X-Api-Key", "Empty"])
        #expect(message.head.fields.map(\.value) == ["a.example", "k", ""])
        #expect(String(decoding: bytes[message.body], as: UTF8.self) == #"{"a":"# + end + "1}")
        let places = try #require(message.head.places)
        #expect(String(decoding: bytes[places.method], as: UTF8.self) == "POST")
        #expect(String(decoding: bytes[places.path], as: UTF8.self) == "/v2/session/")
        #expect(places.values.map { String(decoding: bytes[$0], as: UTF8.self) } == ["a.example", "k", ""])
        #expect(String(decoding: bytes[..<places.end], as: UTF8.self).hasSuffix("Empty:"))
    }

    @Test(arguments: [
        ("/v2/session/?a=1?b=://c", "/v2/session/"), ("https://a.example:8443/x/v2/session/?q", "/x/v2/session/"),
        ("https://a.example", "/"), ("http://a.example/", "/"), ("*", "*"), ("a.example:443", "a.example:443"),
        ("/é", "/é"), ("?", ""), ("/a#b", "/a#b"), ("/login?next=https://a.example/x", "/login"),
        ("/a?\u{301}b", "/a"), ("http://h/\u{301}v2/session/", "/\u{301}v2/session/"), ("http://h\u{301}/a", "/a"),
        ("http:/\u{301}/a", "http:/\u{301}/a"), ("{{host}}/v2/session/?a", "/v2/session/"), ("{{url}}", "/"),
        ("https://{{host}}:{{port}}/v2/session/", "/v2/session/"), ("/a://b/c", "/a://b/c"),
    ])
    func `the path is taken out of the target`(target: String, path: String) throws {
        // As bytes: to Swift's == a slash with a mark is equal to other texts.
        #expect(try Array(Self.read("POST \(target) HTTP/1.1\n\n").head.path.utf8) == Array(path.utf8))
    }

    @Test(arguments: ["https://a.example/v2/session/", "{{host}}/v2/session/", "/v2/session/"])
    func `a request line may have no version, as REST clients write it`(target: String) throws {
        for end in ["\n", "\r\n"] {
            let message = try Self.read("POST \(target)\(end)X-Api-Key: k\(end)\(end){}")
            #expect(message.head.method == "POST" && message.head.path == "/v2/session/")
            #expect(message.head.fields.map(\.value) == ["k"])
        }
    }

    @Test(arguments: [
        "", "POST / HTTP/1.1", "POST / HTTP/1.1\n", "POST / HTTP/1.1\r\nA: b", "POST / HTTP/1.1\nA: b\n\n",
    ])
    func `a request without more has an empty body`(rest: String) throws {
        guard !rest.isEmpty else {
            #expect(try Self.fault("").explanation.hasPrefix("the text has no request line"))
            return
        }
        #expect(try Self.read(rest).body.isEmpty)
    }

    @Test(arguments: [
        ("{}", "{}"), ("POST x", "POST x"), ("post /", "post /"), ("link_id: {{id}}", "link_id: {{id}}"),
        ("POST / FTP/1.1", "POST / FTP/1.1"), ("a b c d\n", "a b c d"),
        ("HTTP/1.1 200 OK\n\n", "HTTP/1.1 200 OK"), ("POST  HTTP/1.1\n", "POST  HTTP/1.1"),
        ("\r\nPOST / HTTP/1.1\r\n", ""),
        ("POST / HTTP/1.1\nno colon\n\n", "no colon"), ("POST / HTTP/1.1\n: x\n\n", ": x"),
        ("POST / HTTP/1.1\nA : x\n\n", "A : x"), ("POST / HTTP/1.1\nA: b\n folded: c\n\n", " folded: c"),
        ("POST / HTTP/1.1\nA: b\n\tfolded\n\n", "\tfolded"), ("POST / HTTP/1.1\n\u{0}A: b\n\n", "\u{0}A: b"),
    ])
    func `what is no request line or header field is marked`(text: String, marked: String) throws {
        #expect(try Self.fault(text).marked == marked)
    }

    @Test func `a body may hold any bytes, and a head that is not UTF-8 is shown with replacements`() throws {
        let body = [UInt8](0...255) + [0x0A, 0x0A]
        let head: [UInt8] = Array("POST /\u{FF} HTTP/1.1\nA: ".utf8) + [0xFF, 0xFE] + [0x0A, 0x0A]
        let bytes = head + body
        let message = try HTTPRequestReader.read(bytes, in: 0..<bytes.count).get()
        #expect(Array(bytes[message.body]) == body)
        #expect(message.head.fields.first?.value == "\u{FFFD}\u{FFFD}")
    }

    @Test func `a request inside a larger buffer has places that count from its start`() throws {
        let text = "POST /v2/session/ HTTP/1.1\nX-Api-Key: k\n\n{}"
        let buffer = Array("\n\nGET ".utf8) + Array(text.utf8) + Array("\n\n]]".utf8)
        let message = try HTTPRequestReader.read(buffer, in: 6..<6 + text.utf8.count).get()
        #expect(message.head.places == (try Self.read(text).head.places))
        #expect(Array(buffer[message.body]) == Array("{}".utf8))
    }

    @Test func `header names compare without case, and the first of several counts`() throws {
        let head = try Self.read("POST / HTTP/1.1\nx-API-key: a\nX-Api-Key: b\n\n").head
        #expect(head.value(of: "X-Api-Key") == "a" && head.index(of: "X-API-KEY") == 0)
        #expect(head.value(of: "Host") == nil)
    }

    @Test func `a letter outside ASCII is not another case of one inside it`() throws {
        // U+212A, the Kelvin sign, which Unicode has in lower case as the letter k.
        let head = try Self.read("POST / HTTP/1.1\nX-Api-\u{212A}ey: a\n\n").head
        #expect(head.value(of: "X-Api-Key") == nil)
    }
}
