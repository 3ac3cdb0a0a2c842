import BankConnectSession
import CommandKit

/// What `create` is told about a batch.
struct BatchOptions: Sendable {
    var file: FilePath?
    var jobs = JobCount(4)
    var rate: Rate?
    var resumes = false
    var retriesUnknown = false

    /// Refuses flags that want others beside them.
    func check(_ options: CreateOptions) throws(UsageError) {
        guard file != nil else {
            if resumes { throw UsageError("--resume goes with --batch", flag: "resume", hint: "give --batch FILE") }
            if retriesUnknown {
                throw UsageError("--retry-unknown goes with --batch and --resume", flag: "retry-unknown")
            }
            if rate != nil { throw UsageError("--rate goes with --batch", flag: "rate", hint: "give --batch FILE") }
            return
        }
        guard options.usesNetwork || options.settings.showsConfig else {
            throw UsageError("--batch goes with --live", flag: "batch", hint: "add --live")
        }
        if options.payload.file != nil || options.payload.hasFlags {
            throw UsageError(
                "--batch takes whole payloads, a line each, and no other payload beside them", flag: "batch",
                hint: "put the members on each line")
        }
        if resumes, options.record == nil {
            throw UsageError(
                "--resume reads the ledger of the earlier run", flag: "resume", hint: "add --record FILE")
        }
        if retriesUnknown, !resumes {
            throw UsageError("--retry-unknown goes with --resume", flag: "retry-unknown", hint: "add --resume")
        }
    }
}

/// How many requests are under way at the same time.
struct JobCount: FlagValue {
    let count: Int

    init(_ count: Int) { self.count = count }

    init?(argument: String) {
        guard let count = Int(argument: argument), (1...64).contains(count) else { return nil }
        self.count = count
    }

    var argument: String { String(count) }
    static var expectation: String { "a whole number from 1 to 64" }
}

/// How many requests are begun in a time.
struct Rate: FlagValue {
    let argument: String
    /// Nanoseconds from one request to the next.
    let interval: Int64

    /// Reads `20/s`, `20` (a second) or `90/m`.
    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let count = Int64(parts[0]), parts[0].utf8.allSatisfy({ $0 &- 0x30 < 10 }),
            (1...1_000_000).contains(count)
        else { return nil }
        let seconds: Int64
        switch parts.count == 2 ? parts[1] : "s" {
        case "s": seconds = 1
        case "m": seconds = 60
        default: return nil
        }
        interval = seconds * 1_000_000_000 / count
        self.argument = argument
    }

    static var expectation: String { "a number of requests a second as 20/s, or a minute as 90/m" }
}

extension CreateOptions {
    /// The flags of a batch.
    static var batchFlags: [Flag<Self>] {
        [
            .optional(
                "batch", sets: { $0.batch.file = $1 }, "FILE",
                "Create a session for each line of FILE, or of standard input (-)."
            ).group(.batch).excludes("print", "format", "dry-run", "as-curl"),
            .value(
                "jobs", sets: { $0.batch.jobs = $1 }, default: Self().batch.jobs, "N",
                "How many requests are under way at once."
            ).group(.batch),
            .optional(
                "rate", sets: { $0.batch.rate = $1 }, "N/s",
                "Begin no more than N requests a second (N/s) or minute (N/m)."
            ).group(.batch),
            .toggle(
                "resume", sets: { $0.batch.resumes = $1 },
                "Go on with a batch that ended early: lines whose outcome is in the ledger are not sent again, except "
                    + "where nothing had been sent."
            ).group(.batch),
            .toggle(
                "retry-unknown", sets: { $0.batch.retriesUnknown = $1 },
                "Send lines again of which nobody knows whether they made a session; they may make another."
            ).group(.batch),
        ]
    }
}
