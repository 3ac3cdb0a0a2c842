import BankConnectSession
import PlainText

/// The ticks below a timeline: months, quarters, half years, years or more, whatever there is room for.
///
/// Ticks stand where their month begins. Labels begin at their ticks; one that would touch another is left out.
struct TimelineAxis {
    /// A tick, and what is written below it.
    struct Tick: Equatable {
        let column: Int
        let month: CalendarMonth
    }

    /// Months from tick to tick, the finest first.
    static let steps = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000]

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    let ticks: [Tick]
    /// Whether months are named, with the years in a line of their own.
    let namesMonths: Bool

    init(_ scale: TimelineScale) {
        let months = CalendarMonth(of: scale.first).distance(to: CalendarMonth(of: scale.last))
        for step in Self.steps {
            let namesMonths = step < 12
            // A year stands alone in its line, and needs more room before the next.
            let least = namesMonths ? 4 : 6
            // Thousands of years have too many months to look at each.
            guard months / step * least <= scale.columns + least else { continue }
            let ticks = Self.ticks(scale, step: step)
            let gaps = zip(ticks, ticks.dropFirst()).map { $1.column - $0.column }
            if gaps.allSatisfy({ $0 >= least }) {
                self.ticks = ticks
                self.namesMonths = namesMonths
                return
            }
        }
        ticks = []
        namesMonths = false
    }

    private static func ticks(_ scale: TimelineScale, step: Int) -> [Tick] {
        let from = CalendarMonth(of: scale.first)
        let to = CalendarMonth(of: scale.last)
        let sinceTick = (from.year * 12 + from.month - 1) % step
        return stride(from: sinceTick == 0 ? from : from.advanced(by: step - sinceTick), through: to, by: step)
            .compactMap { month in
                guard let day = CalendarDate(year: month.year, month: month.month, day: 1), day >= scale.first
                else { return nil }
                return Tick(column: scale.start(of: day), month: month)
            }
    }

    /// The lines of labels: the months with the years below them, or the years alone.
    func labels(width: Int) -> [String] {
        guard namesMonths else { return [Self.line(ticks.map { ($0.column, String($0.month.year)) }, width)] }
        let months = Self.line(ticks.map { ($0.column, Self.monthNames[$0.month.month - 1]) }, width)
        // The year begins with January; the first tick names its own year if that leaves January's room.
        var years = ticks.filter { $0.month.month == 1 }
        if let first = ticks.first, first.month.month != 1, years.first.map({ $0.column - first.column >= 5 }) ?? true {
            years.insert(first, at: 0)
        }
        return [months, Self.line(years.map { ($0.column, String($0.month.year)) }, width)]
    }

    private static func line(_ labels: [(column: Int, text: String)], _ width: Int) -> String {
        var line = ""
        for (column, text) in labels {
            guard line.isEmpty ? column >= 0 : column > line.count, column + text.count <= width else { continue }
            line = line.padded(to: column) + text
        }
        return line
    }
}
