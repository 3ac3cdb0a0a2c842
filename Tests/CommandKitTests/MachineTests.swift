import CommandKit
import Glibc
import TestSupport
import Testing

@Suite struct MachineTests {
    @Test(arguments: [0, 1, 32, 255, 256, 257, 1000])
    func `random bytes are as many as asked for, and filled to the end`(count: Int) throws {
        var seen = [UInt8](repeating: 0, count: count)
        // Each place stays zero with probability 2^-160.
        for _ in 0..<20 {
            let bytes = try Machine.randomBytes(count)
            #expect(bytes.count == count)
            for index in seen.indices { seen[index] |= bytes[index] }
        }
        #expect(!seen.contains(0))
    }

    @Test func `the clocks go forward`() {
        let first = Machine.monotonicNanoseconds()
        #expect(Machine.monotonicNanoseconds() >= first)
        // 2025-01-01, and a year that no clock of today shows.
        #expect((1_735_689_600..<32_503_680_000).contains(Machine.wallClock().seconds))
        #expect((0..<1_000_000_000).contains(Machine.wallClock().nanoseconds))
    }

    @Test func `the processors counted are those that nproc counts`() throws {
        let answer = try OtherProgram.run("nproc").output.split(separator: "\n").first.flatMap { Int($0) }
        #expect(Machine.processorCount == answer)
    }

    @Test func `the words of the process and its program can be read`() throws {
        #expect(ProcessArguments.program != nil)
        let path = try #require(Machine.executablePath)
        #expect(path.isAbsolute)
    }

    @Test(arguments: [0, 1, 2, 16])
    func `each index runs once`(count: Int) {
        let seen = Monitor<[Int]>([])
        Threads.run(count) { index in
            seen.withLock { $0.append(index) }
        }
        #expect(seen.withLock { $0.sorted() } == Array(0..<count))
    }

    @Test func `each thread may use every processor that the process may use`() throws {
        @Sendable func allowed() throws -> [UInt8]? {
            try InputStream(path: "/proc/thread-self/status").readAll().split(separator: UInt8(ascii: "\n"))
                .first { $0.starts(with: "Cpus_allowed:".utf8) }.map(Array.init)
        }
        let own = try #require(try allowed())
        let seen = Monitor<[[UInt8]?]>([])
        Threads.run(4) { _ in
            let found = try? allowed()
            seen.withLock { $0.append(found) }
        }
        #expect(seen.withLock { $0 } == Array(repeating: own, count: 4))
    }

    @Test func `a bounded queue passes everything on in order`() {
        struct Queue {
            var items: [Int] = []
            var isClosed = false
        }
        let queue = Monitor(Queue())
        let received = Monitor<[Int]>([])
        Threads.run(2) { index in
            if index == 0 {
                for item in 0..<1000 {
                    queue.wait(until: { $0.items.count < 4 }) { $0.items.append(item) }
                    queue.broadcast()
                }
                queue.withLock { $0.isClosed = true }
                queue.broadcast()
            } else {
                while true {
                    let item = queue.wait(until: { !$0.items.isEmpty || $0.isClosed }) { queue -> Int? in
                        queue.items.isEmpty ? nil : queue.items.removeFirst()
                    }
                    queue.broadcast()
                    guard let item else { return }
                    received.withLock { $0.append(item) }
                }
            }
        }
        #expect(received.withLock { $0 } == Array(0..<1000))
    }

    @Test func `a thread that nobody waits for runs all the same`() {
        let isDone = Monitor(false)
        let started = Threads.detach {
            isDone.withLock { $0 = true }
            isDone.broadcast()
        }
        #expect(started)
        isDone.wait(until: { $0 }) { #expect($0) }
    }

    @Test func `a program goes on while its parent does`() async {
        await #expect(processExitsWith: .exitCode(0)) {
            Machine.setEnvironmentVariable("COMMANDKIT_PARENT", Array(String(getppid()).utf8))
            ChildProcess.endWithParent(status: 5)
            // Longer than it takes to look at the parent twice.
            try await Task.sleep(for: .milliseconds(250))
        }
    }

    @Test func `a program whose parent ended before it could look ends too`() async {
        await #expect(processExitsWith: .exitCode(5)) {
            Machine.setEnvironmentVariable("COMMANDKIT_PARENT", Array("1".utf8))
            ChildProcess.endWithParent(status: 5)
            try await Task.sleep(for: .seconds(20))
        }
    }
}
