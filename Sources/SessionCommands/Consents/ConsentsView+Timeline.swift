import BankConnectSession
import CommandKit

// BCAA003 asked for on 09/12/2025, 60 columns:
//
//                        ▼ today, 09/12/2025
//     CC0003   [▀▀▀▀▀▀▀▀▀█]
//     CC0004        [▀▀▀▀███████████████████████████████████████]
//               ─┬───────┼───────┬───────┬──────┬───────┬───────
//                2025    2026    2027    2028   2029    2030

extension ConsentsView {
    /// The columns of the consents' codes beside the bars.
    private static let labelWidth = 8

    /// A bar a consent on one axis, then the dates with who decided them, and what is wrong with them.
    var timeline: String {
        guard let plan, !consents.isEmpty else {
            return "No consents can be planned for this payload.\n"
        }
        let title = "\(screen.style.bold(plan.journey.rawValue)): \(plan.journey.title.lowercased())"
        return ([[title], chart] + consents.map(details)).map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
            + "\n"
    }

    // MARK: Picture

    private var chart: [String] {
        let days = consents.flatMap { consent in
            ConsentField.allCases.map { consent[$0].date }
                + [consent.bounds.earliestFromDate, consent.bounds.latestConsentExpiry]
        }
        let first = days.reduce(context.today, min)
        let last = days.reduce(context.today, max)
        let scale = TimelineScale(
            first...last, columns: screen.width - Self.labelWidth - 2 * TimelineBar.margin)
        let bars = consents.map { TimelineBar($0, today: context.today, scale: scale) }
        let axis = TimelineAxis(scale)
        let plotWidth = scale.columns + TimelineBar.margin
        let rows = zip(consents, bars).map { consent, bar in
            screen.style.bold(consent.code.rawValue)
                + blank(Self.labelWidth - consent.code.rawValue.count) + bar.text(on: screen)
        }
        let labels = axis.labels(width: plotWidth).map { blank(Self.labelWidth + TimelineBar.margin) + $0 }
        return [todayLine(scale)] + rows + [axisLine(axis, scale)] + labels + legend(bars)
    }

    /// The word at whichever side of the arrow has room.
    private func todayLine(_ scale: TimelineScale) -> String {
        let column = Self.labelWidth + TimelineBar.margin + scale.start(of: context.today)
        let arrow = screen.showsUnicode ? "▼" : "v"
        let text = "today, \(context.today)"
        if column + 2 + text.count <= screen.width {
            return blank(column) + screen.style.cyan("\(arrow) \(text)")
        }
        return blank(column - 1 - text.count) + screen.style.cyan("\(text) \(arrow)")
    }

    private func axisLine(_ axis: TimelineAxis, _ scale: TimelineScale) -> String {
        let (line, tick, now, both): (Character, Character, Character, Character) =
            screen.showsUnicode ? ("─", "┬", "┴", "┼") : ("-", "+", "|", "|")
        var columns = Array(repeating: line, count: scale.columns)
        for mark in axis.ticks { columns[mark.column] = tick }
        let today = scale.start(of: context.today)
        columns[today] = columns[today] == tick ? both : now
        return blank(Self.labelWidth + TimelineBar.margin) + screen.style.dim(String(columns))
    }

    /// The marks that the picture shows, in as many lines as they need.
    private func legend(_ bars: [TimelineBar]) -> [String] {
        var shown = Set(bars.flatMap(\.marks))
        // "Both" says nothing beside only one of them.
        if shown.contains(.both) { shown.formUnion([.data, .life]) }
        var lines: [String] = []
        var room = 0
        for mark in TimelineBar.Mark.allCases where shown.contains(mark) {
            guard let meaning = mark.meaning else { continue }
            var sign = String(mark.character(on: screen))
            if mark == .boundStart { sign += " " + String(TimelineBar.Mark.boundEnd.character(on: screen)) }
            let width = sign.count + 1 + meaning.count
            let item = mark.draw(sign, screen.style) + " " + meaning
            if lines.isEmpty || room < width + 3 {
                lines.append(blank(Self.labelWidth + TimelineBar.margin) + item)
                room = screen.width - Self.labelWidth - TimelineBar.margin - width
            } else {
                lines[lines.count - 1] += "   " + item
                room -= width + 3
            }
        }
        return [""] + lines
    }

    // MARK: Words

    /// A consent's template, its dates with their sources and bounds, and what is wrong with them.
    private func details(of consent: PlannedConsent) -> [String] {
        let template = consent.code.template
        let kind = template.fetchType == .oneTime ? "one-time" : "periodic"
        var lines = wrapped("\(template.id), \(kind): \(template.useCase)", indent: Self.labelWidth)
        let code = consent.code.rawValue
        lines[0] = screen.style.bold(code) + lines[0].dropFirst(code.count)
        let sources = ConsentField.allCases.map { consent[$0].source.rawValue }
        let nameWidth = ConsentField.allCases.map(\.rawValue.count).max() ?? 0
        let sourceWidth = sources.map(\.count).max() ?? 0
        for (field, source) in zip(ConsentField.allCases, sources) {
            let name = "  " + field.rawValue + blank(nameWidth - field.rawValue.count) + "  "
            let date = "\(consent[field].date)  "
            let left = name + date + (consent[field].source == .template ? screen.style.dim(source) : source)
            guard let bound = consent.bound(of: field) else {
                lines.append(left)
                continue
            }
            let right = "limit \(bound)"
            let fits = name.count + date.count + sourceWidth + 2 + right.count <= screen.width
            if fits {
                lines.append(left + blank(2 + sourceWidth - source.count) + screen.style.dim(right))
            } else {
                lines += [left, blank(name.count) + screen.style.dim(right)]
            }
        }
        for remark in consent.remarks(today: context.today) {
            var remark = wrapped(remark, indent: 4)
            remark[0] = "  " + screen.style.red("!") + remark[0].dropFirst(3)
            lines += remark
        }
        return lines
    }

    /// Lines of the screen's width, all indented alike; at least one.
    private func wrapped(_ text: String, indent: Int) -> [String] {
        TextLayout.paragraphs(text, width: screen.width - indent)
            .split(separator: "\n", omittingEmptySubsequences: false).map { blank(indent) + $0 }
    }

    private func blank(_ count: Int) -> String {
        String(repeating: " ", count: count)
    }
}
