import BankConnectSession
import CommandKit
import PlainText

/// The consents of a payload in the formats of the command.
struct ConsentsView {
    /// The consents; nil when the payload's journey is not known, or its API has no consents.
    let plan: ConsentPlan?
    /// What the plan was made from.
    let context: RuleContext
    /// What was found in the payload.
    let payload: ValidationResult
    /// What the pictures are drawn on.
    let screen: Screen

    /// The consents in the journey's order; none without a plan.
    var consents: [PlannedConsent] { plan.map { Array($0.consents) } ?? [] }

    func text(_ format: ConsentsOptions.Format) -> String {
        switch format {
        case .json: json
        case .full: full
        case .table: table
        case .timeline: timeline
        case .artefact: artefact
        }
    }
}

extension ConsentsView {
    /// A line a consent; `!` marks a date beyond its bound, and a line below says so in words.
    var table: String {
        var rows = [["CONSENT", "TEMPLATE", "FROM", "TO", "EXPIRY", "DECIDED BY"]]
        for consent in consents {
            rows.append(
                [consent.code.rawValue, consent.code.template.id]
                    + ConsentField.allCases.map { field in
                        consent[field].date.description + (consent.isBeyondBound(field) ? "!" : "")
                    } + [Self.sources(of: consent)])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                column == row.count - 1 ? cell.0 : cell.0.padded(to: cell.1)
            }.joined(separator: "  ")
        }
        let remarks = consents.flatMap { consent in
            consent.remarks(today: context.today).map { "! \(consent.code.rawValue): \($0)" }
        }
        return (lines + (remarks.isEmpty ? [] : [""]) + remarks).joined(separator: "\n") + "\n"
    }

    /// One word where one layer decided all dates, else a word for each.
    private static func sources(of consent: PlannedConsent) -> String {
        let sources = ConsentField.allCases.map { consent[$0].source.rawValue }
        return Set(sources).count == 1 ? sources[0] : sources.joined(separator: ", ")
    }
}
