/// Writes the lines of an mdoc(7) page; all text given to it is escaped here.
package struct ManualWriter {
    /// The page so far.
    package private(set) var text = ""

    /// Begins a page: its name, section and one-line description; the date is `Month D, YYYY`.
    package init(name: String, section: Int, date: String, summary: String) {
        line(".Dd \(date)")
        line(".Dt \(Self.argument(name.uppercased())) \(section)")
        line(".Os")
        heading("NAME")
        line(".Nm \(Self.argument(name))")
        line(".Nd \(Self.escape(Self.clause(summary)))")
    }

    /// Begins a section.
    package mutating func heading(_ title: String) {
        line(".Sh \(Self.escape(title.uppercased()))")
    }

    /// Begins a part of a section.
    package mutating func subheading(_ title: String) {
        line(".Ss \(Self.escape(title))")
    }

    /// Sets paragraphs; lines that begin with two spaces are kept as they are.
    package mutating func paragraphs(_ source: String) {
        for (index, block) in TextLayout.blocks(source).enumerated() {
            if block.isLiteral {
                literal(block.lines.map { String($0.dropFirst(2)) })
            } else {
                if index > 0 { line(".Pp") }
                sentence(block.lines.joined(separator: " "))
            }
        }
    }

    /// Sets lines as they are.
    package mutating func literal(_ lines: [String]) {
        line(".Bd -literal -offset indent")
        for content in lines { plain(content) }
        line(".Ed")
    }

    /// Sets items: a tag, which is plain text, and what is said of it.
    package mutating func items(_ items: [(tag: String, text: String)]) {
        list(items.map { (".It \(Self.escape($0.tag))", $0.text) })
    }

    /// Sets items whose tags are macro lines of the caller's own.
    mutating func list(_ items: [(macro: String, text: String)]) {
        if items.isEmpty { return }
        line(".Bl -tag -width Ds")
        for item in items {
            line(item.macro)
            paragraphs(item.text)
        }
        line(".El")
    }

    /// Sets text, a line of source for each sentence, as mandoc wants it.
    mutating func sentence(_ source: String) {
        var words: [Substring] = []
        for word in source.split(whereSeparator: \.isWhitespace) {
            words.append(word)
            let core = word.reversed().first { !")]'\"".contains($0) }
            if let core, ".?!".contains(core) {
                plain(words.joined(separator: " "))
                words = []
            }
        }
        if !words.isEmpty { plain(words.joined(separator: " ")) }
    }

    /// Writes a line of text, in which nothing is markup.
    private mutating func plain(_ source: String) {
        let escaped = Self.escape(source)
        let isControl = escaped.first == "." || escaped.first == "'"
        line((isControl ? "\\&" : "") + escaped)
    }

    /// Writes a line of macros as it is.
    mutating func line(_ source: String) {
        text += source + "\n"
    }

    /// Text in which nothing is markup.
    static func escape(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "\"": result += "\\(dq"
            case _ where character.isNewline: result += " "
            default: result.append(character)
            }
        }
        return result
    }

    /// A word after a macro's name, kept from being taken for a macro or a delimiter itself.
    static func argument(_ word: String) -> String {
        "\\&" + escape(word).split(separator: " ").joined(separator: "\\ ")
    }

    /// A sentence as the clause that stands in indexes: no full stop, no capital.
    static func clause(_ summary: String) -> String {
        let body = summary.hasSuffix(".") ? String(summary.dropLast()) : summary
        let second = body.dropFirst().first
        // "JSON tools" keeps its capitals.
        if second?.isUppercase == true { return body }
        return body.prefix(1).lowercased() + body.dropFirst()
    }
}
