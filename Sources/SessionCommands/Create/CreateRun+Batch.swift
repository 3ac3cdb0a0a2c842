import BankConnectSession
import CommandKit

/// `create --live --batch`: sessions for the lines of a file.
extension CreateRun {
    func runBatch(_ file: FilePath, _ settings: Settings, _ context: RuleContext) throws -> ExitCode {
        guard case .transport(let transport) = network else { return .internalError }
        let client = try client(transport, settings)
        let key = try givenKey(settings)
        let ledger = try options.record.map { path throws(CommandFailure) in
            let ledger = try Ledger(path, console)
            try ledger.hold()
            return ledger
        }
        let earlier = try options.batch.resumes ? options.record.map(BatchWorker.Earlier.init) : nil
        if file.isStandardStream, console.inputIsTerminal {
            console.note("reading payloads from the terminal, a line each; end them with Ctrl-D")
        }
        let stream = try console.open(file)
        let status = try? stream.status()
        let worker = BatchWorker(
            shared: BatchWorker.Shared(
                client: client, key: key, ledger: ledger, earlier: earlier,
                limiter: options.batch.rate.map(RateLimiter.init), retriesUnknown: options.batch.retriesUnknown,
                skipsValidation: options.live.skipsValidation),
            checker: PayloadChecker(context))
        return try withAnswer { output in
            try BatchRun(
                BatchSource(stream), name: SourceName(file).text,
                size: status?.kind == .regular ? status?.size : nil, jobs: options.batch.jobs.count, worker: worker,
                output: output, console: console
            ).run()
        }
    }
}
