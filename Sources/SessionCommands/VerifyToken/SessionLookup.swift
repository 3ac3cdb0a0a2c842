import BankConnectSession
import CommandKit

/// Looks sessions up in a ledger, for several threads.
final class SessionLookup: Sendable {
    private struct State: Sendable {
        var index: LedgerIndex
        var failure: CommandFailure?
    }

    private let state: Monitor<State>

    /// Reads the ledger, which judges only if nobody else can write to it.
    ///
    /// - Throws: a failure with exit status 3 or 9.
    init(_ path: FilePath, _ console: Console) throws(CommandFailure) {
        try Self.checkOwner(path)
        let index = try LedgerIndex(path)
        if index.damagedCount > 0 {
            let isOne = index.damagedCount == 1
            let lines =
                isOne ? "a line that is no entry; it was" : "\(index.damagedCount) lines that are no entries; they were"
            console.warning("the ledger '\(path.displayName)' has \(lines) passed over")
        }
        state = Monitor(State(index: index))
    }

    private static func checkOwner(_ path: FilePath) throws(CommandFailure) {
        // What cannot be examined cannot be read either, which is said when it is opened.
        guard let status = try? FileSystem.fileStatus(path), status.kind != .directory else { return }
        let name = "'\(path.displayName)'"
        guard status.kind == .regular else {
            throw CommandFailure(
                .credential, "the ledger \(name) is not a regular file, so it can judge no link",
                hint: "give the ledger itself")
        }
        guard status.owner == Machine.effectiveUser || status.owner == 0 else {
            throw CommandFailure(
                .credential, "the ledger \(name) belongs to another user, who could change it, so it can judge no link",
                hint: "copy it: cp \(SecretFile.shellQuoted(path.displayName)) my.ledger && chmod 600 my.ledger")
        }
        guard status.mode & 0o022 == 0 else {
            throw CommandFailure(
                .credential, "others can write to the ledger \(name), so it can judge no link",
                hint: "run: chmod 600 \(SecretFile.shellQuoted(path.displayName))")
        }
    }

    /// What the ledger holds of a session.
    func find(_ id: String) -> RecordedLink.Answer {
        state.withLock { state in
            do throws(CommandFailure) {
                guard let session = try state.index.session(id) else { return .missing }
                return .found(RecordedLink(session))
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

extension RecordedLink {
    /// What judges a link, of what a ledger remembers.
    init(_ entry: LedgerEntry) {
        self.init(
            time: entry.time.unixSeconds, linkID: entry.linkID, redirectURL: entry.redirectURL,
            expiresAt: entry.expiresAt?.unixSeconds, expiryIsEstimate: entry.expiryIsEstimate, isLocal: entry.isLocal,
            isCreated: entry.outcome?.kind == .created, endpoint: entry.endpoint ?? "",
            unknownEdition: entry.unknownEdition)
    }
}
