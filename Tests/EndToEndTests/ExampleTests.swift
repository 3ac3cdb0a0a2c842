import TestSupport
import Testing

/// The examples of help and manual, typed as they stand.
@Suite struct ExampleTests {
    /// The files that the examples name.
    static let files = [
        "payload.json": #"{"link_id": "TU-1234", "from_date": "01/06/2025", "to_date": "31/10/2025"}"#,
        "payloads/first.json": #"{"link_id": "TU-1234"}"#,
        "payloads.ndjson": #"{"link_id": "TU-1234"}"#,
        "api.key": "example-key",
    ]

    @Test func `every example does what it says`() throws {
        let tool = try BuiltTool()
        try tool.files.makeDirectory("payloads")
        for (name, text) in Self.files { try tool.files.write(text, to: name, mode: 0o600) }
        let help = try ParsedJSON(try tool.run("help", "--json").output)
        var examples: [String] = []
        for command in 0..<(help.count(at: "commands") ?? 0) {
            let count = help.count(at: "commands/\(command)/examples") ?? 0
            #expect(count >= 2, "\(help["commands/\(command)/name"] ?? "") has \(count) examples")
            examples += (0..<count).compactMap { help["commands/\(command)/examples/\($0)/command"] }
        }
        #expect(examples.count > 10)
        let prelude =
            TypedCommands.prelude
                + """

                bcsession create --link-id TU-1234 --print redirect_url --record sessions.ledger 2>&- >urls.txt
                cp urls.txt links.txt
                { echo "Subject: my link"; echo; cat urls.txt; } >mail.eml

                """
        // A server goes on until it is stopped: those of serve have tests of their own, which stop it.
        for example in examples where !example.hasPrefix("bcsession serve") && !example.hasPrefix("curl ") {
            let run = try tool.shell(prelude + example, environment: ["BCSESSION_TODAY": "09/12/2025"])
            // No session of this ledger is unknown.
            let status: Int32 = example.contains("--outcome unknown") ? 1 : 0
            #expect(run.status == status, "\(example)\n\(run.output)\(run.errors)")
        }
    }
}
