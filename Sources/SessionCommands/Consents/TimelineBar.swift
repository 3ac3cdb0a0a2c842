import BankConnectSession

/// The bar of one consent, a mark a column.
///
/// Bounds are brackets just outside the days that the template allows, so that a bar at its bound stands inside them
/// and one that passes it is seen to. The bar has two columns at either side for that.
struct TimelineBar {
    /// What a column shows.
    enum Mark: CaseIterable {
        case blank, today, data, life, both, unused, boundStart, boundEnd, beyond
    }

    /// The columns beside the scale's at either side.
    static let margin = 2

    private(set) var marks: [Mark]

    init(_ consent: PlannedConsent, today: CalendarDate, scale: TimelineScale) {
        marks = Array(repeating: .blank, count: scale.columns + 2 * Self.margin)
        let bounds = scale.columns(from: consent.bounds.earliestFromDate, to: consent.bounds.latestConsentExpiry)
        for column in bounds { self[column] = .unused }
        let now = scale.start(of: today)
        self[now] = .today
        let data = Self.range(consent.fromDate.date, consent.toDate.date, scale)
        let life = Self.range(today, consent.consentExpiry.date, scale)
        for column in 0..<scale.columns {
            switch (data?.contains(column) ?? false, life?.contains(column) ?? false) {
            case (true, true): self[column] = .both
            case (true, false): self[column] = .data
            case (false, true): self[column] = .life
            case (false, false): continue
            }
            if !bounds.contains(column) { self[column] = .beyond }
        }
        // Also where the days beyond share their column with the bound.
        if consent.isBeyondBound(.fromDate) { self[bounds.lowerBound - 2] = .beyond }
        if consent.isBeyondBound(.consentExpiry) { self[bounds.upperBound + 2] = .beyond }
        self[bounds.lowerBound - 1] = .boundStart
        self[bounds.upperBound + 1] = .boundEnd
    }

    /// The columns of a range of days; nil when it ends before it begins.
    private static func range(_ from: CalendarDate, _ to: CalendarDate, _ scale: TimelineScale) -> ClosedRange<Int>? {
        from <= to ? scale.columns(from: from, to: to) : nil
    }

    private subscript(column: Int) -> Mark {
        get { marks[column + Self.margin] }
        set { marks[column + Self.margin] = newValue }
    }
}
