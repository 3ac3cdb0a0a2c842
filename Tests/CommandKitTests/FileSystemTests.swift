import CommandKit
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite struct FileSystemTests {
    private let directory: ScratchDirectory

    init() throws {
        directory = try ScratchDirectory()
    }

    @Test func `a replacement is seen only when it is complete`() throws {
        let path = FilePath(try directory.write("old", to: "f"))
        let file = try ReplacementFile(path)
        try file.output.write("new")
        try file.output.flush()
        #expect(try directory.read("f") == "old")
        #expect(try directory.names.count == 2)
        try file.commit()
        #expect(try directory.read("f") == "new")
        #expect(try directory.names == ["f"])
        #expect(try FileSystem.fileStatus(path).mode == 0o600)
    }

    @Test func `a replacement that is not committed leaves nothing`() throws {
        let path = FilePath(try directory.write("old", to: "f"))
        do {
            let file = try ReplacementFile(path)
            try file.output.write("new")
        }
        let discarded = try ReplacementFile(directory.file("g"))
        discarded.discard()
        #expect(try directory.names == ["f"])
        #expect(try directory.read("f") == "old")
    }

    @Test func `a link stays, and the file behind it is replaced`() throws {
        try directory.write("old", to: "f")
        let link = directory.file("link")
        #expect(unsafe symlink("f", link.displayName) == 0)
        let file = try ReplacementFile(link)
        try file.output.write("new")
        try file.commit()
        #expect(try FileSystem.fileStatus(link, followingLinks: false).kind == .link)
        #expect(try directory.read("f") == "new")
    }

    @Test func `a link to nothing is followed`() throws {
        let link = directory.file("link")
        #expect(unsafe symlink("f", link.displayName) == 0)
        let file = try ReplacementFile(link)
        try file.output.write("new")
        try file.commit()
        #expect(try directory.read("f") == "new")
        #expect(try directory.names == ["f", "link"])
    }

    @Test func `a target that is no regular file is written, not replaced`() throws {
        let path = directory.file("fifo")
        let name = path.displayName
        _ = try OtherProgram.run("mkfifo '\(name)'; cat '\(name)' >'\(name).out' 2>/dev/null &")
        let file = try ReplacementFile(path)
        try file.output.write("through")
        try file.commit()
        #expect(try FileSystem.fileStatus(path).kind == .pipe)
        while try directory.read("fifo.out") != "through" { usleep(1000) }
    }

    @Test func `a full device fails the commit`() throws {
        let file = try ReplacementFile("/dev/full")
        try file.output.write("x")
        let error = #expect(throws: SystemError.self) { try file.commit() }
        #expect(error?.exitCode == 74)
    }

    @Test func `a missing directory fails at once`() {
        let path = directory.file("no").appending("f")
        let error = #expect(throws: SystemError.self) { _ = try ReplacementFile(path) }
        #expect(error?.description == "cannot create '\(path.displayName)': No such file or directory")
        #expect(error?.exitCode == 74)
    }

    @Test func `of two that create one file exclusively one wins, and its content is whole`() throws {
        let path = directory.file("key")
        let wins = Monitor<[Int]>([])
        Threads.run(8) { index in
            do {
                try FileSystem.createExclusively(path, [UInt8](repeating: UInt8(index), count: 10_000))
                wins.withLock { $0.append(index) }
            } catch {
                #expect((error as? SystemError)?.alreadyExists == true)
            }
        }
        let winners = wins.withLock { $0 }
        #expect(winners.count == 1)
        #expect(try InputStream(path: path).readAll() == [UInt8](repeating: UInt8(winners[0]), count: 10_000))
        #expect(try directory.names == ["key"])
        #expect(try FileSystem.fileStatus(path).mode == 0o600)
    }

    @Test func `directories are made with those above them`() throws {
        let path = directory.file("a").appending("b/c")
        try FileSystem.makeDirectories(path)
        try FileSystem.makeDirectories(path)
        try FileSystem.makeDirectories(FilePath(path.displayName + "/"))
        let status = try FileSystem.fileStatus(path)
        #expect(status.kind == .directory && status.mode == 0o700)
    }

    @Test func `a file in the way of a directory is told`() throws {
        let path = FilePath(try directory.write("x", to: "f"))
        let error = #expect(throws: SystemError.self) { try FileSystem.makeDirectories(path) }
        #expect(error?.description == "cannot make the directory '\(path.displayName)': Not a directory")
        #expect(throws: SystemError.self) { try FileSystem.makeDirectories(path.appending("below")) }
    }

    @Test func `entries are sorted by their bytes`() throws {
        for name in ["b", "a", "B", "é", "10", "9", ".hidden"] { try directory.write("", to: name) }
        #expect(try directory.names == [".hidden", "10", "9", "B", "a", "b", "é"])
        let error = #expect(throws: SystemError.self) { try FileSystem.directoryEntries(directory.file("no")) }
        #expect(error?.code == ENOENT)
    }

    @Test func `a status tells kind, mode, owner and size`() throws {
        let status = try FileSystem.fileStatus(FilePath(try directory.write("abc", to: "f", mode: 0o600)))
        #expect(status.kind == .regular && status.mode == 0o600 && status.size == 3)
        #expect(status.owner == Machine.effectiveUser)
        #expect(try FileSystem.fileStatus("/dev/null").kind == .device)
    }

    @Test(arguments: [
        ("a/b", "a", "b"), ("b", ".", "b"), ("/b", "/", "b"), ("/a/b/c", "/a/b", "c"), ("", ".", ""),
    ])
    func `a path has a directory and a last part`(path: String, directory: String, last: String) {
        #expect(FilePath(path).directory == FilePath(directory))
        #expect(FilePath(path).lastComponent == FilePath(last))
    }

    @Test func `paths are joined with one slash`() {
        #expect(FilePath("a").appending("b") == "a/b")
        #expect(FilePath("a/").appending("b") == "a/b")
        #expect(FilePath("a").appending("/b") == "/b")
        #expect(FilePath("").appending("b") == "b")
    }
}
