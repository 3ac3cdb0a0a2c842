package import BankConnectSession
import CommandKit

/// Options of the commands that read a payload: what rules know beside it.
struct RuleOptions: Sendable {
    var today: CalendarDate?
    var apiVersion = APIVersion.v2
    var workflow: Workflow?
    var fairUse = FairUse.warn
}

/// The options of a command that reads payloads.
protocol PayloadCommandOptions: CommandOptions {
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
    package static var expectation: String { "a day as DD/MM/YYYY" }
}

/// The variable that `--today` overrides.
let todayVariable = EnvironmentVariable(
    "BCSESSION_TODAY", "The day to take for today, as DD/MM/YYYY; --today is stronger.")

extension PayloadCommandOptions {
    /// The flags of every command that reads a payload.
    static var ruleFlags: [Flag<Self>] {
        [
            .optional(
                "today", sets: \.rules.today, "DD/MM/YYYY",
                "The day to take for today; otherwise the date in India (UTC+05:30)."
            ).group(.checks).environment(todayVariable.name),
            .value(
                "api-version", sets: \.rules.apiVersion, from: Self(), "VERSION", "The API that the payload is for."
            ).group(.checks),
            .optional(
                "workflow", sets: \.rules.workflow, "WORKFLOW",
                "How the customer reaches BankConnect; with redirect, redirect_url is required."
            ).group(.checks),
            .value(
                "fair-use", sets: \.rules.fairUse, from: Self(), "POLICY",
                "What to do about a consent beyond its template's bounds."
            ).group(.checks),
        ]
    }
}

extension RuleOptions {
    /// What rules are to know.
    func context(_ console: Console) throws -> RuleContext {
        RuleContext(
            today: try resolvedToday(console), apiVersion: apiVersion, workflow: workflow, fairUse: fairUse)
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
