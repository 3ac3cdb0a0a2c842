import TestSupport
import Testing

/// `sessions`: what a ledger says of the requests that were sent.
@Suite struct SessionsCommandTests {
    static let id = "b91f4b1c-9a2f-4ad7-8f0e-0123456789ab"

    let tool: TestTool
    let ledger: String

    init() throws {
        tool = try TestTool()
        ledger = try tool.files.write(Self.lines.joined(separator: "\n") + "\n", to: "ledger", mode: 0o600)
    }

    /// A session made locally, one of the first edition, a batch of this one, and a request whose run was killed.
    static let lines = [
        line("2026-11-21T10:00:00Z", "L-1", id, #""endpoint":"local","expires_at":"2026-11-21T11:00:00Z""#),
        line(
            "2026-11-22T18:29:59Z", "L-2", id.replacing("b", with: "c"), #""endpoint":"https://a/b","expires_at":null"#),
        intent("2026-11-22T18:30:00Z", "L-3", 1), intent("2026-11-22T18:30:00Z", "L-4", 2),
        outcome("2026-11-22T18:30:01Z", "L-4", 2, "refused", 400),
        outcome("2026-11-22T18:30:02Z", "L-3", 1, "created", 200),
        intent("2026-11-22T18:30:03Z", "L-5", 3), outcome("2026-11-22T18:30:05Z", "L-6", 4, "unknown", 504),
    ]

    private static func line(_ time: String, _ link: String, _ session: String, _ more: String) -> String {
        #"{"time":"\#(time)","session_id":"\#(session)","link_id":"\#(link)","#
            + #""redirect_url":"https://bankconnectclient.finbox.in/?session_id=\#(session)&token=s3cr3t",\#(more)}"#
    }

    private static func payload(_ link: String, _ number: Int) -> String {
        #""endpoint":"https://a/b","api_version":"v2","link_id":"\#(link)","record":\#(number),"#
            + #""sha256":"\#(String(repeating: "0\(number)", count: 32))","occurrence":1"#
    }

    private static func intent(_ time: String, _ link: String, _ number: Int) -> String {
        #"{"schema":"bcsession.ledger/2","time":"\#(time)",\#(payload(link, number)),"intent":true}"#
    }

    private static func outcome(_ time: String, _ link: String, _ number: Int, _ result: String, _ status: Int)
        -> String
    {
        let session = result == "created" ? #""\#(id.replacing("b", with: "d"))""# : "null"
        return #"{"schema":"bcsession.ledger/2","time":"\#(time)",\#(payload(link, number)),"outcome":"\#(result)","#
            + #""session_id":\#(session),"expires_at":"2026-11-22T19:30:00Z","expires_is_estimate":true,"#
            + #""status":\#(status),"exit":0}"#
    }

    private func links(_ words: String...) throws -> [String] {
        let run = tool.run(["sessions", "--record", ledger, "--format", "ndjson"] + words)
        return try run.lines.map { try ParsedJSON($0)["link_id"] ?? "" }
    }

    @Test func `sessions stand in the ledger's order, and what has no outcome last`() throws {
        #expect(try links() == ["L-1", "L-2", "L-4", "L-3", "L-6", "L-5"])
        let run = tool.run("sessions", "--record", ledger, "--format", "json")
        #expect(run.status == 0)
        let json = try run.json
        #expect(json["schema"] == "bcsession.sessions/1")
        #expect(
            json.names(at: "sessions/0") == [
                "endpoint", "expires_at", "expires_is_estimate", "link_id", "origin", "outcome", "redirect_url",
                "session_id", "status", "time",
            ])
        #expect(
            (0..<6).map { json["sessions/\($0)/outcome"] } == [
                "created", "created", "refused", "created", "unknown", "unknown",
            ])
        #expect((0..<6).map { json["sessions/\($0)/origin"] } == ["local", "live", "live", "live", "live", "live"])
        #expect((0..<4).map { json["sessions/\($0)/status"] } == ["null", "null", "400", "200"])
        #expect((0..<4).map { json["sessions/\($0)/expires_is_estimate"] } == ["false", "false", "true", "true"])
    }

    @Test func `conditions select, all of them at once`() throws {
        #expect(try links("--link-id", "L-3") == ["L-3"])
        #expect(try links("--session-id", Self.id) == ["L-1"])
        #expect(try links("--outcome", "unknown") == ["L-6", "L-5"])
        #expect(try links("--outcome", "created", "--link-id", "L-4") == [])
        // 18:30 UTC is midnight in India.
        #expect(try links("--since", "23/11/2026") == ["L-4", "L-3", "L-6", "L-5"])
        #expect(try links("--until", "2026-11-22") == ["L-1", "L-2"])
        #expect(try links("--since", "2026-11-22", "--until", "22/11/2026") == ["L-2"])
    }

    @Test(arguments: ["table", "json", "ndjson"])
    func `nothing that matches is status 1`(format: String) throws {
        let run = tool.run("sessions", "--record", ledger, "--format", format, "--link-id", "none")
        #expect(run.status == 1)
        #expect(run.errors == "bcsession: no session in the ledger '\(ledger)' matches\n")
        #expect(format == "json" ? try run.json.count(at: "sessions") == 0 : run.output.isEmpty)
    }

    @Test(arguments: ["table", "json", "ndjson"])
    func `a token is masked unless links are to be shown`(format: String) {
        #expect(!tool.run("sessions", "--record", ledger, "--format", format).output.contains("s3cr3t"))
        let shown = tool.run("sessions", "--record", ledger, "--format", format, "--show-link").output
        #expect(shown.contains("?session_id=\(Self.id)&token=s3cr3t"))
    }

    @Test func `the table has a line a session, times in India`() {
        let lines = tool.run("sessions", "--record", ledger).lines
        #expect(
            lines.first
                == "TIME (IST)        OUTCOME  STATUS  ORIGIN  EXPIRES (IST)      SESSION ID                            LINK ID"
        )
        #expect(lines.count == 7)
        #expect(lines[1] == "21/11/2026 15:30  created  -       local    21/11/2026 16:30  \(Self.id)  L-1")
        #expect(lines[4].hasPrefix("23/11/2026 00:00  created  200     live    ~23/11/2026 01:00  "))
    }

    @Test func `torn and damaged lines are passed over, and that is told`() throws {
        let text = Self.lines.joined(separator: "\n")
        for cut in [1, 20, 200, Self.lines[7].utf8.count - 1] {
            try tool.files.write(String(text.dropLast(cut)), to: "ledger", mode: 0o600)
            let run = tool.run("sessions", "--record", ledger, "--format", "ndjson")
            #expect(run.lines.count == 5, "\(cut)")
            #expect(run.errors.contains("ends in a line that was cut short"), "\(run.errors)")
        }
        try tool.files.write("rubbish\n{}\n" + text + "\n{\"time\n", to: "ledger", mode: 0o600)
        let run = tool.run("sessions", "--record", ledger, "--format", "ndjson")
        #expect(run.lines.count == 6)
        #expect(run.errors.contains("has 3 lines that are no entry"), "\(run.errors)")
    }

    @Test func `every way of reading a ledger finds the same lines to be no entries`() throws {
        let text = Self.lines.joined(separator: "\n")
        let glued = String(Self.lines[3].dropLast(40)) + Self.lines[4]
        try tool.files.write("rubbish\n{}\n\(glued)\n\(text)\n{\"time\n", to: "ledger", mode: 0o600)
        for words in [[], ["--link-id", "L-3"], ["--session-id", Self.id], ["--outcome", "unknown"]] {
            let run = tool.run(["sessions", "--record", ledger] + words)
            #expect(run.errors.contains("has 4 lines that are no entry"), "\(words) \(run.errors)")
        }
        let link = "https://bankconnectclient.finbox.in/?session_id=\(Self.id)&token=s3cr3t"
        let run = tool.run("verify-token", "--record", ledger, link)
        #expect(run.errors.contains("has 4 lines that are no entries"), "\(run.errors)")
    }

    @Test func `a session of a server on this machine is called a test server's`() throws {
        for (endpoint, origin) in [
            ("http://127.0.0.1:4321/bank-connect", "test"), ("http://[::1]:9/bank-connect", "test"),
            ("https://localhost/bank-connect", "test"), ("https://apis.bankconnect.finbox.in/bank-connect", "live"),
            ("local", "local"), ("https://127.0.0.1.evil.example/", "live"),
        ] {
            try tool.files.write(
                Self.line("2026-11-22T18:29:59Z", "L-1", Self.id, #""endpoint":"\#(endpoint)""#) + "\n", to: "ledger",
                mode: 0o600)
            let run = tool.run("sessions", "--record", ledger, "--format", "ndjson")
            #expect(try ParsedJSON(run.lines[0])["origin"] == origin, "\(endpoint)")
            #expect(tool.run("sessions", "--record", ledger).lines.last?.contains("  \(origin) ") == true)
        }
    }

    @Test func `what a ledger holds reaches nobody as more than text`() throws {
        try tool.files.write(
            Self.line("2026-11-22T18:29:59Z", #"\u001b]0;x##[error]\u202e"#, Self.id, #""endpoint":"local""#),
            to: "ledger", mode: 0o600)
        for format in ["table", "json", "ndjson"] {
            let output = tool.run("sessions", "--record", ledger, "--format", format).output
            #expect(!output.contains("\u{1B}") && !output.contains("##[") && !output.contains("\u{202E}"), "\(output)")
            #expect(tool.run("sessions", "--record", ledger, "--link-id", "\u{1B}]0;x##[error]\u{202E}").status == 0)
        }
    }

    @Test func `the ledger is named by the flag or the configuration, and must be there`() throws {
        #expect(tool.run("sessions").status == 2)
        let config = try tool.files.write(#"{"record": "ledger"}"#, to: "config.json")
        #expect(tool.run("sessions", "--config", config).status == 0)
        #expect(tool.run("sessions", "--record", tool.files.path("none")).status == 3)
        #expect(
            tool.run("sessions", "--record", tool.files.path("none"), "--format", "json").output.contains(
                "bcsession.error/1"))
        #expect(tool.run("sessions", "--record", "-").status == 2)
        #expect(tool.run("sessions", "--record", ledger, "--since", "31/11/2026").status == 2)
    }

    @Test func `what create records is found`() throws {
        let path = tool.files.path("own")
        let session = tool.session("--record", path)
        let run = tool.run("sessions", "--record", path, "--session-id", session.id, "--show-link", "--format", "json")
        #expect(try run.json["sessions/0/redirect_url"] == session.url)
        #expect(try run.json["sessions/0/link_id"] == "TU-1234")
    }
}
