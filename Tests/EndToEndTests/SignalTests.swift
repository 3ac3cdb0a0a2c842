import TestSupport
import Testing

/// SIGINT and SIGTERM in each phase of each command: a shell sees the signal, and nothing is half written.
@Suite struct SignalTests {
    /// What a command is doing when the signal comes.
    struct Phase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The words after the tool's name; nobody writes to `pipe`, and to `full` nobody reads from.
        let words: String

        init(_ name: String, _ words: String) {
            (testDescription, self.words) = (name, words)
        }
    }

    static let phases = [
        Phase("validate, waiting for a file", "validate -o out pipe"),
        Phase("validate, waiting for standard input", "validate --format json -o out - <pipe"),
        Phase("validate, waiting for a policy", "validate --organization pipe -o out good.json"),
        Phase("validate, in a stream", "validate --input ndjson --format ndjson -o out - < <(yes '{\"mode\": 1}')"),
        Phase(
            "validate, waiting for a reader", "validate --input ndjson --format ndjson - < <(yes '{\"mode\": 1}') >full"
        ),
        Phase("create, waiting for a payload", "create -o out --record ledger pipe"),
        Phase("create, waiting for the key", "create good.json -o out --record ledger --signing-key-file pipe"),
        Phase("create, waiting for a configuration", "create good.json -o out --record ledger --config pipe"),
        Phase("consents, waiting for a payload", "consents -o out pipe"),
        Phase("consents, waiting for banks", "consents --link-id A --banks pipe -o out"),
        Phase("verify-token, waiting for a line", "verify-token -o out - <pipe"),
        Phase("verify-token, waiting for the key", "verify-token --signing-key-file pipe -o out x://y"),
        Phase("verify-token, in a stream", "verify-token --format ndjson -o out - < <(yes x://y)"),
        Phase("verify-token, waiting for a reader", "verify-token --format ndjson - < <(yes x://y) >full"),
    ]

    @Test(arguments: phases, [("INT", 130), ("TERM", 143)])
    func `a signal leaves the old file and nothing else`(phase: Phase, signal: (name: String, status: Int)) throws {
        let tool = try BuiltTool()
        try tool.files.write(#"{"link_id": "A"}"#, to: "good.json")
        let run = try tool.shell(
            """
            bcsession create good.json >/dev/null 2>&1; echo old >out; mkfifo pipe full; exec 3<>pipe 4<>full
            set -m; (exec "$TOOL" \(phase.words)) 2>errors & child=$!
            sleep 0.5; kill -0 $child && kill -\(signal.name) -- -$child; wait $child; echo $?
            cat out; ls -A; cat errors
            """)
        #expect(run.output == "\(signal.status)\nold\nerrors\nfull\ngood.json\nhome\nout\npipe\n")
    }
}
