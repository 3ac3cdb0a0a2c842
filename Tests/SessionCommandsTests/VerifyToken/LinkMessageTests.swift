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

    @Test(arguments: 37..<59)
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
