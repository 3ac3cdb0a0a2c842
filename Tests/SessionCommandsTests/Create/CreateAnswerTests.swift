import TestSupport
import Testing

/// What `create` writes where.
@Suite struct CreateAnswerTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    @Test func `the answer is the API's, with a token for this session`() throws {
        let run = tool.run("create", "--link-id", "TU-1234")
        let json = try run.json
        #expect(run.status == 0)
        #expect(json.names() == ["redirect_url", "session_id"])
        let id = try #require(json["session_id"])
        let pattern = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
        #expect(id.wholeMatch(of: pattern) != nil)
        let url = try #require(json["redirect_url"])
        #expect(url.hasPrefix("https://bankconnectclient.finbox.in/?session_id=\(id)&token=v2."))
    }

    @Test func `two sessions differ`() {
        let (first, second) = (tool.session(), tool.session())
        #expect(first.id != second.id)
        #expect(first.token != second.token)
    }

    @Test func `the warning that the session is local is there, unless quiet is asked for`() {
        #expect(
            tool.run("create", "--link-id", "A").errors.hasSuffix(
                "bcsession: warning: this session is local: it was not sent to FinBox, which does not know it\n"))
        #expect(tool.run("create", "--link-id", "A", "-q").errors == "")
    }

    @Test func `--print prints nothing where there is no session`() {
        let run = tool.run("create", "--link-id", "A", "--mode", "fax", "--print", "session_id")
        #expect(run.status == 1)
        #expect(run.output == "")
    }

    @Test func `full holds request, response and what the payload comes to`() throws {
        let payload = try tool.files.write(
            #"{"link_id": "A", "api_key": "planted", "bank_name": "hdfc", "session_expiry": 30, "note": 5.0}"#,
            to: "payload.json")
        let run = tool.run("create", "--format", "full", payload)
        let json = try run.json
        #expect(json.names() == ["findings", "origin", "request", "resolved", "response", "schema", "status"])
        #expect(run.output.hasPrefix("{\n  \"schema\": \"bcsession.create/1\""))
        #expect(json["origin"] == "local")
        #expect(json["request/api_key"] == "***")
        #expect(run.output.contains("\"note\": 5.0"))
        #expect(json.names(at: "response") == ["redirect_url", "session_id"])
        #expect(
            json.names(at: "resolved") == [
                "consents", "counted_months", "entry_screen", "expires_at", "from_date", "journey", "to_date",
            ])
        #expect(json["resolved/from_date"] == "09/06/2025")
        #expect(json["resolved/to_date"] == "09/12/2025")
        #expect(json["resolved/entry_screen"] == "aa_mobile_number")
        #expect(
            json.names(at: "resolved/consents/CC0001") == [
                "bounds", "consent_expiry", "from_date", "template", "to_date",
            ])
    }

    @Test(arguments: ["session_id", "redirect_url", "token"])
    func `a part can be had alone`(part: String) throws {
        let run = tool.run("create", "--link-id", "A", "--print", part)
        #expect(run.status == 0)
        #expect(run.lines.count == 1)
        #expect(run.output.hasSuffix("\n"))
        #expect(!run.output.contains("{"))
    }

    @Test func `parts come a line each in the order asked for, as often as asked for`() {
        let run = tool.run(
            "create", "--link-id", "A", "--print", "token", "--print", "session_id", "--print", "token", "--print",
            "redirect_url")
        let lines = run.lines
        #expect(lines.count == 4)
        #expect(lines[0] == lines[2])
        #expect(lines[3] == "https://bankconnectclient.finbox.in/?session_id=\(lines[1])&token=\(lines[0])")
    }

    @Test func `V1 has no token, and needs no key for it`() throws {
        var tool = tool
        tool.environment["XDG_STATE_HOME"] = nil
        let run = tool.run("create", "--link-id", "A", "--api-version", "v1")
        #expect(run.status == 0)
        let json = try run.json
        #expect(json["redirect_url"] == "https://bankconnectclient.finbox.in/?session_id=\(json["session_id"] ?? "")")
        let asked = tool.run("create", "--link-id", "A", "--api-version", "v1", "--print", "token")
        #expect(asked.status == 2)
        #expect(asked.output.isEmpty)
    }

    @Test func `a refused payload gets the service's first error, and all of them on standard error`() throws {
        let payload = try tool.files.write(
            #"{"session_expiry": 4, "mode": "pdf", "link_id": "", "logo_url": "x"}"#, to: "payload.json")
        let run = tool.run("create", payload)
        #expect(run.status == 1)
        #expect(
            run.output == """
                {
                  "error": {
                    "code": "INVALID_REQUEST",
                    "message": "link_id, This field may not be blank."
                  }
                }

                """)
        for code in ["INVALID_REQUEST", "INVALID_URL", "MISSING_BANK_NAME", "INVALID_SESSION_EXPIRY"] {
            #expect(run.errors.contains("error[\(code)]"))
        }
        #expect(!run.output.contains("redirect_url"))
        #expect(!run.errors.contains("session is local"))
    }

    @Test func `a refused payload has nothing resolved in full, and no part to print`() throws {
        let full = try tool.run("create", "--bank", "hdfc", "--format", "full").json
        #expect(full["resolved"] == "null")
        #expect(full["response/error/message"] == "link_id, This field is required.")
        #expect(full["status"] == "400")
        #expect(full["error/code"] == "INVALID_REQUEST")
        let part = tool.run("create", "--bank", "hdfc", "--print", "token")
        #expect(part.status == 1)
        #expect(part.output.isEmpty)
        #expect(part.errors.contains("link_id is missing"))
    }

    @Test func `quiet keeps the errors of a refused payload and drops its warnings`() {
        let run = tool.run("create", "--set", "lnk_id=1", "-q")
        #expect(run.errors.contains("link_id is missing"))
        #expect(!run.errors.contains("warning"))
    }
}
