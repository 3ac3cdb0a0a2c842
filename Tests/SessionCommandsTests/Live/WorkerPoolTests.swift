import BankConnectSession
import CommandKit
import TestSupport
import Testing

@testable import SessionCommands

@Suite struct WorkerPoolTests {
    /// A worker that answers each request after 0.6 s; a second process of it ends at once.
    private static let worker = """
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

    /// A pool of processes that run a script: the interpreter is started, because a file that was just written cannot be
    /// run while another thread starts a program ("Text file busy").
    private static func pool(_ interpreter: String, _ script: String, startPatience: Duration) -> WorkerPool {
        WorkerPool(
            program: "/usr/bin/env", words: [Argument(interpreter), Argument(script)], startPatience: startPatience)
    }

    @Test func `requests wait for the one worker that there can be, longer than a worker may take to start`() throws {
        let files = try ScratchDirectory()
        let script = try files.write(Self.worker, to: "worker")
        let pool = Self.pool("python3", script, startPatience: .seconds(3))
        defer { pool.end() }
        let statuses = Monitor<[String]>([])
        Threads.run(8) { _ in
            let request = HTTPRequest(head: HTTPRequestHead(method: "POST", path: "/", fields: []), body: [])
            let answer = Result { try pool.send(request, to: "http://127.0.0.1", timeout: .seconds(20)).status }
            statuses.withLock { $0.append("\(answer)") }
        }
        #expect(statuses.withLock { $0 } == Array(repeating: "success(200)", count: 8))
    }

    @Test func `where no worker was ready in time, the requests behind it are not each held up as long`() throws {
        let files = try ScratchDirectory()
        let script = try files.write("echo >> \"$0.starts\"\nexec sleep 60\n", to: "worker")
        let pool = Self.pool("sh", script, startPatience: .milliseconds(200))
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
        let pool = Self.pool("sh", try files.write("kill -9 $$\n", to: "worker"), startPatience: .seconds(60))
        defer { pool.end() }
        let request = HTTPRequest(head: HTTPRequestHead(method: "POST", path: "/", fields: []), body: [])
        let failure = #expect(throws: TransportFailure.self) {
            _ = try pool.send(request, to: "http://127.0.0.1", timeout: .seconds(60))
        }
        #expect(failure?.reason.contains("was killed before it was ready") == true, "\(failure as Any)")
    }
}
