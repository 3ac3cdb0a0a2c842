import TestSupport
import Testing

/// Mails with a link in them, as Python's email package writes them.
@Suite struct MailTests {
    static let hasPython = OtherProgram.has("python3")
    static let kinds = ["plain", "quoted-printable", "base64", "html", "html-base64", "alternative", "forwarded"]

    let tool: TestTool
    let session: (url: String, id: String, token: String)

    init() throws {
        tool = try TestTool()
        session = tool.session()
    }

    private func mail(_ kind: String) throws -> String {
        let script = Fixture.path("mails/make_mails.py")
        _ = try OtherProgram.lines(of: "python3 '\(script)' '\(session.url)' \(kind) > made.eml", in: tool.files)
        return try tool.files.read("made.eml")
    }

    @Test(.enabled(if: hasPython, "python3 is not installed"), arguments: kinds + kinds.map { $0 + "-crlf" })
    func `the one link of a mail is found and valid`(kind: String) throws {
        let text = try mail(kind)
        let path = try tool.files.write(text, to: "mail.eml")
        let run = tool.run("verify-token", "--format", "ndjson", "--show-link", path)
        let results = try run.lines.map { try ParsedJSON($0) }
        #expect(run.status == 0, "\(run.output)\(run.errors)\n\(text)")
        #expect(results.allSatisfy { $0["verdict"] == "valid" && $0["link"] == session.url }, "\(run.output)")
        // Equal links are judged once.
        #expect(results.count == 1, "\(run.output)\n\(text)")
    }

    @Test func `HTML that stands alone is read, and other links are counted`() throws {
        let link = session.url.replacing("&", with: "&amp;")
        let html = "<!DOCTYPE html><p>Hello <a title='x' href='\(link)'>open</a> https://x.example/ <br>bye"
        let run = tool.run("verify-token", "-", input: html)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.hasPrefix("<stdin>: valid as a local link"))
        #expect(run.errors.contains("passed over 1 other link"), "\(run.errors)")
    }

    @Test func `several mails in one file are read`() throws {
        let link = session.url
        let mail = "From x@example.com Sun Nov 22 12:00:00 2026\nFrom: x@example.com\nContent-Transfer-Encoding: "
        let text =
            mail + "quoted-printable\n\n\(link.replacing("=", with: "=3D"))\n\n" + mail + "7bit\n\n\(link)&n=2\n"
        let run = tool.run("verify-token", "--format", "ndjson", "-", input: text)
        #expect(run.status == 0, "\(run.output)")
        #expect(run.lines.count == 2)
    }

    @Test(arguments: [60, 70, 76])
    func `a pasted mail whose lines were broken and quoted has one link`(columns: Int) throws {
        var lines: [String] = []
        var rest = session.url[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(columns)))
            rest = rest.dropFirst(columns)
        }
        for prefix in ["", "> ", "> > "] {
            let text =
                "\(prefix)Dear all,\n\(lines.map { prefix + $0 }.joined(separator: "\n"))\n\(prefix)\n\(prefix)Thanks\n"
            let run = tool.run("verify-token", "--format", "ndjson", "-", input: text)
            #expect(run.status == 0, "\(text)\n\(run.output)\(run.errors)")
            #expect(run.lines.count == 1)
        }
    }
}
