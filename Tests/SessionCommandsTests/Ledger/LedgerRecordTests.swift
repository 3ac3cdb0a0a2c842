import TestSupport
import Testing

/// `create --record`: what a ledger holds, and what happens when it cannot be written.
@Suite struct LedgerRecordTests {
    let tool: TestTool
    let ledger: String

    init() throws {
        tool = try TestTool()
        ledger = tool.files.path("ledger.ndjson")
    }

    private func create(_ words: String...) -> TestTool.Outcome {
        tool.run(["create", "--link-id", "TU-1234", "--record", ledger] + words)
    }

    private func lines() throws -> [String] {
        try tool.files.read("ledger.ndjson").split(separator: "\n").map(String.init)
    }

    @Test func `each session is a line of a file that only its owner can read`() throws {
        let answers = try (0..<3).map { _ in try create("--session-expiry", "30").json }
        #expect(try tool.files.mode(of: "ledger.ndjson") == 0o600)
        let entries = try lines().map { try ParsedJSON($0) }
        #expect(entries.count == 3)
        for (answer, entry) in zip(answers, entries) {
            #expect(
                entry.names() == [
                    "api_version", "endpoint", "exit", "expires_at", "expires_is_estimate", "link_id", "outcome",
                    "redirect_url", "response", "retry_after", "schema", "session_id", "status", "time",
                ])
            #expect(entry["schema"] == "bcsession.ledger/2")
            #expect(entry["expires_is_estimate"] == "false")
            #expect(entry["session_id"] == answer["session_id"])
            #expect(entry["redirect_url"] == answer["redirect_url"])
            #expect(entry["link_id"] == "TU-1234")
            #expect(entry["endpoint"] == "local")
            let verdict = try tool.run("verify-token", "--format", "json", answer["redirect_url"] ?? "").json
            #expect(entry["time"] == verdict["results/0/issued_at"])
            #expect(entry["expires_at"] == verdict["results/0/expires_at"])
        }
    }

    @Test func `a refused payload leaves no ledger and no line`() throws {
        #expect(create("--mode", "fax").status == 1)
        #expect(try tool.files.names == [])
        #expect(create().status == 0)
        #expect(create("--mode", "fax").status == 1)
        #expect(try lines().count == 1)
    }

    @Test(arguments: [#"{"time":"2026-"#, "\u{0}\u{0}", #"{"whole":true}"#])
    func `a last line without an end is ended, and keeps what it holds`(rest: String) throws {
        #expect(create().status == 0)
        let first = try #require(try lines().first)
        try tool.files.write("\(first)\n\(rest)", to: "ledger.ndjson", mode: 0o600)
        #expect(create().status == 0)
        let found = try lines()
        try #require(found.count == 3)
        #expect(found[1] == rest)
        #expect(found[2].contains("TU-1234"))
        #expect(try tool.files.read("ledger.ndjson").last == "\n")
    }

    @Test(arguments: [0o644, 0o640, 0o606])
    func `a ledger that others can read is refused, with the command that mends it`(mode: Int) throws {
        try tool.files.write("", to: "ledger.ndjson", mode: mode)
        let run = create()
        #expect(run.status == 74)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("others can read the ledger '\(ledger)'"))
        #expect(run.errors.hasSuffix("; run: chmod 600 \(ledger)\n"))
        #expect(try lines().isEmpty)
    }

    @Test(arguments: [0o644, 0o600, 0o666])
    func `a file that is no ledger is called one before its mode is looked at`(mode: Int) throws {
        try tool.files.write("root:x:0:0::/root:/bin/sh\n", to: "ledger.ndjson", mode: mode)
        let run = create()
        #expect(run.status == 2)
        #expect(run.errors.contains("is not a ledger"), "\(run.errors)")
        #expect(!run.errors.contains("chmod"), "\(run.errors)")
        guard mode == 0o666 else { return }
        let link = "https://bankconnectclient.finbox.in/?session_id=b91fbb03-ab37-4b10-9b3b-b3ab4f3b3d1c"
        let verdict = tool.run("verify-token", "--record", ledger, link)
        #expect(verdict.status == 2, "\(verdict.errors)")
        #expect(verdict.errors.contains("is not a ledger") && !verdict.errors.contains("chmod"), "\(verdict.errors)")
    }

    @Test func `what cannot be a ledger stops the creation before anything is told`() throws {
        let directory = try tool.files.makeDirectory("directory")
        for (path, reason) in [
            (directory, "it is a directory"), ("/dev/full", "is not a regular file"),
            (tool.files.path("none/ledger"), "No such file or directory"),
        ] {
            for format in [[], ["--format", "json"], ["--print", "session_id"]] {
                let run = tool.run(["create", "--link-id", "A", "-q", "--record", path] + format)
                #expect(run.status == 74)
                #expect(run.errors.hasPrefix("bcsession: the session cannot be recorded: "))
                #expect(run.errors.contains(reason), "\(run.errors)")
                #expect(!run.output.contains("session_id"))
                if format.first == "--format" {
                    #expect(try run.json["error/kind"] == "output")
                } else {
                    #expect(run.output.isEmpty)
                }
            }
        }
    }

    @Test func `an output that cannot be opened leaves no line`() throws {
        let run = create("-o", tool.files.path("none/answer"))
        #expect(run.status == 74)
        #expect(try tool.files.names == ["state"])
    }

    @Test func `a ledger is neither standard output nor a file that the command uses otherwise`() throws {
        let payload = try tool.files.write(#"{"link_id": "A"}"#, to: "payload.json", mode: 0o600)
        for words in [
            ["--record", "-"], ["--record", payload, payload], ["--record", ledger, "-o", ledger],
            ["--record", payload, "-o", tool.files.path("./payload.json")],
        ] {
            let run = tool.run(["create", "--link-id", "B"] + words)
            #expect(run.status == 2)
            #expect(run.errors.contains(words[1] == "-" ? "--record" : "cannot be the ledger"), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
        #expect(try tool.files.names == ["payload.json"])
    }
}
