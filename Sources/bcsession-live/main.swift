import BankConnectLive
import CommandKit
import SessionCommands

Machine.keepMemoryPrivate()
guard ProcessArguments.current == [WorkerPool.workerWord] else {
    Console.bcsession.error("bcsession-live is the part of bcsession that sends; run: bcsession create --live")
    Machine.exitNow(2)
}
ChildProcess.endWithParent(status: 141)
// A reader that goes away must not end what is under way.
Machine.makeFailedWritesErrors()
// Before anything of Foundation runs: with this variable it writes requests, and the API key in them, to standard
// error.
Machine.removeEnvironmentVariable("URLSessionDebugLibcurl")
ProxyVariables.keepPlainRequestsOff()
let console = Console.bcsession
WorkerPool.serve(URLSessionTransport(), console.input, console.output)
// Neither libcurl's nor OpenSSL's ends are waited for: they race with requests that were given up.
Machine.exitNow(0)
