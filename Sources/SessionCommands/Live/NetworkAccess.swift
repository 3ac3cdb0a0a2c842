package import BankConnectSession
import CommandKit

/// How this process reaches the network: what sends its requests, made when it is needed.
///
/// `bcsession` links no Foundation, so that all it does starts at once. What sends is a pool of processes of another
/// program, `bcsession-live`, which links it.
package struct NetworkAccess: Sendable {
    /// Makes what sends.
    let open: @Sendable () throws -> any Transport

    /// Access through a transport that there is.
    package init(_ open: @escaping @Sendable () throws -> any Transport) {
        self.open = open
    }

    /// Access through the program that sends, which is looked for beside our own, then in `../libexec/bcsession`.
    ///
    /// - Throws: when it is asked for, a failure with exit status 2 where there is no such program.
    package static let program = NetworkAccess {
        let directory = Machine.executablePath?.directory
        let candidates = ["", "../libexec/bcsession/"].compactMap { directory?.appending(FilePath($0 + name)) }
        guard let program = candidates.first(where: { (try? FileSystem.fileStatus($0))?.kind == .regular }) else {
            throw CommandFailure(
                .usage,
                "--live needs the program '\(name)', which was not found beside this one or in ../libexec/bcsession",
                hint: "run: swift build --product \(name)")
        }
        return WorkerPool(program: program)
    }

    private static let name = "bcsession-live"
}

/// The environment variables by which libcurl chooses a proxy.
package enum ProxyVariables {
    /// Takes the proxies away that would see plain requests.
    ///
    /// Plain http goes to this machine alone, so no proxy has anything to do with it; one would be shown the API key.
    /// What served all schemes goes on to serve https.
    package static func keepPlainRequestsOff() {
        let environment = Environment.process
        let secure = ["https_proxy", "HTTPS_PROXY"].contains { environment.path($0) != nil }
        for name in ["all_proxy", "ALL_PROXY"] {
            if !secure, let proxy = environment.bytes(of: name), !proxy.isEmpty {
                Machine.setEnvironmentVariable("https_proxy", proxy)
            }
            Machine.removeEnvironmentVariable(name)
        }
        Machine.removeEnvironmentVariable("http_proxy")
    }
}
