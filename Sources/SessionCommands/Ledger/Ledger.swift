// The file that remembers sessions: `Ledger` (here) adds lines, a `LedgerEntry` is one, `LedgerReader` reads them all.
// `LedgerIndex` finds sessions by id, `PayloadIndex` what a batch has sent.

import BankConnectSession
import CommandKit

/// A file that remembers which sessions were made: JSON, a ``LedgerEntry`` a line, only ever added to.
///
/// The session API's page calls it imperative to store a session's id. So a session is recorded here, and the disk has
/// it, before anybody reads its id:
///
///     let ledger = try Ledger(path, console, patience: .seconds(30))
///     try ledger.append(entry)                 // returns when the disk has the line
///     try output.write(answer)
///
/// One object may be used by several threads, which take turns; other processes that write to the file take turns
/// with it as well (an advisory lock for each `append`). A batch decides by what the ledger holds, so it keeps every
/// other writer away from it (``hold(_:)`` with `.alone`). A single request shares the ledger with other single requests
/// from its intent to its outcome (`.withOthers`), so that no batch can take the ledger between the two.
///
/// A process that is killed, or a full disk, can leave a last line that is cut short. It is never cut off: the next
/// `append` ends it and goes on below. Readers pass over a line that is no entry; a last line that only lacks its
/// line end is an entry like any other.
package struct Ledger: Sendable {
    private let log: SharedLog
    private let path: FilePath
    private let console: Console
    private let patience: Duration

    /// Opens the ledger, or makes it with mode 0600.
    ///
    /// One that others can read is refused, because a redirect URL lets its bearer into the session.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - console: where it is said that the ledger is waited for.
    ///   - patience: how long to wait for others that have the ledger.
    /// - Throws: a failure with exit status 74; with 2 for a file that is no ledger.
    init(_ path: FilePath, _ console: Console, patience: Duration) throws(CommandFailure) {
        self.path = path
        self.console = console
        self.patience = patience
        let status: FileStatus
        do throws(SystemError) {
            log = try SharedLog(path)
            status = try log.status()
        } catch {
            throw Self.failure(error)
        }
        guard status.kind == .regular else {
            throw CommandFailure(
                .cannotWrite, "the session cannot be recorded: '\(path.displayName)' is not a regular file",
                hint: "a ledger is read back later; give a file, or the name of a new one")
        }
        // Before its mode: nobody is to change that of a file which was named by mistake.
        try LedgerReader.checkContents(of: path)
        try Self.check(status, path)
    }

    /// Keeps the ledger until this object and its copies are gone.
    ///
    /// - Throws: a failure with exit status 74 when others do not leave it in time.
    func hold(_ share: SharedLog.Share) throws(CommandFailure) {
        try wait { () throws(SystemError) in try log.hold(share, within: patience, willWait: noteWaiting) }
    }

    /// Adds entries, and returns when the disk has them.
    ///
    /// Nothing is added to a file that was moved, removed or cut short since it was opened, because nobody would find it
    /// there, or what is before it, but for an outcome: it stands beside its intent, or is all that is left.
    ///
    /// - Throws: a failure with exit status 74, after which the entries count as not recorded.
    func append(_ entries: LedgerEntry...) throws(CommandFailure) {
        let isOutcome = entries.allSatisfy { $0.outcome != nil && $0.payload != nil }
        guard isOutcome || log.isInPlace else {
            throw CommandFailure(
                .cannotWrite, "the ledger '\(path.displayName)' was moved or removed while this run used it",
                hint: "put it back before you go on")
        }
        // Before what is added hides it.
        let loss = loss
        if let loss, !isOutcome { throw loss }
        var writer = JSONWriter()
        for entry in entries {
            entry.write(to: &writer)
            writer.endLine()
        }
        let lines = writer.bytes
        try wait { () throws(SystemError) in try log.append(lines, within: patience, willWait: noteWaiting) }
        if let loss { throw loss }
    }

    /// That the file has lost entries since this run opened it; nil where it has not.
    var loss: CommandFailure? {
        guard log.wasCutShort else { return nil }
        return CommandFailure(
            .cannotWrite, "the ledger '\(path.displayName)' was cut short while this run used it: it has lost entries",
            hint: "do not send the payloads again before you know which sessions there are")
    }

    private func wait(_ isDone: () throws(SystemError) -> Bool) throws(CommandFailure) {
        do throws(SystemError) {
            if try isDone() { return }
        } catch {
            throw Self.failure(error)
        }
        throw CommandFailure(
            .cannotWrite, "the ledger '\(path.displayName)' is in use by another run",
            hint: "wait until it ends, give a longer --timeout, or give another ledger")
    }

    @Sendable private func noteWaiting() {
        console.note("waiting for the ledger '\(path.displayName)', which another run is using")
    }

    private static func failure(_ error: SystemError) -> CommandFailure {
        CommandFailure(.cannotWrite, "the session cannot be recorded: \(error.description)")
    }

    private static func check(_ status: FileStatus, _ path: FilePath) throws(CommandFailure) {
        let name = "'\(path.displayName)'"
        guard status.owner == Machine.effectiveUser else {
            throw CommandFailure(
                .cannotWrite, "the session cannot be recorded: the ledger \(name) belongs to another user",
                hint: "give a ledger of your own")
        }
        guard status.mode & 0o077 == 0 else {
            throw CommandFailure(
                .cannotWrite,
                "the session cannot be recorded: others can read the ledger \(name), and its redirect URLs let their "
                    + "bearer into the sessions", hint: "run: chmod 600 \(SecretFile.shellQuoted(path))")
        }
    }

    /// Refuses a name that cannot be a ledger's, before anything is done.
    static func checkName(_ path: FilePath?) throws(UsageError) {
        guard path?.isStandardStream == true else { return }
        throw UsageError("--record needs a file, and '-' is none", flag: "record", hint: "give the name of a file")
    }
}
