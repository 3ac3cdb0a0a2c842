import TestSupport
import Testing

/// `verify-token --inspect`: what a token says of itself, which nobody has checked.
@Suite struct VerifyTokenInspectTests {
    let tool: TestTool
    let session: (url: String, id: String, token: String)

    init() throws {
        tool = try TestTool()
        session = tool.session()
    }

    private func inspect(_ words: String..., input: String = "") -> TestTool.Outcome {
        tool.run(["verify-token", "--inspect"] + words, input: input)
    }

    @Test func `a genuine token is shown under NOT VERIFIED, and its signature is not`() throws {
        let run = inspect(session.url)
        let parts = session.token.split(separator: ".")
        #expect(run.status == 1)
        #expect(run.errors.isEmpty)
        let lines = run.lines
        #expect(lines[0] == "NOT VERIFIED")
        #expect(lines[1] == "  session \(session.id)")
        #expect(lines[2].hasPrefix("  claims key \(parts[1]), issued "))
        #expect(lines[2].hasSuffix(", scheme bcsession"))
        let times = "'\(parts[2])', '\(parts[3])'"
        #expect(lines[3] == "  5 parts: 'v2', '\(parts[1])', \(times), 43 bytes of signature, not checked")
        #expect(lines.count == 4)
        #expect(!run.output.contains(parts[4]))
    }

    @Test func `no key is needed, and none is looked for`() throws {
        let other = try TestTool()
        let run = other.run("verify-token", "--inspect", "--format", "json", session.url)
        #expect(run.status == 1)
        #expect(try run.json["results/0/key"] == String(session.token.split(separator: ".")[1]))
        #expect(try other.files.names.isEmpty)
        let both = inspect(session.url, "--signing-key-file", "x")
        #expect(both.status == 2)
        #expect(both.errors.contains("--signing-key-file"))
    }

    @Test func `JSON has the shape of a verdict that is not valid, and says that it is an inspection`() throws {
        let json = try inspect("--format", "json", session.url).json
        #expect(
            json.names(at: "results/0") == [
                "checks", "expires_at", "input", "inspected", "issued_at", "key", "kind", "ledger", "link", "origin",
                "reasons", "record", "repairs", "scheme", "session_id", "valid", "verdict", "vouched_by",
            ])
        #expect(json["results/0/valid"] == "false")
        #expect(json["results/0/inspected"] == "true")
        #expect(json["results/0/reasons"] == "[]")
        #expect(json["results/0/session_id"] == session.id)
        let verified = try tool.run("verify-token", "--format", "json", session.url).json
        for member in ["issued_at", "expires_at", "key", "scheme"] {
            #expect(json["results/0/\(member)"] == verified["results/0/\(member)"])
        }
        #expect(!verified.names(at: "results/0").contains("inspected"))
    }

    @Test func `reasons that need no key are given, and those that do are not`() throws {
        let client = "https://bankconnectclient.finbox.in/"
        let forged = "v2.other.1.2.\(String(repeating: "A", count: 43))"
        for (url, reasons) in [
            ("\(client)?session_id=\(session.id)&token=\(forged)", #"["expired"]"#),
            ("\(client)?token=\(session.token)", #"["missing_session_id"]"#),
            ("\(client)?session_id=\(session.id)", #"["missing_token"]"#),
            ("\(session.url)&token=x", #"["repeated_parameter"]"#),
            ("\(client)?session_id=\(session.id)&token=v2.x", #"["malformed"]"#),
            ("\(client)?session_id=\(session.id)&token=x", #"["unknown_scheme"]"#),
        ] {
            #expect(try inspect("--format", "json", url).json["results/0/reasons"] == reasons, "\(url)")
        }
        let asked = inspect(session.url, "--session-id", "c91f4b1c-9a2f-4ad7-8f0e-0123456789ab", "--format", "json")
        #expect(try asked.json["results/0/reasons"] == #"["session_mismatch"]"#)
    }

    @Test func `a token alone needs no session, and several inputs share one answer`() throws {
        let broken = "https://bankconnectclient.finbox.in/?session_id=\(session.id)&token=v2.x"
        let run = inspect("--format", "ndjson", session.token, "-", session.url, input: "\(session.url)\n\(broken)\n")
        #expect(run.status == 1)
        let results = try run.lines.map { try ParsedJSON($0) }
        #expect(results.map { $0["input"] } == ["argument 1", "<stdin>", "<stdin>", "argument 3"])
        #expect(results.map { $0["record"] } == ["null", "1", "2", "null"])
        #expect(results.map { $0["key"] == "null" } == [false, false, true, false])
        #expect(results.allSatisfy { $0["valid"] == "false" && $0["inspected"] == "true" })
    }

    @Test func `what a damaged token holds is shown escaped and in bounds`() {
        let run = inspect("v2.\u{1B}[2J\u{202E}##[error].\(String(repeating: "9", count: 500)).x.y.z.a.b.c.d")
        #expect(run.status == 1)
        #expect(run.output.contains(#"'\u{1B}[2J\u{202E}#\u{23}[error]'"#), "\(run.output)")
        #expect(run.output.contains("'\(String(repeating: "9", count: 40))…'"))
        #expect(run.output.contains("…, 1 byte of signature, not checked"))
        #expect(inspect(String(repeating: ".", count: 1_000_000)).output.utf8.count < 1_000)
        let link = "https://x.finbox.in/?token=v2." + String(repeating: "0", count: 1_000_000)
        #expect(inspect("-", input: link).output.utf8.count < 1_000)
    }
}
