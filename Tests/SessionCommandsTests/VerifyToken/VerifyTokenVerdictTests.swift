import TestSupport
import Testing

/// The three verdicts on links of FinBox's own, and what judges them.
@Suite struct VerifyTokenVerdictTests {
    static let id = "b91f4b1c-9a2f-4ad7-8f0e-0123456789ab"
    static let link = "https://bankconnectclient.finbox.in/?session_id=\(id)&token=eyJhbGciOi.zz8QQ-x_7"
    static let v1 = "https://bankconnectclient.finbox.in/?session_id=\(id)"

    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    /// A ledger with one live session.
    private func ledger(
        link: String = link, expires: String? = nil,
        endpoint: String = "https://apis.bankconnect.finbox.in/bank-connect",
        mode: Int = 0o600
    ) throws -> String {
        let expiry = expires.map { #""\#($0)""# } ?? "null"
        return try tool.files.write(
            #"{"time":"2026-11-22T10:50:00Z","session_id":"\#(Self.id)","link_id":"C-9","redirect_url":"\#(link)","#
                + #""expires_at":\#(expiry),"endpoint":"\#(endpoint)"}"# + "\n",
            to: "ledger", mode: mode)
    }

    private func verify(_ words: String...) throws -> (status: Int32, text: String, json: ParsedJSON) {
        let flags = words + ["--now", "2026-11-22T11:00:00Z"]
        let text = tool.run(["verify-token"] + flags)
        let json = tool.run(["verify-token", "--format", "json"] + flags)
        #expect(text.status == json.status)
        return (text.status, text.output, try json.json)
    }

    @Test func `without a ledger nobody can tell`() throws {
        let found = try verify(Self.link)
        #expect(found.status == 10)
        #expect(found.text.hasPrefix("CANNOT TELL: nothing is wrong with it, but nothing here proves it\n"))
        #expect(found.text.contains("to settle it: give --record FILE"))
        #expect(found.json["results/0/verdict"] == "cannot_tell")
        #expect(found.json["results/0/valid"] == "false")
        #expect(found.json["results/0/vouched_by"] == "null")
        #expect(found.json["results/0/reasons"] == #"["unknown_scheme"]"#)
        #expect(
            found.json["results/0/checks"]
                == #"{"clock":"not_possible","ledger":"not_possible","link":"passed","token":"not_possible"}"#)
    }

    @Test func `with the ledger of its creation it is valid`() throws {
        let found = try verify("--record", try ledger(), Self.link)
        #expect(found.status == 0)
        #expect(
            found.text.hasPrefix(
                "valid: exactly the link that the API returned at 16:20 IST on 22/11/2026 for link_id C-9\n"))
        #expect(found.json["results/0/vouched_by"] == "ledger")
        #expect(found.json["results/0/origin"] == "live")
        #expect(found.json["results/0/checks/ledger"] == "passed")
        #expect(found.json["results/0/reasons"] == "[]")
    }

    @Test func `one character changed differs from the ledger, and the place is named`() throws {
        let path = try ledger()
        for place in [85, Self.link.count - 1] {
            var changed = Array(Self.link)
            changed[place] = changed[place] == "x" ? "y" : "x"
            let found = try verify("--record", path, String(changed))
            #expect(found.status == 1)
            #expect(found.json["results/0/reasons"]?.contains("differs_from_ledger") == true, "\(found.text)")
            #expect(found.text.contains("character \(place + 1) is another one"), "\(found.text)")
        }
    }

    @Test func `a link of V1 is valid if the ledger has it so, and not if the ledger has a token for it`() throws {
        #expect(try verify(Self.v1).status == 10)
        #expect(try verify("--record", try ledger(link: Self.v1), Self.v1).status == 0)
        let cut = try verify("--record", try ledger(), Self.v1)
        #expect(cut.status == 1)
        #expect(cut.json["results/0/reasons"] == #"["missing_token","differs_from_ledger"]"#)
    }

    @Test func `the link_id that was asked about must be the ledger's`() throws {
        let path = try ledger()
        #expect(try verify("--record", path, "--link-id", "C-9", Self.link).status == 0)
        let wrong = try verify("--record", path, "--link-id", "C-8", Self.link)
        #expect(wrong.status == 1)
        #expect(wrong.json["results/0/reasons"]?.contains("link_id_mismatch") == true)
        #expect(wrong.text.contains("it is 'C-9'"))
    }

    @Test func `a session that the ledger lacks fails only where it must be there`() throws {
        let path = try ledger()
        let other = Self.link.replacing("b91f4b1c", with: "c91f4b1c")
        let found = try verify("--record", path, other)
        #expect(found.status == 10)
        #expect(found.json["results/0/reasons"] == #"["unknown_scheme","not_in_ledger"]"#)
        #expect(try verify("--record", path, "--require-record", other).status == 1)
        let none = tool.run("verify-token", "--require-record", Self.link)
        #expect(none.status == 2 && none.errors.contains("give --record FILE"), "\(none.output)\(none.errors)")
        #expect(try verify("--record", path, "--require-record", Self.link).status == 0)
    }

    @Test func `an entry of a local session vouches for nothing`() throws {
        let found = try verify("--record", try ledger(endpoint: "local"), Self.link)
        #expect(found.status == 10)
        #expect(found.json["results/0/origin"] == "local")
        #expect(found.json["results/0/vouched_by"] == "null")
    }

    @Test(arguments: [0o620, 0o602, 0o666, 0o660])
    func `a ledger that others can write to judges nothing`(mode: Int) throws {
        let path = try ledger(mode: mode)
        let run = tool.run("verify-token", "--record", path, Self.link)
        #expect(run.status == 9)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("run: chmod 600 \(path)"), "\(run.errors)")
    }

    @Test func `a link to another port is said to be so`() throws {
        let run = tool.run(
            "verify-token", Self.link.replacing("bankconnectclient.finbox.in", with: "bankconnectclient.finbox.in:8443")
        )
        #expect(run.status == 1)
        #expect(
            run.output.contains("wrong host 'bankconnectclient.finbox.in:8443'"), "\(run.output)")
    }

    @Test func `a ledger that others can only read judges, and one that is no file does not`() throws {
        #expect(try verify("--record", try ledger(mode: 0o644), Self.link).status == 0)
        #expect(tool.run("verify-token", "--record", "/dev/null", Self.link).status == 9)
    }

    @Test func `the configuration's ledger serves without the flag, and need not be there`() throws {
        let config = try tool.files.write(#"{"record": "ledger"}"#, to: "config.json")
        #expect(try verify("--config", config, Self.link).status == 10)
        let missing = tool.run("verify-token", "--config", config, Self.link)
        #expect(missing.errors.contains("ledger', which the configuration names, does not exist"), "\(missing.errors)")
        #expect(tool.run("verify-token", "--config", config, "--require-record", Self.link).status == 3)
        _ = try ledger()
        #expect(try verify("--config", config, Self.link).status == 0)
    }

    @Test(arguments: [
        "https://evil.example/?session_id=\(id)&token=x",
        "https://bankconnectclient.finbox.in.evil.example/?session_id=\(id)",
        "https://evilfinbox.in/?session_id=\(id)", "https://bankconnectclient\u{2024}finbox.in/?session_id=\(id)",
        "https://b\u{430}nkconnectclient.f\u{131}nbox.in/?session_id=\(id)",
        "https://finbox.in@evil.example/?session_id=\(id)",
        "https://x@bankconnectclient.finbox.in/?session_id=\(id)",
        "https://bankconnectclient.finbox.in:444/?session_id=\(id)",
        "https://bankconnectclient.finbox.in\\@evil.example/?session_id=\(id)", "https://finbox.in./?session_id=\(id)",
        "https://bankconnectclient.finbox.in\\?session_id=\(id)", "https://xn--fnbox-p4a.in/?session_id=\(id)",
        "https://127.0.0.1:8080/?session_id=\(id)", "//evil.example/?session_id=\(id)://",
    ])
    func `another host is never valid, and no link is offered`(link: String) throws {
        for text in [link, link + ".", "<\(link)>"] {
            let found = try verify("--record", try ledger(link: link.replacing("\\", with: "\\\\")), text)
            #expect(found.status == 1, "\(text) \(found.text)")
            #expect(found.json["results/0/reasons"]?.contains("wrong_host") == true, "\(text) \(found.text)")
            #expect(found.json["results/0/link"] == "null")
        }
    }

    @Test func `http is not https`() throws {
        let link = Self.link.replacing("https:", with: "http:")
        let found = try verify("--record", try ledger(link: link), link)
        #expect(found.status == 1)
        #expect(found.json["results/0/reasons"] == #"["not_https","unknown_scheme"]"#)
    }

    @Test func `a test server's link is taken where the ledger or --client-url names it`() throws {
        let link = "http://127.0.0.1:4321/?session_id=\(Self.id)&token=x"
        #expect(try verify(link).status == 1)
        let known = try verify("--record", try ledger(link: link, endpoint: "http://127.0.0.1:4321/bank-connect"), link)
        #expect(known.status == 0)
        #expect(known.text.contains("test server"))
        #expect(try verify("--record", try ledger(link: link, endpoint: "http://127.0.0.1:4322/"), link).status == 1)
        #expect(try verify("--client-url", "http://127.0.0.1:4321/", link).status == 10)
        #expect(try verify("--client-url", "http://127.0.0.1:4322/", link).status == 1)
        #expect(tool.run("verify-token", "--client-url", "nonsense", link).status == 2)
    }

    @Test func `an expiry of the ledger ends a link, a guessed one does not`() throws {
        let past = "2026-11-22T10:59:59Z"
        let local = try verify("--record", try ledger(expires: past, endpoint: "local"), Self.link)
        #expect(local.json["results/0/reasons"]?.contains("expired") == true, "\(local.text)")
    }

    @Test(arguments: [
        (#""2026-11-22T16:25:00+05:30""#, 1), (#""2026-11-22T10:55:00.123Z""#, 1), (#""2026-11-22t10:55:00z""#, 1),
        (#""2026-11-22T10:55:00Z""#, 1), (#""2026-11-22T16:35:00+05:30""#, 0), ("null", 0),
        ("1795345000", 10), (#""yesterday""#, 10), (#""""#, 10), (#""2026-11-22""#, 10),
        ("[]", 10), ("false", 10),
    ])
    func `an expiry of the ledger is read as RFC 3339, or said to be unreadable`(value: String, status: Int32) throws {
        let path = try tool.files.write(
            #"{"schema":"bcsession.ledger/2","time":"2026-11-22T16:20:00.5+05:30","session_id":"\#(Self.id)","#
                + #""redirect_url":"\#(Self.link)","endpoint":"https://apis.bankconnect.finbox.in/bank-connect","#
                + #""expires_at":\#(value),"expires_is_estimate":false,"outcome":"created","link_id":"C-9"}"# + "\n",
            to: "ledger", mode: 0o600)
        let found = try verify("--record", path, Self.link)
        #expect(found.status == status, "\(value) \(found.text)")
        #expect(found.json["results/0/reasons"]?.contains("expired") == (status == 1), "\(found.text)")
        #expect(found.text.contains("unreadable expiry: The ledger has an expiry") == (status == 10), "\(found.text)")
        let listed = tool.run("sessions", "--record", path)
        #expect(listed.status == 0 && listed.output.contains("C-9"), "\(listed.errors)")
        #expect(
            listed.errors.contains("has 1 session with an expires_at that is no time of RFC 3339") == (status == 10),
            "\(listed.errors)")
    }

    @Test(arguments: [
        ("https://shop.example/done?success=true&session_id=\(id)", 10, "after finishing"),
        ("https://shop.example/done?a=1&success=false", 10, "without finishing"),
        ("https://shop.example/done?success=true", 1, "wrong host"),
        ("https://shop.example/done?success=true&session_id=\(id)&token=x", 1, "wrong host"),
        ("https://shop.example/done?success=maybe&session_id=\(id)", 1, "wrong host"),
    ])
    func `the page that a customer came back to is recognised`(link: String, status: Int32, text: String) throws {
        let found = try verify(link)
        #expect(found.status == status, "\(found.text)")
        #expect(found.text.contains(text), "\(found.text)")
        #expect((found.json["results/0/kind"] == "return_url") == (status == 10))
        guard status == 10, link.contains(Self.id) else { return }
        #expect(try verify("--record", try ledger(), link).text.contains("the ledger has link_id 'C-9'"))
    }

    @Test func `the link to send instead is masked, and whole with --show-link`() throws {
        let path = try ledger()
        let masked = try verify("--record", path, Self.link + ".")
        #expect(masked.status == 0)
        #expect(masked.text.contains("after removing a full stop at its end"))
        #expect(masked.text.contains("the link to send instead: \(Self.v1)&token=*** (--show-link shows it whole)"))
        #expect(masked.json["results/0/link"] == "\(Self.v1)&token=***")
        #expect(masked.json["results/0/repairs/0/kind"] == "punctuation")
        let whole = try verify("--record", path, "--show-link", Self.link + ".")
        #expect(whole.text.contains("the link to send instead: \(Self.link)\n"))
        #expect(whole.json["results/0/link"] == Self.link)
        #expect(try verify("--record", path, "--strict", Self.link + ".").status == 1)
    }

    @Test func `a shortened link is named, and the long one asked for`() {
        let run = tool.run("verify-token", "-", input: "see https://bit.ly/3xYz\n")
        #expect(run.status == 2)
        #expect(run.errors.contains("bit.ly, which hides where it leads; ask the customer for the long link"))
        #expect(tool.run("verify-token", "https://bit.ly/3xYz").output.contains("bit.ly hides where links lead"))
    }

    @Test func `the same link ten times is judged once, and two in one line are two`() throws {
        let text =
            String(repeating: Self.link + "\n", count: 10) + "\(Self.v1) and \(Self.link)\n\(Self.v1)x\(Self.link)"
        let run = tool.run("verify-token", "--format", "ndjson", "-", input: text)
        let records = try run.lines.map { try ParsedJSON($0)["record"] }
        #expect(records == ["1", "11", "12"], "\(run.output)")
    }

    @Test func `what create printed is read as it is`() throws {
        let answer = tool.run("create", "--link-id", "A").output
        #expect(tool.run("verify-token", "-", input: answer).status == 0)
        let line = answer.split(separator: "\n").joined()
        #expect(tool.run("verify-token", "-", input: line + "\n" + line).status == 0)
        let escaped = line.replacing("/", with: "\\/").replacing("&", with: "\\u0026")
        #expect(tool.run("verify-token", "-", input: escaped).status == 0)
    }
}
