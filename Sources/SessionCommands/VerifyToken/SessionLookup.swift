import BankConnectSession
import CommandKit

/// Looks sessions up in a ledger, for several threads.
final class SessionLookup: Sendable {
    private struct State: Sendable {
        var index: LedgerIndex
        var failure: CommandFailure?
    }

    private let state: Monitor<State>

    /// Reads the ledger, which judges only if nobody else can write to it, or put another file in its place.
    ///
    /// - Throws: a failure with exit status 3 or 9.
    init(_ path: FilePath, _ console: Console) throws(CommandFailure) {
        let examined = try Self.checkOwner(path)
        let reader = try LedgerReader(path)
        if let examined, reader.status?.isSameFile(as: examined) == false {
            throw CommandFailure(
                .credential, "the ledger '\(path.displayName)' was replaced by another file just now",
                hint: "find out who did that before you run this again")
        }
        let index = try LedgerIndex(reader)
        if index.damagedCount > 0 {
            let isOne = index.damagedCount == 1
            let lines =
                isOne ? "a line that is no entry; it was" : "\(index.damagedCount) lines that are no entries; they were"
            console.warning("the ledger '\(path.displayName)' has \(lines) passed over")
        }
        if index.isCutShort {
            console.warning(
                "the ledger '\(path.displayName)' ends in a line that was cut short; it was passed over")
        }
        state = Monitor(State(index: index))
    }

    /// What the system knows of the ledger; nil for what cannot be read, which is said when it is opened.
    private static func checkOwner(_ path: FilePath) throws(CommandFailure) -> FileStatus? {
        guard let status = try? FileSystem.fileStatus(path), status.kind != .directory else { return nil }
        let name = "'\(path.displayName)'"
        guard status.kind == .regular else {
            throw CommandFailure(
                .credential, "the ledger \(name) is not a regular file, so it can judge no link",
                hint: "give the ledger itself")
        }
        guard status.owner == Machine.effectiveUser || status.owner == 0 else {
            throw CommandFailure(
                .credential, "the ledger \(name) belongs to another user, who could change it, so it can judge no link",
                hint: copyHint(path))
        }
        guard status.mode & 0o022 == 0 else {
            try LedgerReader.checkContents(of: path)
            throw CommandFailure(
                .credential, "others can write to the ledger \(name), so it can judge no link",
                hint: status.owner == Machine.effectiveUser
                    ? "run: chmod 600 \(SecretFile.shellQuoted(path))" : copyHint(path))
        }
        try checkDirectory(path)
        if let target = FileSystem.resolved(path) { try checkDirectory(target) }
        return status
    }

    /// What to do with a file of another user's.
    private static func copyHint(_ path: FilePath) -> String {
        "copy it: cp \(SecretFile.shellQuoted(path)) my.ledger && chmod 600 my.ledger"
    }

    /// Refuses a ledger in a directory where everybody can put another file of the user's in its place.
    ///
    /// In a sticky one, as /tmp is, nobody can. A directory that a group can write to is taken: on many systems each user
    /// has a group of their own.
    private static func checkDirectory(_ path: FilePath) throws(CommandFailure) {
        let directory = path.directory
        guard let status = try? FileSystem.fileStatus(directory), status.mode & 0o1002 == 0o0002 else { return }
        throw CommandFailure(
            .credential,
            "everybody can replace the ledger '\(path.displayName)', because everybody can write to its directory, "
                + "so it can judge no link",
            hint: status.owner == Machine.effectiveUser
                ? "run: chmod o-w \(SecretFile.shellQuoted(directory))"
                : "keep the ledger in a directory of your own")
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
        if !isCreated { outcome = entry.outcome?.result.rawValue }
        hasUnreadableExpiry = entry.hasUnreadableExpiry
    }
}
