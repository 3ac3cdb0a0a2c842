import BankConnectSession
import CommandKit

/// `create --live --batch`: a session for each line, several at a time, results in the order of the lines.
final class BatchRun: Sendable {
    /// What is done in order, one line after another.
    private struct Turn: Sendable {
        var next = 0
        /// Results that came before their turn; nil for a line that was not sent because the run was to end.
        var early: [Int: BatchResult?] = [:]
        var code = ExitCode.done
        var tally = BatchTally()
        /// What ended the run early.
        var failure: (any Error)?
        /// Whether nobody reads results on standard output any more.
        var isOutputGone = false
        var progress: BatchProgress
    }

    /// How many results may wait for the one whose turn it is; a slow line delays no more others than these.
    private static let window = 1024

    private let source: BatchSource
    private let worker: BatchWorker
    private let jobs: Int
    private let keepsGoing: Bool
    private let name: String
    /// Whether the input is a file, whose rest can be counted.
    private let isWholeFile: Bool
    private let output: OutputStream
    private let console: Console
    private let turn: Monitor<Turn>

    init(
        _ source: BatchSource, name: String, size: Int?, _ options: BatchOptions, worker: BatchWorker,
        output: OutputStream, console: Console
    ) {
        self.source = source
        self.worker = worker
        jobs = options.jobs.count
        keepsGoing = options.keepsGoing
        isWholeFile = size != nil
        self.name = name
        self.output = output
        self.console = console
        turn = Monitor(Turn(progress: BatchProgress(console, size: size)))
    }

    /// Creates the sessions; the gravest of their exit statuses.
    ///
    /// A signal to end is obeyed when the requests under way are answered: their results are written, and the status is
    /// that of the signal.
    ///
    /// - Throws: what ended the run early: the ledger or the output could not be written, or the input not be read.
    func run() throws -> ExitCode {
        let watch = SignalWatch({ [self] in
            stop()
            return .goOn
        }) { [self] in
            console.warning("ending when the requests under way are answered; a second signal ends at once")
        }
        Threads.run(jobs) { [self] _ in work() }
        let signal = watch.end()
        worker.shared.client.transport.end()
        let code = try finish()
        return signal.flatMap { ExitCode(signal: $0) } ?? code
    }

    private func work() {
        var worker = worker
        while let line = source.next() {
            let outcome: Result<BatchResult?, any Error>
            do throws(CommandFailure) {
                let result = try worker.create(line)
                // The key or the plan is refused, and so will every other line be.
                if let result, !result.isKnown, !keepsGoing, [401, 402].contains(result.outcome.status) { stop() }
                outcome = .success(result)
            } catch {
                outcome = .failure(error)
            }
            turn.wait(until: { $0.next == line.ticket || $0.early.count < Self.window }) { turn in
                switch outcome {
                case .success(let result): turn.early[line.ticket] = .some(result)
                case .failure(let error):
                    turn.early[line.ticket] = .some(nil)
                    end(error, &turn)
                }
                while let ready = turn.early.removeValue(forKey: turn.next) {
                    if let result = ready { write(result, &turn) } else { turn.tally.notBegun += 1 }
                    turn.next += 1
                }
            }
            turn.broadcast()
        }
    }

    private func write(_ result: BatchResult, _ turn: inout Turn) {
        turn.code = turn.code.combined(with: result.outcome.exit)
        turn.tally.add(result)
        turn.progress.add(records: turn.next + 1, bytes: source.byteCount)
        if let message = result.message {
            turn.progress.erase()
            console.error("\(name):\(result.record): \(message)")
        }
        if let failure = result.failure { end(failure, &turn) }
        if !turn.isOutputGone {
            do throws(SystemError) {
                try output.write(result.line)
                return try output.flush()
            } catch {
                turn.isOutputGone = true
                end(error, &turn)
            }
        }
        // A reader that has gone does not stop what is under way; where no ledger has it, this is the last place to tell.
        if !isRecorded || result.failure != nil {
            console.error("\(name):\(result.record): \(String(decoding: result.line.dropLast(), as: UTF8.self))")
        }
    }

    /// Ends the run when what is under way is done.
    private func end(_ error: any Error, _ turn: inout Turn) {
        turn.failure = turn.failure ?? error
        stop()
    }

    /// Lets no line be sent that is not yet.
    private func stop() {
        source.stop()
        worker.shared.client.pacer.stop()
    }

    private var isRecorded: Bool { worker.shared.ledger != nil }

    private func finish() throws -> ExitCode {
        let summary = source.summary
        return try turn.withLock { turn in
            turn.progress.erase()
            turn.tally.notBegun += isWholeFile ? source.countRest() : 0
            turn.tally.isRestUnread = !isWholeFile && source.isStopped
            for warning in turn.tally.warnings(name: name) { console.warning(warning) }
            console.note(turn.tally.summary(emptyLines: summary.emptyLines))
            if let failure = turn.failure { throw failure }
            guard let failure = summary.failure else { return turn.code }
            console.error(failure.description)
            return turn.code.combined(with: .unreadable)
        }
    }
}
