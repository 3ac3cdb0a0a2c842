import CommandKit
import Glibc
import TestSupport
import Testing

@Suite struct OutputStreamTests {
    private let directory: ScratchDirectory

    init() throws {
        directory = try ScratchDirectory()
    }

    @Test func `what is written arrives in order, whatever the sizes`() throws {
        let output = try OutputStream(appendingTo: directory.file("f"))
        var expected: [UInt8] = []
        for (index, size) in [1, 70_000, 3, 65_536, 65_535, 0, 200_000, 10].enumerated() {
            let bytes = [UInt8](repeating: UInt8(index + 65), count: size)
            expected += bytes
            if index.isMultiple(of: 2) {
                try output.write(bytes)
            } else {
                try output.write(String(decoding: bytes, as: UTF8.self))
            }
        }
        try output.close()
        #expect(try InputStream(path: directory.file("f")).readAll() == expected)
    }

    @Test func `nothing is written before a block is full or flushed`() throws {
        let output = try OutputStream(appendingTo: directory.file("f"))
        try output.write("abc")
        #expect(try directory.read("f") == "")
        try output.flush()
        #expect(try directory.read("f") == "abc")
        try output.flush()
        try output.synchronize()
        #expect(try directory.read("f") == "abc")
    }

    @Test func `a slice is written as a slice`() throws {
        let output = OutputStream.inMemory()
        let bytes: [UInt8] = [1, 2, 3, 4]
        try output.write(bytes[1...2])
        #expect(output.contents == [2, 3])
    }

    @Test func `a full device is an error at the flush, and at every use after it`() throws {
        let output = try OutputStream(appendingTo: "/dev/full")
        try output.write("abc")
        for _ in 0..<2 {
            let error = #expect(throws: SystemError.self) { try output.flush() }
            #expect(error?.description == "cannot write '/dev/full': No space left on device")
            #expect(error?.exitCode == 74)
        }
        #expect(throws: SystemError.self) { try output.write("d") }
        #expect(throws: SystemError.self) { try output.close() }
    }

    @Test func `a full device is an error when a block is full`() throws {
        let output = try OutputStream(appendingTo: "/dev/full")
        #expect(throws: SystemError.self) { try output.write([UInt8](repeating: 0, count: 65_536)) }
    }

    @Test func `a file that may not grow further is a write error, and no signal`() async {
        await #expect(processExitsWith: .exitCode(74)) {
            Machine.makeFailedWritesErrors()
            var limit = rlimit(rlim_cur: 100, rlim_max: 100)
            _ = unsafe setrlimit(__rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue)), &limit)
            let file = try ReplacementFile(FilePath("/tmp/commandkit-limit-\(getpid())"))
            do throws(SystemError) {
                try file.output.write([UInt8](repeating: 1, count: 70_000))
            } catch {
                file.discard()
                exit(error.description.hasSuffix(": File too large") ? error.exitCode : 1)
            }
        }
    }

    @Test func `a pipe whose reader has gone ends the tool as the signal would`() throws {
        Machine.makeFailedWritesErrors()
        let pipe = try Pipe()
        pipe.closeReader()
        let output = OutputStream(descriptor: pipe.writer, name: "standard output")
        try output.write("abc")
        let error = #expect(throws: SystemError.self) { try output.flush() }
        #expect(error?.isBrokenPipe == true)
        #expect(error?.exitCode == 141)

        var console = Console.inMemory(toolName: "sample")
        console.output = OutputStream(descriptor: pipe.writer, name: "standard output")
        #expect(sampleTool().main(["--help"], console) == 141)
        #expect(console.messages.text == "")
    }

    @Test func `a slow reader gets everything, also through a descriptor that does not block`() throws {
        let pipe = try Pipe()
        _ = fcntl(pipe.writer, F_SETFL, O_NONBLOCK)
        let output = OutputStream(descriptor: pipe.writer, name: "pipe")
        let input = InputStream(descriptor: pipe.reader, name: "pipe")
        let length = Monitor(0)
        Threads.run(2) { index in
            if index == 0 {
                #expect(throws: Never.self) {
                    try output.write([UInt8](repeating: 1, count: 500_000))
                    try output.flush()
                }
                pipe.closeWriter()
            } else {
                usleep(20_000)
                let count = (try? input.readAll().count) ?? -1
                length.withLock { $0 = count }
            }
        }
        #expect(length.withLock { $0 } == 500_000)
    }

    @Test func `a closed stream takes no more`() throws {
        let output = try OutputStream(appendingTo: directory.file("f"))
        try output.write("a")
        try output.close()
        try output.close()
        try output.write("b")
        let error = #expect(throws: SystemError.self) { try output.flush() }
        #expect(error?.description == "cannot write '\(directory.path("f"))': Bad file descriptor")
    }
}

/// Two ends of a pipe, which other tests' child processes do not inherit.
final class Pipe: Sendable {
    let reader: Int32
    let writer: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw SystemError(code: errno, .open, "a pipe") }
        (reader, writer) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    func closeReader() { close(reader) }
    func closeWriter() { close(writer) }
}
