import BankConnectSession
import Foundation
import TestSupport
import Testing

@testable import SessionCommands

/// What the commands write, judged by the schemas that `schema` prints.
///
/// The schemas are closed for it: a member that is written and not described is a fault.
@Suite(.enabled(if: SchemaJudge.isInstalled, "\(SchemaJudge.howToInstall)"))
struct OutputSchemaTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    private func expect(_ texts: [String], fit subject: SchemaDocument.Subject, isClosed: Bool = true) throws {
        #expect(!texts.isEmpty && !texts.contains(""))
        let schema = String(decoding: SchemaDocument(subject: subject, version: .v2).text, as: UTF8.self)
        let faults = try SchemaJudge.faults(of: texts.map { Array($0.utf8) }, by: schema, isClosed: isClosed)
        for (text, fault) in zip(texts, faults) where fault != nil {
            Issue.record("\(subject.rawValue): \(fault ?? "") in \(text.prefix(600))")
        }
    }

    private static func golden(_ name: String) throws -> String {
        try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: name), encoding: .utf8)
    }

    @Test func `the results of validate`() throws {
        let lines = try Self.golden("Reporting/Goldens/ndjson.txt").split(separator: "\n").map(String.init)
        try expect(lines + [try Self.golden("Reporting/Goldens/json.txt")], fit: .validate)
        try tool.files.write(#"{"link_id": "TU-1", "mode": "fax", "form_date": 1}"#, to: "a.json")
        let file = tool.files.path("a.json")
        try tool.files.write(
            #"{"modes": ["pdf"], "consents": {"CC0001": {"to_date": "01/01/2020"}}}"#, to: "policy.json")
        let policy = ["--organization", tool.files.path("policy.json")]
        try expect(
            [
                tool.run("validate", "-f", "json", file).output,
                tool.run(["validate", "-f", "json", file, tool.files.path("gone.json")] + policy).output,
                tool.run("validate", "-f", "ndjson", "--echo", "link_id", file).output,
                tool.run("validate", "-f", "json", "-i", "ndjson", "-", input: "{}\n\n{\"link_id\": \"a\"}\n").output,
            ], fit: .validate)
    }

    @Test func `consents and artefacts`() throws {
        for journey in Journey.allCases.map(\.rawValue) {
            let outputs = ["json", "full"].map {
                tool.run("consents", "--aa-journey-code", journey, "--session-expiry", "43200", "-f", $0).output
            }
            try expect(outputs, fit: .consents)
            try expect([tool.run("consents", "--aa-journey-code", journey, "-f", "artefact").output], fit: .artefact)
        }
        try expect([tool.run("consents", "--aa-journey-code", "x", "-f", "full").output], fit: .consents)
    }

    @Test func `answers of create, its ledger, and what verify-token and sessions make of them`() throws {
        let ledger = tool.files.path("sessions.ledger")
        let payload = ["create", "--link-id", "TU-1234", "--record", ledger]
        let full = tool.run(payload + ["-f", "full"]).output
        let answer = tool.run(payload).output
        let unknown = tool.run("create", "--link-id", "a", "--mode", "fax", "-f", "full").output
        try expect([full, answer, unknown, tool.run("create", "--mode", "fax").output], fit: .create)
        let lines = try tool.files.read("sessions.ledger").split(separator: "\n").map(String.init)
        #expect(lines.count == 2)
        try expect(lines, fit: .ledger)

        let session = tool.session()
        let links = [
            "x", session.url, session.url + ".", session.url.dropLast() + "A",
            "https://finbox.in.example/?session_id=1",
        ]
        try tool.files.write(([answer] + links).joined(separator: "\n"), to: "links.txt")
        // A directory is an input that cannot be read.
        try tool.files.makeDirectory("directory")
        let words = ["verify-token", tool.files.path("links.txt"), tool.files.path("directory"), "--record", ledger]
        var outputs = [tool.run(words + ["-f", "json"]).output]
        outputs += tool.run(words + ["-f", "ndjson"]).lines
        outputs += tool.run("verify-token", "--inspect", session.url, "-f", "ndjson").lines
        outputs += tool.run("verify-token", session.token, "--session-id", session.id, "-f", "ndjson").lines
        #expect(outputs.count > 5)
        try expect(outputs, fit: .verifyToken)

        let found = tool.run("sessions", "--record", ledger, "-f", "json").output
        try expect([found] + tool.run("sessions", "--record", ledger, "-f", "ndjson").lines, fit: .sessions)
    }

    @Test func `ledgers of both editions`() throws {
        let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fuzz/Corpus/ledger")
        var lines: [String] = []
        for name in ["batch", "sessions", "retried", "responses"] {
            // The first byte of an entry of the corpus is for the fuzzer.
            let text = String(decoding: try Data(contentsOf: corpus.appending(path: name)).dropFirst(), as: UTF8.self)
            lines += text.split(separator: "\n").map(String.init)
        }
        // What lines of the first edition hold is not described.
        try expect(lines, fit: .ledger, isClosed: false)
    }

    @Test func `explanations of everything`() throws {
        // The further members of a subject depend on its kind, and are not described.
        let schema = String(decoding: SchemaDocument(subject: .explain, version: .v2).text, as: UTF8.self)
        let texts =
            Explanation.subjects.compactMap { Explanation.find($0).map { Array($0.json.utf8) } }
            + Explanation.Kind.allCases.map {
                Array(tool.run("explain", "--list", $0.rawValue, "-f", "json").output.utf8)
            }
        let faults = try SchemaJudge.faults(of: texts, by: schema)
        #expect(faults.count > 100 && faults.allSatisfy { $0 == nil }, "\(faults.compactMap(\.self))")
    }

    @Test func `errors of every kind`() throws {
        var outputs = ExitCode.allCases.map {
            String(decoding: ErrorDocument.bytes($0, "a message"), as: UTF8.self)
        }
        outputs.append(tool.run("validate", "-f", "json", "--strikt", "x").output)
        outputs.append(tool.run("validate", "-f", "ndjson").output)
        try expect(outputs, fit: .error)
    }

    @Test func `the schema document itself is what the specification of schemas asks for`() throws {
        let scratch = try ScratchDirectory()
        for subject in SchemaDocument.Subject.allCases {
            let text = String(decoding: SchemaDocument(subject: subject, version: .v1).text, as: UTF8.self)
            try scratch.write(text, to: "\(subject.rawValue).json")
        }
        let run = try OtherProgram.lines(
            of: "mv openapi.json openapi; check-jsonschema --check-metaschema *.json && openapi-spec-validator openapi",
            in: scratch)
        #expect(run == ["ok -- validation done", "openapi: OK"])
    }
}
