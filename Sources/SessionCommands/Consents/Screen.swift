import CommandKit
import PlainText

/// What a picture in text is drawn on: so many columns, colours or none, and the characters that it can show.
struct Screen {
    /// The columns that pictures are drawn to: below, dates and their sources have no room; above, nothing is won.
    static let widths = 44...500

    let width: Int
    let style: Style
    let showsUnicode: Bool

    init(width: Int, style: Style = .plain, showsUnicode: Bool = true) {
        self.width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
        self.style = style
        self.showsUnicode = showsUnicode
    }

    /// The screen that a stream of the console leads to.
    init(_ output: OutputStream, of console: Console) {
        self.init(
            width: console.width(of: output),
            style: Style(console.color, console.environment, isTerminal: output.isTerminal),
            showsUnicode: Self.isUTF8(console.environment))
    }

    /// The variables that name the locale; the first that is not empty decides.
    static let localeVariables = [
        EnvironmentVariable("LC_ALL", "The locale: if it is not UTF-8, charts are drawn in ASCII."),
        EnvironmentVariable("LC_CTYPE", "The same, when LC_ALL is empty."),
        EnvironmentVariable("LANG", "The same, when LC_ALL and LC_CTYPE are empty."),
    ]

    /// Whether the locale's characters are UTF-8; without a locale they are ASCII, as POSIX has it.
    static func isUTF8(_ environment: Environment) -> Bool {
        for variable in localeVariables {
            guard let bytes = environment.bytes(of: variable.name), !bytes.isEmpty else { continue }
            let locale = String(decoding: bytes, as: UTF8.self).lowercased()
            return locale.holds("utf-8") || locale.holds("utf8")
        }
        return false
    }
}
