import BankConnectSession
import CommandKit
import Foundation
import TestSupport
import Testing

@testable import SessionCommands

/// Text of others that wants to be more than text, by every way that it comes in.
@Suite struct InjectionTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    /// The text as it stands in a JSON string.
    private static func quoted(_ hostile: HostileText) -> String {
        let units = hostile.text.utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return "\"\(units.joined())\""
    }

    /// A payload with the text in the place of names and of values of every kind.
    private static func payload(_ hostile: HostileText) -> String {
        let value = quoted(hostile)
        return """
            {"link_id": "A", "mode": \(value), \(value): 1, "bank_name": \(value), "from_date": \(value),
            "consents": {\(value): {}, "CC0001": {\(value): \(value), "from_date": \(value)}},
            "metadata": {\(value): 1, "names": \(value)}, "logo_url": \(value), "session_expiry": \(value)}
            """
    }

    /// Whether neither a terminal nor a runner takes anything that was written for more than text.
    private func expectHarmless(
        _ run: TestTool.Outcome, _ words: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(HostileText.harm(in: run.output) == nil, "\(words) \(run.output)", sourceLocation: sourceLocation)
        #expect(HostileText.harm(in: run.errors) == nil, "\(words) \(run.errors)", sourceLocation: sourceLocation)
    }

    @Test(arguments: HostileText.all)
    func `values: a payload's text reaches nobody as more than text`(hostile: HostileText) throws {
        // The lines of github are commands to its runner, for which there is a test below.
        let formats = ReportFormat.all.map(\.name).filter { $0 != "github" }
        for words in formats.map({ ["validate", "--format", $0] }) + [
            ["create", "-v"], ["create", "--format", "full"], ["consents", "-v"], ["consents", "--format", "full"],
        ] {
            let run = tool.run(words + ["-"], input: Self.payload(hostile))
            #expect(run.status == 1)
            expectHarmless(run, words)
        }
    }

    @Test(arguments: HostileText.all)
    func `argv: a flag's value reaches nobody as more than text`(hostile: HostileText) {
        let text = hostile.text
        for words in [
            [text], ["create", "--link-id", "A", "--mode=\(text)"], ["create", "--\(text)"],
            ["create", "--set=\(text)"],
            ["create", "--consent=\(text)"], ["validate", "--format=\(text)"], ["verify-token", "--now=\(text)", "x"],
            ["verify-token", "--session-id=\(text)", "--", text], ["help", text], ["consents", "--today=\(text)"],
            ["create", "--link-id", "A", "--signing-key-file=./\(text)"], ["explain", text],
        ] {
            _ = tool.session()
            let run = tool.run(words)
            #expect(run.status != 0)
            expectHarmless(run, words)
        }
    }

    @Test(arguments: HostileText.all)
    func `file names: a file's name reaches nobody as more than text, wherever it stands`(hostile: HostileText) throws {
        _ = tool.session()
        let name = hostile.text.replacing("/", with: "")
        for contents in ["{\"mode\": 1}", "{", "not a token"] {
            let path = try tool.files.write(contents, to: name)
            for words in [
                ["validate"], ["validate", "--format", "json"], ["validate", "--format", "concise"], ["create"],
                ["consents"], ["verify-token", "--session-id", "c91f4b1c-9a2f-4ad7-8f0e-0123456789ab"],
                ["verify-token", "--session-id", "c91f4b1c-9a2f-4ad7-8f0e-0123456789ab", "--format", "json"],
                ["create", "--link-id", "A", "-o", "/gone", "--signing-key-file"],
            ] {
                for operand in [path, path + "gone"] {
                    let run = tool.run(words + [operand])
                    #expect(run.status != 0)
                    expectHarmless(run, words)
                }
            }
        }
    }

    @Test(arguments: HostileText.all)
    func `values: a URL's session reaches nobody as more than text`(hostile: HostileText) {
        _ = tool.session()
        let encoded = hostile.text.utf8.map { byte in
            let digits = String(byte, radix: 16)
            return (digits.count == 1 ? "%0" : "%") + digits
        }.joined()
        for format in ["text", "json", "ndjson"] {
            let words = ["verify-token", "--format", format, "x://y?session_id=\(encoded)&token=v2.x"]
            let run = tool.run(words)
            #expect(run.status == 1)
            expectHarmless(run, words)
        }
    }

    /// A network that answers everything alike.
    private struct Answering: Transport {
        let result: Result<HTTPResponse, TransportFailure>

        func send(
            _ request: HTTPRequest, to origin: String, timeout: Duration
        ) throws(TransportFailure) -> HTTPResponse {
            try result.get()
        }
    }

    /// What a server, or what stands before it, may say with a text, and the exit status.
    private static func answers(_ hostile: HostileText) -> [(Result<HTTPResponse, TransportFailure>, Int32)] {
        let (value, text) = (quoted(hostile), hostile.text)
        func answer(_ status: Int, _ body: String, _ fields: [HTTPField] = []) -> Result<HTTPResponse, TransportFailure>
        {
            .success(HTTPResponse(status: status, fields: fields, body: Array(body.utf8)))
        }
        let id = "b91fbb03-ab37-4b10-9b3b-b3ab4f3b3d1c"
        return [
            (answer(400, #"{"error": {"code": \#(value), "message": \#(value)}}"#), 4),
            (answer(400, #"{"error": \#(value)}"#), 4), (answer(401, #"{"detail": \#(value)}"#), 9),
            (answer(400, #"{\#(value): [\#(value)]}"#), 4), (answer(502, "<html>\(text)"), 7), (answer(403, text), 4),
            (answer(200, #"{"session_id": \#(value), "redirect_url": \#(value)}"#), 8),
            (answer(200, #"{"session_id": "\#(id)", "redirect_url": \#(value)}"#), 8),
            (answer(200, #"{\#(value): \#(value)}"#), 8),
            (answer(302, "", [HTTPField("Location", "https://evil.example/\(text)")]), 8),
            (answer(200, "{}", [HTTPField("Content-Encoding", text)]), 8),
            (.failure(TransportFailure(.unreadable, text)), 8), (.failure(TransportFailure(.unanswered, text)), 7),
            (.failure(TransportFailure(.notSent, text, hint: text)), 6),
        ]
    }

    @Test(arguments: HostileText.all)
    func `server answers: a server's text reaches nobody as more than text`(hostile: HostileText) throws {
        let key = try tool.files.write("key-of-9", to: "api.key", mode: 0o600)
        for (result, status) in Self.answers(hostile) {
            var tool = tool
            tool.commands = .bcsession(NetworkAccess { Answering(result: result) })
            let words = ["create", "--live", "--api-key-file", key, "-v"]
            for form in [["--link-id", "A", "-f", "json"], ["--link-id", "A", "-f", "full"], ["--batch", "-"]] {
                let run = tool.run(words + form, input: #"{"link_id": "A"}"#)
                #expect(run.status == status, "\(form) \(run.errors)")
                expectHarmless(run, words + form)
                for line in form.contains("--batch") ? run.lines : [run.output] { _ = try ParsedJSON(line) }
            }
        }
    }

    @Test(arguments: HostileText.all)
    func `workflow commands: a text ends no command, adds none, and sets no property`(hostile: HostileText) throws {
        let name = hostile.text.replacing("/", with: "")
        let path = try tool.files.write(Self.payload(hostile), to: name)
        let run = tool.run("validate", "--format", "github", path)
        let findings = tool.run("validate", "--format", "ndjson", path).output.matches(of: /"rule":/).count
        #expect(run.status == 1)
        #expect(findings > 5)
        #expect(run.lines.count == findings + 1)
        // GitHub looks for :: at the beginning first, and then for nothing else.
        #expect(HostileText.harm(in: run.output.replacing(/(?m)^::|##[A-Za-z]*\[/, with: "")) == nil)
        for line in run.lines.dropFirst() {
            let match = try #require(line.wholeMatch(of: /::(?:error|warning|notice) ([^:]*)::(.*)/))
            let properties = match.1.split(separator: ",").map { String($0.prefix { $0 != "=" }) }
            #expect(properties.first == "file" && Set(properties).count == properties.count)
            #expect(Set(properties).isSubset(of: ["file", "line", "endLine", "col", "endColumn", "title"]))
        }
    }

    @Test(
        .enabled(if: OtherProgram.has("xmllint"), "xmllint is not installed; Debian has it in libxml2-utils"),
        arguments: HostileText.all)
    func `XML breakers: a text ends no element and adds none`(hostile: HostileText) throws {
        let path = try tool.files.write(Self.payload(hostile), to: hostile.text.replacing("/", with: "") + ".json")
        let run = tool.run("validate", "--format", "junit", path)
        try tool.files.write(run.output, to: "junit.xml")
        let lines = try OtherProgram.lines(
            of: """
                xmllint --noout junit.xml
                for path in //testcase //failure //testsuite; do xmllint --xpath "count($path)" junit.xml; echo; done
                xmllint --xpath 'string(//testcase/@name)' junit.xml; echo
                """, in: tool.files)
        #expect(lines.prefix(3) == ["1", "1", "1"])
        expectHarmless(run, ["junit"])
        // What XML can hold stands in the name as it is.
        if HostileText.harm(in: hostile.text) == nil { #expect(lines.last == path) }
    }

    @Test(arguments: HostileText.all)
    func `SARIF breakers: a text stays in its string, and a name in its URI`(hostile: HostileText) throws {
        let name = hostile.text.replacing("/", with: "") + ".json"
        let path = try tool.files.write(Self.payload(hostile), to: name)
        let run = tool.run("validate", "--format", "sarif", path)
        let log = try run.json
        let count = try #require(log.count(at: "runs/0/results"))
        #expect(count == tool.run("validate", "--format", "ndjson", path).output.matches(of: /"rule":/).count)
        for index in 0..<count {
            let place = "runs/0/results/\(index)/locations/0/physicalLocation/artifactLocation/uri"
            let uri = try #require(log[place])
            #expect(uri.allSatisfy { $0.isASCII && !" \"<>\\^`{|}".contains($0) }, "\(uri)")
            #expect(uri.removingPercentEncoding == "file://\(path)")
        }
        expectHarmless(run, ["sarif"])
    }

    @Test(arguments: ReportSamples.Format.all)
    func `no line is a command to a CI runner or a terminal`(format: ReportSamples.Format) throws {
        let report = try format.report
        for text in [report.whole, report.errors] {
            // What github writes at the start of a line, and the colours, are ours.
            let others =
                switch format.name {
                case "github": text.replacing(#/(?m)^::(error|warning|notice) /#, with: "")
                case "color": text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
                default: text
                }
            #expect(HostileText.harm(in: others) == nil)
        }
    }

    @Test(arguments: ReportSamples.Format.all.filter { $0 != .color })
    func `a name of a member that a runner would obey is escaped, in a stream as in a file`(
        format: ReportSamples.Format
    ) throws {
        let payload = ###"{"link_id":"a","##[add-mask]x":1,"##vso[task.complete]":1}"###
        for input in ["json", "ndjson"] {
            let run = try TestTool().run(["validate", "-i", input] + format.flags + ["-"], input: payload + "\n")
            #expect(run.output.contains("add-mask"))
            #expect(!run.output.contains("##"), "\(run.output)")
        }
    }

    @Test(arguments: ReportSamples.hostileNames)
    func `a name at the start of a line begins no command`(name: String) {
        let shown = SourceName.shown(name)
        #expect(!shown.drop { $0.isWhitespace }.hasPrefix("::"))
        #expect(!shown.hasPrefix("#"))
        #expect(shown.firstMatch(of: /##[A-Za-z]*\[/) == nil)
        #expect(!shown.unicodeScalars.contains(where: DisplayText.isUnsafe))
    }
}
