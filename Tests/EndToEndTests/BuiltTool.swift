import Foundation
import TestSupport

/// The tool as it was built, with a home of its own: no variable or file of the user's reaches it.
struct BuiltTool {
    /// How a run ended, and what it wrote.
    struct Ending {
        /// The exit status; nil when a signal ended the run.
        let status: Int32?
        /// The signal that ended the run.
        let signal: Int32?
        let outputBytes: [UInt8]
        let errorBytes: [UInt8]

        var output: String { String(decoding: outputBytes, as: UTF8.self) }
        var errors: String { String(decoding: errorBytes, as: UTF8.self) }
    }

    /// Something that keeps a test from running the tool.
    struct Failure: Error {
        let reason: String
    }

    /// How long a run may take before it is killed, in milliseconds.
    private static let patience = 240_000

    let executable: String
    let files: ScratchDirectory

    init() throws {
        files = try ScratchDirectory()
        executable = try Self.find()
        try files.makeDirectory("home")
    }

    /// Runs the tool.
    func run(
        _ arguments: String..., input: String = "", environment: [String: String?] = [:]
    ) throws -> Ending {
        try run(bytes: arguments.map { Array($0.utf8) }, input: input, environment: environment)
    }

    /// Runs the tool with words that need not be UTF-8.
    func run(bytes arguments: [[UInt8]], input: String = "", environment: [String: String?] = [:]) throws -> Ending {
        try start(executable, arguments, input: input, environment: environment)
    }

    /// Runs a script of bash in ``files``, where `bcsession` is a function that runs the tool.
    func shell(_ script: String, input: String = "", environment: [String: String?] = [:]) throws -> Ending {
        let prelude = "cd '\(files.path)' || exit 99; TOOL='\(executable)'; bcsession() { \"$TOOL\" \"$@\"; }\n"
        let words = ["-c", prelude + script].map { Array($0.utf8) }
        return try start("/bin/bash", words, input: input, environment: environment)
    }

    /// The tool in a script, run by somebody who is not root: root reads and writes everything.
    static let asAnybody = """
        anybody() {
          if [ "$(id -u)" != 0 ]; then bcsession "$@"; return; fi
          chmod 755 . && cp "$TOOL" tool && setpriv --reuid 65534 ./tool "$@"
        }
        anybody
        """

    private func start(
        _ program: String, _ arguments: [[UInt8]], input: String, environment: [String: String?]
    ) throws -> Ending {
        // Files rather than pipes: nothing can wait for a reader.
        let channel = try ScratchDirectory()
        try channel.write(input, to: "input")
        var variables: [String: String?] = [
            "HOME": files.path("home"), "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        ]
        // What a build with a sanitizer is to do with its reports.
        for name in ["TSAN_OPTIONS", "ASAN_OPTIONS"] { variables[name] = ProcessInfo.processInfo.environment[name] }
        variables.merge(environment) { $1 }
        let child = try Spawn(
            program: Array(program.utf8), arguments: arguments,
            environment: variables.compactMap { name, value in value.map { Array("\(name)=\($0)".utf8) } },
            input: channel.path("input"), output: channel.path("output"), errors: channel.path("errors"))
        let status = try child.wait(milliseconds: Self.patience)
        let killer = status & 0x7F
        return Ending(
            status: killer == 0 ? (status >> 8) & 0xFF : nil, signal: killer == 0 ? nil : killer,
            outputBytes: Array(try Data(contentsOf: URL(filePath: channel.path("output")))),
            errorBytes: Array(try Data(contentsOf: URL(filePath: channel.path("errors")))))
    }

    /// The top of the checkout.
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The executable beside the test bundle, whatever the scratch path; else in the package's own build directory.
    private static func find() throws -> String {
        var places = [Bundle.main.bundleURL, URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()]
        places += CommandLine.arguments.filter { $0.contains(".xctest") }.map { URL(filePath: $0) }
        var candidates: [URL] = []
        for place in places {
            var directory = place
            for _ in 0..<5 {
                candidates.append(directory.appending(path: "bcsession"))
                directory.deleteLastPathComponent()
            }
        }
        candidates.append(URL(filePath: package + "/.build/debug/bcsession"))
        let found = candidates.first { url in
            // A directory may have the name as well: that of a checkout.
            let isFile = (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile ?? false
            return isFile && FileManager.default.isExecutableFile(atPath: url.path)
        }
        guard let found else { throw Failure(reason: "bcsession is not built") }
        return found.path
    }
}
