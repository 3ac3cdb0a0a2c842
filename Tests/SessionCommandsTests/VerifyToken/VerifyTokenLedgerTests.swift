import TestSupport
import Testing

/// `verify-token --record`: what the ledger knows of a session beside the verdict.
@Suite struct VerifyTokenLedgerTests {
    let tool: TestTool
    let ledger: String
    let session: (url: String, id: String, token: String)

    init() throws {
        tool = try TestTool()
        ledger = tool.files.path("ledger")
        session = tool.session("--record", ledger)
    }

    private func verify(_ words: String..., input: String = "") -> TestTool.Outcome {
        tool.run(["verify-token", "--record", ledger] + words, input: input)
    }

    @Test func `a session of the ledger is told with its link_id and when it was made`() throws {
        let run = verify(session.url)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("valid as a local link: signed by this tool"))
        #expect(run.lines.last?.hasPrefix("  the ledger has link_id 'TU-1234', made locally at ") == true)
        #expect(run.lines.last?.contains(" IST on ") == true)
        let json = try verify(session.url, "--format", "json").json
        #expect(
            json.names(at: "results/0/ledger") == ["endpoint", "expires_at", "expires_is_estimate", "link_id", "time"])
        #expect(json["results/0/ledger/link_id"] == "TU-1234")
        #expect(json["results/0/ledger/time"] == json["results/0/issued_at"])
        #expect(json["results/0/ledger/expires_at"] == json["results/0/expires_at"])
    }

    @Test func `a session that the ledger lacks is said to be lacking, and the verdict stands`() throws {
        let other = tool.session()
        let run = verify(other.url)
        #expect(run.status == 0)
        #expect(run.lines.last == "  this session is not in the ledger")
        #expect(try verify(other.url, "--format", "json").json["results/0/ledger"] == "null")
    }

    @Test func `tokens that are not valid are looked up as well, by the session that they are for`() throws {
        let cut = String(session.url.prefix { $0 != "&" })
        #expect(verify(cut).output.contains("link_id 'TU-1234'"))
        #expect(verify("--inspect", session.url).output.contains("link_id 'TU-1234'"))
        #expect(verify("--session-id", session.id, session.token).output.contains("link_id 'TU-1234'"))
        let unknown = "https://bankconnectclient.finbox.in/?session_id=b91f4b1c-9a2f-4ad7-8f0e-0123456789ab"
        #expect(verify(unknown).output.contains("not in ledger: This session is not in the ledger."))
    }

    @Test func `every line of a stream is looked up`() throws {
        let others = (0..<20).map { tool.session("--record", ledger, "--set", "mobile_number=\"900000000\($0 % 10)\"") }
        let run = verify(
            "--format", "ndjson", "-", input: others.map(\.url).joined(separator: "\n") + "\n\(session.url)")
        #expect(run.status == 0)
        let results = try run.lines.map { try ParsedJSON($0) }
        #expect(results.map { $0["session_id"] } == others.map(\.id) + [session.id])
        #expect(results.allSatisfy { $0["ledger/link_id"] == "TU-1234" })
    }

    @Test(arguments: ["text", "json", "ndjson"])
    func `a ledger that cannot be read stops the run before any verdict`(format: String) throws {
        let directory = try tool.files.makeDirectory("directory")
        for (path, reason) in [
            (tool.files.path("none"), "No such file"), (directory, "it is a directory"),
        ] {
            let run = tool.run("verify-token", "--record", path, session.url, "--format", format)
            #expect(run.status == 3)
            #expect(run.errors.contains(reason), "\(run.errors)")
            #expect(format == "text" ? run.output.isEmpty : try run.json["error/kind"] == "input")
        }
        #expect(verify("--record", "-", session.url).status == 2)
    }

    @Test func `lines that are no entries are told of and passed over`() throws {
        try tool.files.write("rubbish\n" + tool.files.read("ledger") + "{\"time\":\"20", to: "ledger", mode: 0o600)
        let run = verify(session.url)
        #expect(run.status == 0)
        #expect(run.output.contains("link_id 'TU-1234'"))
        #expect(
            run.errors == "bcsession: warning: the ledger '\(ledger)' has a line that is no entry; it was passed over\n"
                + "bcsession: warning: the ledger '\(ledger)' ends in a line that was cut short; it was passed over\n"
        )
    }

    @Test func `what a ledger holds reaches nobody as more than text`() throws {
        let link = "\u{1B}]0;x\u{7}##[error]\u{202E}"
        let hostile = tool.run(["create", "--link-id", link, "--record", ledger, "-q", "--print", "redirect_url"])
        let output = verify(hostile.lines.first ?? "").output
        #expect(output.contains(#"link_id '\u{1B}]0;x\u{7}#\u{23}[error]\u{202E}'"#), "\(output)")
    }

    @Test func `a scheme that signs the link_id takes it from the ledger`() throws {
        let config = try tool.files.write(
            #"{"token_scheme": {"name": "acme", "algorithm": "hmac-sha256", "message": "{session_id}|{link_id}", "encoding": "hex"}}"#,
            to: "config.json")
        let made = tool.session("--config", config, "--record", ledger)
        #expect(tool.run("verify-token", "--config", config, made.url).status == 10)
        // The key that create made is not the organization's, so it refuses nothing.
        let other = made.url.replacing(made.token, with: String(repeating: "0a", count: 32))
        let unknown = tool.run("verify-token", "--config", config, "--link-id", "TU-1234", other)
        #expect(unknown.status == 10 && unknown.output.contains("unknown key: No key was given"), "\(unknown.output)")
        let key = tool.files.path("state/bcsession/signing.key")
        #expect(
            tool.run("verify-token", "--config", config, "--link-id", "TU-1234", "--signing-key-file", key, other)
                .status
                == 1)
        let run = verify("--config", config, made.url)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(verify("--config", config, "--link-id", "other", made.url).status == 1)
    }
}
