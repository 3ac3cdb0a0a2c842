import BankConnectSession

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
                column == row.count - 1 ? cell.0 : cell.0 + String(repeating: " ", count: cell.1 - cell.0.count)
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
