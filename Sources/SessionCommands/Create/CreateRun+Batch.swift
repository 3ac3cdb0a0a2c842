import BankConnectSession
import CommandKit

/// `create --live --batch`: sessions for the lines of a file.
extension CreateRun {
    func runBatch(_ file: FilePath, _ settings: Settings, _ context: RuleContext) throws -> ExitCode {
        if options.batch.resumes || options.batch.again, record(settings) == nil {
            throw UsageError(
                "--resume and --again need the ledger of the earlier run", flag: "resume", hint: "add --record FILE")
        }
        let pacer = RequestPacer(options.batch.rate) { [console] seconds in
            console.note("no request begins for the next \(seconds) s: the API asks for that with status 429")
        }
        let jobs = WorkerPool.room(forWorkers: options.batch.jobs.count)
        let client = try client(settings, pacer: pacer)
        let key = try givenKey(settings, within: client.timeout)
        if file.isStandardStream, console.inputIsTerminal {
            console.note("reading payloads from the terminal, a line each; end them with Ctrl-D")
        }
        let stream = try console.open(file)
        let cancellation = Cancellation()
        var source = BatchSource(stream, cancellation: cancellation)
        try refuseOtherForms(&source, file)
        let status = try? stream.status()
        let isFile = status?.kind == .regular
        let ledger = try heldLedger(.alone, settings, within: client.timeout)
        let earlier = try record(settings).map {
            try earlierLines($0, client, isFile && !file.isStandardStream ? file : nil)
        }
        let worker = BatchWorker(
            shared: BatchWorker.Shared(
                client: client, key: key, ledger: ledger, earlier: earlier.map(BatchWorker.Earlier.init),
                ignoresEarlier: options.batch.again, repeated: options.batch.repeated,
                skipsValidation: options.live.skipsValidation, keepsGoing: options.batch.keepsGoing,
                cancellation: cancellation),
            checker: PayloadChecker(context))
        if jobs < options.batch.jobs.count {
            console.note(
                "--jobs \(options.batch.jobs.count) is lowered to \(jobs): limits on processes, open files or memory "
                    + "leave no room for more; see ulimit -a")
        }
        return try withAnswer { output in
            try BatchRun(
                name: SourceName(file).text, size: isFile ? status?.size : nil, jobs: jobs, worker: worker,
                output: output, onlyFile: ledger == nil ? options.common.outputFile : nil, console: console
            ).run(source)
        }
    }

    /// Refuses JSON that is not a payload a line, as `jq` writes it without `-c`, before anything is sent.
    private func refuseOtherForms(_ source: inout BatchSource, _ file: FilePath) throws(CommandFailure) {
        guard let first = source.peek() else { return }
        let name = SourceName(file).text
        let operand = file.isStandardStream ? "" : " " + SecretFile.shellQuoted(file)
        var form: (String, filter: String)?
        if first.bytes.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "[") {
            form = ("a JSON array", "'.[]'")
        } else {
            do throws(JSONSyntaxError) {
                _ = try JSONDocument(first.bytes)
            } catch {
                // A file of one line may be one that was cut short, and is a line that is wrong.
                if error.code == .unexpectedEnd, source.hasMore() { form = ("JSON over several lines", ".") }
            }
        }
        guard let form else { return }
        throw CommandFailure(
            .usage,
            "\(name):\(first.record): this is \(form.0), and a batch takes one payload a line; nothing was sent",
            hint: "run: jq -c \(form.filter)\(operand) | bcsession create --live --batch - …")
    }

    /// What the ledger knows of this endpoint's lines, when the batch may be sent beside it.
    ///
    /// - Throws: a failure with exit status 2 when the ledger holds entries of these lines and no flag says what to do
    ///   with them, or when it is the ledger of another batch.
    private func earlierLines(_ path: FilePath, _ client: LiveClient, _ file: FilePath?) throws -> PayloadIndex {
        var index = try PayloadIndex(
            LedgerReader(path), endpoint: client.endpoint.text, version: client.version)
        guard index.batchEntryCount > 0, !options.batch.again else { return index }
        let name = "the ledger '\(path.displayName)'"
        let matches = try matchCount(&index, file)
        if options.batch.resumes, matches == 0 {
            let (endpoint, version) = (client.endpoint.text, client.version.rawValue)
            if let other = index.otherVersion {
                throw CommandFailure(
                    .usage,
                    "\(name) has entries of API \(other.rawValue) at \(endpoint), and none of these lines with API \(version); "
                        + "nothing was sent",
                    hint:
                        "add --api-version \(other.rawValue) to continue that batch; --again sends all lines with API "
                        + "\(version) and records them here")
            }
            throw CommandFailure(
                .usage,
                "\(name) has entries of other batches, but no entry for these lines at \(endpoint) with API \(version); "
                    + "nothing was sent",
                hint: "give the ledger of the batch to go on with; --again sends all lines and records them here")
        }
        if !options.batch.resumes, matches != 0 {
            let lines = matches.map { "entries of \($0) of these lines" } ?? "entries of a batch at this endpoint"
            throw CommandFailure(
                .usage, "\(name) already has \(lines); nothing was sent",
                hint: "add --resume to go on where that run ended, or --again to send all lines again")
        }
        return index
    }

    /// How many lines of a file the ledger knows; of an input that cannot be read twice, nil when it knows any line of
    /// this endpoint.
    private func matchCount(_ index: inout PayloadIndex, _ file: FilePath?) throws -> Int? {
        guard let file else { return index.isEmpty ? 0 : nil }
        var source = BatchSource(try console.open(file))
        var line = source.makeItem()
        var count = 0
        var hasLines = false
        while source.next(into: &line) {
            hasLines = true
            let occurrence = index.occurrence(of: line.digest, inBatch: line.occurrence)
            guard index.holds(line.digest, occurrence: occurrence) else { continue }
            count += 1
            if options.batch.resumes { break }
        }
        // Nothing to send is nothing to refuse.
        return hasLines || !options.batch.resumes ? count : nil
    }
}
