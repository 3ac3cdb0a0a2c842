import BankConnectSession
import Foundation
import TestSupport
import Testing

/// Limits of the system, and what is slow before anything is sent: what is said is what a counting server saw.
@Suite(.serialized) struct LiveLimitTests {
    private static let words = "create --live --api-key-file api.key --endpoint"

    /// From what a program cannot even be loaded with to what is plenty, in KiB of address space.
    @Test(arguments: [
        50_000, 60_000, 70_000, 80_000, 90_000, 100_000, 120_000, 150_000, 170_000, 200_000, 250_000, 500_000,
        2_000_000,
    ])
    func `little address space: nothing was sent, or the session is there`(limit: Int) throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api()
        let run = try tool.tool.shell("ulimit -v \(limit); bcsession \(Self.words) \(service.endpoint) --link-id A")
        if run.status == 0 {
            #expect(service.requests.count == 1)
        } else {
            #expect(run.status == 6, "\(run.errors)")
            #expect(run.errors.contains("nothing was sent: "))
            #expect(run.errors.contains("ulimit"), "\(run.errors)")
            #expect(service.connections == 0)
        }
        #expect((run.status == 0) == (limit >= 200_000) || (150_000..<200_000).contains(limit), "\(run.errors)")
    }

    @Test(arguments: ["-v 100000", "-v 170000", "-v 200000", "-v 400000", "-v 1000000", "-d 30000"])
    func `a batch within a limit has fewer workers, and no outcome is unknown`(limit: String) throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api()
        try tool.tool.files.write(BatchTests.lines(40), to: "batch.ndjson")
        let run = try tool.tool.shell(
            """
            ulimit \(limit); bcsession \(Self.words) \(service.endpoint) --batch batch.ndjson --jobs 16 --record ledger
            """)
        let outcomes = try BatchTests.values("outcome", run.output)
        #expect(outcomes.count == 40)
        #expect(Set(outcomes).count == 1 && [0, 6].contains(run.status), "\(limit): \(run.errors)")
        #expect(service.requests.count == (run.status == 0 ? 40 : 0))
    }

    @Test(arguments: [16, 17, 18, 20, 24, 32, 64])
    func `with few open files a batch has fewer workers, and creates all`(limit: Int) throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api()
        try tool.tool.files.write(BatchTests.lines(40), to: "batch.ndjson")
        let run = try tool.tool.shell(
            """
            for open in /proc/$$/fd/*; do number=${open##*/}; [ $number -lt 3 ] || eval "exec $number>&-"; done
            ulimit -n \(limit); bcsession \(Self.words) \(service.endpoint) --batch batch.ndjson --jobs 16 \
              --record ledger -o answers; echo $?
            """)
        #expect(run.output == "0\n", "\(run.errors)")
        #expect(run.errors.contains("--jobs 16 is lowered to ") == (limit < 42), "\(run.errors)")
        #expect(Set(service.requests.map(\.request.body)).count == 40 && service.requests.count == 40)
    }

    /// A limit counts all processes and threads of a user: here of one that has no others.
    @Test(
        .enabled(if: geteuid() == 0, "only root can be a user that has no processes"), arguments: [14, 20, 24, 60, 400])
    func `with few processes a batch has fewer workers, and creates all`(limit: Int) throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api()
        try tool.tool.files.write(BatchTests.lines(40), to: "batch.ndjson")
        let run = try tool.tool.shell(
            """
            mkdir own && cp "$TOOL" "$TOOL-live" batch.ndjson api.key own && chown -R 60\(limit) own && chmod 755 . && cd own
            setpriv --reuid 60\(limit) --clear-groups bash -c 'ulimit -u \(limit); exec ./bcsession \(Self.words) \
              \(service.endpoint) --batch batch.ndjson --jobs 16 --record ledger -o answers'; echo $?
            """)
        #expect(run.output == "0\n", "\(run.errors)")
        #expect(run.errors.contains("--jobs 16 is lowered to ") == (limit < 400), "\(run.errors)")
        #expect(Set(service.requests.map(\.request.body)).count == 40 && service.requests.count == 40)
    }

    @Test func `a key file that nobody writes to ends with the time limit, and nothing is sent`() throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api()
        try tool.tool.files.write(BatchTests.lines(1), to: "batch.ndjson")
        for payload in ["--link-id A", "--batch batch.ndjson", "--link-id A --dry-run"] {
            let create = "bcsession create --live --endpoint \(service.endpoint) \(payload) --timeout 1 --api-key-file"
            for run in [
                try tool.tool.shell("rm -f fifo; mkfifo fifo; \(create) fifo"),
                try tool.tool.shell("\(create) - < <(exec sleep 30)"),
            ] {
                #expect(run.status == 9, "\(run.errors)")
                #expect(run.errors.contains("it was not written within the time limit (--timeout)"), "\(run.errors)")
            }
        }
        #expect(service.connections == 0)
        let late = try tool.tool.shell(
            """
            (sleep 1; cat api.key >fifo) & bcsession create --live --endpoint \(service.endpoint) --link-id A \
              --api-key-file fifo
            """)
        #expect(late.status == 0, "\(late.errors)")
        #expect(service.requests.first?.request.head.value(of: "X-Api-Key") == LiveTool.key)
    }

    @Test func `a program that does not become ready ends with the time limit, and no intent is left`() throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api()
        let run = try tool.tool.shell(
            """
            mkdir slow; cp "$TOOL" slow/bcsession; printf '#!/bin/sh\\nexec sleep 60\\n' >slow/bcsession-live
            chmod +x slow/bcsession-live
            slow/bcsession \(Self.words) \(service.endpoint) --link-id A --timeout 1.5 --record ledger --format json
            """)
        #expect(run.status == 6, "\(run.errors)")
        #expect(run.errors.contains("nothing was sent: the program '"), "\(run.errors)")
        #expect(run.errors.contains("was not ready within the time limit (--timeout)"))
        #expect(try ParsedJSON(run.output)["error/kind"] == "network")
        #expect(service.connections == 0)
        #expect(try tool.tool.files.read("ledger") == "")
    }
}
