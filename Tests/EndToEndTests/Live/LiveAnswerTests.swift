import BankConnectSession
import TestSupport
import Testing

@Suite struct LiveAnswerTests {
    @Test func `a payload is posted as the page says, and the answer is printed`() throws {
        let service = try LoopbackService.api()
        let run = try LiveTool().create(service)
        #expect(run.status == 0)
        #expect(run.errors == "")
        let answer = try ParsedJSON(run.output)
        #expect(answer.names() == ["redirect_url", "session_id"])
        let id = try #require(answer["session_id"])
        #expect(
            answer["redirect_url"]?.hasPrefix("https://bankconnectclient.finbox.in/?session_id=\(id)&token=") == true)
        let request = try #require(service.requests.first).request
        #expect(service.requests.count == 1)
        #expect(request.head.method == "POST")
        #expect(request.head.path == "/bank-connect/v2/session/")
        #expect(request.head.value(of: "X-Api-Key") == LiveTool.key)
        #expect(request.head.value(of: "Content-Type") == "application/json")
        #expect(request.head.value(of: "Accept") == "application/json")
        #expect(request.head.value(of: "User-Agent")?.hasPrefix("bcsession/") == true)
        #expect(request.body == Array(#"{"link_id":"L1"}"#.utf8))
    }

    @Test func `parts of the answer, and all that is known of it`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        let part = try tool.create(service, "--print", "session_id")
        #expect(part.output.wholeMatch(of: /[0-9a-f-]{36}\n/) != nil)
        let full = try ParsedJSON(try tool.create(service, "--format", "full").output)
        #expect(full["schema"] == "bcsession.create/1")
        #expect(full["origin"] == "live")
        #expect(full["request/link_id"] == "L1")
        #expect(full["response/session_id"] != nil)
        #expect(full["resolved/journey"] == "BCAA001")
        let old = try tool.create(service, "--api-version", "v1")
        #expect(old.status == 0)
        #expect(service.requests.last?.request.head.path == "/bank-connect/v1/session/")
    }

    @Test(arguments: ServiceError.all)
    func `every row of the catalogue is told with its code and message`(row: ServiceError) throws {
        let answer = row.answer
        let service = try LoopbackService { _, _ in
            .answer(
                HTTPResponse(
                    status: answer.status, fields: [HTTPField("Content-Type", "application/json")],
                    body: Array(ResponseBody.refused(answer).utf8)))
        }
        let run = try LiveTool().create(service)
        #expect(run.status == (answer.status == 401 ? 9 : answer.status < 500 ? 4 : 5))
        let output = try ParsedJSON(run.output)
        #expect(output["error/code"] == answer.code)
        #expect(output["error/message"] == answer.message)
        #expect(run.errors.contains("(\(answer.status)): \(answer.code), "))
        #expect(run.errors.contains("bcsession explain \(answer.code)") == (answer.status < 500))
    }

    @Test(arguments: [
        ("error as string", #"{"error": "API key is wrong"}"#, "API key is wrong"),
        ("missing code", #"{"error": {"message": "no code here"}}"#, "no code here"),
        ("error under detail, as string", #"{"detail": "Invalid token."}"#, "Invalid token."),
        ("error under detail", #"{"detail": {"error": {"message": "deep"}}}"#, "deep"),
        ("message alone", #"{"message": "plain", "session_id": ""}"#, "plain"),
        (
            "errors by field", #"{"link_id": ["This field is required."], "status": 400}"#,
            "link_id, This field is required."
        ),
        (
            "HTML", "<html><h1>502 Bad Gateway</h1></html>",
            "the answer is not JSON: it is a page of HTML"
        ),
        ("no body", "", "the answer has no body"),
        ("an array", "[]", "the answer has no known shape of an error: []"),
    ])
    func `errors of every known shape are understood`(shape: String, body: String, message: String) throws {
        let service = try LoopbackService { _, _ in .answer(HTTPResponse(status: 403, body: Array(body.utf8))) }
        let run = try LiveTool().create(service)
        #expect(run.status == 4)
        #expect(try ParsedJSON(run.output)["error/message"] == message)
    }

    static let id = "b91fbb03-ab37-4b10-9b3b-b3ab4f3b3d1c"
    static let url = "https://bankconnectclient.finbox.in/?session_id=\(id)&token=t"

    @Test(arguments: [
        ("200 with an array", 200, "[]", "is not a JSON object"),
        ("200 with an empty object", 200, "{}", "no session_id"),
        (
            "200 with an error object", 200, #"{"error": {"code": "INVALID_URL", "message": "Enter a valid URL."}}"#,
            "INVALID_URL"
        ),
        ("session_id no UUID", 200, #"{"session_id": "17", "redirect_url": "\#(url)"}"#, "not a UUID"),
        ("redirect_url missing", 200, #"{"session_id": "\#(id)"}"#, "no redirect_url"),
        (
            "redirect_url with http", 200,
            #"{"session_id": "\#(id)", "redirect_url": "http://bankconnectclient.finbox.in/?session_id=\#(id)"}"#,
            "not an https URL"
        ),
        (
            "redirect_url on another host", 200,
            #"{"session_id": "\#(id)", "redirect_url": "https://evil.example/?session_id=\#(id)"}"#, "evil.example"
        ),
        (
            "redirect_url on a host that begins alike", 200,
            #"{"session_id": "\#(id)", "redirect_url": "https://finbox.in.evil.example/?session_id=\#(id)"}"#,
            "evil.example"
        ),
        (
            "redirect_url on a host with a full-width slash", 200,
            "{\"session_id\": \"\(id)\", \"redirect_url\": \"https://evil.example\u{FF0F}a.finbox.in/?session_id=\(id)\"}",
            "letters outside ASCII"
        ),
        (
            "redirect_url on another port", 200,
            #"{"session_id": "\#(id)", "redirect_url": "https://bankconnectclient.finbox.in:8443/?session_id=\#(id)"}"#,
            "leads to 'bankconnectclient.finbox.in:8443', "
        ),
        (
            "redirect_url on a host with an empty label", 200,
            #"{"session_id": "\#(id)", "redirect_url": "https://a..finbox.in/?session_id=\#(id)"}"#, "is not a URL"
        ),
        (
            "redirect_url on a host with an underscore", 200,
            #"{"session_id": "\#(id)", "redirect_url": "https://a_b.finbox.in/?session_id=\#(id)"}"#, "'a_b.finbox.in'"
        ),
        (
            "session_id not matching", 200,
            #"{"session_id": "\#(id)", "redirect_url": "https://a.finbox.in/?session_id=b\#(id)"}"#, "not that of"
        ),
        (
            "session_id twice", 200,
            #"{"session_id": "\#(id)", "redirect_url": "\#(url)", "session_id": "\#(id)"}"#, "twice"
        ),
        (
            "two concatenated JSON bodies", 200, #"{"session_id": "\#(id)", "redirect_url": "\#(url)"}{"a": 1}"#,
            "not JSON"
        ),
        ("HTML 200", 200, "<html>Welcome</html>", "not JSON"),
        ("204", 204, "", "status 204"),
        ("202", 202, #"{"session_id": "\#(id)", "redirect_url": "\#(url)"}"#, "status 202"),
        ("999", 999, "{}", "status 999"),
        ("304", 304, "", "never answers with status 304"),
        (
            "302 without Location", 302, "",
            "status 302 redirects, and redirects are not followed; check the endpoint; a session may exist"
        ),
    ])
    func `an answer that the API does not give is told, and shown as far as it goes`(
        kind: String, status: Int, body: String, reason: String
    ) throws {
        let service = try LoopbackService { _, _ in .answer(HTTPResponse(status: status, body: Array(body.utf8))) }
        let tool = try LiveTool()
        let ledger = tool.tool.files.path("sessions")
        let plain = try tool.create(service)
        #expect(plain.status == 8 && plain.output.isEmpty, "a document comes where JSON is asked for by name")
        let run = try tool.create(service, "--record", ledger, "--format", "json")
        #expect(run.status == 8)
        let output = try ParsedJSON(run.output)
        #expect(output["schema"] == "bcsession.error/1")
        #expect(output["error/kind"] == "answer")
        #expect(output["error/exit"] == "8")
        #expect(run.errors.contains(reason), "\(run.errors)")
        #expect(run.errors.contains("do not send the payload again"))
        guard status == 200, body.contains(Self.id), !["not JSON", "not a UUID"].contains(reason) else { return }
        #expect(run.errors.contains("session_id '\(Self.id)'"))
        #expect(try tool.tool.files.read("sessions").contains(Self.id))
    }

    @Test func `201 with a session is a session too, and hosts below finbox.in are FinBox's`() throws {
        let url = "https://eu.client.finbox.in/?session_id=\(Self.id)"
        let body = #"{"session_id": "\#(Self.id)", "redirect_url": "\#(url)"}"#
        let service = try LoopbackService { _, _ in .answer(HTTPResponse(status: 201, body: Array(body.utf8))) }
        let run = try LiveTool().create(service, "--print", "redirect_url")
        #expect(run.status == 0)
        #expect(run.output == url + "\n")
    }

    @Test func `text of the server's cannot reach a terminal or a CI runner`() throws {
        let body = #"{"error": {"code": "\u001b[2J", "message": "a\u202eb\n::error::x ##vso[task.complete]"}}"#
        let service = try LoopbackService { _, _ in
            .answer(
                HTTPResponse(
                    status: 400, fields: [HTTPField("X-Note", "ignored")], body: Array(body.utf8)))
        }
        let run = try LiveTool().create(service)
        #expect(run.status == 4)
        for text in [run.output, run.errors] {
            #expect(!text.contains("\u{1B}"))
            #expect(!text.contains("\u{202E}"))
            #expect(!text.contains("\n::"))
        }
        #expect(!run.errors.contains("##vso["))
    }

    @Test func `a payload with errors is not sent, unless it is not to be checked`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        let run = try tool.create(service, "--mode", "magic")
        #expect(run.status == 1)
        #expect(try ParsedJSON(run.output)["error/code"] == "INVALID_REQUEST")
        #expect(service.connections == 0)
        let unchecked = try tool.create(service, "--mode", "magic", "--no-validate")
        #expect(unchecked.status == 4)
        #expect(service.requests.count == 1)
    }
}
