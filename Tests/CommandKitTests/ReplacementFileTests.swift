import CommandKit
import Glibc
import Testing

@Suite struct ReplacementFileTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// Whether this machine lets us mount a file over another.
    private static var canMount: Bool {
        guard let directory = try? TemporaryDirectory(), (try? directory.write("", to: "a")) != nil else {
            return false
        }
        let name = directory.path("a").displayName
        return (try? RealPrograms.run("mount --bind '\(name)' '\(name)' && umount '\(name)'").status) == 0
    }

    private func replace(_ path: FilePath, with text: String) throws -> String? {
        let file = try ReplacementFile(keepingModeOf: path)
        try file.output.write(text)
        try file.commit()
        return file.inPlaceReason
    }

    @Test(.enabled(if: canMount, "mounting needs root"))
    func `a file that is mounted by itself is written in place`() throws {
        let source = try directory.write("the old content, which is longer", to: "source")
        let target = try directory.write("", to: "target")
        let mount = try RealPrograms.run("mount --bind '\(source.displayName)' '\(target.displayName)'")
        try #require(mount.status == 0)
        let reason = try replace(target, with: "new")
        _ = try RealPrograms.run("umount '\(target.displayName)'")
        #expect(reason == "it cannot be replaced: Device or resource busy")
        #expect(try directory.read("source") == "new")
        #expect(try directory.names == ["source", "target"])
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `a file in a directory that cannot be written is written in place`() throws {
        let target = try directory.write("the old content, which is longer", to: "target")
        try #require(unsafe chmod(directory.root.displayName, 0o555) == 0)
        #expect(try replace(target, with: "new") == "no file can be made beside it: Permission denied")
        #expect(try directory.read("target") == "new")
        #expect(throws: SystemError.self) { try ReplacementFile(directory.path("another")) }
        #expect(try directory.names == ["target"])
    }

    @Test func `a file that can be replaced is, and keeps nothing of the old`() throws {
        let target = try directory.write("the old content, which is longer", to: "target")
        let before = try FileSystem.fileStatus(target)
        #expect(try replace(target, with: "new") == nil)
        #expect(try directory.read("target") == "new")
        #expect(try !FileSystem.fileStatus(target).isSameFile(as: before))
    }

    @Test func `names of one file have one identity, made or not`() throws {
        let file = try directory.write("", to: "file")
        _ = unsafe symlink("file", directory.path("link").displayName)
        _ = unsafe link(file.displayName, directory.path("hard").displayName)
        let identity = FileSystem.identity(of: file)
        #expect(FileSystem.identity(of: directory.path("link")) == identity)
        #expect(FileSystem.identity(of: directory.path("hard")) == identity)
        let new = FileSystem.identity(of: directory.path("new"))
        #expect(new != identity)
        #expect(FileSystem.identity(of: directory.root.appending("./new")) == new)
        #expect(FileSystem.identity(of: directory.path("other")) != new)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGXCPU])
    func `a signal that ends the process leaves no unfinished file`(number: Int32) async throws {
        let path = directory.path("target").displayName
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
}
