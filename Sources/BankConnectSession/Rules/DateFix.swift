// What a date that cannot be read was meant to be, and how sure that is.

extension SessionRequest {
    /// The fix of a value that is no `DD/MM/YYYY`; nil where nothing is recognised, or where it could be two days.
    ///
    /// `9/12/2025` is the ninth of December only where something says so: another date of the payload, whose first number
    /// cannot be a month, or the two numbers themselves. Nothing is ever guessed for a date in the right form.
    func dateFix(_ value: JSONTape.Index) -> Fix? {
        guard document[value].kind == .string, let guess = DateGuess(String(document.text(of: value).trimmed)),
            let date = guess.suggestion
        else { return nil }
        let others = dateValues.filter { $0 != value }.compactMap(dayAndMonth)
        let safety: Fix.Safety? =
            switch guess.reading {
            case .only: .safe
            case .dayFirst: others.contains { $0.day > 12 } && !others.contains { $0.month > 12 } ? .safe : nil
            case .monthFirst:
                others.contains { $0.day <= 12 && $0.month <= 12 && $0.day != $0.month } ? nil : .unsafe
            case .part: .unsafe
            }
        return safety.map { fix(value, text: date.description, $0) }
    }

    /// Every value of the payload that is meant as a date.
    private var dateValues: [JSONTape.Index] {
        var values = [Parameter.fromDate, .toDate, .maxFromDate, .maxToDate].compactMap { self[$0] }
        forEachConsentMember { _, _, value, field in if field != nil { values.append(value) } }
        return values
    }

    /// The first two numbers of a date that has its year last.
    private func dayAndMonth(_ value: JSONTape.Index) -> (day: Int, month: Int)? {
        guard document[value].kind == .string else { return nil }
        let parts = document.text(of: value).trimmed.split { "/-.".contains($0) }
        guard parts.count == 3, parts[2].utf8.count == 4, let day = Int(parts[0]), let month = Int(parts[1]) else {
            return nil
        }
        return (day, month)
    }
}
