import Foundation

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
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "{ \(script)\n} >.output 2>.errors"]
        process.currentDirectoryURL = URL(filePath: directory.path)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(status: process.terminationStatus, errors: try directory.read(".errors"))
        }
        return try directory.read(".output").split(separator: "\n").map(String.init)
    }
}
