import BankConnectSession

// Who sees only the picture or the table must not need the messages on standard error to read it right.

extension PlannedConsent {
    /// What is wrong with the dates, or was: a clause each, with the rule that reports it.
    func remarks(today: CalendarDate) -> [String] {
        var remarks: [String] = []
        for field in ConsentField.allCases {
            if self[field].source == .corrected {
                let limit = bound(of: field).map { "the limit \($0), \(reach(of: field))," } ?? "the end of the consent"
                remarks.append("\(field.rawValue) was outside \(limit) and was moved there (BC607)")
            } else if isBeyondBound(field), let bound = bound(of: field) {
                let days = abs(self[field].date.days(until: bound))
                let side = field == .fromDate ? "before" : "after"
                remarks.append(
                    """
                    \(field.rawValue) is \(CalendarPeriod.days(days)) \(side) the limit \(bound) \
                    (\(reach(of: field))): an Account Aggregator refuses the consent (BC607)
                    """)
            }
        }
        if isWithoutDays {
            remarks.append("from_date is not before to_date, so there is no data to fetch (BC604)")
        }
        if isOver(on: today) {
            remarks.append("consent_expiry is before today, so the consent has already ended (BC605)")
        } else if endsBeforeItsData {
            remarks.append("to_date is after consent_expiry, so its last days cannot be fetched (BC605)")
        }
        return remarks
    }
}
