import BankConnectSession
import CommandKit

/// Lets signals end the process while it waits for an answer, and no longer once there is one: a session must not be
/// lost between its answer and the ledger.
struct AnswerWait {
    private enum Stage {
        case waiting, answered, interrupted
    }

    private let watch: SignalWatch
    private let stage: Monitor<Stage>

    init(_ client: LiveClient, _ console: Console) {
        let stage = Monitor(Stage.waiting)
        self.stage = stage
        watch = SignalWatch({
            // Between two attempts nothing is under way: the outcome is that of the last one.
            if client.pacer.delaysAttempt {
                client.pacer.stop()
                return .goOn
            }
            return Self.leave(stage, to: .interrupted) ? .end : .goOn
        }) {
            guard stage.withLock({ $0 == .interrupted }) else { return }
            client.transport.end()
            console.error("ended while the request was under way: \(SendOutcome.mayExist)")
        }
    }

    /// Notes that there is an answer; where a signal was first, the process ends, and this does not return.
    func answered() {
        guard !Self.leave(stage, to: .answered) else { return }
        while true { Machine.sleep(nanoseconds: 1_000_000_000) }
    }

    /// Ends the watch, and answers the exit status of the signal that came; nil for none.
    func end() -> ExitCode? {
        watch.end().flatMap { ExitCode(signal: $0) }
    }

    /// Leaves the waiting, once: whoever comes second is too late.
    private static func leave(_ stage: Monitor<Stage>, to next: Stage) -> Bool {
        stage.withLock { stage in
            guard stage == .waiting else { return false }
            stage = next
            return true
        }
    }
}
