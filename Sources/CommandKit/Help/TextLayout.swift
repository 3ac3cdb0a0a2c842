/// Breaks text into lines.
package enum TextLayout {
    /// The narrowest that text is set; below that it is unreadable anyway.
    static let leastWidth = 40
    /// The widest: the eye loses its line in longer ones.
    static let greatestWidth = 100

    /// Breaks one paragraph into lines of at most this width; a longer word has a line of its own.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var length = 0
        for word in text.split(whereSeparator: \.isWhitespace) {
            let count = word.count
            if length > 0 && length + 1 + count > width {
                lines.append(line)
                line = ""
                length = 0
            }
            if length > 0 {
                line += " "
                length += 1
            }
            line += word
            length += count
        }
        if length > 0 { lines.append(line) }
        return lines
    }

    /// Breaks paragraphs; lines that begin with two spaces stay as they are.
    package static func paragraphs(_ text: String, width: Int) -> String {
        blocks(text).map { block in
            block.isLiteral
                ? block.lines.joined(separator: "\n")
                : lines(block.lines.joined(separator: " "), width: width).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// A run of lines between empty ones.
    struct Block {
        var isLiteral: Bool
        var lines: [String]
    }

    /// Takes a text apart at its empty lines, and where literal lines begin or end.
    static func blocks(_ text: String) -> [Block] {
        var blocks: [Block] = []
        var isOpen = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.contains(where: { !$0.isWhitespace }) else {
                isOpen = false
                continue
            }
            let isLiteral = line.hasPrefix("  ")
            if isOpen, let last = blocks.indices.last, blocks[last].isLiteral == isLiteral {
                blocks[last].lines.append(String(line))
            } else {
                blocks.append(Block(isLiteral: isLiteral, lines: [String(line)]))
            }
            isOpen = true
        }
        return blocks
    }

    /// Two columns, two spaces apart; a left side too long for its column has its own line.
    static func columns(
        _ rows: [(left: String, right: String)], width: Int, column: Int, left style: (String) -> String
    ) -> String {
        var text = ""
        let rightWidth = max(width - column, 20)
        for row in rows {
            var parts = lines(row.right, width: rightWidth)[...]
            text += "  " + style(row.left)
            let used = 2 + row.left.count
            if let first = parts.first, used + 2 <= column {
                text += String(repeating: " ", count: column - used) + first
                parts = parts.dropFirst()
            }
            text += "\n"
            for part in parts {
                text += String(repeating: " ", count: column) + part + "\n"
            }
        }
        return text
    }

    /// Where the right column begins: after the longest left side that is not out of proportion.
    static func column(for lefts: some Sequence<String>, width: Int) -> Int {
        let most = min(34, width / 2)
        return lefts.map { $0.count + 4 }.filter { $0 <= most }.max() ?? 8
    }
}
