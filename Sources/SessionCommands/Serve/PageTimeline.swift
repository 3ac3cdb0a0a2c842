import BankConnectSession

/// The consents of a page on one axis of days, as drawings without text; the text stands beside them.
struct PageTimeline {
    private let first: CalendarDate
    private let last: CalendarDate
    private let today: CalendarDate

    /// The units that a drawing is wide.
    private static let width = 1000

    init(_ consents: [PlannedConsent], today: CalendarDate) {
        let days = consents.flatMap { [$0.fromDate.date, $0.toDate.date, $0.consentExpiry.date] }
        first = days.reduce(today, min)
        last = days.reduce(today, max)
        self.today = today
    }

    /// What the colours mean, and the ends of the axis.
    var legend: String {
        """
        <p class="legend"><span><i class="data"></i> data</span> <span><i class="life"></i> consent lives</span> \
        <span><i class="today"></i> today, \(today)</span></p>
        <p class="axis"><span>\(first)</span><span>\(last)</span></p>
        """
    }

    /// A consent: above, the days of its data; below, the days of its life.
    func drawing(of consent: PlannedConsent) -> String {
        let label =
            "Timeline: data from \(consent.fromDate.date) to \(consent.toDate.date), consent until "
            + "\(consent.consentExpiry.date)"
        return """
            <svg role="img" aria-label="\(label)" viewBox="0 0 \(Self.width) 40" preserveAspectRatio="none">
            <rect class="track" x="0" y="0" width="\(Self.width)" height="40"/>
            \(bar("data", consent.fromDate.date, consent.toDate.date, y: 6))
            \(bar("life", today, consent.consentExpiry.date, y: 22))
            <rect class="today" x="\(min(Self.width - 4, max(0, place(today) - 2)))" y="0" width="4" height="40"/>
            </svg>
            """
    }

    /// A bar that is never too thin to be seen.
    private func bar(_ kind: String, _ from: CalendarDate, _ to: CalendarDate, y: Int) -> String {
        let start = min(place(from), Self.width - 8)
        return """
            <rect class="\(kind)" x="\(start)" y="\(y)" width="\(max(8, place(to) - start))" height="12" rx="3"/>
            """
    }

    private func place(_ day: CalendarDate) -> Int {
        let span = max(1, Int(last.dayNumber) - Int(first.dayNumber))
        return (Int(day.dayNumber) - Int(first.dayNumber)) * Self.width / span
    }
}
