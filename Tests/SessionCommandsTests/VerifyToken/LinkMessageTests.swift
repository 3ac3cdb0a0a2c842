import Foundation
import TestSupport
import Testing

/// What is said of links that came in damaged, cut or wrapped.
@Suite struct LinkMessageTests {
    static let id = "b91f4b1c-9a2f-4ad7-8f0e-0123456789ab"
    static let link = "https://bankconnectclient.finbox.in/?session_id=\(id)&token=q0yX3kLr8sVb"
    static let encoded = link.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""

    let tool: TestTool
    let ledger: String

    init() throws {
        tool = try TestTool()
        ledger = try tool.files.write(
            #"{"schema":"bcsession.ledger/2","time":"2026-11-22T10:50:00Z","#
                + #""endpoint":"https://apis.bankconnect.finbox.in/bank-connect","api_version":"v2","link_id":"C-9","#
                + #""session_id":"\#(Self.id)","redirect_url":"\#(Self.link)","outcome":"created","status":200}"#
                + "\n",
            to: "ledger", mode: 0o600)
    }

    private func verify(_ words: String..., input: String = "") -> TestTool.Outcome {
        tool.run(["verify-token", "--record", ledger, "--now", "2026-11-22T11:00:00Z"] + words, input: input)
    }

    private func cut(_ columns: Int, ending: String = "") -> String {
        "Hello,\n\(Self.link.prefix(columns))\n\(Self.link.dropFirst(columns))\(ending)\n\nThanks\n"
    }

    // At 48 the line ends with an equals sign, which marks a break.
    @Test(arguments: (37..<59).filter { $0 != 48 })
    func `a link that is cut short of 60 columns is called cut, not damaged`(columns: Int) {
        for ending in ["", "."] {
            let text = cut(columns, ending: ending)
            for text in [text, String(text.dropFirst(7)), String(text.dropFirst(7).dropLast(8))] {
                let run = verify("-", input: text)
                #expect(run.status == 1, "\(run.output)")
                #expect(run.output.contains("join the two lines and try again"), "\(text) \(run.output)")
                #expect(!run.output.contains("damaged"), "\(run.output)")
            }
        }
    }

    static let wrapped = [
        link, "https://ind01.safelinks.protection.outlook.com/?url=\(encoded)&data=05&reserved=0",
        "https://urldefense.proofpoint.com/v1/url?u=\(encoded)&k=abc", "https://www.google.com/url?q=\(encoded)&sa=D",
        "https://l.facebook.com/l.php?u=\(encoded)&h=AT0",
    ]

    @Test(arguments: wrapped, [64, 67, 70, 72, 76, 79, 82])
    func `a link that a mail program broke at any column is joined, inside its host too`(whole: String, columns: Int) {
        let quoted = whole == Self.link ? [12, 20, 32, 34] : [columns - 12]
        for (columns, prefix) in [(columns, "")] + quoted.map({ ($0, "> ") }) {
            let (start, rest) = (whole.prefix(columns), whole.dropFirst(columns))
            let run = verify(
                "-", input: "\(prefix)Hello,\n\(prefix)\(start)\n\(prefix)\(rest)\n\(prefix)\n\(prefix)Bye\n")
            #expect(run.status == 0, "\(prefix)\(start) \(run.output)\(run.errors)")
        }
    }

    @Test func `a line that ends with = is joined with it and without it, and the reading that is right wins`() {
        let (start, rest) = ("https://bankconnectclient.finbox.in/?session_id=", "&token=q0yX3kLr8sVb")
        for text in [
            "\(start)\(Self.id)&token=\nq0yX3kLr8sVb", "> \(start)\n> \(Self.id)\(rest)",
            "> \(start)\n> \(Self.id)&token=\n> q0yX3kLr8sVb", "\(start)3D\(Self.id)&token=\n=3Dq0yX3kLr8sVb",
            "\(start)3D\(Self.id)=\n&token=3Dq0yX3=\nkLr8sVb", "https://www.google.com/url?q=\n\(Self.encoded)&sa=D",
        ] {
            let run = verify("-", input: "Hello\n\(text)\n")
            #expect(run.status == 0, "\(text) \(run.output)\(run.errors)")
        }
        let unknown = tool.run("verify-token", "-", input: "\(start)\(Self.id)&token=\nq0yX3kLr8sVb\n")
        #expect(unknown.status == 10, "\(unknown.output)")
        #expect(!unknown.output.contains("missing token"), "\(unknown.output)")
    }

    @Test func `HTML of a mail without its head is read as quoted-printable`() throws {
        let link = Self.link.replacing("=", with: "=3D").replacing("&", with: "&amp;")
        let broken = link.prefix(60) + "=\n" + link.dropFirst(60)
        for text in ["<a href=3D\"\(link)\">open</a>", "<p class=3Dx>Hello</p><A HREF=3D'\(broken)'>open</A>"] {
            #expect(verify("-", input: text + "\n").status == 0, "\(verify("-", input: text).output)")
            #expect(verify(text).status == 0, "\(verify(text).output)")
        }
        let evil = "<a href=\"https://evil.example/\" x=\"href=3D\" h=72ef=3D\"\(link)\">\(Self.link)</a>\n"
        #expect(verify("-", input: evil).status == 1)
    }

    @Test(arguments: [[0xA0], [0x94], [0x92], [0x97], [0xBB], [0x85], [0xA0, 0x97], [0x92, 0x73]] as [[UInt8]])
    func `a byte that is no UTF-8 ends a link, in a text and in a mail`(byte: [UInt8]) throws {
        let head = "MIME-Version: 1.0\nContent-Type: text/plain; charset=windows-1252\n"
        for before in [Array("open ".utf8), [0x93], [0xAB]] {
            let body = before + Array(Self.link.utf8) + byte + Array(" now\n".utf8)
            let base64 = Array("\(head)Content-Transfer-Encoding: base64\n\n\(Data(body).base64EncodedString())\n".utf8)
            for text in [body, Array("\(head)\n".utf8) + body, base64] {
                let run = verify(try tool.files.write(text, to: "old.txt"))
                #expect(run.status == 0, "\(run.output)\(run.errors)")
            }
        }
        let inside = Array(Self.link.dropLast(3).utf8) + byte + Array(Self.link.suffix(3).utf8)
        #expect(verify(try tool.files.write(inside, to: "old.txt")).status == 1)
    }

    @Test(arguments: ["*", "**", "_", "__", "~", "~~", "*_", "**_"])
    func `bold, slanted and struck-out links are read in a text as in an argument`(marks: String) {
        let marked = marks + Self.link + marks.reversed()
        for text in ["open \(marked) now\n", "\(marked)\n", "open \(marked), now\n", "(\(marked)).\n"] {
            let run = verify("-", input: text)
            #expect(run.status == 0, "\(text) \(run.output)\(run.errors)")
        }
        #expect(verify(marked).status == 0, "\(verify(marked).output)")
        #expect(verify("-", input: "open \(marks)\(Self.link)x\(marks.first ?? " ") now").status == 1)
    }

    @Test(arguments: ["<br>", "<br/>Thanks", "</a>", "</p><p>Thanks</p>", "</b>", "<br>."])
    func `a tag of HTML ends a link of a text`(tag: String) {
        let run = verify("-", input: "Opened \(Self.link)\(tag)\n")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test func `an equals sign of the token may be percent-encoded`() throws {
        let link = Self.link.replacing("q0yX3kLr8sVb", with: "abc+/=XY==")
        let path = try tool.files.write(
            tool.files.read("ledger").replacing("q0yX3kLr8sVb", with: "abc+/=XY=="), to: "other", mode: 0o600)
        for token in ["abc+/%3DXY%3D%3D", "abc%2B%2F%3DXY%3D%3D", "abc+/=XY%3d="] {
            let text = Self.link.replacing("q0yX3kLr8sVb", with: token)
            let run = tool.run(
                "verify-token", "--record", path, "--show-link", "--now", "2026-11-22T11:00:00Z", text)
            #expect(run.status == 0, "\(run.output)")
            #expect(run.output.contains("the link to send instead: \(link)\n"), "\(run.output)")
        }
        #expect(
            tool.run("verify-token", "--record", path, Self.link.replacing("q0yX3kLr8sVb", with: "abc+/%3DXY")).status
                == 1)
    }

    @Test(arguments: [
        (link + "\\", "with a backslash in the link"),
        ("https://bankconnectclient.finbox.in\\@evil.example/?session_id=\(id)", "with a backslash in the link"),
        ("https://u@bankconnectclient.finbox.in/?session_id=\(id)", "with a user name before it"),
        ("https://bankconnectcl\u{456}ent.finbox.in/?session_id=\(id)", "with '\u{456}', which is U+0456"),
    ])
    func `what is wrong with the address of a link is named where its host looks right`(text: String, words: String) {
        let run = verify(text)
        #expect(run.status == 1 && run.output.contains(words), "\(run.output)")
    }

    @Test func `no scheme is named without a token of a known one`() throws {
        for text in [Self.link, String(Self.link.prefix { $0 != "&" })] {
            #expect(try verify(text, "--format", "json").json["results/0/scheme"] == "null")
        }
        let text = try tool.files.read("ledger").replacing("&token=q0yX3kLr8sVb", with: "")
        let path = try tool.files.write(text, to: "v1", mode: 0o600)
        let run = tool.run("verify-token", "--record", path, String(Self.link.prefix { $0 != "&" }))
        #expect(run.status == 0 && !run.output.contains("scheme"), "\(run.output)")
    }

    @Test func `the host that --client-url names is not called FinBox`() {
        let run = tool.run(
            "verify-token", "--client-url", "https://client.example/", "https://client.example/?session_id=\(Self.id)")
        #expect(run.status == 10)
        #expect(run.output.contains("checked: it leads to client.example, the host of client_url,"), "\(run.output)")
        #expect(!run.output.contains("FinBox over https"), "\(run.output)")
    }

    @Test(arguments: [
        ("\"outcome\":\"created\"", "\"outcome\":\"refused\"", "CANNOT TELL: the outcome of its request is 'refused'"),
        ("\"outcome\":\"created\"", "\"outcome\":\"unknown\"", "CANNOT TELL: the outcome of its request is 'unknown'"),
        (
            "\"https://apis.bankconnect.finbox.in/bank-connect\"", "null",
            "The ledger has this link, but not which server"
        ),
    ])
    func `what a line of a ledger lacks to prove a link is said`(old: String, new: String, words: String) throws {
        let path = try tool.files.write(tool.files.read("ledger").replacing(old, with: new), to: "other", mode: 0o600)
        let run = tool.run("verify-token", "--record", path, Self.link)
        #expect(run.status == 10 && run.output.contains(words), "\(run.output)")
        #expect(!run.output.contains("made by  at") && !run.output.contains("()"), "\(run.output)")
        #expect(!run.output.contains("nothing is wrong") || new == "null", "\(run.output)")
    }

    @Test func `a byte-order mark hides no line of a ledger, and a last line that is cut short is said`() throws {
        let text = "\u{FEFF}" + (try tool.files.read("ledger")) + "{\"schema\":\"bcs"
        let path = try tool.files.write(text, to: "other", mode: 0o600)
        for words in [["verify-token", Self.link, "--now", "2026-11-22T11:00:00Z"], ["sessions"]] {
            let run = tool.run(words + ["--record", path])
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            #expect(run.errors.contains("ends in a line that was cut short"), "\(run.errors)")
            #expect(!run.errors.contains("no entry"), "\(run.errors)")
        }
    }

    @Test func `sessions says that it does not know an edition, and keeps its columns`() throws {
        let text = try tool.files.read("ledger")
        let other = text.replacing("ledger/2", with: "ledger/3").replacing(
            "\"outcome\"", with: "\"expires_at\":\"9999-12-31T23:59:59Z\",\"outcome\"")
        let path = try tool.files.write(
            text
                + other.replacing("2026-11-22T", with: "9999-12-31T2").replacing(
                    "T210:50", with: "T20:50"), to: "other", mode: 0o600)
        let run = tool.run("sessions", "--record", path)
        #expect(run.errors.contains("has 1 session of an edition that this version does not know"), "\(run.errors)")
        let places = run.lines.dropFirst().map { $0.prefix { $0 != "b" }.count }
        #expect(places.count == 2 && Set(places).count == 1, "\(run.output)")
    }

    @Test func `HTML without a text is not called empty, and a name in capitals is no missing quote`() {
        let comment = verify("-", input: "<!-- \(Self.link) -->\n")
        #expect(comment.status == 2 && comment.errors.contains("there is no text in it"), "\(comment.errors)")
        let capitals = verify(Self.link.replacing("session_id", with: "SESSION_ID").replacing("token", with: "TOKEN"))
        #expect(capitals.status == 1 && !capitals.output.contains("in quotes"), "\(capitals.output)")
    }

    @Test func `lines below a link that are no rest of one are not taken for it`() {
        let bad = Self.link.dropLast(3)
        for below in ["Thanks", "call me at 10.30", "\(Self.link)", "", "caf\u{E9}1"] {
            let run = verify("-", input: "\(bad)\n\(below)\n")
            #expect(!run.output.contains("two lines"), "\(below): \(run.output)")
        }
    }

    @Test(arguments: [
        "https://slack-redir.net/link?url=", "https://www.linkedin.com/redir/redirect?url=",
        "https://linkprotect.cudasvc.com/url?a=", "https://www.youtube.com/redirect?q=",
        "https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url=",
    ])
    func `the link inside another service's is a result of its own, without that service's parameters`(start: String) {
        for end in ["", "&c=E,1,AbC&typo=1", "&umid=5B-1&auth=x"] {
            for way in ["argument", "file"] {
                let text = start + Self.encoded + end
                let run = way == "file" ? verify("-", input: "see \(text) now\n") : verify(text)
                #expect(run.status == 1, "\(text) \(run.output)")
                #expect(run.output.contains("wrong host"), "\(run.output)")
                #expect(run.output.contains("The link inside it is judged on its own, below."), "\(run.output)")
                #expect(run.output.contains("exactly the link"), "\(way): \(text) \(run.output)")
            }
        }
    }

    @Test func `a gateway that keeps the link to itself is named, and what to ask for`() {
        let gateway = "https://protect-eu.mimecast.com/s/AbCdEf?domain=bankconnectclient.finbox.in"
        let run = verify(gateway)
        #expect(run.status == 1)
        #expect(run.output.contains("protect-eu.mimecast.com hides where links lead: ask"), "\(run.output)")
        let file = verify("-", input: "\(gateway)\n")
        #expect(file.status == 2)
        #expect(file.errors.contains("has a link of protect-eu.mimecast.com, which hides"), "\(file.errors)")
    }

    @Test func `equal links have one verdict, and the others are counted`() {
        let text = "\(Self.link)\n\(Self.link.replacing("b91f", with: "c91f"))\nTU-1,\(Self.link)\n\(Self.link).\n"
        for format in ["text", "json", "ndjson"] {
            let run = verify("--format", format, "-", input: text)
            #expect(run.status == 10, "\(run.output)")
            #expect(run.errors.contains("passed over 2 links equal to an earlier one"), "\(run.errors)")
        }
    }

    @Test func `links to elsewhere are counted with their hosts`() {
        let text = "\(Self.link)\nhttps://a.example/ https://b.example/x https://a.example/y\n"
        #expect(verify("-", input: text).errors.contains("passed over 3 other links (a.example, b.example)"))
    }

    @Test func `a text without a link says what was looked for`() {
        let run = verify("-", input: "see https://x.example/a\n")
        #expect(run.status == 2)
        #expect(
            run.errors.contains(
                "none to bankconnectclient.finbox.in, finbox.in or a host below it, and none with a session_id"))
        #expect(run.errors.contains("passed over 1 other link (x.example)"), "\(run.errors)")
    }

    @Test func `how a link differs from the ledger's is said in a few words`() {
        for (text, words) in [
            (Self.link + "abc", ", 3 extra characters: the part before 'abc' is the ledger's link"),
            (Self.link + "x", ", 1 extra character: the part before 'x'"),
            (String(Self.link.dropLast()), ", the last character is missing"),
            (String(Self.link.dropLast(4)), ", the last 4 characters are missing"),
            (Self.link.replacing("q0yX", with: "q0yZ"), ", character 95 is another one"),
            (Self.link.replacing("q0yX", with: "q0Zy"), ", from character 94 on"),
        ] {
            let run = verify(text)
            #expect(run.status == 1)
            #expect(run.output.contains(words), "\(text) \(run.output)")
        }
        let cell = verify("-", input: "link,name\n\(Self.link),TU-1\n")
        #expect(cell.output.contains("the part before ',TU-1' is the ledger's link"), "\(cell.output)")
        #expect(cell.output.contains("put the link in quotes"), "\(cell.output)")
        #expect(verify("-", input: "link,name\n\"\(Self.link)\",TU-1\n").status == 0)
    }

    @Test func `a misspelt scheme is called that`() {
        let run = verify(Self.link.replacing("https", with: "htps"))
        #expect(run.status == 1)
        #expect(run.output.contains("not https, it begins with 'htps://': The start of the link is misspelt."))
        #expect(!run.output.contains("others on the network"))
    }

    @Test func `a token of FinBox's is not checked, which is no reason against it`() {
        for text in [Self.link, Self.link + "x"] {
            let run = verify(text)
            #expect(
                run.output.contains("\n  not checked: the token, whose scheme FinBox does not publish"), "\(run.output)"
            )
            #expect(!run.output.contains("- unknown scheme") && !run.output.contains("scheme bcsession"))
        }
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE"], [true, false])
    func `a text of UTF-16 is read, with a byte-order mark and without`(encoding: String, hasMark: Bool) throws {
        let text = "Dear all \u{1F449}\n\(Self.link)\n"
        let isLittle = encoding == "UTF-16LE"
        var bytes: [UInt8] = hasMark ? (isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]) : []
        bytes += try #require(text.data(using: isLittle ? .utf16LittleEndian : .utf16BigEndian))
        let path = try tool.files.write(bytes, to: "wide.txt")
        let run = verify(path)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.hasPrefix("\(path):2: valid: exactly the link"), "\(run.output)")
    }

    @Test(.enabled(if: MailTests.hasPython, "python3 is not installed"))
    func `a mail of UTF-16 is read`() throws {
        let script = """
            import sys
            from email.mime.text import MIMEText
            print(MIMEText('<p>Dear all, <a href=\"' + sys.argv[1].replace('&', '&amp;') + '\">open</a>', 'html', 'utf-16'))
            """
        try tool.files.write(script, to: "mail.py")
        _ = try OtherProgram.lines(of: "python3 mail.py '\(Self.link)' > wide.eml", in: tool.files)
        let run = verify(tool.files.path("wide.eml"))
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test func `a ledger that everybody can replace judges nothing`() throws {
        let open = try tool.files.makeDirectory("open")
        let name = "\(open)/finbox.ledger"
        try FileManager.default.copyItem(atPath: ledger, toPath: name)
        let link = tool.files.path("link.ledger")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: name)
        for (mode, status) in [(0o777, 9), (0o757, 9), (0o1777, 0), (0o775, 0), (0o755, 0)] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: open)
            for path in [name, link] {
                let run = tool.run("verify-token", "--record", path, "--now", "2026-11-22T11:00:00Z", Self.link)
                #expect(run.status == status, "\(String(mode, radix: 8)) \(run.output)\(run.errors)")
                #expect(status == 0 || run.errors.contains("run: chmod o-w "), "\(run.errors)")
            }
        }
    }
}
