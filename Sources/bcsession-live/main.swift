import BankConnectLive
import CommandKit
import SessionCommands

Machine.forbidCoreDumps()
// Before anything of Foundation runs: with this variable it writes requests, and the API key in them, to standard
// error.
Machine.removeEnvironmentVariable("URLSessionDebugLibcurl")
ProxyVariables.keepPlainRequestsOff()

let words = ProcessArguments.current
if words == [WorkerPool.workerWord] {
    ChildProcess.endWithParent(status: 141)
    // A reader that goes away must not end what is under way.
    Machine.makeFailedWritesErrors()
    let console = Console.bcsession
    WorkerPool.serve(URLSessionTransport(), console.input, console.output)
    // Neither libcurl's nor OpenSSL's ends are waited for: they race with requests that were given up.
    Machine.exitNow(0)
}
// Started by a person, it is the same tool, with workers of its own kind.
let network = NetworkAccess { WorkerPool(program: Machine.executablePath ?? "bcsession-live") }
Machine.exitNow(Tool.bcsession(network).main(words, .bcsession))
