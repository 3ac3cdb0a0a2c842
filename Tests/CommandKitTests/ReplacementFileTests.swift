import CommandKit
import Glibc
import TestSupport
import Testing

@Suite struct ReplacementFileTests {
    private let directory: ScratchDirectory

    init() throws {
        directory = try ScratchDirectory()
    }

    /// Whether this machine lets us mount a file over another.
    private static var canMount: Bool {
        guard let directory = try? ScratchDirectory(), (try? directory.write("", to: "a")) != nil else {
            return false
        }
        let name = directory.path("a")
        return (try? OtherProgram.run("mount --bind '\(name)' '\(name)' && umount '\(name)'").status) == 0
    }

    private func replace(_ path: FilePath, with text: String) throws -> String? {
        let file = try ReplacementFile(keepingModeOf: path)
        try file.output.write(text)
        try file.commit()
        return file.inPlaceReason
    }

    @Test(.enabled(if: canMount, "mounting needs root"))
    func `a file that is mounted by itself is written in place`() throws {
        let source = FilePath(try directory.write("the old content, which is longer", to: "source"))
        let target = FilePath(try directory.write("", to: "target"))
        let mount = try OtherProgram.run("mount --bind '\(source.displayName)' '\(target.displayName)'")
        try #require(mount.status == 0)
        let reason = try replace(target, with: "new")
        _ = try OtherProgram.run("umount '\(target.displayName)'")
        #expect(reason == "it cannot be replaced: Device or resource busy")
        #expect(try directory.read("source") == "new")
        #expect(try directory.names == ["source", "target"])
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `a file in a directory that cannot be written is written in place`() throws {
        let target = FilePath(try directory.write("the old content, which is longer", to: "target"))
        try #require(unsafe chmod(directory.path, 0o555) == 0)
        defer { _ = unsafe chmod(directory.path, 0o755) }
        #expect(try replace(target, with: "new") == "no file can be made beside it: Permission denied")
        #expect(try directory.read("target") == "new")
        #expect(throws: SystemError.self) { try ReplacementFile(directory.file("another")) }
        #expect(try directory.names == ["target"])
    }

    @Test func `a file that can be replaced is, and keeps nothing of the old`() throws {
        let target = FilePath(try directory.write("the old content, which is longer", to: "target"))
        let before = try FileSystem.fileStatus(target)
        #expect(try replace(target, with: "new") == nil)
        #expect(try directory.read("target") == "new")
        #expect(try !FileSystem.fileStatus(target).isSameFile(as: before))
    }

    @Test func `names of one file have one identity, made or not`() throws {
        let file = FilePath(try directory.write("", to: "file"))
        _ = unsafe symlink("file", directory.path("link"))
        _ = unsafe link(file.displayName, directory.path("hard"))
        let identity = FileSystem.identity(of: file)
        #expect(FileSystem.identity(of: directory.file("link")) == identity)
        #expect(FileSystem.identity(of: directory.file("hard")) == identity)
        let new = FileSystem.identity(of: directory.file("new"))
        #expect(new != identity)
        #expect(FileSystem.identity(of: directory.root.appending("./new")) == new)
        #expect(FileSystem.identity(of: directory.file("other")) != new)
        // A link to what is not there, by a relative and by an absolute name, and a link that leads to itself.
        _ = unsafe symlink("./new", directory.path("dangling"))
        _ = unsafe symlink(directory.path("dangling"), directory.path("further"))
        _ = unsafe symlink("loop", directory.path("loop"))
        #expect(FileSystem.identity(of: directory.file("dangling")) == new)
        #expect(FileSystem.identity(of: directory.file("further")) == new)
        #expect(FileSystem.identity(of: directory.file("loop")) != new)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGXCPU])
    func `a signal that ends the process leaves no unfinished file`(number: Int32) async throws {
        let path = directory.path("target")
        await #expect(processExitsWith: .signal(number)) { [number = number as Int32, path = path as String] in
            // No core file of a test.
            var none = rlimit(rlim_cur: 0, rlim_max: 0)
            _ = unsafe setrlimit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), &none)
            let file = try ReplacementFile(FilePath(path))
            try file.output.write("half")
            try file.output.flush()
            kill(getpid(), number)
            // The process ends meanwhile.
            Machine.sleep(nanoseconds: 20_000_000_000)
            file.discard()
        }
        #expect(try directory.names == [])
    }

    @Test func `once a file is finished a signal ends the process as ever`() async throws {
        let name = directory.path("f")
        await #expect(processExitsWith: .signal(SIGTERM)) { [name = name as String] in
            let file = try ReplacementFile(FilePath(name))
            try file.output.write("whole")
            try file.commit()
            kill(getpid(), SIGTERM)
            sleep(60)
        }
        #expect(try directory.names == ["f"])
    }
}
