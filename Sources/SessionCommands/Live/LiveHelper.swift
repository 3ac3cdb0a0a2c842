package import CommandKit

/// The program that does what needs the network: `bcsession-live`, the same tool linked with Foundation.
package enum LiveHelper {
    /// Its name.
    static let name = "bcsession-live"

    /// Keeps the Swift runtime from printing the memory of a process that Foundation ends: the API key is in it.
    static let quietCrashes = ["SWIFT_BACKTRACE": "enable=no"]

    /// Runs the helper with the words of our own command line, and answers its exit status.
    ///
    /// It is looked for beside our executable, then in `../libexec/bcsession`. It reads and writes our streams, so it
    /// must be called before anything was read. Ended by the terminal, it takes us with it.
    ///
    /// - Throws: a failure with exit status 2 when there is no helper, and with 7 when a signal that was not ours to
    ///   pass on ended it, which Foundation does to itself: what it had sent by then nobody knows.
    package static func run(_ words: [Argument]) throws -> Int32 {
        guard let helper = candidates.first(where: { (try? FileSystem.fileStatus($0))?.kind == .regular }) else {
            throw CommandFailure(
                .usage,
                "--live needs the program '\(name)', which is neither beside this one nor in ../libexec/bcsession",
                hint: "run: swift build --product \(name)")
        }
        switch try ChildProcess.run(helper, words, variables: quietCrashes) {
        case .exited(let status): return status
        case .killed(let signal):
            if let code = ExitCode(signal: signal) { return code.rawValue }
            if ChildProcess.terminalSignals.contains(signal) {
                Machine.end(bySignal: signal)
                return 128 + signal
            }
            throw CommandFailure(
                .unknown,
                "the program that sends was ended by signal \(signal): a session may exist",
                hint: "look for the link_id in the dashboard before you send it again")
        }
    }

    private static var candidates: [FilePath] {
        guard let executable = Machine.executablePath else { return [] }
        let directory = executable.directory
        return [directory.appending(FilePath(name)), directory.appending(FilePath("../libexec/bcsession/\(name)"))]
    }
}
