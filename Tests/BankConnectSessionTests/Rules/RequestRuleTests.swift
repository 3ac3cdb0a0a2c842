import BankConnectSession
import Testing

@Suite struct RequestRuleTests {
    static func check(
        _ line: String = "POST /bank-connect/v2/session/ HTTP/1.1",
        fields: [String] = ["X-Api-Key: k", "Content-Type: application/json"], body: String = #"{"link_id": "a"}"#,
        policy: OrganizationPolicy = OrganizationPolicy()
    ) throws -> (rules: [Int], answer: ServiceAnswer?) {
        let bytes = Array((([line] + fields).joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
        let message = try HTTPRequestReader.read(bytes, in: 0..<bytes.count).get()
        var checker = PayloadChecker(RuleContext(today: RuleExample.today, organization: policy))
        checker.check(bytes, in: message.body, head: message.head)
        return (checker.findings.map(\.rule.number), checker.answer)
    }

    @Test func `what is wrong with the head of one request is not said of the next`() throws {
        var checker = PayloadChecker(RuleContext(today: RuleExample.today))
        for (field, rules) in [("", [12]), ("X-Api-Key: k\r\n", []), ("", [12])] {
            let text =
                "POST /v2/session/ HTTP/1.1\r\n\(field)Content-Type: application/json\r\n\r\n{\"link_id\": \"a\"}"
            let bytes = Array(text.utf8)
            _ = checker.checkRequest(bytes, in: 0..<bytes.count, otherwise: .v2)
            #expect(checker.findings.map(\.rule.number) == rules)
        }
    }

    @Test(arguments: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "post", "P"])
    func `a method other than POST is answered with its name`(method: String) throws {
        let checked = try Self.check("\(method) /v2/session/ HTTP/1.1")
        #expect(checked.rules == [10])
        #expect(
            checked.answer
                == ServiceAnswer(code: "METHOD_NOT_ALLOWED", status: 405, message: "Method \(method) not allowed."))
    }

    @Test(arguments: [
        "application/json", "Application/JSON", "application/json; charset=utf-8", "application/json;charset=utf-8",
        "application/json ; version=1; q=0.5", "application/json;", "application/json;\u{301}",
    ])
    func `JSON with any parameters is the media type`(type: String) throws {
        #expect(try Self.check(fields: ["x-api-key: k", "content-type: \(type)"]).rules == [])
    }

    @Test(arguments: [
        ("text/plain", "text/plain"), ("text/plain; charset=utf-8", "text/plain; charset=utf-8"), ("", ""),
        ("; charset=utf-8", "; charset=utf-8"),
        ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded"), ("text/json", "text/json"),
        ("application/jsonx", "application/jsonx"), ("application/vnd.api+json", "application/vnd.api+json"),
        ("multipart/form-data; boundary=x", "multipart/form-data; boundary=x"),
    ])
    func `any other media type is answered with its name and parameters as sent`(type: String, named: String) throws {
        let checked = try Self.check(fields: ["X-Api-Key: k", "Content-Type: \(type)"])
        #expect(checked.rules == [11])
        #expect(checked.answer?.status == 415 && checked.answer?.code == "UNSUPPORTED_MEDIA_TYPE")
        #expect(checked.answer?.message == "Unsupported media type `\(named)`")
    }

    @Test func `a missing media type is answered with an empty one`() throws {
        let checked = try Self.check(fields: ["X-Api-Key: k"])
        #expect(checked.rules == [11] && checked.answer?.message == "Unsupported media type ``")
    }

    @Test(
        arguments: [
            ([], #"{"link_id": "a"}"#, [12]), (["X-Api-Key:"], #"{"link_id": "a"}"#, [12]),
            (["X-Api-Key:  \t "], #"{"link_id": "a"}"#, [12]), (["X-Api-Key: k"], #"{"link_id": "a"}"#, []),
            ([], #"{"link_id": "a", "api_key": "k"}"#, [15]),
            (["X-Api-Key: "], #"{"link_id": "a", "api_key": "k"}"#, [15]),
            ([], #"{"link_id": "a", "api_key": ""}"#, [12, 6]), ([], #"{"link_id": "a", "api_key": "  "}"#, [12, 6]),
            (["X-Api-Key: k"], #"{"link_id": "a", "api_key": "other"}"#, [15]), ([], "{", [12, 1]),
            ([], "[]", [12, 2]),
            (["Authorization: Bearer k"], #"{"link_id": "a"}"#, [12]),
        ] as [([String], String, [Int])])
    func `a key comes in the header or in the body`(fields: [String], body: String, rules: [Int]) throws {
        let checked = try Self.check(fields: fields + ["Content-Type: application/json"], body: body)
        #expect(checked.rules == rules)
        if rules.contains(12) { #expect(checked.answer?.status == 401) }
    }

    @Test(
        arguments: [
            ("/v1/session/", APIVersion.v1), ("/v2/session/", .v2), ("/bank-connect/v2/session/", .v2),
            ("https://apis.bankconnect.finbox.in/bank-connect/v1/session/", .v1), ("/v2/session/?x=1", .v2),
            ("/v2/session", nil), ("/v3/session/", nil), ("/V2/session/", nil), ("/v2/session/x", nil), ("/", nil),
            ("/v2/session//", nil), ("/xv2/session/", nil),
        ] as [(String, APIVersion?)])
    func `the path is that of a version's endpoint`(target: String, version: APIVersion?) throws {
        #expect(try Self.check("POST \(target) HTTP/1.1").rules == (version == nil ? [14] : []))
        let bytes = Array("POST \(target) HTTP/1.1\n\n".utf8)
        let path = try HTTPRequestReader.read(bytes, in: 0..<bytes.count).get().head.path
        #expect(APIVersion(path: path) == version)
    }

    /// Credentials, plan, method, media type, JSON, parameters.
    @Test func `the service looks at the request before the payload, in its order`() throws {
        var policy = OrganizationPolicy()
        policy.plan = .paymentPending
        var fields = ["Content-Type: text/plain"]
        #expect(try Self.check("GET / HTTP/1.1", fields: fields, body: "{", policy: policy).answer?.status == 401)
        fields.append("X-Api-Key: k")
        #expect(try Self.check("GET / HTTP/1.1", fields: fields, body: "{", policy: policy).answer?.status == 402)
        #expect(try Self.check("GET / HTTP/1.1", fields: fields, body: "{").answer?.status == 405)
        #expect(try Self.check(fields: fields, body: "{").answer?.status == 415)
        fields[0] = "Content-Type: application/json"
        #expect(try Self.check(fields: fields, body: "{").answer?.message == "Something went wrong")
        #expect(try Self.check(fields: fields, body: "").answer?.message == "Something went wrong")
        #expect(try Self.check(fields: fields, body: "{}").answer?.message == "link_id, This field is required.")
        #expect(try Self.check(fields: fields).answer == nil)
    }

    @Test func `a head made in memory is checked like one that was read`() {
        var checker = PayloadChecker(RuleContext(today: RuleExample.today))
        let body = Array(#"{"link_id": "a"}"#.utf8)
        checker.check(body, in: 0..<body.count, head: HTTPRequestHead(method: "GET", path: "/x"))
        #expect(checker.findings.map(\.rule.number) == [10, 11, 12, 14])
        checker.check(body)
        #expect(checker.findings.isEmpty)
    }

    @Test(
        arguments: [
            ("16", []), ("016", []), ("18", []), ("17", []), ("15", [16]), ("19", [16]), ("0", [16]), ("", [16]),
            ("-16", [16]),
            ("16.0", [16]), ("99999999999999999999", [16]),
        ] as [(String, [Int])])
    func `Content-Length counts the body, with the line end behind it or without`(length: String, rules: [Int]) throws {
        let fields = ["X-Api-Key: k", "Content-Type: application/json", "content-length: \(length)"]
        #expect(try Self.check(fields: fields, body: "{\"link_id\": \"a\"}\r\n").rules == rules)
    }

    @Test func `of two lengths and two media types the second is reported, once`() throws {
        let json = "Content-Type: application/json"
        #expect(try Self.check(fields: ["X-Api-Key: k", json, "Content-Length: 16", "Content-Length: 16"]).rules == [])
        #expect(
            try Self.check(fields: ["X-Api-Key: k", json, "Content-Length: 16", "Content-Length: 5"]).rules == [16])
        let two = try Self.check(fields: ["X-Api-Key: k", json, "Content-Type: text/plain"])
        #expect(two.rules == [17] && two.answer?.message == "Unsupported media type `text/plain`")
        // The first is what is wrong; two that say JSON are no more than odd.
        #expect(try Self.check(fields: ["X-Api-Key: k", "Content-Type: text/plain", json]).rules == [11])
        let same = try Self.check(fields: ["X-Api-Key: k", json, json + "; charset=utf-8"])
        #expect(same.rules == [17] && same.answer == nil)
    }

    @Test func `a request made in memory may have had its body decoded`() {
        var checker = PayloadChecker(RuleContext(today: RuleExample.today))
        let fields = ["X-Api-Key": "k", "Content-Type": "application/json", "Content-Length": "999"]
        let body = Array(#"{"link_id": "a"}"#.utf8)
        let head = HTTPRequestHead(
            method: "POST", path: "/v2/session/", fields: fields.map { HTTPField($0.key, $0.value) })
        checker.check(body, in: 0..<body.count, head: head)
        #expect(checker.findings.isEmpty)
    }

    @Test(arguments: [
        ("\u{FEFF}POST /v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n{}", "byte-order mark"),
        (
            "POST /v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n{}\n\nPOST /v2/session/ HTTP/1.1\n",
            "three '#'"
        ),
        (
            "POST /v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\nTransfer-Encoding: chunked\n\n2\n{}\n0\n\n",
            "without Transfer-Encoding"
        ),
    ])
    func `what keeps a request from being read is said with what to do`(text: String, hint: String) {
        let bytes = Array(text.utf8)
        var checker = PayloadChecker(RuleContext(today: RuleExample.today))
        _ = checker.checkRequest(bytes, in: 0..<bytes.count, otherwise: .v2)
        #expect(checker.findings.map(\.rule.number) == [1])
        #expect(checker.findings.first?.hint?.description.contains(hint) == true)
    }

    @Test(arguments: [("", false), ("X-Api-Key: \n", false), ("X-Api-Key: k\n", true)])
    func `a payload's key is taken out only where the header has one`(field: String, isTakenOut: Bool) throws {
        let text =
            "POST /v2/session/ HTTP/1.1\n\(field)Content-Type: application/json\n\n{\"link_id\": \"a\", \"api_key\": \"k\"}"
        let bytes = Array(text.utf8)
        var fixer = PayloadFixer(PayloadChecker(RuleContext(today: RuleExample.today)), includesUnsafe: true)
        #expect((fixer.fix(bytes, in: 0..<bytes.count, isRequest: true) != nil) == isTakenOut)
    }
}
