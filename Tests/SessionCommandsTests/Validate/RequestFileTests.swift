import TestSupport
import Testing

@testable import SessionCommands

/// Files of requests, as REST clients keep them.
@Suite struct RequestFileTests {
    private static let head =
        "POST /bank-connect/v2/session/ HTTP/1.1\r\nX-Api-Key: k\r\nContent-Type: application/json\r\n\r\n"

    @Test func `requests between lines of ### are read one by one, comments passed over`() throws {
        let tool = try TestTool()
        let file = try tool.files.write(
            "# sessions\n@host = localhost\n\n\(Self.head){\"link_id\": \"A\"}\n### second\n// one more\n"
                + "\(Self.head){\"link_id\": \"\"}\n###\n", to: "a.http")
        let run = tool.run("validate", "--format", "ndjson", file)
        #expect(run.lines.count == 2)
        let results = try run.lines.map { try ParsedJSON($0) }
        #expect(results.map { $0["record"] } == ["1", "2"])
        #expect(results.map { $0["valid"] } == ["true", "false"])
        // The line of the whole file: three lines before the first request, five of it, two between, four of head.
        #expect(results[1]["findings/0/line"] == "15")
        #expect(run.errors.contains(":2: variables are not supported: the line is passed over"))
    }

    @Test func `a request of V1 changes nothing of what is found in the files behind it, nor of their fixes`() throws {
        let tool = try TestTool()
        let payload = #"{"link_id": "A ", "consents": {"CC0001": {"toDate": "09/12/2025"}}}"#
        let file = try tool.files.write(payload, to: "b.json")
        let alone = tool.run("validate", "-q", file)
        let v1 = Self.head.replacing("/v2/", with: "/v1/") + #"{"link_id": "A"}"#
        let request = try tool.files.write(v1, to: "a.http")
        #expect(alone.output.contains("BC606"))
        #expect(tool.run("validate", "-q", request, file).output == alone.output)
        let requests = try tool.files.write("\(v1)\n###\n\(Self.head)\(payload)", to: "c.http")
        #expect(tool.run("validate", "-q", requests).output.contains("BC606"))
        _ = tool.run("validate", "-q", "--fix", request, file)
        #expect(
            try tool.files.read("b.json") == #"{"link_id": "A", "consents": {"CC0001": {"to_date": "09/12/2025"}}}"#)
    }

    @Test func `a file of one request has no record, and an empty one is a finding`() throws {
        let tool = try TestTool()
        let one = try tool.files.write(Self.head + #"{"link_id": "A"}"#, to: "one.http")
        #expect(try tool.run("validate", "--format", "ndjson", one).json["record"] == nil)
        for text in ["", "# only a comment\n", "###\n###\n"] {
            let none = try tool.files.write(text, to: "none.http")
            #expect(tool.run("validate", none).status == 1)
        }
    }
}
