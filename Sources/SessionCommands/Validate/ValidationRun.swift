import BankConnectSession
import CommandKit

/// One run of `validate`: workers take pieces of work, check them, and write the results in the order of the inputs.
final class ValidationRun: Sendable {
    /// What a worker made of one piece of work.
    struct Outcome: Sendable {
        /// The place in the order of results.
        var ticket = 0
        /// The results, one buffer a report.
        var reports: [[UInt8]]
        var summary = Summary()
        var code = ExitCode.done
        /// Messages for standard error.
        var messages: [String] = []
        /// Bytes that were checked.
        var byteCount = 0
        /// The results answer lines of a stream, whose sender may be waiting for them.
        var isStream = false

        /// Bytes of results.
        var size: Int { reports.reduce(0) { $0 + $1.count } }
    }

    /// What is done in order, one piece after another.
    private struct Turn: Sendable {
        var next = 0
        /// What has been made before its turn: no more than may wait.
        var early: [Outcome] = []
        /// How many bytes of results these hold.
        var earlyBytes = 0
        /// Outcomes that have been written, whose buffers can be used again.
        var spare: [Outcome] = []
        var reports: ReportSet
        var summary = Summary()
        var code = ExitCode.done
        var failure: SystemError?
        var progress: Progress
    }

    private let source: WorkSource
    private let template: ValidationWorker
    private let console: Console
    private let workerCount: Int
    /// How many outcomes, and bytes of results, may wait for their turn: enough that a worker held up for a moment holds
    /// up no other.
    private static let (mostEarly, mostEarlyBytes) = (32, 1 << 22)
    private let turn: Monitor<Turn>

    init(_ inputs: [ValidationInput], worker: ValidationWorker, reports: ReportSet, console: Console) {
        source = WorkSource(inputs, console)
        template = worker
        self.console = console
        // Threads cost more than a few small files do.
        let isWorthThreads = inputs.count > 16 || inputs.contains { $0.kind == .ndjson }
        workerCount = isWorthThreads ? Machine.processorCount : 1
        turn = Monitor(Turn(reports: reports, progress: Progress(console)))
    }

    /// Checks everything; the exit status, or the failure of a report.
    func run() throws -> ExitCode {
        Threads.run(workerCount) { [self] _ in work() }
        return try turn.withLock { turn throws(SystemError) in
            turn.progress.erase()
            if let failure = turn.failure { throw failure }
            try turn.reports.finish(turn.summary)
            if !console.isQuiet { console.note(turn.summary.line) }
            return turn.code
        }
    }

    private func work() {
        var worker = template
        var buffer = WorkSource.LineBuffer()
        var outcome = Outcome(reports: [])
        while let item = source.next(into: &buffer) {
            worker.check(item, buffer, &outcome)
            // A worker that is early leaves its outcome with the others and goes on, up to so many: memory stays flat.
            turn.wait(until: { $0.next == item.ticket || Self.hasRoom($0) }) { turn in
                turn.early.append(outcome)
                turn.earlyBytes += outcome.size
                outcome = turn.spare.popLast() ?? Outcome(reports: [])
                while let place = turn.early.firstIndex(where: { $0.ticket == turn.next }) {
                    var ready = turn.early.remove(at: place)
                    turn.earlyBytes -= ready.size
                    take(&ready, &turn)
                    turn.next += 1
                    turn.spare.append(ready)
                }
            }
            turn.broadcast()
        }
    }

    /// Whether one more outcome may wait for its turn.
    private static func hasRoom(_ turn: Turn) -> Bool {
        turn.early.count < mostEarly && turn.earlyBytes < mostEarlyBytes
    }

    /// Writes what a worker made, now that its turn has come.
    private func take(_ outcome: inout Outcome, _ turn: inout Turn) {
        turn.summary.add(outcome.summary)
        turn.code = turn.code.combined(with: outcome.code)
        guard turn.failure == nil else { return }
        turn.progress.add(outcome.byteCount, payloads: turn.summary.payloads)
        if !outcome.messages.isEmpty {
            turn.progress.erase()
            for message in outcome.messages { console.error(message) }
        }
        do throws(SystemError) {
            try turn.reports.write(outcome.reports, flushing: outcome.isStream)
        } catch {
            turn.failure = error
            source.stop()
        }
    }
}
