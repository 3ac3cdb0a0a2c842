import CommandKit

extension TimelineBar.Mark {
    /// The character: the upper half for data, the lower for the consent, so that both together are whole.
    func character(on screen: Screen) -> Character {
        switch self {
        case .blank: " "
        case .today: screen.showsUnicode ? "│" : "|"
        case .data: screen.showsUnicode ? "▀" : "-"
        case .life: screen.showsUnicode ? "▄" : "_"
        case .both: screen.showsUnicode ? "█" : "="
        case .unused: screen.showsUnicode ? "·" : "."
        case .boundStart: "["
        case .boundEnd: "]"
        case .beyond: "!"
        }
    }

    /// What the legend says of it; nil for what needs no explanation, and for the bracket that explains the other.
    var meaning: String? {
        switch self {
        case .blank, .today, .boundEnd: nil
        case .data: "data"
        case .life: "consent lives"
        case .both: "both"
        case .unused: "allowed, not used"
        case .boundStart: "limits"
        case .beyond: "outside the limits"
        }
    }

    /// A run of the mark; colour only adds.
    func draw(_ text: String, _ style: Style) -> String {
        switch self {
        case .blank: text
        case .today: style.cyan(text)
        case .data: style.blue(text)
        case .life: style.yellow(text)
        case .both: style.green(text)
        case .unused, .boundStart, .boundEnd: style.dim(text)
        case .beyond: style.red(text)
        }
    }
}

extension TimelineBar {
    /// The bar as text, without blanks at its end.
    func text(on screen: Screen) -> String {
        let end = marks.lastIndex { $0 != .blank } ?? marks.startIndex
        var text = ""
        var rest = marks[...end]
        while let mark = rest.first {
            let run = rest.prefix { $0 == mark }
            text += mark.draw(String(repeating: mark.character(on: screen), count: run.count), screen.style)
            rest = rest.dropFirst(run.count)
        }
        return text
    }
}
