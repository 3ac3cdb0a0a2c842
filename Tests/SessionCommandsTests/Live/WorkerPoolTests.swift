import BankConnectSession
import CommandKit
import TestSupport
import Testing

@testable import SessionCommands

/// One at a time: a program that is being written while another is started cannot be run ("Text file busy").
@Suite(.serialized) struct WorkerPoolTests {
    /// A worker that answers each request after 0.6 s; a second process of it ends at once.
    private static let worker = """
        #!/usr/bin/env python3
        import os, struct, sys, time
        def read(count): return sys.stdin.buffer.read(count)
        def write(*fields):
            sys.stdout.buffer.write(struct.pack(">I", len(fields)) + b"".join(struct.pack(">I", len(f)) + f for f in fields))
            sys.stdout.buffer.flush()
        os.mkdir(sys.argv[0] + ".first")
        while True:
            write()
            head = read(4)
            if not head: break
            for _ in range(struct.unpack(">I", head)[0]): read(struct.unpack(">I", read(4))[0])
            time.sleep(0.6)
            write(b"200", b"{}")
        """

    @Test func `requests wait for the one worker that there can be, longer than a worker may take to start`() throws {
        let files = try ScratchDirectory()
        let program = FilePath(try files.write(Self.worker, to: "worker", mode: 0o700))
        let pool = WorkerPool(program: program, words: [], startPatience: .seconds(3))
        defer { pool.end() }
        let statuses = Monitor<[Int]>([])
        Threads.run(8) { _ in
            let request = HTTPRequest(head: HTTPRequestHead(method: "POST", path: "/", fields: []), body: [])
            let answer = try? pool.send(request, to: "http://127.0.0.1", timeout: .seconds(2))
            statuses.withLock { $0.append(answer?.status ?? 0) }
        }
        #expect(statuses.withLock { $0 } == Array(repeating: 200, count: 8))
    }

    @Test func `where no worker was ready in time, the requests behind it are not each held up as long`() throws {
        let files = try ScratchDirectory()
        let worker = "#!/bin/sh\necho >> \"$0.starts\"\nexec sleep 60\n"
        let program = FilePath(try files.write(worker, to: "worker", mode: 0o700))
        let pool = WorkerPool(program: program, words: [], startPatience: .milliseconds(200))
        defer { pool.end() }
        let request = HTTPRequest(head: HTTPRequestHead(method: "POST", path: "/", fields: []), body: [])
        for _ in 0..<5 {
            let failure = #expect(throws: TransportFailure.self) {
                _ = try pool.send(request, to: "http://127.0.0.1", timeout: .milliseconds(100))
            }
            #expect(failure?.stage == .notSent)
            #expect(failure?.reason.contains("was not ready within the time limit") == true, "\(failure as Any)")
        }
        #expect(try files.read("worker.starts") == "\n")
    }

    @Test func `a worker that is killed before it is ready is not said to be late`() throws {
        let files = try ScratchDirectory()
        let program = FilePath(try files.write("#!/bin/sh\nkill -9 $$\n", to: "worker", mode: 0o700))
        let pool = WorkerPool(program: program, words: [], startPatience: .seconds(60))
        defer { pool.end() }
        let request = HTTPRequest(head: HTTPRequestHead(method: "POST", path: "/", fields: []), body: [])
        let failure = #expect(throws: TransportFailure.self) {
            _ = try pool.send(request, to: "http://127.0.0.1", timeout: .seconds(60))
        }
        #expect(failure?.reason.contains("was killed before it was ready") == true, "\(failure as Any)")
    }
}
