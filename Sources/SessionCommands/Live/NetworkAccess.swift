package import BankConnectSession
import CommandKit

/// How this process reaches the network: what sends its requests, made when it is needed.
///
/// `bcsession` links neither Foundation nor libcurl, so that all it does starts at once. Where it sends, it starts
/// processes of another program, `bcsession-live`, which links both, reads a request on its standard input, sends it, and
/// writes what was answered to its standard output (``WorkerPool``). All else happens in `bcsession`: it reads the
/// payloads and the key, keeps the ledger, hears the signals, and tells what came of a request. So `create --live` for
/// one session and for a batch go one way, a fault of Foundation costs one request, and no payload or key is read twice.
package struct NetworkAccess: Sendable {
    /// Makes what sends.
    let open: @Sendable () throws -> any Transport

    /// Access through a transport that there is.
    package init(_ open: @escaping @Sendable () throws -> any Transport) {
        self.open = open
    }

    /// Access through the program that sends, which is looked for beside our own, then in `../libexec/bcsession`.
    ///
    /// - Throws: when it is asked for, a failure with exit status 2 where there is no such program, or it cannot be run.
    package static let program = NetworkAccess {
        let directory = Machine.executablePath?.directory
        let candidates = ["", "../libexec/bcsession/"].compactMap { directory?.appending(FilePath($0 + name)) }
        guard let program = candidates.first(where: { (try? FileSystem.fileStatus($0))?.kind == .regular }) else {
            throw CommandFailure(
                .usage,
                "--live needs the program '\(name)', which was not found beside this one or in ../libexec/bcsession",
                hint: "run: swift build --product \(name)")
        }
        let pool = WorkerPool(program: program)
        do throws(SystemError) {
            try pool.start()
        } catch {
            // A system that allows no further process says nothing of the program.
            throw error.meansNoResources
                ? CommandFailure(
                    .unreachable, "nothing was sent: the program '\(name)' cannot be started: \(error.description)",
                    hint: "a limit of this account or machine is reached; see ulimit -a")
                : CommandFailure(
                    .usage, "--live needs the program '\(name)', which cannot be run: \(error.description)",
                    hint: "run: swift build --product \(name)")
        }
        return pool
    }

    private static let name = "bcsession-live"
}
