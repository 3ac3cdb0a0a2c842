import BankConnectSession
import CommandKit
import SessionCommands
import TestSupport
import Testing

/// Files that are missing, are directories, are standard input already, or are the output.
@Suite struct PayloadInputTests {
    var tool: TestTool

    init() throws {
        tool = try TestTool()
        tool.commands = .bcsession(NetworkAccess { Unreachable() })
        try tool.files.write(#"{"link_id": "A"}"#, to: "good.json")
        try tool.files.write("hex:" + String(repeating: "11", count: 32), to: "key", mode: 0o600)
        try tool.files.write("api-key-7", to: "api.key", mode: 0o600)
        try tool.files.makeDirectory("directory")
        _ = tool.session()
    }

    /// A network that nobody may use here.
    private struct Unreachable: Transport {
        func send(
            _ request: HTTPRequest, to origin: String, timeout: Duration
        ) throws(TransportFailure) -> HTTPResponse {
            Issue.record("a request was made")
            throw TransportFailure(.notSent, "there is no network")
        }
    }

    /// Runs a command line in which names with an `@` before are files.
    private func run(_ line: String, input: String = "{}") -> TestTool.Outcome {
        let words = line.split(separator: " ").map { word in
            word.hasPrefix("@") ? tool.files.path(String(word.dropFirst())) : String(word)
        }
        return tool.run(words, input: input)
    }

    /// Each place where a file can be named, and the exit status when it cannot be read.
    static let places: [(line: String, status: Int32)] = [
        ("create FILE", 3), ("consents FILE", 3),
        ("validate @good.json --organization FILE", 2), ("validate @good.json --config FILE", 2),
        ("validate @good.json --banks FILE", 2), ("create @good.json --signing-key-file FILE", 9),
        ("verify-token x://y --signing-key-file FILE", 9), ("verify-token x://y --record FILE", 3),
        ("create --live --link-id A --api-key-file FILE", 9),
        ("create --live --api-key-file @api.key --batch FILE", 3),
    ]

    @Test(arguments: places)
    func `missing file: one message with its name, and the exit status`(line: String, status: Int32) throws {
        let run = run(line.replacing("FILE", with: "@gone"))
        #expect(run.status == status)
        #expect(run.errors.contains("'\(tool.files.path("gone"))'"), "\(run.errors)")
        #expect(run.errors.contains(": No such file or directory"), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    // What is no file may be a token.
    @Test(arguments: places + [("verify-token --session-id c91f4b1c-9a2f-4ad7-8f0e-0123456789ab FILE", 3)])
    func `directory: one message that says so, and the exit status`(line: String, status: Int32) throws {
        let run = run(line.replacing("FILE", with: "@directory"))
        #expect(run.status == status)
        #expect(run.errors.contains("'\(tool.files.path("directory"))': it is a directory"), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").filter { !$0.hasSuffix(": no lines") }.count == 1)
    }

    @Test(arguments: [
        "validate - -", "validate - --organization -", "validate - --config -", "validate - --banks -",
        "validate @good.json --organization - --banks -", "create - --signing-key-file -", "create - --config -",
        "create --link-id A --organization - --signing-key-file -", "consents - --organization -",
        "consents - --banks -",
        "verify-token - -", "verify-token - --signing-key-file -", "verify-token - --config -",
        "create --live --batch - --api-key-file -", "create --live - --api-key-file -",
        "create --live --batch - --organization - --api-key-file @api.key",
    ])
    func `- twice is a usage error`(line: String) throws {
        let run = run(line)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("bcsession: standard input can be read only once, but '-' is given twice\n"))
    }

    // The inputs of validate are streams, which are read while the report is written.
    @Test(arguments: [
        "validate -o @same @same", "validate --format json -o @same @same",
        "validate --input ndjson --format ndjson -o @same @same", "validate --format sarif=@same @same",
    ])
    func `a report of validate in the place of its input is refused, and the input is left`(line: String) throws {
        let text = #"{"link_id": "A", "bank_name": "hdfc"}"#
        let same = try tool.files.write(text, to: "same")
        let run = run(line.replacing("sarif=@same", with: "sarif=\(same)"))
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("the output '\(same)' is also the input '\(same)'"), "\(run.errors)")
        #expect(try tool.files.read("same") == text)
        #expect(try !tool.files.names.contains { $0.hasPrefix(".tmp") })
    }

    @Test(arguments: ["create --record @same @same", "create --link-id A -o @same --record @same"])
    func `a ledger equal to input or output is refused`(line: String) throws {
        try tool.files.write(#"{"link_id": "A"}"#, to: "same", mode: 0o600)
        let run = run(line)
        #expect(run.status == 2)
        #expect(run.errors.contains("cannot be the ledger"))
        #expect(try tool.files.read("same") == #"{"link_id": "A"}"#)
    }
}
