import BankConnectSession

// Who sees only the picture or the table must not need the messages on standard error to read it right.

extension PlannedConsent {
    /// Whether the template's fair use does not reach to a date: what BC607 reports.
    func isBeyondBound(_ field: ConsentField) -> Bool {
        bound(of: field).map { self[field].date != $0.nearest(to: self[field].date) } ?? false
    }

    /// The bound of a date; nil for to_date, which has none of its own.
    func bound(of field: ConsentField) -> ConsentBound? {
        switch field {
        case .fromDate: .notBefore(bounds.earliestFromDate)
        case .toDate: nil
        case .consentExpiry: .notAfter(bounds.latestConsentExpiry)
        }
    }

    /// What is wrong with the dates, or was: a clause each, with the rule that reports it.
    func remarks(today: CalendarDate) -> [String] {
        var remarks: [String] = []
        for field in ConsentField.allCases {
            if self[field].source == .corrected {
                remarks.append("\(field.rawValue) lay beyond \(limit(of: field)) and was moved there (BC607)")
            } else if let bound = bound(of: field), isBeyondBound(field) {
                let days = abs(self[field].date.days(until: bound.day))
                let side = field == .fromDate ? "before" : "after"
                remarks.append(
                    """
                    \(field.rawValue) lies \(CalendarPeriod.days(days)) \(side) the bound \(bound.day), \
                    \(reach(of: field)): an Account Aggregator refuses the consent (BC607)
                    """)
            }
        }
        if fromDate.date >= toDate.date {
            remarks.append("from_date does not lie before to_date, so there is no data to fetch (BC604)")
        }
        if consentExpiry.date < today {
            remarks.append("consent_expiry lies before today, so the consent has ended already (BC605)")
        } else if consentExpiry.date < toDate.date {
            remarks.append("to_date lies after consent_expiry, so its last days cannot be fetched (BC605)")
        }
        return remarks
    }

    /// What a date was moved to.
    private func limit(of field: ConsentField) -> String {
        guard let bound = bound(of: field) else { return "the end of the consent" }
        return "the bound \(bound.day), \(reach(of: field)),"
    }

    /// The template's length that makes a date's bound.
    private func reach(of field: ConsentField) -> String {
        field == .fromDate
            ? "\(code.template.maxHistory) of history" : "a life of \(code.template.maxConsentLife)"
    }
}

/// The day that a date of a consent must not pass.
enum ConsentBound {
    case notBefore(CalendarDate)
    case notAfter(CalendarDate)

    var day: CalendarDate {
        switch self {
        case .notBefore(let day), .notAfter(let day): day
        }
    }

    /// The allowed day that lies nearest.
    func nearest(to date: CalendarDate) -> CalendarDate {
        switch self {
        case .notBefore(let day): max(day, date)
        case .notAfter(let day): min(day, date)
        }
    }
}
