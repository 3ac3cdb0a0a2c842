package import BankConnectSession
import CommandKit

/// Options of the commands that read a payload: what rules know beside it.
struct RuleOptions: Sendable {
    var today: CalendarDate?
    var apiVersion: APIVersion?
    var workflow: Workflow?
    var fairUse: FairUse?
}

/// The options of a command that reads payloads.
protocol PayloadCommandOptions: SettingsCommandOptions {
    var rules: RuleOptions { get set }
}

extension APIVersion: FlagValue {}
extension Workflow: FlagValue {}
extension FairUse: FlagValue {}

extension CalendarDate: FlagValue {
    /// Reads DD/MM/YYYY.
    package init?(argument: String) {
        self.init(ddmmyyyy: argument)
    }

    /// The day as DD/MM/YYYY.
    package var argument: String { description }

    /// A day.
    package static var expectation: String { "a day of the calendar as DD/MM/YYYY" }
}

/// The variable that `--today` overrides.
let todayVariable = EnvironmentVariable(
    "BCSESSION_TODAY", "The day to use as today, as DD/MM/YYYY; --today overrides it.")

extension RuleOptions {
    /// The flags of every command that reads a payload.
    static var flags: [Flag<Self>] {
        [
            .optional(
                "today", sets: { $0.today = $1 }, "DD/MM/YYYY",
                "The day to use as today; the default is the date in India (UTC+05:30)."
            ).group(.checks).environment(todayVariable.name),
            .optional(
                "api-version", sets: { $0.apiVersion = $1 }, "VERSION", "The API that the payload is for."
            ).group(.checks).defaultText(APIVersion.v2.rawValue),
            .optional(
                "workflow", sets: { $0.workflow = $1 }, "WORKFLOW",
                "How the customer reaches BankConnect; with redirect, redirect_url is required."
            ).group(.checks),
            .optional(
                "fair-use", sets: { $0.fairUse = $1 }, "POLICY",
                "What to do about a consent outside its template's limits."
            ).group(.checks).defaultText(FairUse.warn.rawValue),
        ]
    }
}

extension PayloadCommandOptions {
    /// The effective settings of the command.
    func loadSettings(_ console: Console) throws(CommandFailure) -> Settings {
        try Settings(settings, apiVersion: rules.apiVersion, console)
    }

    /// As ``showConfig(_:_:others:)``, with the day, and the rows of a command whose rules other settings decide.
    func showConfig(
        _ settings: Settings, today: CalendarDate, _ console: Console,
        rows: @autoclosure () -> [SettingsView.Row]? = nil
    ) throws -> ExitCode? {
        lazy var todayOrigin =
            self.rules.today != nil
            ? "--today" : console.environment.path(todayVariable.name) != nil ? todayVariable.name : "clock, India"
        return try showConfig(
            settings, console,
            others: [("today", today.description, todayOrigin)]
                + (rows() ?? [
                    ("workflow", rules.workflow?.rawValue ?? "none", rules.workflow == nil ? "default" : "--workflow"),
                    ("fair_use", (rules.fairUse ?? .warn).rawValue, rules.fairUse == nil ? "default" : "--fair-use"),
                ]))
    }
}

extension RuleOptions {
    /// What rules are to know.
    func context(_ settings: Settings, _ console: Console) throws -> RuleContext {
        RuleContext(
            today: try resolvedToday(console), apiVersion: settings.apiVersion.value, workflow: workflow,
            organization: settings.organization.value, banks: settings.banks.value,
            fairUse: fairUse ?? .warn)
    }

    /// The day: the flag's, else the environment's, else the clock's in India.
    func resolvedToday(_ console: Console) throws -> CalendarDate {
        if let today { return today }
        // By its bytes: a value that is not UTF-8 is wrong, not absent.
        if let bytes = console.environment.bytes(of: todayVariable.name), !bytes.isEmpty {
            let text = String(decoding: bytes, as: UTF8.self)
            guard let date = CalendarDate(ddmmyyyy: text) else {
                throw UsageError(
                    "the environment variable \(todayVariable.name) is '\(text)', not \(CalendarDate.expectation)")
            }
            return date
        }
        let seconds = Machine.wallClock().seconds
        guard let date = CalendarDate(unixSeconds: seconds) else {
            throw CommandFailure(.internalError, "the clock shows no day that this tool knows", hint: "give --today")
        }
        return date
    }
}
