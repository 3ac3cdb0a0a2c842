// `consents`: the command (here) and the `ConsentsView` of a plan, as a table, JSON or a timeline. A timeline is a
// `TimelineBar` a consent above a `TimelineAxis`, both on one `TimelineScale`, drawn on a `Screen`.

import BankConnectSession
import CommandKit

/// The options of `consents`.
struct ConsentsOptions: PayloadCommandOptions {
    /// How the consents are shown.
    enum Format: String, FlagValue, CaseIterable {
        case json, full, table, timeline, artefact
    }

    var common = CommonOptions()
    var rules = RuleOptions()
    var settings = SettingsOptions()
    var payload = PayloadOptions()
    var format = Format.json

    var fileRoles: [FileRole] { FileRole.input(payload.file) + FileRole.settings(settings.files) }
}

extension Command {
    /// `consents`: shows the consents that a payload would get.
    static var consents: Command {
        Command(
            "consents", summary: "Show the consents that a payload would get, and where each date comes from.",
            discussion: """
                The dates of a consent come from three layers: the template's default, the organization's policy, and \
                the payload. Each layer overrides the one before, field by field. Without FILE the flags are the \
                payload, and link_id may be left out. Nothing is sent anywhere.

                The formats: json is the consents object of the API's page; full adds template, sources, limits and \
                findings; table has one line for each consent; timeline draws one bar for each consent on an axis of \
                months or years, as wide as COLUMNS or the terminal, in ASCII where the locale is not UTF-8; artefact \
                is ReBIT's consent detail, as an Account Aggregator will show it to the customer.

                The artefact's times are Indian (+05:30). A consent begins at the start of today and ends at the start \
                of the day of consent_expiry. Data is asked for from the start of from_date to the end of to_date, or \
                to the consent's end where to_date is that day, so a consent at its limits stays within them. \
                Frequency and DataLife are the most that the template allows; a one-time consent has no frequency, \
                and ReBIT requires one, so it says once an hour. DataConsumer and Customer are left out: only the \
                service knows them.
                """,
            flags: [
                [
                    .value(
                        "format", short: "f", sets: { $0.format = $1 }, default: ConsentsOptions().format, "FORMAT",
                        "The output format."
                    ).group(.output)
                ], PayloadOptions.flags.nested { $1(&$0.payload) }, RuleOptions.flags.nested { $1(&$0.rules) },
                SettingsOptions.flags.nested { $1(&$0.settings) },
            ],
            operands: PayloadOptions.operands.map { $0.nested { $1(&$0.payload) } },
            exits: [.done, .negative, .usage, .unreadable, .cannotWrite],
            examples: [
                Example("bcsession consents --today 09/12/2025", "The default consent, as on the API's page."),
                Example(
                    "bcsession consents --aa-journey-code BCAA003 --format table",
                    "The two consents of underwriting with monitoring."),
                Example(
                    "bcsession consents --aa-journey-code BCAA004 --format timeline",
                    "A picture of three consents, with what their templates allow."),
            ]
        ) { (options: ConsentsOptions, console) in
            try PayloadInput.checkStandardInput(
                [options.payload.file].compactMap { $0 } + options.settings.files)
            let settings = try options.loadSettings(console)
            let context = try options.rules.context(settings, console)
            if let code = try options.showConfig(settings, today: context.today, console) { return code }
            if context.apiVersion == .v1 {
                console.warning("V1 of the API has no consents that a payload or a policy decides; nothing is planned")
            }
            if options.payload.file == nil, !options.payload.hasFlags, console.input.holdsUnread {
                console.note("standard input was not read; give - as FILE to read a payload from it")
            }
            let text = try SinglePayload.read(options.payload, console)
            // Flags alone are a question about consents, and whose they are does not matter.
            let disabled: Set<Rule.ID> = options.payload.file == nil ? [.linkIDIsGiven] : []
            let validator = SinglePayload.check(text, options.payload, context, disabled: disabled, settings)
            let payload = validator.result
            SinglePayload.report(payload, console)
            let plan = validator.checker.plan
            return try console.withOutput(options.common) { output in
                let view = ConsentsView(
                    plan: plan, context: context, payload: payload, screen: Screen(output, of: console))
                try output.write(view.text(options.format))
                return payload.isValid ? .done : .negative
            }
        }
    }
}
