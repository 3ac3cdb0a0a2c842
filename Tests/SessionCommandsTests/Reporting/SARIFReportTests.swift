import BankConnectSession
import CommandKit
import Foundation
import TestSupport
import Testing

@testable import SessionCommands

/// SARIF as OASIS defines it and as code scanning takes it.
@Suite struct SARIFReportTests {
    private func results(_ text: String) throws -> [[String: Any]] {
        try #require(try run(text)["results"] as? [[String: Any]])
    }

    private func run(_ text: String) throws -> [String: Any] {
        let log = try JSONSerialization.jsonObject(with: Data(text.utf8))
        #expect(SARIFShape.log.faults(in: log) == [])
        let runs = try #require((log as? [String: Any])?["runs"] as? [[String: Any]])
        #expect(runs.count == 1)
        return try #require(runs.first)
    }

    /// The log of some payloads, a line each, from standard input.
    private func log(lines: String) throws -> [[String: Any]] {
        let tool = try TestTool()
        return try results(tool.run("validate", "--input", "ndjson", "--format", "sarif", "-", input: lines).output)
    }

    private func fingerprints(lines: String) throws -> [String] {
        try log(lines: lines).compactMap { ($0["partialFingerprints"] as? [String: String])?["bcsession/v1"] }
    }

    @Test func `every format's samples make a log that keeps to the schema`() throws {
        let run = try run(try ReportSamples.Format(name: "sarif").report.output)
        let results = try #require(run["results"] as? [[String: Any]])
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        #expect(rules.compactMap { $0["id"] as? String } == Rule.all.map(\.id.description))
        #expect(results.count > 40)
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules.indices.contains(index))
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            // Code scanning takes no result without a file.
            let location = try #require((result["locations"] as? [[String: Any]])?.first)
            let place = try #require(location["physicalLocation"] as? [String: Any])
            let uri = try #require((place["artifactLocation"] as? [String: Any])?["uri"] as? String)
            #expect(!uri.isEmpty)
            let region = try #require(place["region"] as? [String: Int])
            let places = try ["startLine", "startColumn", "endLine", "endColumn"].map { try #require(region[$0]) }
            #expect((places[0], places[1]) <= (places[2], places[3]))
        }
        #expect(try lastResult(of: "BC101", in: results).contains(#""uri":"stdin""#))
    }

    private func lastResult(of rule: String, in results: [[String: Any]]) throws -> String {
        let last = try #require(results.last { $0["ruleId"] as? String == rule })
        let data = try JSONSerialization.data(withJSONObject: last, options: .withoutEscapingSlashes)
        return String(decoding: data, as: UTF8.self)
    }

    @Test func `an input that cannot be read is a notification, not a result`() throws {
        let tool = try TestTool()
        let missing = tool.files.path("missing.json")
        let run = try run(tool.run("validate", "--format", "sarif", missing).output)
        #expect((run["results"] as? [Any])?.isEmpty == true)
        let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
        #expect(invocation["executionSuccessful"] as? Bool == false)
        let notification = try #require((invocation["toolExecutionNotifications"] as? [[String: Any]])?.first)
        let message = try #require((notification["message"] as? [String: String])?["text"])
        #expect(message == "cannot open '\(missing)': No such file or directory")
    }

    @Test func `a run that read everything was successful, whatever it found`() throws {
        for payload in [#"{"link_id": "A"}"#, "{}"] {
            let run = try run(TestTool().run("validate", "--format", "sarif", "-", input: payload).output)
            #expect(((run["invocations"] as? [[String: Any]])?.first)?["executionSuccessful"] as? Bool == true)
        }
    }

    @Test func `a fingerprint stays when lines move`() throws {
        let payload = #"{"link_id": "A", "mode": "fax", "mobile_number": "12"}"# + "\n"
        let good = #"{"link_id": "A"}"# + "\n"
        let fingerprints = try fingerprints(lines: payload)
        #expect(fingerprints.count == 2)
        #expect(try self.fingerprints(lines: good + "\n" + good + payload) == fingerprints)
        let moved = #"{"mobile_number": "12", "link_id": "A",   "mode": "fax"}"#
        #expect(try Set(self.fingerprints(lines: moved)) == Set(fingerprints))
    }

    @Test func `a fingerprint stays when the day changes`() throws {
        var days: [Set<String>] = []
        for today in ["09/12/2025", "10/12/2025"] {
            var tool = try TestTool()
            tool.environment["BCSESSION_TODAY"] = today
            let payload = #"{"link_id": "A", "from_date": "01/11/2025", "to_date": "25/12/2025"}"#
            let output = tool.run("validate", "--format", "sarif", "-", input: payload).output
            #expect(output.contains(today))
            days.append(Set(output.matches(of: /"bcsession\/v1":"([^"]*)"/).map { String($0.1) }))
        }
        #expect(days[0] == days[1])
        #expect(!days[0].isEmpty)
    }

    @Test func `findings that say the same have fingerprints of their own`() throws {
        let payload = #"{"link_id": "A", "mode": "fax"}"# + "\n"
        let many = try fingerprints(lines: String(repeating: payload, count: 3_000))
        #expect(many.count == 3_000)
        #expect(Set(many).count == 3_000)
        #expect(many[0].hasSuffix(":1"))
        #expect(many[2_999].hasSuffix(":3000"))
        #expect(try fingerprints(lines: payload) == [many[0]])
    }

    @Test func `each file counts its equal findings from one`() throws {
        let tool = try TestTool()
        for name in ["a.json", "b.json"] { try tool.files.write(#"{"link_id": "A", "mode": "fax"}"#, to: name) }
        let output = tool.run("validate", "--format", "sarif", tool.files.path).output
        let fingerprints = try results(output).compactMap { $0["partialFingerprints"] as? [String: String] }
        #expect(fingerprints.count == 2)
        #expect(fingerprints[0] == fingerprints[1])
    }

    @Test func `braces, brackets and backslashes are text, no placeholder and no link`() throws {
        let payload = #"{"link_id": "A", "{0}[x](https://evil.example)\\": 1}"#
        let output = try TestTool().run("validate", "--format", "sarif", "-", input: payload).output
        let message = try #require((try results(output).first?["message"] as? [String: String])?["text"])
        // §3.11.5: {{ is a brace. §3.11.6: brackets outside of links, and backslashes, have a backslash before them.
        #expect(message.hasPrefix(#"'{{0}}\[x\](https://evil.example)\\' is not a parameter"#))
    }

    @Test func `sentences are parted by one sign`() throws {
        let payload = #"{"link_id": "A", "linkid": 1}"#
        let output = try TestTool().run("validate", "--format", "sarif", "-", input: payload).output
        let message = try #require((try results(output).first?["message"] as? [String: String])?["text"])
        #expect(message.contains("did you mean link_id? More: bcsession explain BC004"))
    }

    @Test func `more results than code scanning takes are cut, the least severe first, and this is said`() throws {
        var document = SARIFDocument(limit: 5)
        let output = OutputStream.inMemory()
        for severity in [Severity.note, .note, .warning, .note, .warning, .error, .warning, .note, .error] {
            var entries = ReportBuffer()
            entries.append(#"{"level":"\#(severity)","message":{"text":"x"}}"#)
            entries.endEntry(severity, String(repeating: "0", count: 32) + "a.json")
            try document.add(entries, to: output)
        }
        try document.finish(Summary(), to: output)
        let log = try run(output.text)
        let results = try #require(log["results"] as? [[String: Any]])
        #expect(results.compactMap { $0["level"] as? String } == ["warning", "warning", "error", "warning", "error"])
        let invocation = try #require((log["invocations"] as? [[String: Any]])?.first)
        #expect(invocation["executionSuccessful"] as? Bool == true)
        let notes = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
        let omission = "4 of 9 results, the least severe: code scanning takes 5 of a run"
        #expect(document.omission == omission)
        #expect((notes.first?["message"] as? [String: String])?["text"] == "This log leaves out \(omission).")
        #expect(SARIFDocument.limit == 25_000)
    }
}
