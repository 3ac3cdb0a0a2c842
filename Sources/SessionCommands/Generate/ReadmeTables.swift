import BankConnectSession
package import CommandKit
import PlainText

/// The tables of README.md that say what the code says; `generate` writes them, a test compares.
///
/// A table named `commands` stands between the lines `<!-- table: commands -->` and `<!-- end -->`.
package enum ReadmeTables {
    /// The tables by name, each with its lines.
    package static func all(of tool: ToolSpec) -> [(name: String, lines: [String])] {
        [("commands", table("command", "does", tool.commands.map { ("`\($0.name)`", $0.summary) }))]
    }

    /// The text with each of its tables as the declarations make it.
    package static func fill(_ readme: String, of tool: ToolSpec) -> String {
        let tables = all(of: tool)
        var lines: [Substring] = []
        var isInside = false
        for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == end { isInside = false }
            if !isInside { lines.append(line) }
            if let table = tables.first(where: { line == start($0.name) }) {
                lines += table.lines.map { Substring($0) }
                isInside = true
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The line before a table.
    package static func start(_ name: String) -> String { "<!-- table: \(name) -->" }

    /// The line after a table.
    package static let end = "<!-- end -->"

    private static func table(_ left: String, _ right: String, _ rows: [(String, String)]) -> [String] {
        ["| \(left) | \(right) |", "|---|---|"] + rows.map { "| \(cell($0.0)) | \(cell($0.1)) |" }
    }

    private static func cell(_ text: String) -> String { text.substituting("|", with: "\\|") }
}
