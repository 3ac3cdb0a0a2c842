import CommandKit

/// Looks sessions up in a ledger, for several threads.
final class SessionLookup: Sendable {
    private struct State: Sendable {
        var index: LedgerIndex
        var failure: CommandFailure?
    }

    private let state: Monitor<State>

    /// Reads the ledger.
    ///
    /// - Throws: a failure with exit status 3.
    init(_ path: FilePath, _ console: Console) throws(CommandFailure) {
        let index = try LedgerIndex(path, of: .sessions)
        if index.damagedCount > 0 {
            let isOne = index.damagedCount == 1
            let lines =
                isOne ? "a line that is no entry; it was" : "\(index.damagedCount) lines that are no entries; they were"
            console.warning("the ledger '\(path.displayName)' has \(lines) passed over")
        }
        state = Monitor(State(index: index))
    }

    /// What the ledger holds of a session.
    func find(_ id: String?) -> TokenReport.Ledger {
        guard let id else { return .holdsNothing }
        return state.withLock { state in
            do throws(CommandFailure) {
                return try state.index.session(id).map { .holds($0) } ?? .holdsNothing
            } catch {
                // What a ledger that cannot be read holds is not said.
                state.failure = error
                return .notAsked
            }
        }
    }

    /// Why the ledger could not be read any further, when verdicts had been written already.
    var failure: CommandFailure? { state.withLock(\.failure) }
}
