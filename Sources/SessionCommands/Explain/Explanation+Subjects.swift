import BankConnectSession
import PlainText

extension Explanation {
    /// A rule: why it is there, what the service answers, what it accepts and what it reports.
    init(_ rule: Rule) {
        kind = .rules
        id = rule.id.description
        title = "\(rule.severity.rawValue): \(rule.documentation.demand)"
        var text = rule.documentation.explanation
        if rule.severity == .error {
            let basis = rule.basis == .page ? "as its page says" : "inferred: its page does not state when"
            text +=
                "\n\nThe API answers (\(basis)):\n" + rule.predicts.map { "  " + Self.line($0) }.joined(separator: "\n")
        } else {
            text += "\n\nThe API is not known to refuse this."
        }
        func list(_ examples: [RuleExample]) -> String {
            examples.map { example in
                Self.indented(example.text) + (example.circumstances.map { "\n    \($0)" } ?? "")
            }.joined(separator: "\n")
        }
        text += "\n\nAccepted on \(RuleExample.today):\n" + list(rule.documentation.accepts)
        text += "\n\nReported on \(RuleExample.today) (the place is between « and »):\n"
        text += list(rule.documentation.rejects)
        self.text = text
        writeMembers = { writer in
            writer.member("severity", rule.severity.rawValue)
            writer.member("basis", rule.basis.rawValue)
            Self.write("predicts", rule.predicts, to: &writer)
            writer.array("accepts", rule.documentation.accepts.map(\.text))
            writer.array("rejects", rule.documentation.rejects.map(\.text))
        }
    }

    /// An error code: all its rows, which rules predict it, and where the page contradicts itself.
    init(code: String) {
        let rows = ServiceError.rows(code: code)
        let contradictions = ServiceError.contradictions(code: code)
        let rules = Rule.all.filter { rule in rule.severity == .error && rule.predicts.contains { $0.code == code } }
        kind = .errors
        id = code
        title = rows.first.map { "HTTP \($0.status), \($0.message)" } ?? ""
        var text = "The API's page has \(rows.count == 1 ? "one row" : "\(rows.count) rows") with this code:\n"
        for row in rows {
            text +=
                "\n  \(row.status)  \(row.message)\n       when: \(row.trigger.isEmpty ? "(not said)" : row.trigger)"
            text += "\n       in: \(row.table.title)"
        }
        if !rules.isEmpty {
            text +=
                "\n\nRules that predict it:\n"
                + rules.map { "  \($0.id)  \($0.documentation.demand)" }.joined(separator: "\n")
        }
        if !contradictions.isEmpty {
            text += "\n\nWhere the page contradicts itself:\n\n" + contradictions.map(\.text).joined(separator: "\n\n")
        }
        self.text = text
        writeMembers = { writer in
            Self.write("rows", rows, to: &writer)
            writer.array("rules", rules.map(\.id.description))
            writer.array("contradictions", contradictions.map(\.text))
        }
    }

    /// A journey: its consents, and what it stands for in V1.
    init(_ journey: Journey) {
        kind = .journeys
        id = journey.rawValue
        title = journey.title
        var text = "The customer is asked for:\n"
        for consent in journey.consents {
            let template = consent.template
            text += "\n  \(consent.rawValue)  \(template.id), \(template.useCase) (\(template.fetchType.rawValue))"
        }
        if journey == .default { text += "\n\nA payload without an aa_journey_code gets this journey." }
        if let mode = journey.replacesV1Mode {
            text += "\n\nIt replaces V1's aa_journey_mode \(mode) (inferred from the names)."
        }
        self.text = text
        writeMembers = { $0.array("consents", journey.consents.map(\.rawValue)) }
    }

    /// A consent: its journey, its template, and its default dates.
    init(_ consent: ConsentCode) {
        let template = consent.template
        let isPeriodic = template.fetchType == .periodic
        kind = .consents
        id = consent.rawValue
        title = "\(template.useCase), in journey \(consent.journey.rawValue)"
        text = """
            Made from template \(template.id). By default, from the day it is asked for:

              from_date       today less \(template.maxHistory)
              to_date         \(isPeriodic ? "the day of consent_expiry, because the range limits every later fetch" : "today")
              consent_expiry  today plus \(isPeriodic ? template.maxConsentLife : ConsentPlanner.oneTimeLife)

            An organization's policy and the payload's consents.\(consent.rawValue) override these, date by date. \
            'bcsession consents' shows the result; 'bcsession explain \(template.id)' the limits.
            """
        writeMembers = { writer in
            writer.member("journey", consent.journey.rawValue)
            writer.member("template", template.id)
        }
    }

    /// A template: what a consent made from it may ask at most.
    init(_ template: ConsentTemplate) {
        let journeys = ConsentCode.allCases.filter { $0.template.id == template.id }
        let frequency =
            template.maxFrequency.map { "\($0.value) per \($0.unit.rawValue.lowercased())" } ?? "not applicable"
        kind = .templates
        id = template.id
        title = template.useCase
        var text = """
            A consent template of Sahamati's fair-use registry, version \(template.registryVersion). The limits are the \
            most that a consent may ask for; an Account Aggregator refuses one that asks for more.

              purpose        \(template.purposeCode.rawValue), \(template.purposeCategory)
              fetch          \(template.fetchType.rawValue)
              history        \(template.maxHistory)\(template.maxHistoryOfSEBITypes.map { "; of SEBI types \($0)" } ?? "")
              consent life   \(template.maxConsentLife)
              data life      \(template.maxDataLife)
              frequency      \(frequency)
              consent types  \(template.consentTypes.map(\.rawValue).joined(separator: ", "))

            Financial information: \(template.fiTypes.map(\.rawValue).joined(separator: ", ")).

            The customer reads: \(template.purposeText).
            """
        if journeys.isEmpty {
            text += "\n\nNo journey of BankConnect is known to use it."
        } else {
            text += "\n\nUsed by \(journeys.map { "\($0.rawValue) (\($0.journey.rawValue))" }.joined(separator: ", "))."
        }
        for note in template.notes { text += "\n\n\(note)" }
        self.text = text
        writeMembers = { writer in
            writer.member("purpose_code", template.purposeCode.rawValue)
            writer.member("fetch_type", template.fetchType.rawValue)
            Self.write("max_history", template.maxHistory, to: &writer)
            Self.write("max_consent_life", template.maxConsentLife, to: &writer)
            Self.write("max_data_life", template.maxDataLife, to: &writer)
            writer.array("consent_types", template.consentTypes.map(\.rawValue))
            writer.array("fi_types", template.fiTypes.map(\.rawValue))
            writer.array("consents", journeys.map(\.rawValue))
        }
    }

    /// A parameter: type, bounds, default, flag, and the rules that look at it.
    init(_ parameter: Parameter) {
        let row = parameter.row
        let rules = Rule.all.filter { $0.reads.contains(parameter) }
        kind = .parameters
        id = row.name
        title = row.kind.rawValue
        var facts = [("known to", row.versions.rawValue), ("required", row.required ?? "no")]
        if let alias = row.alias { facts.append(("also written", alias)) }
        if let limit = row.maximumLength { facts.append(("at most", "\(limit) characters (Unicode code points)")) }
        if !row.choices.isEmpty { facts.append(("choices", row.choices.joined(separator: ", "))) }
        if !row.members.isEmpty { facts.append(("members", row.members.joined(separator: ", "))) }
        if let value = row.defaultValue { facts.append(("default", value)) }
        var text = row.summary + "\n\n"
        text += facts.map { "  \($0.0.padded(to: 14))\($0.1)" }.joined(separator: "\n")
        if parameter == .acceptAnything {
            text += """


                The page says only "Accept data without strict validation". FinBox's newest page, of the Android V2 \
                builder (July 2026), says that it relaxes which documents are accepted: it is about statements, not \
                about parameters, so no finding becomes less serious by it.
                """
        }
        if !rules.isEmpty {
            text += "\n\nRules that read it:\n"
            text += rules.map { "  \($0.id)  \($0.documentation.demand)" }.joined(separator: "\n")
        }
        self.text = text
        writeMembers = { writer in
            writer.member("type", row.kind.rawValue)
            writer.array("aliases", row.alias.map { [$0] } ?? [])
            writer.member("maximum_length", row.maximumLength)
            writer.member("required", row.required)
            writer.array("members", row.members)
            writer.array("choices", row.choices)
            writer.member("default", row.defaultValue)
            writer.array("rules", rules.map(\.id.description))
        }
    }

    /// A bank of the built-in table: its modes, and how sure they are.
    init(_ bank: Bank) {
        kind = .banks
        id = bank.identifier
        title = bank.name
        let aa: String =
            switch bank.aa {
            case .yes: "yes"
            case .no: "no in 2024; it may be by now"
            case .unknown: "not published"
            }
        text = """
            Modes that it can be used with:

              pdf     \(bank.pdf.rawValue)
              online  \(bank.online.rawValue)
              aa      \(aa)

            From FinBox's appendix of bank identifiers and the sample of its Bank Catalogue. The live catalogue is larger; \
            identifiers compare without case.
            """
        writeMembers = { writer in
            for mode in BankMode.allCases { writer.member(mode.rawValue, bank.availability(of: mode).rawValue) }
        }
    }

    private static func line(_ row: ServiceError) -> String { "\(row.status) \(row.code)  \(row.message)" }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    }

    private static func write(_ name: String, _ rows: [ServiceError], to writer: inout JSONWriter) {
        writer.array(name) { writer in
            for row in rows {
                writer.object { writer in
                    writer.member("code", row.code)
                    writer.member("status", row.status)
                    writer.member("message", row.message)
                    writer.member("trigger", row.trigger)
                    writer.member("table", row.table.title)
                }
            }
        }
    }

    private static func write(_ name: String, _ period: CalendarPeriod, to writer: inout JSONWriter) {
        writer.object(name) { writer in
            writer.member("unit", period.unit.rawValue)
            writer.member("value", period.value)
        }
    }
}
