import CommandKit
import Glibc
import TestSupport
import Testing

@Suite struct InputStreamTests {
    private let directory: ScratchDirectory

    init() throws {
        directory = try ScratchDirectory()
    }

    @Test func `a file is read in pieces into a buffer that does not grow`() throws {
        let input = try InputStream(path: FilePath(try directory.write("abcdefgh", to: "f")))
        var buffer = [UInt8](repeating: 0, count: 5)
        #expect(try input.read(into: &buffer, at: 1, count: 3) == 3)
        #expect(buffer == [0] + Array("abc".utf8) + [0])
        #expect(try input.read(into: &buffer, at: 3, count: 100) == 2)
        #expect(buffer == [0] + Array("abde".utf8))
        #expect(try input.read(into: &buffer, at: 5, count: 1) == 0)
        #expect(try input.read(into: &buffer, at: 0, count: 5) == 3)
        #expect(try input.read(into: &buffer, at: 0, count: 5) == 0)
        #expect(buffer.count == 5)
    }

    @Test(arguments: [0, 1, 4095, 4096, 4097, 100_000])
    func `the whole of a file is read, whatever its size`(size: Int) throws {
        let text = String(repeating: "x", count: size)
        let path = FilePath(try directory.write(text, to: "f"))
        #expect(try InputStream(path: path).readAll().count == size)
        #expect(try InputStream(path: path).readAll(limit: size).count == size)
        #expect(try InputStream(bytes: Array(text.utf8)).readAll(limit: size).count == size)
    }

    @Test(arguments: [1, 4096, 100_000])
    func `more than the limit is an error`(size: Int) throws {
        let path = FilePath(try directory.write(String(repeating: "x", count: size), to: "f"))
        let error = #expect(throws: SystemError.self) { try InputStream(path: path).readAll(limit: size - 1) }
        #expect(error?.isTooLarge == true)
        #expect(error?.description == "cannot read '\(path.displayName)': File too large")
        #expect(throws: SystemError.self) {
            try InputStream(bytes: [UInt8](repeating: 0, count: size)).readAll(limit: size - 1)
        }
    }

    @Test func `an endless device stops at the limit`() throws {
        let error = #expect(throws: SystemError.self) {
            try InputStream(path: "/dev/zero").readAll(limit: 100_000)
        }
        #expect(error?.isTooLarge == true)
    }

    @Test func `a FIFO that nobody writes to, or nobody ends, is too late when the time is over`() throws {
        let fifo = directory.file("fifo")
        try #require(unsafe mkfifo(fifo.displayName, 0o600) == 0)
        let stream = try InputStream(path: fifo, waits: false)
        let error = #expect(throws: SystemError.self) { try stream.readAll(within: .milliseconds(20)) }
        #expect(error?.isTooLate == true)
        let writer = unsafe open(fifo.displayName, O_WRONLY)
        #expect(unsafe write(writer, "key", 3) == 3)
        #expect(throws: SystemError.self) { try stream.readAll(within: .milliseconds(20)) }
        #expect(unsafe write(writer, "key", 3) == 3)
        close(writer)
        #expect(try stream.readAll(within: .seconds(60)) == Array("key".utf8))
    }

    @Test func `a missing file is told plainly`() {
        let error = #expect(throws: SystemError.self) { try InputStream(path: directory.file("no")) }
        let name = directory.path("no")
        #expect(error?.description == "cannot open '\(name)': No such file or directory")
        #expect(error?.code == ENOENT)
        #expect(error?.exitCode == 3)
    }

    @Test func `a directory is told plainly`() throws {
        let error = #expect(throws: SystemError.self) { try InputStream(path: directory.root).readAll() }
        #expect(error?.description == "cannot read '\(directory.path)': it is a directory")
        #expect(error?.isDirectory == true)
    }

    @Test func `a name with a zero byte names no file`() throws {
        try directory.write("x", to: "f")
        let path = FilePath(bytes: directory.file("f").bytes + [0, 0x67])
        #expect(throws: SystemError.self) { try InputStream(path: path) }
    }

    @Test func `a name that is not UTF-8 can be opened`() throws {
        let path = directory.root.appending(FilePath(bytes: [0x66, 0xFF]))
        try FileSystem.createExclusively(path, [7])
        #expect(try InputStream(path: path).readAll() == [7])
        #expect(try FileSystem.directoryEntries(directory.root).map(\.bytes) == [[0x66, 0xFF]])
    }

    @Test func `a FIFO is read to its end`() throws {
        let path = directory.file("fifo")
        let name = path.displayName
        _ = try OtherProgram.run("mkfifo '\(name)'; (printf one; sleep 0.05; printf two) >'\(name)' 2>/dev/null &")
        #expect(try InputStream(path: path).readAll() == Array("onetwo".utf8))
    }

    @Test func `the status is that of the file that is open`() throws {
        let path = FilePath(try directory.write("abc", to: "f"))
        let input = try InputStream(path: path)
        let before = try FileSystem.fileStatus(path)
        try FileSystem.remove(path)
        try directory.write("other", to: "f")
        #expect(try input.status().size == 3)
        #expect(try input.status().isSameFile(as: before))
        #expect(try !input.status().isSameFile(as: FileSystem.fileStatus(path)))
    }

    @Test func `a descriptor that is closed cannot be read`() {
        let input = InputStream(descriptor: 987_654, name: "standard input")
        let error = #expect(throws: SystemError.self) { try input.readAll() }
        #expect(error?.description == "cannot read standard input: Bad file descriptor")
    }
}
