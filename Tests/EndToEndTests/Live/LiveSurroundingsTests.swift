import BankConnectSession
import Foundation
import TestSupport
import Testing

/// What `create --live` does to what is around it: other runs, the home directory, the processes of the machine.
@Suite(.serialized) struct LiveSurroundingsTests {
    private static let words = "create --live --api-key-file api.key --endpoint"

    @Test func `while a batch has the ledger, a single request is not sent, and ends with the time limit`() throws {
        let tool = try LiveTool()
        let path = tool.tool.files.path("seen")
        let service = try LoopbackService { _, _ in
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            return .bytes([], then: .never)
        }
        try tool.tool.files.write(BatchTests.lines(1), to: "batch.ndjson")
        let run = try tool.tool.shell(
            """
            set -m
            "$TOOL" \(Self.words) \(service.endpoint) --batch batch.ndjson --record ledger --timeout 300 >out 2>&1 & child=$!
            for try in $(seq 1200); do [ -e seen ] && break; sleep 0.05; done
            bcsession \(Self.words) \(service.endpoint) --link-id B --record ledger --timeout 1; echo $?
            kill -9 -- -$child; wait
            """)
        #expect(run.output == "74\n")
        #expect(run.errors.contains("the ledger 'ledger' is in use by another run"), "\(run.errors)")
        #expect(service.requests.count == 1)
        #expect(try !tool.tool.files.read("ledger").contains(#""link_id":"B""#))
    }

    @Test func `attempts keep to the rate as first requests do`() throws {
        let service = try LoopbackService { _, _ in
            .answer(HTTPResponse(status: 503, fields: [HTTPField("Retry-After", "0")], body: []))
        }
        let tool = try LiveTool()
        let took = try ContinuousClock().measure {
            _ = try tool.create(
                at: service.endpoint, "--batch", "-", "--rate", "10/s", "--retry", "5", input: BatchTests.lines(4))
        }
        #expect(service.requests.count == 24)
        #expect(took >= .seconds(2.3))
    }

    @Test func `nothing is left in the home directory, and no process for another to wait for`() throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api()
        try tool.tool.files.write(BatchTests.lines(9), to: "batch.ndjson")
        // With this, the children that a program leaves are the script's, as they are those of process 1.
        let run = try tool.tool.shell(
            """
            for words in "--link-id A" "--batch batch.ndjson -q"; do
            python3 - "$TOOL" \(Self.words) \(service.endpoint) $words <<'END'
            import ctypes, os, subprocess, sys
            ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
            print(subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode)
            try:
                print(os.waitpid(-1, os.WNOHANG))
            except ChildProcessError:
                print("none")
            END
            done
            find home
            """)
        #expect(run.output == "0\nnone\n0\nnone\nhome\n", "\(run.errors)")
    }

    @Test func `a host whose slash is in full width is no host of FinBox's`() throws {
        let url = "https://evil.com／a.finbox.in/?session_id=\(LiveAnswerTests.id)"
        let body = #"{"session_id": "\#(LiveAnswerTests.id)", "redirect_url": "\#(url)"}"#
        let service = try LoopbackService { _, _ in .answer(HTTPResponse(status: 200, body: Array(body.utf8))) }
        let run = try LiveTool().create(service)
        #expect(run.status == 8, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("a session may exist"), "\(run.errors)")
    }

    @Test func `a curl command sends a body that begins with @ as it is, and expands nothing`() throws {
        let tool = try LiveTool()
        let service = try LoopbackService { _, _ in .answer(HTTPResponse(status: 400, body: [])) }
        try tool.tool.files.write("@api.key", to: "p.json")
        let run = try tool.tool.shell("bcsession \(Self.words) \(service.endpoint) --no-validate --as-curl p.json | sh")
        #expect(
            service.requests.map { String(decoding: $0.request.body, as: UTF8.self) } == ["@api.key"], "\(run.errors)")
    }
}
