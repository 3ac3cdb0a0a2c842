package import Foundation
import Glibc

/// Programs that are not ours and judge what is ours.
public enum OtherProgram {
    /// Something that kept a program from giving its answer.
    public struct Failure: Error {
        let status: Int32
        let errors: String
    }

    /// Whether a program is installed: in CI its absence is a failure, elsewhere a reason to skip.
    public static func has(_ program: String) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        if environment["CI"] != nil { return true }
        return (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains { directory in
            FileManager.default.isExecutableFile(atPath: "\(directory)/\(program)")
        }
    }

    /// Runs a line of shell in a directory and answers the lines that it printed; anything but success is an error.
    public static func lines(of script: String, in directory: ScratchDirectory) throws -> [String] {
        let status = try status(of: "/bin/sh", ["-c", "{ \(script)\n} >.output 2>.errors"]) {
            $0.currentDirectoryURL = URL(filePath: directory.path)
        }
        guard status == 0 else { throw Failure(status: status, errors: try directory.read(".errors")) }
        return try directory.read(".output").split(separator: "\n").map(String.init)
    }

    /// Runs a line of shell and answers its status and all that it printed.
    public static func run(_ line: String) throws -> (status: Int32, output: String) {
        let directory = try ScratchDirectory()
        // Not a `Process`, which waits for what the line leaves in the background, too.
        let status = unsafe system("{ \(line)\n} >'\(directory.path("output"))' 2>&1")
        return ((status >> 8) & 0xFF, try directory.read("output"))
    }

    /// Runs a program with our own streams and answers its status; a signal's number is one, too.
    package static func status(
        of program: String, _ words: [String], _ change: (Process) throws -> Void = { _ in }
    ) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = words
        try change(process)
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
