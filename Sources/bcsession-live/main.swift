import BankConnectLive
import CommandKit
import SessionCommands

// Before anything of Foundation runs: with this variable it writes requests, and the API key in them, to standard
// error.
Machine.removeEnvironmentVariable("URLSessionDebugLibcurl")
ProxyVariables.keepPlainRequestsOff()
ChildProcess.endWithParent(status: 141)
// A reader that goes away, or a worker that ends, must not end what is under way.
Machine.makeFailedWritesErrors()

let words = ProcessArguments.current
if words == [WorkerPool.workerWord] {
    let console = Console.bcsession
    WorkerPool.serve(URLSessionTransport(), console.input, console.output)
    // Neither libcurl's nor OpenSSL's ends are waited for: they race with requests that were given up.
    Machine.exitNow(0)
}
let program = Machine.executablePath ?? "bcsession-live"
let network = Network.transport(WorkerPool(program: program))
Machine.exitNow(Tool.bcsession(network).main(words, .bcsession))
