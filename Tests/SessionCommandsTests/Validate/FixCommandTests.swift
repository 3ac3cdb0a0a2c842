import BankConnectSession
import TestSupport
import Testing

@testable import SessionCommands

/// Fixes as reports tell of them, and diffs as they are put together.
@Suite struct FixCommandTests {
    private let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    @Test func `text names the fix and the flag that applies it, and the summary counts what is safe`() {
        let run = tool.run(
            "validate", "-",
            input: """
                {"link_id": "A",
                "from_date": "2025-06-01", "to_date": "09/12/2025",
                "mode": "onlin"}
                """)
        #expect(
            run.output.contains(
                """
                    |              ^^^^^^^^^^^^
                    = fix: write 01/06/2025 (--fix)
                    = the API answers 400
                """), "\(run.output)")
        #expect(
            run.output.contains("    = help: did you mean online?\n    = fix: write online (--unsafe-fixes)\n"),
            "\(run.output)")
        #expect(run.errors == "bcsession: 1 payload: 1 invalid, 2 errors, 1 fixable with --fix\n")
    }

    @Test(arguments: ["text", "github", "concise"])
    func `a reading that the rest of the payload rules out is not offered`(format: String) {
        for (other, isOffered) in [("13.06.2025", false), ("12.06.2025", true)] {
            let run = tool.run(
                "validate", "--format", format, "-",
                input: #"{"link_id": "A", "from_date": "1/6/2025", "to_date": "\#(other)"}"#)
            #expect(run.output.contains("write 01/06/2025") == (format != "concise"))
            #expect(run.output.contains("06/01/2025") == (isOffered && format != "concise"), "\(run.output)")
        }
    }

    @Test func `JSON has the edits of a fix, counted as the finding's place is`() throws {
        let payload = #"{"link_id": "A", "LINK-ID": 1, "mode": null, "accept_anything": "yes"}"#
        let json = try tool.run("validate", "--format", "json", "-", input: payload).json
        #expect(json["summary/fixable"] == "1" && json["summary/fixed"] == "0")
        let findings = (0..<(json.count(at: "results/0/findings") ?? 0)).map { "results/0/findings/\($0)" }
        #expect(findings.count == 3)
        let boolean = try #require(findings.first { json["\($0)/rule"] == "BC408" })
        #expect(
            json["\(boolean)/fix"]
                == #"{"edits":[{"length":5,"offset":64,"text":"true"}],"safety":"safe","title":"write true"}"#)
        let blank = try #require(findings.first { json["\($0)/rule"] == "BC006" })
        #expect(
            json["\(blank)/fix"]
                == #"{"edits":[{"length":14,"offset":29,"text":""}],"safety":"unsafe","title":"remove the member"}"#)
        let name = try #require(findings.first { json["\($0)/rule"] == "BC004" })
        #expect(json["\(name)/fix"] == nil)
        let request =
            "POST /v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n" + #"{"link_id": "A "}"#
        let line = try tool.run("validate", "--format", "ndjson", "--input", "http", "-", input: request).json
        #expect(line["findings/0/offset"] == "84")
        #expect(line["findings/0/fix/edits/0/offset"] == "86" && line["findings/0/fix/edits/0/length"] == "1")
    }

    @Test func `SARIF has the edits as lines and columns`() throws {
        let json = try tool.run(
            "validate", "--format", "sarif", "--input", "ndjson", "-",
            input: "{\"link_id\": \"A\"}\n{\"link_id\": \"é\", \"mode\": \"PDF\", \"bank\": \"hdfc\"}\n"
        ).json
        let fix = "runs/0/results/0/fixes/0"
        #expect(json["\(fix)/description/text"] == "write pdf (safe)")
        #expect(json["\(fix)/artifactChanges/0/artifactLocation/uri"] == "stdin")
        #expect(
            json["\(fix)/artifactChanges/0/replacements/0"]
                == #"{"deletedRegion":{"endColumn":31,"endLine":2,"startColumn":26,"startLine":2},"#
                + #""insertedContent":{"text":"\"pdf\""}}"#)
    }

    @Test func `no fix shows a secret`() {
        let payload =
            #"{"link_id": "A", "api_key": " s3cret ", "redirect_url": " https://a.example/?token=s3cret ", "redirect_url": 1}"#
        for format in ReportFormat.all {
            let run = tool.run("validate", "--format", format.name, "-", input: payload)
            #expect(!(run.output + run.errors).contains("s3cret"), "\(format.name): \(run.output)")
        }
    }

    @Test func `a finding about a flag has no fix`() {
        let run = tool.run("create", "--link-id", " A ", "--format", "full")
        #expect(!run.output.contains("\"fix\""))
    }

    @Test func `findings of rules that are off are not fixed`() throws {
        let path = try tool.files.write(#"{"link_id": "A ", "mode": "PDF"}"#, to: "a.json")
        _ = tool.run("validate", "--fix", "--disable", "BC009", path)
        #expect(try tool.files.read("a.json") == #"{"link_id": "A ", "mode": "pdf"}"#)
    }

    // MARK: - Diffs

    private func diff(_ old: String, _ edits: [Fix.Edit], _ new: String) -> String {
        var diff = UnifiedDiff(PatchName(standardInput: "a"))
        diff.add(Array(old.utf8), edits, new: Array(new.utf8))
        diff.finish()
        return String(decoding: diff.text, as: UTF8.self)
    }

    private func edit(_ offset: Int, _ length: Int, _ text: String) -> Fix.Edit {
        Fix.Edit(offset: offset, length: length, text: text)
    }

    @Test func `hunks have three lines around a change, and near changes share one`() {
        let old = (1...20).map { "\($0)\n" }.joined()
        let start = { (line: Int) in line < 10 ? 2 * (line - 1) : 18 + 3 * (line - 10) }
        let new = old.replacing("\n5\n", with: "\nfive\n").replacing("\n12\n", with: "\ntwelve\n")
        #expect(
            diff(old, [edit(start(5), 1, "five"), edit(start(12), 2, "twelve")], new) == """
                --- a
                +++ a
                @@ -2,14 +2,14 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8
                 9
                 10
                 11
                -12
                +twelve
                 13
                 14
                 15

                """)
        let far = old.replacing("\n5\n", with: "\n").replacing("\n13\n", with: "\n13a\n13b\n")
        #expect(
            diff(old, [edit(start(5), 2, ""), edit(start(13), 2, "13a\n13b")], far) == """
                --- a
                +++ a
                @@ -2,7 +2,6 @@
                 2
                 3
                 4
                -5
                 6
                 7
                 8
                @@ -10,7 +9,8 @@
                 10
                 11
                 12
                -13
                +13a
                +13b
                 14
                 15
                 16

                """)
    }

    @Test(arguments: [
        ("a/b.json", "a/b.json"), ("a b", "\"a b\""), ("é\"\\\n", "\"\\303\\251\\042\\134\\012\""),
        ("##[x]", "\"\\043\\043\\133x\\135\""),
    ])
    func `a name is quoted where patch and git would misread it`(name: String, quoted: String) {
        #expect(String(decoding: PatchName(standardInput: name).bytes, as: UTF8.self) == quoted)
    }

    @Test(
        arguments: HostileText.forTerminals
            + HostileText.forRunners.filter { !["%0A", ",line=1"].contains($0.description) })
    func `a line that is obeyed is recognised`(hostile: HostileText) {
        let lines = hostile.text.split(separator: "\n", omittingEmptySubsequences: true)
        #expect(lines.contains { HunkGuard.objection(toText: Array("  \($0)\r\n".utf8)[...]) != nil })
    }

    @Test(
        arguments: [
            ("\t{\"é\": \"日本 😀\u{FE0F}\"}\r\n", nil), ("\u{FEFF}{\"a\": 1}", nil),
            ("{\"a\u{FEFF}\": 1}", .invisibleText),
            ("{\"a\u{200B}\": 1}", .invisibleText), ("{\"a\u{202E}\": 1}", .invisibleText),
            ("\u{FEFF}::error::a", .obeyedText),
            ("{\"a\": \"##vso[a]b\"}", .obeyedText), ("{\"a\": \"##[group]\"}", .obeyedText), ("### next", nil),
            ("### [next]", nil),
            ("a ##teamcity[x]", .obeyedText),
            ("{\"a\u{9B}\": 1}", .obeyedText),
            ("{\"a\u{200B}\u{1B}\": 1}", .obeyedText),
        ] as [(String, HunkGuard.Objection?)])
    func `a line is shown, or kept back for the reason that it has`(line: String, objection: HunkGuard.Objection?) {
        #expect(HunkGuard.objection(toText: Array(line.utf8)[...]) == objection)
    }
}
