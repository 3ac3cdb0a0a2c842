// This folder sends payloads to the session API, one (`LiveClient`) or a batch of them:
//
// - `BatchRun` (here) runs a pipeline: `BatchSource` cuts the lines, each `BatchWorker` sends one at a time and has it
//   recorded, and `BatchSink` writes the results in the order of the lines and counts them (`BatchTally`).
// - `LiveClient` posts a `LiveRequest`, again where that is safe, at the pace of all requests (`RequestPacer`).
// - `NetworkAccess` finds the program that sends; `WorkerPool` runs processes of it, and speaks to them in
//   `WorkerMessage`s.

import BankConnectSession
import CommandKit

/// `create --live --batch`: a session for each line, several at a time, results in the order of the lines.
struct BatchRun {
    /// How many results may wait for the one whose turn it is; a slow line delays no more others than these.
    private static let window = PipelineLimit(outcomes: 1024, bytes: 1 << 26)

    let name: String
    /// Bytes of the input; nil where it is no file, whose rest can be counted.
    let size: Int?
    /// How many requests are under way at the same time.
    let jobs: Int
    let worker: BatchWorker
    let output: OutputStream
    /// The file that the results are written to when all are there, where nothing else keeps them till then.
    let onlyFile: FilePath?
    let console: Console

    /// Creates the sessions; the gravest of their exit statuses.
    ///
    /// A signal to end is obeyed when the requests under way are answered: their results are written, and the status is
    /// that of the signal.
    ///
    /// - Throws: what ended the run early: the ledger or the output could not be written.
    func run(_ source: BatchSource) throws -> ExitCode {
        let shared = worker.shared
        let watch = SignalWatch({
            shared.stop()
            return .goOn
        }) { [console, onlyFile] in
            let loss = onlyFile.map {
                ", and loses the results so far: '\($0.displayName)' is written at the end, and there is no --record"
            }
            console.warning(
                "ending when the requests under way are answered; a second signal ends at once\(loss ?? "")")
        }
        let pipeline = OrderedPipeline(
            workerCount: jobs, limit: Self.window, cancellation: shared.cancellation)
        var (source, sink) = try pipeline.run(source, worker, BatchSink(self))
        let signal = watch.end()
        shared.client.transport.end()
        let code = try sink.finish(&source)
        return signal.flatMap { ExitCode(signal: $0) } ?? code
    }
}

/// Takes the outcomes of a batch in the order of its lines: writes and counts them, and tells people what failed.
struct BatchSink: PipelineSink {
    private let run: BatchRun
    private var code = ExitCode.done
    private var tally = BatchTally()
    private var progress: Progress
    private var lineCount = 0
    /// What ended the run early.
    private var failure: (any Error)?
    /// Whether nobody reads results on standard output any more.
    private var isOutputGone = false

    init(_ run: BatchRun) {
        self.run = run
        progress = Progress(run.console)
    }

    func byteCount(of outcome: BatchWorker.Outcome) -> Int { outcome.byteCount }

    mutating func take(_ outcome: inout BatchWorker.Outcome) throws(SystemError) {
        switch outcome.event {
        case .notBegun: tally.notBegun += 1
        case .failed(let error):
            tally.notBegun += 1
            end(error)
        case .result(let result):
            lineCount += 1
            updateProgress(outcome.lineEnd)
            write(result)
        }
    }

    // Each result is flushed as it is taken: it may be the only record of a session.
    mutating func flush() throws(SystemError) {}

    private mutating func write(_ result: BatchResult) {
        let console = run.console
        code = code.combined(with: result.outcome.exit)
        tally.add(result)
        if let message = result.message { console.error("\(run.name):\(result.record): \(message)") }
        if let failure = result.failure { end(failure) }
        let line = result.line
        if !isOutputGone {
            progress.eraseBeforeOutput()
            do throws(SystemError) {
                try run.output.write(line)
                return try run.output.flush()
            } catch {
                isOutputGone = true
                end(error)
            }
        }
        // A reader that has gone does not stop what is under way; where no ledger has it, this is the last place to tell.
        if run.worker.shared.ledger == nil || result.failure != nil {
            console.error("\(run.name):\(result.record): \(String(decoding: line.dropLast(), as: UTF8.self))")
        }
    }

    /// Ends the run when what is under way is done.
    private mutating func end(_ error: any Error) {
        failure = failure ?? error
        run.worker.shared.stop()
    }

    private mutating func updateProgress(_ end: Int) {
        progress.update { [lineCount, size = run.size] seconds in
            let text = "\(lineCount) lines, \(Int(Double(lineCount) / seconds))/s"
            guard let size, size > 0 else { return text }
            let rest = Int(seconds / Double(max(1, end)) * Double(max(0, size - end)))
            return "\(text), \(min(100, end * 100 / size))%, \(rest / 60) min \(rest % 60) s left"
        }
    }

    /// Counts what was not begun, and says how all of the lines ended; the gravest exit status.
    mutating func finish(_ source: inout BatchSource) throws -> ExitCode {
        let (console, shared) = (run.console, run.worker.shared)
        progress.erase()
        if run.size != nil { countRest(&source) }
        tally.isRestUnread = run.size == nil && shared.cancellation.isCancelled
        // A session that was not wanted: whoever asks for quiet needs to know of it too.
        for warning in tally.warnings(name: run.name) { console.warning(warning, evenIfQuiet: true) }
        console.note(tally.summary(emptyLines: source.emptyLines))
        if let failure = failure ?? shared.ledger?.loss { throw failure }
        guard var failure = source.failure else { return code }
        if shared.ledger != nil { failure.hint = "when it is complete, go on with --resume" }
        console.error([failure.message, failure.hint].compactMap(\.self).joined(separator: "; "))
        return code.combined(with: .unreadable)
    }

    /// Counts the lines that the run ended before; some of them an earlier run has done.
    private mutating func countRest(_ source: inout BatchSource) {
        var line = source.makeItem()
        while source.next(into: &line) {
            if let result = run.worker.shared.knownResult(of: &line) {
                tally.addKnown(result)
            } else {
                tally.notBegun += 1
            }
        }
    }
}
