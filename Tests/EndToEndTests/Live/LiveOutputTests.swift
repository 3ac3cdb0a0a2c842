import BankConnectSession
import Foundation
import TestSupport
import Testing

/// `create --live` where its output cannot be written: a session that there is must be told of somewhere.
@Suite(.serialized) struct LiveOutputTests {
    /// Where standard output leads, the exit status, and what is said.
    static let targets: [(String, Int32, String)] = [
        (">/dev/full", 74, "cannot write standard output: No space left on device"),
        (">&-", 74, "cannot write standard output: Bad file descriptor"),
        ("-o /dev/full", 74, "No space left on device"),
    ]

    private func words(_ tool: LiveTool, _ service: LoopbackService) -> String {
        "create --live --api-key-file api.key --endpoint \(service.endpoint)"
    }

    @Test(arguments: targets)
    func `full device and closed stdout: the session is told on standard error`(
        target: String, status: Int32, message: String
    ) throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        let run = try tool.tool.shell("bcsession \(words(tool, service)) --link-id A --record ledger \(target)")
        #expect(run.status == status)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(service.requests.count == 1)
        let id = try #require(BatchTests.values("session_id", tool.tool.files.read("ledger")).last ?? nil)
        #expect(run.errors.contains("session \(id) was created"), "\(run.errors)")
        let url = try #require(BatchTests.values("redirect_url", tool.tool.files.read("ledger")).last ?? nil)
        #expect(run.errors.contains(url), "\(run.errors)")
    }

    @Test(arguments: ["--link-id A", "--batch batch.ndjson --jobs 1"])
    func `a directory of the output that is removed meanwhile: the output goes to standard error`(form: String) throws {
        let tool = try LiveTool()
        let directory = tool.tool.files.path("out")
        let service = try LoopbackService { _, _ in
            try? FileManager.default.removeItem(atPath: directory)
            return .answer(HTTPResponse(status: 200, body: Array(NetworkFaultTests.session.utf8)))
        }
        try tool.tool.files.write(#"{"link_id": "A"}"# + "\n", to: "batch.ndjson")
        let run = try tool.tool.shell("mkdir out; bcsession \(words(tool, service)) \(form) -o out/answer")
        #expect(run.status == 74)
        #expect(run.errors.contains("the output follows, because it could not be written to 'out/answer'"))
        #expect(run.errors.contains(LiveAnswerTests.id), "\(run.errors)")
        #expect(service.requests.count == 1)
    }

    @Test func `a key of the payload that is not the one in use is masked in what a server repeats`() throws {
        let service = try LoopbackService { received, _ in
            .answer(HTTPResponse(status: 400, body: received.request.body))
        }
        let tool = try LiveTool()
        try tool.tool.files.write(#"{"link_id": "A", "api_key": "PlantedKey123456"}"#, to: "p.json")
        let run = try tool.tool.shell("bcsession \(words(tool, service)) --format full --record ledger p.json")
        #expect(run.status == 4 && service.requests.count == 1)
        #expect(!(run.output + run.errors).contains("PlantedKey"))
        #expect(try !tool.tool.files.read("ledger").contains("PlantedKey"))
    }

    @Test(arguments: targets)
    func `full device and closed stdout: a batch ends, and what was created is told`(
        target: String, status: Int32, message: String
    ) throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        try tool.tool.files.write(BatchTests.lines(50), to: "batch.ndjson")
        let run = try tool.tool.shell("bcsession \(words(tool, service)) --batch batch.ndjson --jobs 2 \(target)")
        #expect(run.status == status)
        #expect(run.errors.contains(message), "\(run.errors)")
        // The first line decides, and others may be ahead of it.
        #expect((1..<50).contains(service.requests.count))
        #expect(run.errors.matches(of: /"session_id":"/).count == service.requests.count)
    }

    @Test(arguments: ["", "trap '' PIPE;"])
    func `broken pipe, SIGPIPE default and ignored: the session is told on standard error`(trap: String) throws {
        let service = try LoopbackService.api { _, _ in
            usleep(500_000)
            return nil
        }
        let tool = try LiveTool()
        let run = try tool.tool.shell(
            """
            \(trap) bcsession \(words(tool, service)) --link-id A --record ledger | true; echo "${PIPESTATUS[0]}"
            """)
        #expect(run.output == "141\n")
        #expect(!run.errors.contains("cannot write"))
        let id = try #require(BatchTests.values("session_id", tool.tool.files.read("ledger")).last ?? nil)
        #expect(run.errors.contains("session \(id) was created"), "\(run.errors)")
    }

    @Test func `closed stdin is told with status 3, before anything is sent`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        for words in ["\(words(tool, service)) --batch -", "\(words(tool, service)) -"] {
            let run = try tool.tool.shell("bcsession \(words) <&-")
            #expect(run.status == 3)
            #expect(run.errors.contains("cannot read standard input: Bad file descriptor"))
        }
        #expect(service.connections == 0)
    }

    @Test func `ENOSPC half-way: a batch whose ledger cannot grow ends, and tells what was created`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        try tool.tool.files.write(BatchTests.lines(100), to: "batch.ndjson")
        let run = try tool.tool.shell(
            """
            trap '' XFSZ; ulimit -f 4
            bcsession \(words(tool, service)) --batch batch.ndjson --record ledger --jobs 2 >out; echo $?
            grep -c '"outcome":"created"' out
            """)
        let sent = service.requests.count
        #expect(run.output == "74\n\(sent)\n")
        #expect((1..<100).contains(sent))
        #expect(run.errors.contains("File too large"), "\(run.errors)")
    }
}
