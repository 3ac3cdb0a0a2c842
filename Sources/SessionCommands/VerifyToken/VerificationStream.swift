import CommandKit
import Synchronization

/// The lines of one input on their way through several threads, and back into their order.
final class VerificationStream: Sendable {
    /// A piece of the input, and the buffer that holds its lines.
    typealias Piece = (item: WorkSource.Item, buffer: WorkSource.LineBuffer)

    /// What is done in order, one piece after another.
    struct Turn: Sendable {
        fileprivate var next = 0
        /// What has been made before its turn, by its place in the order.
        fileprivate var early: [Int: TokenJudge.Outcome] = [:]
        /// Outcomes that have been written, whose buffers can be used again.
        fileprivate var spare: [TokenJudge.Outcome] = []
        fileprivate var writeFailure: SystemError?
        /// Where verdicts go.
        var document: VerdictDocument
        /// What the verdicts come to.
        var code = ExitCode.done
        /// How many URLs and tokens there were.
        var count = 0
        /// Why the input could not be read to its end.
        var readFailure: SystemError?
    }

    private let source: WorkSource
    private let judge: TokenJudge
    private let place: TokenJudge.Place
    private let workerCount: Int
    private let turn: Monitor<Turn>

    init(
        _ source: WorkSource, named name: String, _ judge: TokenJudge, workers: Int, _ document: VerdictDocument
    ) {
        self.source = source
        place = TokenJudge.Place(name)
        self.judge = judge
        workerCount = workers
        turn = Monitor(Turn(document: document))
    }

    /// Judges the first piece, which was taken from the source already, and all others.
    func run(_ first: Piece) throws(SystemError) -> Turn {
        let first = Mutex<Piece?>(first)
        Threads.run(workerCount) { [self] _ in
            work(first.withLock { $0.take() })
        }
        return try turn.withLock { turn throws(SystemError) in
            if let failure = turn.writeFailure { throw failure }
            return turn
        }
    }

    private func work(_ first: Piece?) {
        var buffer = first?.buffer ?? WorkSource.LineBuffer()
        var outcome = TokenJudge.Outcome()
        var next = first?.item ?? source.next(into: &buffer)
        while let item = next {
            var failure: SystemError?
            switch item.content {
            case .lines(let firstLine):
                judge.judgeLines(of: buffer, from: place, firstLine: firstLine, &outcome)
            case .failure(let error): failure = error
            case .file: break
            }
            // A worker that is early leaves its outcome with the others and goes on, up to so many: memory stays flat.
            turn.wait(until: { $0.next == item.ticket || $0.early.count < workerCount }) { turn in
                turn.readFailure = turn.readFailure ?? failure
                turn.early[item.ticket] = outcome
                outcome = turn.spare.popLast() ?? TokenJudge.Outcome()
                while var ready = turn.early.removeValue(forKey: turn.next) {
                    take(&ready, &turn)
                    turn.next += 1
                    turn.spare.append(ready)
                }
            }
            turn.broadcast()
            next = source.next(into: &buffer)
        }
    }

    /// Writes what a worker made, now that its turn has come, and empties it.
    private func take(_ outcome: inout TokenJudge.Outcome, _ turn: inout Turn) {
        turn.code = turn.code.combined(with: outcome.code)
        turn.count += outcome.count
        if turn.writeFailure == nil {
            do throws(SystemError) {
                try turn.document.write(outcome.bytes)
                // The sender may be waiting for these verdicts before it sends more.
                try turn.document.flush()
            } catch {
                turn.writeFailure = error
                source.stop()
            }
        }
        outcome.bytes.removeAll(keepingCapacity: true)
        outcome.code = .done
        outcome.count = 0
    }
}
