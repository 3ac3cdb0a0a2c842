import TestSupport
import Testing

/// Links that are made to look like FinBox's, or like the one that the ledger has: none of them is valid.
@Suite struct DeceptionTests {
    static let id = "b91f4b1c-9a2f-4ad7-8f0e-0123456789ab"
    static let bare = "bankconnectclient.finbox.in/?session_id=\(id)&token=eyJhbGciOi.zz8QQ-x_7"
    static let link = "https://\(bare)"

    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    private func ledger(
        endpoint: String = "https://apis.bankconnect.finbox.in/bank-connect", schema: String = "bcsession.ledger/2"
    ) throws -> String {
        try tool.files.write(
            #"{"schema":"\#(schema)","time":"2026-11-22T10:50:00Z","endpoint":"\#(endpoint)","api_version":"v2","#
                + #""link_id":"C-9","session_id":"\#(Self.id)","redirect_url":"\#(Self.link)","expires_at":null,"#
                + #""request":"r1","sha256":"\#(String(repeating: "0a", count: 32))","outcome":"created","status":201,"#
                + #""response":null,"exit":0}"# + "\n",
            to: "ledger", mode: 0o600)
    }

    private func verify(_ words: String..., input: String = "") throws -> TestTool.Outcome {
        tool.run(["verify-token", "--record", try ledger(), "--now", "2026-11-22T11:00:00Z"] + words, input: input)
    }

    @Test func `the ledger of these tests makes the link itself valid`() throws {
        let run = try verify(Self.link)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    static let disguises = [
        #"<a href="https://evil.example/login">\#(link)</a>"#,
        #"<a href="https://evil.example/login">Open <b>\#(link)</b></a>"#,
        #"<a class=x href='//evil.example/login'>\#(link)</a>"#, #"<a href="login">\#(link)</a>"#,
        #"<A HREF=https://evil.example/login>\#(bare)</A>"#,
        #"<a href="https://evil.example/" title="\#(link)">open</a>"#,
        #"<a href="https://evil.example/" src="\#(link)">open</a>"#,
        #"<a xlink:href="\#(link)" href="https://evil.example/">\#(link)</a>"#,
        #"<a href="https://bankconnectclient.finbox.in.evil.example/login">\#(link)</a>"#,
        #"Hello, <a href="https://evil.example/login">open \#(link)</a>"#,
        "<p>Hello</p>\n<a href=\"https://evil.example/login\">\n\(link)\n</a>",
        "<a href=\"https://evil.example/login\">\(String(repeating: "x ", count: 9_000))\(link)</a>",
        #"<b,><a href="https://evil.example/login">\#(link)</a>"#,
        #"<3 <a/href="https://evil.example/login">\#(link)</a>"#,
        String(repeating: "Hello\n", count: 12_000) + #"<a href="https://evil.example/login">\#(link)</a>"#,
        "[\(link)](https://evil.example/login)", "[Open \(link) now](https://evil.example/login)",
        "[url=https://evil.example/login]\(link)[/url]", "[URL='https://evil.example/']Open \(link) now[/URL]",
        "[\(link)|https://evil.example/login]", "[Open \(link) now|https://evil.example/login|smart-link]",
    ]

    @Test(arguments: disguises.indices, ["file", "argument"])
    func `a link whose text shows another host than it opens is judged by what it opens`(
        index: Int, way: String
    ) throws {
        let text = Self.disguises[index]
        let run = way == "file" ? try verify("-", input: text) : try verify(text)
        #expect(run.status == 1, "\(text)\n\(run.output)\(run.errors)")
        #expect(run.output.contains("wrong host"), "\(run.output)")
        #expect(!run.output.contains("exactly the link"), "\(run.output)")
        #expect(run.output.contains("evil.example") || text.contains(#"href="login""#), "\(run.output)")
        #expect(run.output.contains("its text shows bankconnectclient.finbox.in"), "\(run.output)")
    }

    @Test(arguments: [
        #"<a href="https://evil.example/" href="\#(link)">Open</a>"#, #"<a href href="\#(link)">Open</a>"#,
        #"<a href="https://evil.example/" Href='\#(link)' href="\#(link)">Open</a>"#,
        #"<a href='//evil.example/'href=\#(link)>Open</a>"#,
        #"<area href="https://evil.example/" href="\#(link)">"#, #"<form action="/login" action="\#(link)">"#,
    ])
    func `of two attributes with the same name the first one counts, as in browsers`(text: String) throws {
        let run = try verify("-", input: "<html><body>\(text)</body></html>\n")
        #expect(run.status != 0 && run.status != 10, "\(run.output)\(run.errors)")
        #expect(!run.output.contains("exactly the link"), "\(run.output)")
        let other = try verify("-", input: "<a href=\"\(Self.link)\" href=\"https://evil.example/\">Open</a>\n")
        #expect(other.status == 0, "\(other.output)\(other.errors)")
    }

    @Test func `a link that opens FinBox is valid whatever its text shows, which is said`() throws {
        for text in ["<a href=\"\(Self.link)\">https://evil.example/x</a>", "[https://evil.example/x](\(Self.link))"] {
            let run = try verify("-", input: text)
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            #expect(run.output.contains("its text shows evil.example"), "\(run.output)")
        }
        for text in ["<a href=\"\(Self.link)\">\(Self.bare)</a>", "[\(Self.link)](\(Self.link))"] {
            let run = try verify("-", input: text)
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            #expect(!run.output.contains("its text shows"), "\(run.output)")
        }
    }

    @Test(arguments: [" \(bare)", " \(link)", "\t\(link)", "\n\(link)", "\u{A0}\(link)", "'\(link)", ",\(link)"])
    func `a link to elsewhere that holds a session's is not valid, with white space in it too`(rest: String) throws {
        let run = try verify("https://evil.example/\(rest)")
        #expect(run.status == 1, "\(run.output)")
        #expect(run.output.contains("wrong host"), "\(run.output)")
        for start in ["https://evil.example/", "//evil.example/"] {
            let html = try verify("-", input: "<a href=\"\(start)\(rest)\">open</a>")
            #expect(html.status == 1, "\(html.output)\(html.errors)")
            #expect(html.output.contains("wrong host"), "\(html.output)")
        }
    }

    @Test func `a quoted address is one address`() throws {
        for text in ["\"https://evil.example/ \(Self.link)\"", "see <https://evil.example/ \(Self.bare)> now"] {
            let run = try verify("-", input: text)
            #expect(run.status == 1, "\(text) \(run.output)\(run.errors)")
            #expect(run.output.contains("wrong host"), "\(run.output)")
        }
    }

    @Test func `a wrapper with two targets is not opened`() throws {
        let good = Self.link.replacing("&", with: "%26").replacing("=", with: "%3D")
        for text in [
            "https://www.google.com/url?url=https%3A%2F%2Fevil.example&q=\(good)",
            "https://www.google.com/url?q=\(good)&url=https%3A%2F%2Fevil.example",
            "https://nam02.safelinks.protection.outlook.com/?url=\(good)&url=https%3A%2F%2Fevil.example",
            "https://l.facebook.com/l.php?u=\(good)&%75=https%3A%2F%2Fevil.example",
            "https://urldefense.proofpoint.com/v1/url?u=\(good)&u=https%3A//evil.example",
        ] {
            let run = try verify(text)
            #expect(run.status == 1, "\(text) \(run.output)")
            #expect(run.output.contains("repeated parameter"), "\(run.output)")
        }
    }

    @Test(arguments: [
        ";token=evil", ",x", ")x", "!x", "*x", "|x", "'x", "^x", "(x", "]x", "?x", ";x", ":x", "/x", "*", "|", "{", "_",
        "~",
        "</b>x", "<x", "/?x",
    ])
    func `a token that goes on, as a browser sends it, is another token`(suffix: String) throws {
        let run = try verify(Self.link + suffix)
        #expect(run.status == 1, "\(run.output)")
        #expect(run.output.contains("differs from ledger"), "\(run.output)")
        // The value of a token is shown nowhere.
        let shown = suffix.replacing("token=evil", with: "token=***")
        #expect(run.output.contains("the part before '\(shown)' is the ledger's link"), "\(run.output)")
    }

    @Test(arguments: [".", ",", ")", "]", "\"", "'", ").", "\u{201D}", "\u{BB}", ">", "?", "!", ";", ":", "/", "?!"])
    func `punctuation at the end, with nothing behind it, is removed`(suffix: String) throws {
        for run in [try verify(Self.link + suffix), try verify("-", input: "Opened \(Self.link)\(suffix)\n")] {
            #expect(run.status == 0, "\(run.output)")
        }
    }

    @Test func `every line of a list has its verdict, whatever became of its scheme`() throws {
        let unknown = Self.link.replacing("b91f4b1c", with: "c91f4b1c")
        for damaged in ["htps://", "ttps://", "https//", "https:/", "h ttps://", "xhttps://", "HTPS://", "hhtps://"] {
            let list = "\(unknown)\n\(damaged)\(Self.bare.replacing("b91f4b1c", with: "d91f4b1c"))\n\(Self.link)\n"
            let run = try verify("--format", "ndjson", "-", input: list)
            let results = try run.lines.map { try ParsedJSON($0) }
            #expect(results.compactMap { $0["record"] } == ["1", "2", "3"], "\(damaged) \(run.output)")
            #expect(results.first?["verdict"] == "cannot_tell", "\(damaged) \(run.output)")
            #expect(results.last?["verdict"] == "valid", "\(damaged) \(run.output)")
        }
    }

    @Test func `--link-id without an entry of the session cannot be checked`() throws {
        let local = tool.session("--record", tool.files.path("local"))
        let bare = tool.run("verify-token", local.url, "--link-id", "WRONG")
        #expect(bare.status == 10, "\(bare.output)\(bare.errors)")
        #expect(bare.output.contains("link_id"), "\(bare.output)")
        #expect(bare.output.contains("--record"), "\(bare.output)")
        let other = tool.run("verify-token", "--record", try ledger(), local.url, "--link-id", "WRONG")
        #expect(other.status == 10, "\(other.output)")
        #expect(
            tool.run("verify-token", "--record", tool.files.path("local"), local.url, "--link-id", "TU-1234").status
                == 0)
    }

    @Test(arguments: [
        "http://127.0.0.1:4321/bank-connect", "https://localhost:9/bank-connect", "https://evil.example/bank-connect",
        "https://finbox.in.evil.example/", "http://apis.bankconnect.finbox.in/bank-connect",
        "https://finbox.in@x.example/",
    ])
    func `an entry of another server vouches for no link of FinBox's`(endpoint: String) throws {
        let path = try ledger(endpoint: endpoint)
        let run = tool.run("verify-token", "--record", path, "--now", "2026-11-22T11:00:00Z", Self.link)
        #expect(run.status == 10, "\(run.output)")
        #expect(run.output.contains("another server made it"), "\(run.output)")
    }

    @Test func `an entry of an edition that is not known proves nothing`() throws {
        let path = try ledger(schema: "bcsession.ledger/9")
        let run = tool.run("verify-token", "--record", path, "--now", "2026-11-22T11:00:00Z", Self.link)
        #expect(run.status == 10, "\(run.output)")
        #expect(run.output.contains("bcsession.ledger/9"), "\(run.output)")
    }

    @Test(arguments: [
        "https://bankconnectc1ient.finbox.in/?session_id=\(id)",
        "https://bankconnectclient.finbox.in/redirect?session_id=\(id)",
    ])
    func `a host or path that is not the client's is said where nothing proves the link`(link: String) {
        let run = tool.run("verify-token", link)
        #expect(run.status == 10, "\(run.output)")
        #expect(run.output.contains("not the address of FinBox's client"), "\(run.output)")
        #expect(!tool.run("verify-token", Self.link).output.contains("not the address"))
    }

    @Test func `the host of a return URL is named, for nobody compared it`() {
        let run = tool.run("verify-token", "https://shop.example/?session_id=\(Self.id)&success=true")
        #expect(run.status == 10)
        #expect(run.output.contains("its host, shop.example, was not compared with your redirect_url"), "\(run.output)")
    }

    @Test func `days in the wrong order are refused before the ledger is read`() {
        let run = tool.run("sessions", "--record", "none", "--since", "20/11/2025", "--until", "10/11/2025")
        #expect(run.status == 2, "\(run.errors)")
        #expect(run.errors.contains("is after --until"), "\(run.errors)")
    }

    @Test func `explain sends reasons of verify-token to their topic`() {
        let run = tool.run("explain", "wrong_host")
        #expect((run.output + run.errors).contains("bcsession help tokens"), "\(run.output)\(run.errors)")
    }
}
