import TestSupport
import Testing

@Suite struct ValidateCommandTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    @Test func `forty mistakes give forty findings in one pass, in the order of the file`() throws {
        let run = tool.run("validate", "--format", "json", Fixture.path("payloads/forty-mistakes.json"))
        let json = try run.json
        #expect(run.status == 1)
        #expect(json["schema"] == "bcsession.validate/1")
        #expect(
            json["summary"]
                == #"{"errors":28,"fixable":6,"fixed":0,"invalid":1,"notes":0,"payloads":1,"unreadable":0,"warnings":12}"#
        )
        #expect(json.count(at: "results/0/findings") == 40)
        let offsets = (0..<40).compactMap { json["results/0/findings/\($0)/offset"].flatMap { Int($0) } }
        #expect(offsets.count == 40)
        #expect(offsets == offsets.sorted())
    }

    @Test func `the findings of one long line cost one walk over it`() throws {
        let items = Array(repeating: "1", count: 40_000).joined(separator: ",")
        let line = #"{"link_id": "A", "mode": "no", "metadata": {"names": [\#(items)]}}"#
        var run: TestTool.Outcome?
        #expect(
            processorTime { run = tool.run(["validate", "--format", "ndjson", "--input", "ndjson", "-"], input: line) }
                < .seconds(30))
        let stream = try #require(run).json
        let whole = try tool.run(["validate", "--format", "json", "-"], input: line).json
        #expect(stream.count(at: "findings") == 40_001)
        for index in [0, 1, 39_999, 40_000] {
            for member in ["rule", "pointer", "column", "offset"] {
                let name = "findings/\(index)/\(member)"
                #expect(stream[name] != nil && stream[name] == whole["results/0/\(name)"])
            }
        }
    }

    @Test func `a finding has place, the API's code and message, and what to do`() throws {
        let payload = try tool.files.write("{\n  \"link_id\": \"A\",\n  \"mobile_number\": \"12\"\n}\n", to: "a.json")
        let run = tool.run("validate", payload)
        #expect(run.status == 1)
        let place = "\(payload):3:20: error[INVALID_MOBILE_NUMBER]: "
        #expect(run.output.hasPrefix("\(place)mobile_number is '12': it has 2 digits, not 10 (BC401)\n"))
        #expect(run.output.contains("  3 |   \"mobile_number\": \"12\"\n"))
        #expect(run.output.contains("= help: write the ten digits alone\n"))
        #expect(run.output.contains("= the API answers 400: Invalid mobile number.\n"))
    }

    @Test(arguments: [
        #"{"link_id": "A", "mode": «"no"»}"#, "{\n\t\"link_id\": \"A\",\n\t\"mode\":\t«\"no\"»\n}",
        #"{"link_id": "日本語 é", "mode": «"no"»}"#, #"{"mode": «"n\u001b[2Jo"», "link_id": "A"}"#,
    ])
    func `the caret stands under the value`(marked: String) throws {
        let payload = MarkedText(marked)
        let path = try tool.files.write(payload.bytes, to: "a.json")
        let lines = tool.run("validate", path).lines
        let mark = try #require(lines.firstIndex { $0.contains("^") })
        let start = try #require(lines[mark].firstIndex(of: "^"))
        let carets = lines[mark][start...]
        #expect(carets.allSatisfy { $0 == "^" })
        // A wide character takes two columns.
        let shown = lines[mark - 1].flatMap { $0 >= "\u{3000}" ? [$0, " "] : [$0] }
        let column = lines[mark].distance(from: lines[mark].startIndex, to: start)
        #expect(String(shown[column...].prefix(carets.count)).hasPrefix(#""n"#))
        #expect(String(shown[column...].prefix(carets.count)).hasSuffix(#"o""#))
    }

    @Test func `a finding in JSON has the members that programs rely on`() throws {
        let payload = try tool.files.write(#"{"link_id": "é", "mobile_number": "12"}"#, to: "a.json")
        let json = try tool.run("validate", "--format", "json", payload).json
        #expect(json.names() == ["results", "schema", "summary"])
        #expect(json["results/0/source"] == payload)
        #expect(json["results/0/valid"] == "false")
        #expect(
            json["results/0/answer"]
                == #"{"code":"INVALID_MOBILE_NUMBER","message":"Invalid mobile number.","status":400}"#)
        #expect(
            json.names(at: "results/0/findings/0") == [
                "alternatives", "basis", "code", "column", "detail", "end_column", "end_line", "hint", "length", "line",
                "message", "offset", "pointer", "rule", "severity", "status",
            ])
        // Columns are code points, offsets bytes.
        #expect(json["results/0/findings/0/column"] == "35")
        #expect(json["results/0/findings/0/offset"] == "35")
        #expect(json["results/0/findings/0/pointer"] == "/mobile_number")
    }

    @Test func `concise is a line a finding, as compilers write them`() throws {
        let payload = try tool.files.write(#"{"link_id": "A", "mode": "no"}"#, to: "a.json")
        let run = tool.run("validate", "--format", "concise", payload)
        #expect(
            run.output
                == "\(payload):1:26: error[INVALID_REQUEST] mode is 'no', not one of pdf, aa, online (BC204)\n")
    }

    @Test func `a valid payload says nothing on standard output, and the summary goes to standard error`() throws {
        let payload = try tool.files.write(#"{"link_id": "A"}"#, to: "a.json")
        for format in ["text", "concise"] {
            let run = tool.run("validate", "--format", format, payload)
            #expect(run.status == 0)
            #expect(run.output.isEmpty)
            #expect(run.errors == "bcsession: 1 payload: valid\n")
            #expect(tool.run("validate", "-q", "--format", format, payload).errors.isEmpty)
        }
    }

    @Test func `the gate is errors, unless strict or fail-on lowers it`() throws {
        let warned = try tool.files.write(#"{"link_id": "A", "lnk": 1}"#, to: "warned.json")
        let noted = try tool.files.write(#"{"link_id": "A", "mode": null}"#, to: "noted.json")
        #expect(tool.run("validate", warned, noted).status == 0)
        #expect(tool.run("validate", "--strict", warned).status == 1)
        #expect(tool.run("validate", "--strict", noted).status == 0)
        #expect(tool.run("validate", "--fail-on", "warning", warned).status == 1)
        #expect(tool.run("validate", "--fail-on", "note", noted).status == 1)
        #expect(tool.run("validate", "--strict", "--disable", "bc004", warned).status == 0)
        #expect(tool.run("validate", "--severity", "bc004=error", warned).status == 1)
        #expect(tool.run("validate", "--strict", "--severity", "BC004=note", warned).status == 0)
    }

    @Test func `redirect_url is required in the redirect workflow alone`() throws {
        let payload = try tool.files.write(#"{"link_id": "A"}"#, to: "a.json")
        let run = tool.run("validate", "--workflow", "redirect", payload)
        #expect(run.status == 1)
        #expect(run.output.contains("redirect_url, This field is required."))
    }

    @Test func `one unreadable file of several is reported and the others are checked`() throws {
        let good = try tool.files.write(#"{"link_id": "A"}"#, to: "good.json")
        let bad = try tool.files.write("{}", to: "bad.json")
        let run = tool.run("validate", "--format", "json", good, tool.files.path("missing"), bad)
        let json = try run.json
        #expect(run.status == 3)
        #expect(json.count(at: "results") == 3)
        #expect(json["results/0/valid"] == "true")
        #expect(json["results/1/error/kind"] == "input")
        #expect(json["results/2/answer/message"] == "link_id, This field is required.")
        #expect(run.errors.contains("No such file or directory"))
    }

    @Test func `standard input is named so`() {
        let run = tool.run("validate", "-", input: "{}")
        #expect(run.output.hasPrefix("<stdin>:1:1: error[INVALID_REQUEST]: link_id is missing"))
    }

    @Test func `offset and length cut a value out of the whole input, and so do those of its fix`() throws {
        let tool = try TestTool()
        let line = #"{"link_id": "é", "mode": "PDF"}"#
        let stream = "{\"link_id\": \"a\"}\r\n\n\(line)\n\(line)"
        let request = "POST http://h/v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n\(line)\n"
        for (text, name) in [(stream, "s.ndjson"), ("\(request)###\n\(request)", "r.http")] {
            let file = try tool.files.write(text, to: name)
            let run = tool.run("validate", "-f", "ndjson", file)
            let results = try run.lines.map { try ParsedJSON($0) }.filter { $0["valid"] == "false" }
            #expect(results.count == 2)
            var offsets: [Int] = []
            for (result, path) in results.flatMap({ [($0, "findings/0"), ($0, "findings/0/fix/edits/0")] }) {
                let offset = try #require(result["\(path)/offset"].flatMap { Int($0) })
                let length = try #require(result["\(path)/length"].flatMap { Int($0) })
                #expect(
                    Array(text.utf8)[offset..<offset + length].elementsEqual(#""PDF""#.utf8), "\(path) \(run.output)")
                offsets.append(offset)
            }
            #expect(Set(offsets).count == 2)
        }
    }

    @Test func `standard input whose name is excluded is not checked, and a fix leaves it as it is`() throws {
        let text = #"{"link_id": "A ",}"#
        let words = ["validate", "--stdin-filename", "old/a.json", "--exclude", "old/"]
        let run = tool.run(words + ["-"], input: text)
        #expect(run.status == 0 && run.output.isEmpty && run.errors.contains("excluded by --exclude 'old/'"))
        #expect(tool.run(words + ["--fix", "-"], input: text).output == text)
        #expect(tool.run(words + ["--diff", "-"], input: text).output.isEmpty)
        #expect(
            tool.run("validate", "--stdin-filename", "new/a.json", "--exclude", "old/", "-", input: text).status == 1)
    }
}
