import BankConnectSession
import CommandKit

/// What `consents` is told on the command line.
struct ConsentsOptions: SinglePayloadOptions {
    /// How the consents are shown.
    enum Format: String, FlagValue, CaseIterable {
        case json, full, table
    }

    var common = CommonOptions()
    var rules = RuleOptions()
    var settings = SettingsOptions()
    var payload = PayloadOptions()
    var format = Format.json
}

extension Command {
    /// `consents`: shows the consents that a payload would get.
    static var consents: Command {
        Command(
            "consents", summary: "Show the consents that a payload would get, and who decided each date.",
            discussion: """
                Consents come in three layers: the template's default, the organization's policy, and the payload's \
                own dates, field by field. Without FILE the payload is what the flags say, and link_id may then be \
                left out. Nothing is sent anywhere.
                """,
            options: ConsentsOptions(),
            flags: [
                .value("format", short: "f", sets: \.format, from: ConsentsOptions(), "FORMAT", "How to show them.")
                    .group(.output)
            ] + ConsentsOptions.payloadFlags + ConsentsOptions.ruleFlags + ConsentsOptions.commonFlags,
            operands: ConsentsOptions.payloadOperands,
            exits: [.done, .negative, .usage, .unreadable, .cannotWrite].map(\ExitCode.status),
            examples: [
                Example("bcsession consents --today 09/12/2025", "The default consent, as on the API's page."),
                Example(
                    "bcsession consents --aa-journey-code BCAA003 --format table",
                    "The two consents of underwriting with monitoring."),
            ]
        ) { options, console in
            let console = console.configured(by: options.common)
            let settings = try options.loadSettings(console)
            let context = try options.rules.context(settings, console)
            if let code = try options.showConfig(settings, context, console) { return code.rawValue }
            let text = try SinglePayload.read(options.payload, console)
            // Flags alone are a question about consents, and whose they are does not matter.
            let disabled: Set<Rule.ID> = options.payload.file == nil ? [Rule.linkIDIsGiven.id] : []
            var checker = PayloadChecker(context, disabled: disabled)
            checker.check(text.bytes)
            let payload = SinglePayload.report(checker, text, options.payload, settings, console)
            // Of a text that is no payload nothing is known, not even that it wants the default journey.
            let isReadable = checker.request.traits.isDisjoint(with: [.syntaxError, .notAnObject])
            let plan = isReadable ? Resolution(checker.request, context, now: 0).plan : nil
            let code = try console.withOutput(options.common) { output in
                try output.write(
                    ConsentsView(plan: plan, context: context, payload: payload).text(options.format))
                return payload.isValid ? .done : .negative
            }
            return code.rawValue
        }
    }
}

/// The consents of a payload in the formats of the command.
struct ConsentsView {
    let plan: ConsentPlan?
    let context: RuleContext
    let payload: CheckedPayload

    func text(_ format: ConsentsOptions.Format) -> String {
        switch format {
        case .json: json
        case .full: full
        case .table: table
        }
    }

    /// The page's `consents` member, and nothing else.
    private var json: String {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.name("consents")
            writer.object { writer in
                for consent in plan.map({ Array($0.consents) }) ?? [] {
                    writer.name(consent.code.rawValue)
                    writer.object { writer in
                        for field in ConsentField.allCases {
                            writer.member(field.rawValue, consent[field].date.description)
                        }
                    }
                }
            }
        }
        writer.endLine()
        return writer.text
    }

    private var full: String {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.member("schema", "bcsession.consents/1")
            writer.member("today", context.today.description)
            writer.member("journey", plan?.journey.rawValue)
            writer.name("consents")
            Self.writeConsents(plan, to: &writer)
            writer.name("findings")
            writer.array { writer in
                for finding in payload.findings { ResultWriter.write(finding, to: &writer) }
            }
        }
        writer.endLine()
        return writer.text
    }

    /// Each consent with its template, the source of each date, and the template's bounds.
    static func writeConsents(_ plan: ConsentPlan?, to writer: inout JSONWriter) {
        writer.object { writer in
            for consent in plan.map({ Array($0.consents) }) ?? [] {
                writer.name(consent.code.rawValue)
                writer.object { writer in
                    writer.member("template", consent.code.template.id)
                    for field in ConsentField.allCases {
                        writer.name(field.rawValue)
                        writer.object { writer in
                            writer.member("value", consent[field].date.description)
                            writer.member("source", consent[field].source.rawValue)
                        }
                    }
                    writer.name("bounds")
                    writer.object { writer in
                        writer.member("earliest_from_date", consent.bounds.earliestFromDate.description)
                        writer.member("latest_consent_expiry", consent.bounds.latestConsentExpiry.description)
                    }
                }
            }
        }
    }

    private var table: String {
        var rows = [["CONSENT", "TEMPLATE", "FROM", "TO", "EXPIRY", "DECIDED BY"]]
        for consent in plan.map({ Array($0.consents) }) ?? [] {
            rows.append(
                [consent.code.rawValue, consent.code.template.id]
                    + ConsentField.allCases.map { consent[$0].date.description }
                    + [Self.sources(of: consent)])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                column == row.count - 1 ? cell.0 : cell.0 + String(repeating: " ", count: cell.1 - cell.0.count)
            }.joined(separator: "  ")
        }.joined(separator: "\n") + "\n"
    }

    /// One word where one layer decided all dates, else a word for each.
    private static func sources(of consent: PlannedConsent) -> String {
        let sources = ConsentField.allCases.map { consent[$0].source.rawValue }
        return Set(sources).count == 1 ? sources[0] : sources.joined(separator: ", ")
    }
}
