import BankConnectSession
import CommandKit

/// What the command line says of a batch.
struct BatchOptions: Sendable {
    var file: FilePath?
    var jobs = JobCount(4)
    var rate: Rate?
    var resumes = false
    var retriesFailed = false
    var retriesUnknown = false
    var again = false
    var keepsGoing = false

    /// Which outcomes of earlier runs are not final: their lines are sent again.
    var repeated: Set<SendOutcome.Repetition> {
        var repeated: Set<SendOutcome.Repetition> = [.always]
        if retriesFailed { repeated.insert(.whenFailedIsRetried) }
        if retriesUnknown { repeated.insert(.whenUnknownIsRetried) }
        return repeated
    }

    /// Refuses flags that want others beside them.
    func check(isLive: Bool, hasPayload: Bool) throws(UsageError) {
        let flags = [
            ("resume", resumes), ("retry-failed", retriesFailed), ("retry-unknown", retriesUnknown), ("again", again),
            ("keep-going", keepsGoing), ("rate", rate != nil), ("jobs", jobs.count != Self().jobs.count),
        ]
        guard file != nil else {
            guard let flag = flags.first(where: \.1)?.0 else { return }
            throw UsageError("--\(flag) needs --batch", flag: flag, hint: "add --batch FILE")
        }
        guard isLive else {
            throw UsageError("--batch needs --live", flag: "batch", hint: "add --live")
        }
        if hasPayload {
            throw UsageError(
                "--batch takes whole payloads, a line each, and no other payload beside them", flag: "batch",
                hint: "put the members on each line")
        }
        if !resumes, let flag = flags[1...2].first(where: \.1)?.0 {
            throw UsageError("--\(flag) needs --resume", flag: flag, hint: "add --resume")
        }
        if resumes, again {
            throw UsageError(
                "--resume and --again contradict each other", flag: "again",
                hint: "--resume leaves alone what was sent before, --again sends all of it again")
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

extension BatchOptions {
    /// The flags of a batch.
    static var flags: [Flag<Self>] {
        [
            .optional(
                "batch", sets: { $0.file = $1 }, "FILE",
                "Create a session for each line of FILE, or of standard input (-)."
            ).group(.batch).excludes("print", "format", "dry-run", "as-curl"),
            .value(
                "jobs", sets: { $0.jobs = $1 }, default: Self().jobs, "N",
                "How many requests to run at once."
            ).group(.batch),
            .optional(
                "rate", sets: { $0.rate = $1 }, "N/s",
                "Begin no more than N requests a second (N/s) or minute (N/m)."
            ).group(.batch),
            .toggle(
                "resume", sets: { $0.resumes = $1 },
                "Continue a batch that ended early: send only lines that were not sent, or that were refused by a "
                    + "local check or with status \(SendOutcome.passingText)."
            ).group(.batch),
            .toggle(
                "retry-failed", sets: { $0.retriesFailed = $1 },
                "With --resume, send lines again that failed with status 500, 501, 503 or another 5xx that no gateway gives."
            ).group(.batch),
            .toggle(
                "retry-unknown", sets: { $0.retriesUnknown = $1 },
                "With --resume, send lines with an unknown outcome again; this may create a second session."
            ).group(.batch),
            .toggle(
                "again", sets: { $0.again = $1 },
                "Send all lines, even those that the ledger says were sent."
            ).group(.batch),
            .toggle(
                "keep-going", sets: { $0.keepsGoing = $1 },
                "Continue after status 401 or 402, which otherwise ends the batch."
            ).group(.batch),
        ]
    }
}
