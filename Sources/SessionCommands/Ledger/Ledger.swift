import BankConnectSession
import CommandKit

/// A file that remembers which sessions were made: JSON, a ``LedgerEntry`` a line, only ever added to.
///
/// The session API's page calls it imperative to store a session's id. So a session is recorded here, and the disk has
/// it, before its id is told to anybody:
///
///     let ledger = try Ledger(path, console)
///     try ledger.append(.session(session))     // returns when the disk has the line
///     try output.write(answer)
///
/// One object may be used by several threads, which take turns; other processes that write to the file take turns
/// with it as well (an advisory lock for each `append`). A run that decides by what the ledger holds, and must not be
/// overtaken by another such run, calls ``hold()`` first.
///
/// A process that is killed, or a full disk, can leave a last line that is cut short. It is never cut off: the next
/// `append` ends it and goes on below. Readers pass over a line that is no entry; a last line that only lacks its
/// line end is an entry like any other.
struct Ledger: Sendable {
    private let log: SharedLog
    private let path: FilePath
    private let console: Console

    /// Opens the ledger, or makes it with mode 0600.
    ///
    /// One that others can read is refused, because a redirect URL lets its bearer into the session.
    ///
    /// - Throws: a failure with exit status 74.
    init(_ path: FilePath, _ console: Console) throws(CommandFailure) {
        self.path = path
        self.console = console
        let status: FileStatus
        do throws(SystemError) {
            log = try SharedLog(path)
            status = try log.status()
        } catch {
            throw Self.failure(error)
        }
        try Self.check(status, path)
    }

    /// Keeps every other process from writing until this object and its copies are gone.
    ///
    /// - Throws: a failure with exit status 74 when another process has the ledger, and does not leave it soon: one
    ///   whose run was killed is gone a moment later.
    func hold() throws(CommandFailure) {
        do throws(SystemError) {
            for attempt in 0..<50 {
                if try log.hold() { return }
                if attempt == 10 {
                    console.note("waiting for the ledger '\(path.displayName)', which another run has")
                }
                Machine.sleep(nanoseconds: 100_000_000)
            }
        } catch {
            throw Self.failure(error)
        }
        throw CommandFailure(
            .cannotWrite, "the ledger '\(path.displayName)' is in use by another run",
            hint: "wait for its end, or give another ledger")
    }

    /// Adds entries, and returns when the disk has them.
    ///
    /// - Throws: a failure with exit status 74, after which the entries count as not recorded.
    func append(_ entries: LedgerEntry...) throws(CommandFailure) {
        var writer = JSONWriter()
        for entry in entries {
            entry.write(to: &writer)
            writer.endLine()
        }
        do throws(SystemError) {
            try log.append(writer.bytes) {
                console.note("waiting for the ledger '\(path.displayName)', which another run is writing to")
            }
        } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: SystemError) -> CommandFailure {
        CommandFailure(.cannotWrite, "the session cannot be recorded: \(error.description)")
    }

    private static func check(_ status: FileStatus, _ path: FilePath) throws(CommandFailure) {
        let name = "'\(path.displayName)'"
        guard status.kind == .regular else {
            throw CommandFailure(
                .cannotWrite, "the session cannot be recorded: \(name) is not a regular file",
                hint: "a ledger is read back later; give a file, or the name of a new one")
        }
        guard status.owner == Machine.effectiveUser else {
            throw CommandFailure(
                .cannotWrite, "the session cannot be recorded: the ledger \(name) belongs to another user",
                hint: "give a ledger of your own")
        }
        guard status.mode & 0o077 == 0 else {
            throw CommandFailure(
                .cannotWrite,
                "the session cannot be recorded: others can read the ledger \(name), and its redirect URLs let their "
                    + "bearer into the sessions", hint: "run: chmod 600 \(SecretFile.shellQuoted(path.displayName))")
        }
    }

    /// Refuses names that cannot be a ledger's, before anything is done: `-`, and those of files that the same command
    /// line reads or writes otherwise.
    static func checkName(_ path: FilePath?, apartFrom others: [FilePath?]) throws(UsageError) {
        guard let path else { return }
        guard !path.isStandardStream else {
            throw UsageError("a ledger is a file, which '-' is not", flag: "record", hint: "give the name of a file")
        }
        let status = try? FileSystem.fileStatus(path)
        for case let other? in others where !other.isStandardStream {
            let isSame = status.flatMap { status in
                (try? FileSystem.fileStatus(other)).map { status.isSameFile(as: $0) }
            }
            guard isSame != true, other != path else {
                throw UsageError(
                    "'\(path.displayName)' cannot be the ledger and '\(other.displayName)' at once", flag: "record",
                    hint: "give the ledger a file of its own")
            }
        }
    }
}
