import BankConnectSession
import CommandKit
import PlainText

// `sessions` reads a ledger from its beginning to its end, in memory that does not grow with it:
//
// - `SessionsCommand` (this file): flags, and one run.
// - `SessionRow`: what a line of a ledger says of a session, and how each format writes it.
// - `SessionsPipeline`: lines → rows, by several threads; an intent waits for its outcome.

/// The options of `sessions`.
struct SessionsOptions: SettingsCommandOptions {
    /// How sessions are written.
    enum Format: String, FlagValue, CaseIterable {
        case table, json, ndjson
    }

    /// How a request ended.
    enum Outcome: String, FlagValue, CaseIterable {
        case created, refused, failed, unknown
    }

    var common = CommonOptions()
    var settings = SettingsOptions()
    var record: FilePath?
    var linkID: String?
    var sessionID: String?
    var outcome: Outcome?
    var since: LedgerDay?
    var until: LedgerDay?
    var format = Format.table
    var showsLink = false

    var fileRoles: [FileRole] { FileRole.settings(settings.files) + FileRole.ledger(record) }
}

/// A day in India, as DD/MM/YYYY or YYYY-MM-DD.
struct LedgerDay: FlagValue {
    let date: CalendarDate

    init?(argument: String) {
        if let date = CalendarDate(ddmmyyyy: argument) {
            self.date = date
        } else if argument.utf8.count == 10, let midnight = Timestamp(moment: argument),
            let time = IndianTime(unixSeconds: midnight.unixSeconds)
        {
            date = time.day
        } else {
            return nil
        }
    }

    var argument: String { date.description }

    static var expectation: String { "a day as DD/MM/YYYY or YYYY-MM-DD" }
}

extension FlagGroup {
    static let selection = FlagGroup("Selection")
}

extension Command {
    /// `sessions`: looks sessions up in a ledger.
    static var sessions: Command {
        Command(
            "sessions", summary: "Look up sessions in the ledger that create --record keeps.",
            discussion: """
                Lists what the ledger says of each request, in its order, newest last; all of the conditions given must \
                hold. A request that was sent and of which no outcome is recorded is unknown, and listed last. Days are \
                days in India. Nothing found is status 1.
                """,
            flags: [
                [
                    .optional(
                        "record", sets: { $0.record = $1 }, "FILE",
                        "The ledger file; the default is the configuration's."
                    ).group(.selection),
                    .optional("link-id", sets: { $0.linkID = $1 }, "ID", "Only sessions of this link_id.")
                        .group(.selection),
                    .optional("session-id", sets: { $0.sessionID = $1 }, "ID", "Only this session.").group(.selection),
                    .optional("outcome", sets: { $0.outcome = $1 }, "OUTCOME", "Only requests with this outcome.")
                        .group(.selection),
                    .optional("since", sets: { $0.since = $1 }, "DAY", "Only from this day.").group(.selection),
                    .optional("until", sets: { $0.until = $1 }, "DAY", "Only up to and including this day.")
                        .group(.selection),
                    .value(
                        "format", short: "f", sets: { $0.format = $1 }, default: SessionsOptions().format, "FORMAT",
                        "The output format."
                    ).group(.output),
                    .toggle(
                        "show-link", sets: { $0.showsLink = $1 },
                        "Show links whole: anybody who has one can open the session."
                    ).group(.output),
                ], SettingsOptions.configFlags.nested { $1(&$0.settings) },
            ],
            exits: [.done, .negative, .usage, .unreadable, .cannotWrite],
            examples: [
                Example(
                    "bcsession sessions --record sessions.ledger --link-id TU-1234", "List the sessions of a customer."),
                Example(
                    "bcsession sessions --record sessions.ledger \\\n  --outcome unknown --format ndjson",
                    "List the sessions with an unknown outcome, for programs."),
            ]
        ) { (options: SessionsOptions, console) in
            var settings = try Settings(options.settings, console)
            if let record = options.record { settings.record = .init(record, "--record") }
            var options = options
            options.sessionID = try SessionID.argument(options.sessionID)
            if let code = try options.showConfig(settings, console) { return code }
            if let since = options.since, let until = options.until, until.date < since.date {
                throw UsageError(
                    "--since \(since.argument) is after --until \(until.argument)", flag: "since",
                    hint: "give the earlier day with --since")
            }
            guard let path = options.record ?? settings.record?.value else {
                throw UsageError(
                    "no ledger is named", flag: "record",
                    hint: "give --record FILE, or set \"record\" in the configuration")
            }
            try Ledger.checkName(path)
            return try console.withOutput(options.common) { [options] output in
                try run(options, path, console, output)
            }
        }
    }

    private static func run(
        _ options: SessionsOptions, _ path: FilePath, _ console: Console, _ output: OutputStream
    ) throws -> ExitCode {
        let stream: InputStream
        do throws(SystemError) {
            stream = try InputStream(path: path)
        } catch {
            throw CommandFailure(.unreadable, "the ledger: \(error.description)")
        }
        let style = Style(console.color, console.environment, isTerminal: output.isTerminal)
        let source = SessionsSource(stream)
        let sink = SessionsSink(output, options, style)
        let workers = (try? stream.status()).map { $0.kind == .regular && $0.size <= LineReader.chunkSize } == true
        var (_, written) = try OrderedPipeline(workerCount: workers ? 1 : Machine.processorCount)
            .run(source, SessionsWorker(options), sink)
        if let failure = written.readFailure {
            throw CommandFailure(.unreadable, "the ledger: \(failure.description)")
        }
        try written.end()
        let name = "the ledger '\(path.displayName)'"
        if written.isCutShort { console.warning("\(name) ends in a line that was cut short; it was passed over") }
        if written.damagedCount > 0 {
            let count = written.damagedCount
            console.warning(
                "\(name) has \(String.counted(count, "line")) that \(count == 1 ? "is" : "are") no entry")
        }
        if written.unknownEditionCount > 0 {
            let rows = String.counted(written.unknownEditionCount, "session")
            console.warning(
                "\(name) has \(rows) of an edition that this version does not know, shown as far as it can be read")
        }
        if written.unreadableExpiryCount > 0 {
            let rows = String.counted(written.unreadableExpiryCount, "session")
            console.warning("\(name) has \(rows) with an expires_at that is no time of RFC 3339; it is shown as none")
        }
        if written.forgottenCount > 0 {
            console.warning("\(name) has \(written.forgottenCount) more requests without an outcome")
        }
        if written.rowCount == 0 {
            console.note("no session in \(name) matches")
            return .negative
        }
        return .done
    }
}
