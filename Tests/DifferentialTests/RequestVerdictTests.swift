import BankConnectSession
import TestSupport
import Testing

/// What the framework answers to methods, media types and bodies, over loopback, against what our rules say.
@Suite(.enabled(if: FrameworkJudge.isInstalled, "\(FrameworkJudge.howToInstall)"))
struct RequestVerdictTests {
    /// A request, and why ours differs from the framework's answer where it is meant to.
    struct Case {
        let method: String
        let mediaType: String?
        let body: String
        let difference: String?

        init(_ method: String, _ mediaType: String?, _ body: String, differs difference: String? = nil) {
            self.method = method
            self.mediaType = mediaType
            self.body = body
            self.difference = difference
        }

        var text: String {
            let type = mediaType.map { "Content-Type: \($0)\r\n" } ?? ""
            return "\(method) /v2/session/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Api-Key: k\r\n\(type)"
                + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        }
    }

    private static let good = #"{"link_id": "a"}"#

    static let cases: [Case] =
        ["GET", "PUT", "PATCH", "DELETE", "TRACE", "HEAD", "PROPFIND", "post", "Post", "LINK"].map {
            // Methods are told apart by case (RFC 9110, section 9.1), which the framework's dispatch folds.
            Case($0, "application/json", good, differs: $0.lowercased() == "post" ? "RFC 9110: methods have case" : nil)
        }
        + [
            "application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8", "APPLICATION/JSON",
            "Application/Json ; charset=\"utf-8\"", "application/json; profile=x; charset=utf-8", "application/json;",
            "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            "application/jsonx", "application/vnd.api+json", "application/xml", "json", "text/plain; charset=utf-8",
            "application/octet-stream", "application/json, text/plain",
        ].map { Case("POST", $0, good) }
        + [
            Case("POST", nil, good),
            Case(
                "POST", "*/*", good,
                differs: "the page: 415 for an incorrect Content-Type; the framework's matcher takes it"),
            Case("OPTIONS", nil, "", differs: "the page: POST is the method; the framework describes itself"),
            Case(
                "POST", "text/plain", "",
                differs: "the page: 415 whatever the body; the framework does not look at none"),
            Case("GET", "text/plain", good), Case("PUT", nil, "{bad"), Case("POST", "text/plain", "{bad"),
            Case("POST", "application/json", ""), Case("POST", "application/json", "{bad"),
            Case("POST", "application/json", "[]"), Case("POST", "application/json", "null"),
            Case("POST", "application/json", "{}"), Case("POST", "application/json", "\u{FEFF}\(good)"),
            Case("POST", "application/json", " \n\(good)\r\n"), Case("POST", "application/json", "\(good) {}"),
            Case("POST", "application/json", #"{"link_id": NaN}"#), Case("POST", "application/json", "{'link_id': 1}"),
        ]

    @Test func `methods, media types and bodies are answered with the framework's status`() throws {
        let server = try FrameworkJudge.Server()
        var checker = PayloadChecker(RuleContext(today: CalendarDate(ddmmyyyy: "09/12/2025") ?? .earliest))
        var agreements = 0
        var differences: [String] = []
        for entry in Self.cases {
            let client = try RawClient(port: server.port)
            client.send(entry.text)
            let answer = client.receiveAll().text
            let theirs = answer.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap { Int($0) } ?? 0
            let bytes = Array(entry.text.utf8)
            _ = checker.checkRequest(bytes, in: 0..<bytes.count, otherwise: .v2)
            let ours = checker.answer?.status ?? 200
            if let difference = entry.difference {
                #expect(ours != theirs, "no longer a difference: \(entry.method) \(entry.mediaType ?? "none")")
                differences.append(difference)
            } else {
                #expect(ours == theirs, "\(entry.method) \(entry.mediaType ?? "none") \(entry.body)")
                agreements += ours == theirs ? 1 : 0
            }
        }
        print("\(Self.cases.count) requests: agreements \(agreements); listed \(differences.count): \(differences)")
    }
}
