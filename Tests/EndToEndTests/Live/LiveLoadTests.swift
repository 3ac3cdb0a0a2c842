import Foundation
import TestSupport
import Testing

/// What many requests, or long waits, come to.
///
/// Programs of Tests/Long judge it; Tests/Long/run runs their long forms.
@Suite(.serialized) struct LiveLoadTests {
    private func run(_ program: String, _ words: String) throws -> BuiltTool.Ending {
        try BuiltTool().shell("python3 '\(BuiltTool.package)/Tests/Long/\(program)' \"$TOOL\" \(words)")
    }

    @Test(arguments: ["KILL", "HUP", "TERM", "INT,INT"])
    func `a storm of signals loses no session, makes none twice, and leaves no process`(signals: String) throws {
        let run = try run("storm.py", "\(signals) 200 \(TestSeed.value)")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test func `around the deadline, no request that the server has is reported as not sent`() throws {
        let run = try run("deadline.py", "60")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test(.enabled(if: TLSTests.authority != nil))
    func `around the deadline with TLS, no request that the server has is reported as not sent`() throws {
        let run = try run("deadline.py", "60 '\(try #require(TLSTests.authority))'")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    /// Seconds of processor time of all processes of a run, as wait4(2) counts them.
    private func processorTime(
        _ tool: LiveTool, _ endpoint: String, _ words: String, status: Int32 = 0
    ) throws -> Double {
        let run = try tool.tool.shell(
            """
            python3 - "$TOOL" create --live --api-key-file api.key --endpoint \(endpoint) \(words) >out <<'END'
            import os, sys
            child = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
            _, status, used = os.wait4(child, 0)
            print(used.ru_utime + used.ru_stime, file=sys.stderr)
            sys.exit(os.waitstatus_to_exitcode(status))
            END
            """)
        #expect(run.status == status, "\(run.errors)")
        return try #require(run.errors.split(separator: "\n").last.flatMap { Double($0) })
    }

    @Test func `a wait of five seconds takes no more than a tenth of a second of processor time`() throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api { _, number in
            if number == 2 { usleep(5_000_000) }
            return nil
        }
        let start = try processorTime(tool, service.endpoint, "--link-id A")
        let waited = try processorTime(tool, service.endpoint, "--link-id A")
        #expect(waited - start < 0.1, "\(waited) s, and \(start) s without a wait")
    }

    @Test func `five seconds without a connection take no more than a tenth of a second of processor time`() throws {
        let tool = try LiveTool()
        let hole = try BlackHole()
        let start = try processorTime(tool, hole.endpoint, "--link-id A --timeout 0.2", status: 6)
        let waited = try processorTime(tool, hole.endpoint, "--link-id A --timeout 5.2", status: 6)
        #expect(waited - start < 0.1, "\(waited) s, and \(start) s without a wait")
    }

    @Test func `sessions at a server that takes 0.3 s cost no more processor time than at one that takes none`() throws
    {
        let tool = try LiveTool()
        let count = 20
        try tool.tool.files.write(BatchTests.lines(count), to: "batch.ndjson")
        let service = try LoopbackService.api { _, number in
            if number > count { usleep(300_000) }
            return nil
        }
        let instant = try processorTime(tool, service.endpoint, "-q --batch batch.ndjson")
        let waited = try processorTime(tool, service.endpoint, "-q --batch batch.ndjson")
        #expect((waited - instant) / Double(count) < 0.04, "\(waited) s, and \(instant) s without waits")
    }
}
