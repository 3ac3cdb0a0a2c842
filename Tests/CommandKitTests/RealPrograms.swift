import CommandKit
import Glibc
import Testing

/// Programs that judge what was generated.
enum RealPrograms {
    /// Whether a program is installed: in CI its absence is a failure, elsewhere a reason to skip.
    static func has(_ program: String) -> Bool {
        if Environment.process["CI"] != nil { return true }
        let path = Environment.process["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { directory in
            (try? FileSystem.fileStatus(FilePath("\(directory)/\(program)"))) != nil
        }
    }

    /// Runs a line of shell and answers its status and all that it printed.
    static func run(_ line: String) throws -> (status: Int32, output: String) {
        let directory = try TemporaryDirectory()
        let path = directory.path("output")
        let status = unsafe system("{ \(line)\n} >'\(path.displayName)' 2>&1")
        let output = try InputStream(path: path).readAll()
        return ((status >> 8) & 0xFF, String(decoding: output, as: UTF8.self))
    }
}

/// A directory that goes when the test ends.
final class TemporaryDirectory {
    let root: FilePath

    init() throws {
        let word = try Machine.randomBytes(8).map { String($0, radix: 16) }.joined()
        root = FilePath("/tmp/commandkit-tests-\(word)")
        try FileSystem.makeDirectories(root)
    }

    deinit {
        _ = unsafe system("chmod -R u+rwx '\(root.displayName)'; rm -r '\(root.displayName)'")
    }

    func path(_ name: String) -> FilePath {
        root.appending(name)
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> FilePath {
        let path = path(name)
        try FileSystem.createExclusively(path, Array(text.utf8))
        return path
    }

    func read(_ name: String) throws -> String {
        String(decoding: try InputStream(path: path(name)).readAll(), as: UTF8.self)
    }

    var names: [String] {
        get throws { try FileSystem.directoryEntries(root).map(\.displayName) }
    }
}
