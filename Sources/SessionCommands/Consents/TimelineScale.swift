import BankConnectSession

/// Which days a column stands for.
///
/// Columns share the days of a span evenly. A column shows what happens on any of its days, so that even one day in
/// ten years is seen:
///
///     7 days in 3 columns    day     0 1 2 3 4 5 6
///                            column  0 0 0-1 1 1-2 2 2
struct TimelineScale {
    let first: CalendarDate
    let last: CalendarDate
    let columns: Int

    init(_ span: ClosedRange<CalendarDate>, columns: Int) {
        first = span.lowerBound
        last = span.upperBound
        self.columns = columns
    }

    private var days: Int { first.days(until: last) + 1 }

    /// The column in which a day begins.
    func start(of day: CalendarDate) -> Int {
        first.days(until: day) * columns / days
    }

    /// The column in which a day ends.
    func end(of day: CalendarDate) -> Int {
        ((first.days(until: day) + 1) * columns - 1) / days
    }

    /// The columns of all days from one to another, which must not lie before it.
    func columns(from: CalendarDate, to: CalendarDate) -> ClosedRange<Int> {
        start(of: from)...end(of: to)
    }
}
