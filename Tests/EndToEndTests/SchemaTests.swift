import TestSupport
import Testing

/// What the built tool writes while it serves and sends, judged by the schemas that it prints.
@Suite(.enabled(if: SchemaJudge.isInstalled, "\(SchemaJudge.howToInstall)"))
struct SchemaTests {
    let tool: BuiltTool

    init() throws { tool = try BuiltTool() }

    @Test func `documents of serve, lines of a batch and its ledger fit their schemas`() throws {
        let run = try tool.serving(
            "--format json --answer 503/3 --answer INVALID_DATE_FORMAT/4",
            #"""
            for link in 1 2 3 4 5 ''; do echo "{\"link_id\": \"TU-$link\", \"redirect_url\": null}"; done > batch.ndjson
            echo '{"mode": "no"}' >> batch.ndjson
            echo example-key > api.key; chmod 600 api.key
            live() { bcsession create --live --endpoint "$ADDRESS" --api-key-file api.key --record live.ledger "$@" 2>>errors; }
            live --batch batch.ndjson --jobs 1 > lines
            live --link-id single --format full > single
            curl -s "$ORIGIN/_bcsession/requests" > requests; curl -s "$ORIGIN/_bcsession/sessions" > sessions
            curl -s "$ORIGIN/_bcsession/health" > health
            for what in serve batch ledger create; do bcsession schema $what -o $what.schema; done
            """#)
        #expect(run.output.hasSuffix("served 0\n"), "\(run.output)\(run.errors)")
        func expect(_ texts: [String], fit schema: String) throws {
            #expect(!texts.isEmpty)
            let faults = try SchemaJudge.faults(
                of: texts.map { Array($0.utf8) }, by: try tool.files.read(schema), isClosed: true)
            for (text, fault) in zip(texts, faults) { #expect(fault == nil, "\(text)") }
        }
        func lines(of file: String) throws -> [String] {
            try tool.files.read(file).split(separator: "\n").map(String.init)
        }
        try expect(try ["out", "requests", "sessions", "health"].map { try tool.files.read($0) }, fit: "serve.schema")
        let results = try lines(of: "lines")
        let errors = try tool.files.read("errors")
        #expect(results.count == 7, "\(errors)")
        for outcome in ["created", "refused"] { #expect(results.contains { $0.contains("\"\(outcome)\"") }) }
        try expect(results, fit: "batch.schema")
        let entries = try lines(of: "live.ledger")
        #expect(entries.contains { $0.contains("\"intent\"") } && entries.contains { $0.contains("\"request\"") })
        try expect(entries, fit: "ledger.schema")
        try expect([try tool.files.read("single")], fit: "create.schema")
    }

    @Test func `check-jsonschema judges payloads by the schema as README says`() throws {
        let run = try tool.shell(
            """
            bcsession schema -o payload.schema.json
            echo '{"link_id": "TU-1234", "mode": "aa", "bank": "HDFC"}' > good.json
            echo '{"link_id": "TU-1234", "mode": "fax"}' > bad.json
            check-jsonschema --schemafile payload.schema.json good.json; echo $?
            check-jsonschema --schemafile payload.schema.json bad.json | grep -c "'fax' is not one of"; echo ${PIPESTATUS[0]}
            """)
        #expect(run.output == "ok -- validation done\n0\n1\n1\n", "\(run.output)\(run.errors)")
    }
}
