import BankConnectSession
import Foundation
import TestSupport
import Testing

/// SIGINT and SIGTERM in each phase of `create --live`, for one session and for a batch.
///
/// The signal goes to the whole process group, as a terminal sends it and as most supervisors do.
@Suite(.serialized) struct LiveSignalTests {
    static let signals = [("INT", 130), ("TERM", 143), ("HUP", 129)]

    /// Runs `create --live` in the background of a script; `$child` is its group.
    private func run(
        _ tool: LiveTool, _ service: LoopbackService, _ words: String, then script: String
    ) throws -> BuiltTool.Ending {
        try tool.tool.shell(
            """
            echo old >out; mkfifo pipe full; exec 3<>pipe 4<>full; set -m
            (exec "$TOOL" create --live --api-key-file api.key --endpoint \(service.endpoint) \(words)) 2>errors & child=$!
            until_is() { for try in $(seq 1200); do eval "$1" && return; sleep 0.05; done; echo "never: $1"; }
            \(script)
            """)
    }

    /// A service that leaves a file where a script sees that a request has come, and then does what it is told.
    private func service(
        _ tool: LiveTool, _ react: @escaping @Sendable (_ number: Int) -> LoopbackService.Reaction?
    ) throws -> LoopbackService {
        let path = tool.tool.files.path("seen")
        return try LoopbackService.api { _, number in
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            return react(number)
        }
    }

    @Test(arguments: signals, ["pipe", "--link-id A --config pipe"])
    func `create --live, waiting for input: nothing is sent`(signal: (name: String, status: Int), words: String) throws
    {
        let tool = try LiveTool()
        let service = try service(tool) { _ in nil }
        let run = try run(
            tool, service, "-o out --record ledger \(words)",
            then: "sleep 0.7; kill -\(signal.name) -- -$child; wait $child; echo $?; cat out; ls -A")
        #expect(run.output == "\(signal.status)\nold\napi.key\nerrors\nfull\nhome\nout\npipe\n")
        #expect(service.connections == 0)
    }

    @Test(arguments: signals)
    func `create --live, waiting for the answer: the old file stays, and a session may exist`(
        signal: (name: String, status: Int)
    ) throws {
        let tool = try LiveTool()
        let service = try service(tool) { _ in .bytes([], then: .never) }
        let run = try run(
            tool, service, "-o out --record ledger --link-id A",
            then:
                "until_is '[ -e seen ]'; kill -\(signal.name) -- -$child; wait $child; echo $?; cat out; ls -A; grep -c intent ledger"
        )
        #expect(run.output == "\(signal.status)\nold\napi.key\nerrors\nfull\nhome\nledger\nout\npipe\nseen\n1\n")
        #expect(service.requests.count == 1)
        #expect(try tool.tool.files.read("errors").contains("a session may exist"))
    }

    @Test(arguments: [("HUP", 129), ("QUIT", 131)])
    func `create --live, ended by its terminal: it ends by that signal, and calls it no fault`(
        signal: (name: String, status: Int)
    ) throws {
        let tool = try LiveTool()
        let service = try service(tool) { _ in .bytes([], then: .never) }
        let run = try run(
            tool, service, "-o out --link-id A",
            then:
                "ulimit -c 0; until_is '[ -e seen ]'; kill -\(signal.name) -- -$child; wait $child; echo $?; cat out; ls -A"
        )
        #expect(run.output == "\(signal.status)\nold\napi.key\nerrors\nfull\nhome\nout\npipe\nseen\n")
        let errors = try tool.tool.files.read("errors")
        #expect(!errors.contains("ended by signal") && !errors.contains("crashed"), "\(errors)")
    }

    @Test(arguments: signals, ["--link-id A", "--batch batch.ndjson"])
    func `between two attempts: nothing is under way, and the outcome is that of the last one`(
        signal: (name: String, status: Int), payload: String
    ) throws {
        let tool = try LiveTool()
        let service = try service(tool) { _ in
            .answer(HTTPResponse(status: 503, fields: [HTTPField("Retry-After", "20")], body: []))
        }
        try tool.tool.files.write(BatchTests.lines(3), to: "batch.ndjson")
        let run = try run(
            tool, service, "-v --record ledger --timeout 60 --retry 3 \(payload) >answer",
            then: """
                until_is 'grep -q "trying again in" errors'; kill -\(signal.name) -- -$child; wait $child; echo $?
                grep -c '"intent":true' ledger; grep -c '"outcome":"failed","status":503' ledger
                """)
        let sent = service.requests.count
        #expect(payload.contains("batch") ? (1...3).contains(sent) : sent == 1)
        #expect(run.output == "\(signal.status)\n\(sent)\n\(sent)\n")
        let errors = try tool.tool.files.read("errors")
        #expect(errors.contains("the API failed (503)"), "\(errors)")
        #expect(!errors.contains("may exist"), "\(errors)")
    }

    @Test func `between two attempts of what could not be sent: nothing was sent`() throws {
        let tool = try LiveTool()
        let run = try tool.tool.shell(
            """
            set -m; "$TOOL" create --live --api-key-file api.key --endpoint http://127.0.0.1:1/x --link-id A -v \
              --record ledger --timeout 600 --retry 99 2>errors & child=$!
            for try in $(seq 1200); do grep -q '(3 of 99)' errors && break; sleep 0.05; done
            kill -TERM -- -$child; wait $child; echo $?; grep -c '"intent":true' ledger; grep -c '"exit":6' ledger
            """)
        #expect(run.output == "143\n1\n1\n")
        #expect(try tool.tool.files.read("errors").contains("nothing was sent: the connection was refused"))
    }

    @Test(arguments: signals, ["--link-id A", "--batch lines"])
    func `a signal that the caller ignores, as nohup does, is not heard, and another ends the run`(
        signal: (name: String, status: Int), words: String
    ) throws {
        let tool = try LiveTool()
        let service = try service(tool) { number in number == 1 ? nil : .bytes([], then: .never) }
        try tool.tool.files.write(BatchTests.lines(1), to: "lines")
        let other = Self.signals.first { $0.0 != signal.name && $0.0 != "HUP" } ?? signal
        let run = try tool.tool.shell(
            """
            start() {
              rm -f seen; set -m
              (trap '' \(signal.name); exec "$TOOL" create --live --api-key-file api.key --timeout 20 \
                --endpoint \(service.endpoint) \(words)) >out 2>errors & child=$!
              for try in $(seq 1200); do [ -e seen ] && break; sleep 0.05; done
              kill -\(signal.name) $child
            }
            start; wait $child; echo $?
            start; sleep 0.5; kill -0 $child && kill -\(other.0) $child; sleep 0.7; kill -\(other.0) $child 2>/dev/null
            wait $child; echo $?
            """)
        #expect(run.output == "0\n\(other.1)\n", "\(run.errors)")
    }

    @Test(arguments: signals)
    func `batch, waiting for lines: what was created is kept`(signal: (name: String, status: Int)) throws {
        let tool = try LiveTool()
        let service = try service(tool) { _ in nil }
        let run = try run(
            tool, service, "-o out --record ledger --batch pipe",
            then: """
                echo '{"link_id": "L1"}' >pipe; until_is 'grep -q created ledger 2>/dev/null'
                kill -\(signal.name) -- -$child; wait $child; echo $?; grep -c '"outcome":"created"' out; cat ledger | wc -l
                """)
        #expect(run.output == "\(signal.status)\n1\n2\n")
        #expect(service.requests.count == 1)
    }

    /// Whom a signal is sent to: a terminal's process group, or all that a supervisor finds.
    static let receivers = ["-$child", "-$child $(pgrep -P \"$(pgrep -d, -g $child)\")"]

    @Test(arguments: signals, receivers)
    func `batch, requests under way: they are answered, and no more are sent`(
        signal: (name: String, status: Int), receivers: String
    ) throws {
        let tool = try LiveTool()
        // No request is answered before the signal was sent.
        let signalled = tool.tool.files.path("signalled")
        let service = try service(tool) { _ in
            while !FileManager.default.fileExists(atPath: signalled) { usleep(10_000) }
            usleep(500_000)
            return nil
        }
        try tool.tool.files.write(BatchTests.lines(50), to: "batch.ndjson")
        let run = try run(
            tool, service, "-o out --record ledger --batch batch.ndjson --jobs 2",
            then: """
                until_is '[ -e seen ]'; kill -\(signal.name) -- \(receivers); touch signalled; wait $child; echo $?
                grep -c '"outcome":"created"' out; grep -c '"outcome":"created"' ledger; wc -l <ledger; ls -A | grep tmp
                """)
        let sent = service.requests.count
        #expect((1...2).contains(sent))
        #expect(run.output == "\(signal.status)\n\(sent)\n\(sent)\n\(2 * sent)\n")
    }

    @Test(arguments: signals)
    func `batch, waiting for the rate: what was not sent stays so`(signal: (name: String, status: Int)) throws {
        let tool = try LiveTool()
        let service = try service(tool) { _ in nil }
        try tool.tool.files.write(BatchTests.lines(50), to: "batch.ndjson")
        let clock = ContinuousClock()
        let start = clock.now
        let run = try run(
            tool, service, "-o out --record ledger --batch batch.ndjson --rate 6/m",
            then: """
                until_is 'grep -q created ledger 2>/dev/null'; kill -\(signal.name) -- -$child; wait $child; echo $?
                grep -c '"outcome":"created"' out; wc -l <ledger
                """)
        #expect(run.output == "\(signal.status)\n1\n2\n")
        #expect(service.requests.count == 1)
        #expect(clock.now - start < .seconds(9))
    }

    @Test(arguments: signals)
    func `batch, waiting for an answer: a second signal ends at once, and the intents stay`(
        signal: (name: String, status: Int)
    ) throws {
        let tool = try LiveTool()
        let service = try service(tool) { _ in .bytes([], then: .never) }
        try tool.tool.files.write(BatchTests.lines(1), to: "batch.ndjson")
        let run = try run(
            tool, service, "-o out --record ledger --batch batch.ndjson",
            then: """
                until_is '[ -e seen ]'; kill -\(signal.name) -- -$child; until_is 'grep -q "second signal" errors'; sleep 0.3
                kill -\(signal.name) -- -$child; wait $child; echo $?; cat out; grep -c intent ledger; ls -A | grep tmp
                """)
        #expect(run.output == "\(signal.status)\nold\n1\n")
    }

    @Test(arguments: [("-o out", true), ("-o out --record ledger", false), (">out", false), ("-o - >out", false)])
    func `batch: the first signal says whether a second one loses results`(words: String, loses: Bool) throws {
        let tool = try LiveTool()
        let service = try service(tool) { _ in .bytes([], then: .never) }
        try tool.tool.files.write(BatchTests.lines(1), to: "batch.ndjson")
        let run = try run(
            tool, service, "--batch batch.ndjson \(words)",
            then: """
                until_is '[ -e seen ]'; kill -INT -- -$child; until_is 'grep -q "second signal" errors'; sleep 0.3
                kill -INT -- -$child; wait $child; echo $?
                """)
        #expect(run.output == "130\n")
        let errors = try tool.tool.files.read("errors")
        #expect(
            errors.contains("a second signal ends at once, and loses the results so far: 'out' is written at the end")
                == loses, "\(errors)")
    }

    @Test(arguments: signals)
    func `batch, waiting for a reader: a second signal ends at once, and the ledger has what was created`(
        signal: (name: String, status: Int)
    ) throws {
        let tool = try LiveTool()
        let service = try service(tool) { _ in nil }
        try tool.tool.files.write(BatchTests.lines(400), to: "batch.ndjson")
        let run = try run(
            tool, service, "--record ledger --batch batch.ndjson >full",
            then: """
                until_is '[ -e seen ]'; sleep 2; kill -\(signal.name) -- -$child; until_is 'grep -q "second signal" errors'; sleep 0.7
                kill -\(signal.name) -- -$child; wait $child; echo $?
                """)
        #expect(run.output == "\(signal.status)\n")
        let ledger = try tool.tool.files.read("ledger").split(separator: "\n")
        #expect(ledger.count { $0.contains(#""outcome":"created""#) } == service.requests.count)
        for line in ledger { _ = try ParsedJSON(String(line)) }
    }
}
