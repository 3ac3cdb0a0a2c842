import TestSupport
import Testing

/// What `verify-token` takes, and the shapes it answers in.
@Suite struct VerifyTokenInputTests {
    let tool: TestTool
    let session: (url: String, id: String, token: String)

    init() throws {
        tool = try TestTool()
        session = tool.session()
    }

    @Test func `with --tokens each line is a token, and blank lines count`() throws {
        let text = "\(session.token)\n\n\(session.token)\r\nv2.nonsense"
        let path = try tool.files.write(text, to: "tokens.txt")
        for (input, name) in [(path, path), ("-", "<stdin>")] {
            let run = tool.run(
                "verify-token", "--tokens", "--session-id", session.id, "--format", "ndjson", input, input: text)
            #expect(run.status == 1)
            let results = try run.lines.map { try ParsedJSON($0) }
            #expect(results.map { $0["input"] } == [name, name, name])
            #expect(results.map { $0["record"] } == ["1", "3", "4"])
            #expect(results.map { $0["valid"] } == ["true", "true", "false"])
        }
    }

    @Test func `each line of text begins with its place`() {
        let run = tool.run("verify-token", "-", input: "\(session.url)\nhello\nhttps://x.finbox.in/\n")
        #expect(run.output.hasPrefix("<stdin>:1: valid as a local link: "))
        #expect(run.output.contains("\n<stdin>:3: NOT VALID: missing session_id\n  session unknown\n"))
        #expect(run.errors.contains("<stdin>: passed over 1 line without a link\n"))
        #expect(run.errors.contains("2 links and tokens: 1 valid, 1 not valid\n"))
    }

    @Test func `a result has the documented members`() throws {
        let json = try tool.run("verify-token", "--format", "json", session.url).json
        #expect(json.names() == ["results", "schema"])
        #expect(json["schema"] == "bcsession.verify-token/1")
        #expect(
            json.names(at: "results/0") == [
                "checks", "expires_at", "input", "issued_at", "key", "kind", "ledger", "link", "origin", "reasons",
                "record", "repairs", "scheme", "session_id", "valid", "verdict", "vouched_by",
            ])
        #expect(json.names(at: "results/0/checks") == ["clock", "ledger", "link", "token"])
        #expect(json["results/0/record"] == "null")
        #expect(json["results/0/scheme"] == "bcsession")
        #expect(json["results/0/reasons"] == "[]")
        #expect(json["results/0/key"]?.wholeMatch(of: /[0-9a-f]{8}/) != nil)
        #expect(json["results/0/issued_at"]?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
    }

    @Test func `several inputs share one document, and one that is not valid decides`() throws {
        let run = tool.run("verify-token", "--format", "json", session.url, "x://y", session.url)
        #expect(run.status == 1)
        let json = try run.json
        #expect((0..<3).map { json["results/\($0)/valid"] } == ["true", "false", "true"])
        #expect((0..<3).map { json["results/\($0)/input"] } == ["argument 1", "argument 2", "argument 3"])
    }

    @Test func `a token alone without its session is a usage error, before anything is judged`() throws {
        for format in ["text", "json", "ndjson"] {
            let run = tool.run("verify-token", "--format", format, session.url, session.token)
            #expect(run.status == 2)
            #expect(run.errors.contains("give --session-id, or the whole link in quotes"))
            #expect(format == "text" ? run.output.isEmpty : try run.json["error/exit"] == "2")
        }
    }

    @Test func `a file of one token is that token where its session is given, and else names --session-id`() throws {
        let path = try tool.files.write("\(session.token)\n", to: "token.txt")
        for (input, text) in [(path, ""), ("-", session.token), ("-", "\(session.token)\r\n")] {
            #expect(tool.run("verify-token", "--session-id", session.id, input, input: text).status == 0)
            let run = tool.run("verify-token", input, input: text)
            #expect(run.status == 2)
            #expect(run.errors.contains("for a token, give --session-id"))
        }
    }

    @Test func `prose is no token`() {
        let run = tool.run("verify-token", "--session-id", session.id, "-", input: "It does not work.\nThanks\n")
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("bcsession: there is no link of a session in <stdin>: none to "))
    }

    @Test(arguments: ["", "\n", "\r\n\r\n"])
    func `an input that holds nothing is no valid link`(text: String) throws {
        let run = tool.run("verify-token", "-", input: text)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors == "bcsession: there is no link of a session in <stdin>: there is no text in it\n")
        let json = try tool.run("verify-token", "--format", "json", "-", input: text).json
        #expect(json.count(at: "results") == 0)
    }

    @Test func `an input that cannot be read is reported, and the others are judged`() throws {
        let directory = try tool.files.makeDirectory("directory")
        let run = tool.run("verify-token", "--format", "json", directory, session.url)
        #expect(run.status == 3)
        let json = try run.json
        #expect(json["results/0/input"] == directory)
        #expect(json["results/0/error/kind"] == "input")
        #expect(json["results/1/valid"] == "true")
        #expect(run.errors.hasPrefix("bcsession: cannot read '\(directory)': it is a directory\n"))
    }

    @Test func `standard input twice is a usage error`() {
        let run = tool.run("verify-token", "-", "-", input: session.url)
        #expect(run.status == 2)
        #expect(run.errors.contains("'-' is given twice"))
    }

    @Test(arguments: ["-1", "86401", "abc", "1.5", "99999999999999999999", ""])
    func `a leeway out of range or no number is a usage error`(leeway: String) {
        let run = tool.run("verify-token", session.url, "--leeway=\(leeway)")
        #expect(run.status == 2)
        #expect(run.errors.contains("--leeway"))
    }

    @Test(arguments: [
        "yesterday", "2026-11-31", "2026-13-01T00:00:00Z", "2026-11-22T12:00:00", "-5", "1e9",
        "2026-11-22T12:00:00+24:00",
    ])
    func `a time that is none is a usage error`(time: String) {
        let run = tool.run("verify-token", session.url, "--now=\(time)")
        #expect(run.status == 2)
        #expect(
            run.errors.contains(
                "--now takes a time such as 2026-11-22T12:00:00+05:30, a day such as 2026-11-22, or Unix seconds"))
    }

    @Test func `hostile tokens are verdicts, not accidents`() {
        let parts = session.token.split(separator: ".").map(String.init)
        let head = parts[0...3].joined(separator: ".")
        let standardBase64 = parts[4].replacing("-", with: "+").replacing("_", with: "/")
        let samples = [
            session.token.uppercased(), "\(head).", "\(head)", "v2....", ".....", "v2.\(parts[1]).-1.5.\(parts[4])",
            "v2.\(parts[1]).0\(parts[2]).\(parts[3]).\(parts[4])", "\(head).\(parts[4])=",
            "\(head).\(standardBase64)+/", "v2.\(parts[1]).99999999999999999999.\(parts[3]).\(parts[4])",
            "v2.\(parts[1]).\(parts[3]).\(parts[2]).\(parts[4])", "v3.\(session.token.dropFirst(3))",
            session.token.replacing("2", with: "\u{FF12}"), session.token + "\u{0}", " " + session.token,
            "\u{1B}[2J", "::error::", "##[error]", String(repeating: "A", count: 1_000_000),
        ]
        for sample in samples {
            let run = tool.run("verify-token", "--session-id", session.id, "--", sample)
            #expect(run.status == (sample.hasPrefix("v2.") ? 1 : 10), "\(sample.prefix(100))")
            #expect(run.output.hasPrefix(sample.hasPrefix("v2.") ? "NOT VALID: " : "CANNOT TELL: "))
            #expect(run.errors.isEmpty)
            #expect(run.output.utf8.count < 1_000)
        }
    }

    @Test(arguments: [
        ("2026-11-22T12:34:56Z", 1_795_350_896), ("2026-11-22t18:04:56.789+05:30", 1_795_350_896),
        ("2026-11-22 04:34:56-08:00", 1_795_350_896), ("1795350896", 1_795_350_896),
        ("2026-11-22", 1_795_285_800),
    ])
    func `--now takes RFC 3339 with any offset, a day in India, and Unix seconds`(text: String, seconds: Int) {
        // Python's datetime gave the seconds. A token that ends at the next one is good, at this one expired.
        let id = "b91f4b1c-9a2f-4ad7-8f0e-0123456789ab"
        for (end, status) in [(seconds, Int32(1)), (seconds + 1, 10)] {
            let token = "v2.other.1.\(end).\(String(repeating: "A", count: 43))"
            let link = "https://bankconnectclient.finbox.in/?session_id=\(id)&token=\(token)"
            #expect(tool.run("verify-token", link, "--now", text).status == status, "\(text)")
        }
    }
}
