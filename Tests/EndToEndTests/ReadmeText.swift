import Foundation

/// What README.md shows somebody to type, and what it shows them to see.
///
/// Its conventions: a `console` block holds `$ command` lines, each followed by what the command prints on both streams. In
/// that, `…` stands for any text within a line, and a line of `…` alone for any lines. `$ cat NAME` also makes the file, with
/// the text shown, when there is none. A `sh` block is a script that ends well. A line of a `yaml` block that runs
/// `bcsession` is a command whose verdict may be either. All run in one shell, from the top of the page to its end.
struct ReadmeText {
    /// One thing that is typed.
    struct Step: Sendable {
        /// The line of README where it begins, from 1.
        let line: Int
        let command: String
        /// What is printed, with wildcards; nil where README does not show it.
        let output: String?
        /// The exit statuses that are as they should be; nil where any is.
        let statuses: [Int]?
    }

    let steps: [Step]
    /// The languages of all fenced blocks.
    let languages: Set<String>

    init() throws {
        let text = try String(contentsOfFile: BuiltTool.package + "/README.md", encoding: .utf8)
        var steps: [Step] = []
        var languages: Set<String> = []
        var block: (language: String, start: Int, lines: [String])?
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if line.hasPrefix("```") {
                if let ended = block {
                    steps += Self.steps(of: ended.lines, in: ended.language, from: ended.start)
                    block = nil
                } else {
                    block = (String(line.dropFirst(3)), index + 2, [])
                    languages.insert(String(line.dropFirst(3)))
                }
            } else {
                block?.lines.append(line)
            }
        }
        self.steps = steps
        self.languages = languages
    }

    private static func steps(of lines: [String], in language: String, from start: Int) -> [Step] {
        switch language {
        case "console": return consoleSteps(lines, from: start)
        case "sh": return [Step(line: start, command: lines.joined(separator: "\n"), output: nil, statuses: [0])]
        case "yaml":
            return lines.enumerated().compactMap { index, line in
                guard let command = line.firstMatch(of: /^[- ]*(?:run: |script: )?(bcsession .*)$/) else { return nil }
                return Step(line: start + index, command: String(command.1), output: nil, statuses: [0, 1])
            }
        default: return []
        }
    }

    private static func consoleSteps(_ lines: [String], from start: Int) -> [Step] {
        var steps: [Step] = []
        var index = 0
        while index < lines.count {
            let line = start + index
            var command = String(lines[index].dropFirst(2))
            index += 1
            while command.hasSuffix("\\"), index < lines.count {
                command += "\n" + lines[index]
                index += 1
            }
            let end = lines[index...].firstIndex { $0.hasPrefix("$ ") } ?? lines.count
            let output = lines[index..<end].map { $0 + "\n" }.joined()
            steps.append(Step(line: line, command: command, output: output, statuses: nil))
            index = end
        }
        return steps
    }
}

/// Compares what was printed with what is shown, where `…` stands for anything.
enum ShownOutput {
    /// Whether the text fits what is shown.
    static func fits(_ text: String, _ shown: String) -> Bool {
        // A terminal shows no carriage return, which ends the lines of HTTP.
        fits(
            text.replacing("\r\n", with: "\n").components(separatedBy: "\n")[...],
            shown.components(separatedBy: "\n")[...])
    }

    private static func fits(_ lines: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
        guard let first = shown.first else { return lines.isEmpty }
        if first.drop(while: { $0 == " " }) == "…" {
            let rest = shown.dropFirst()
            return (lines.startIndex...lines.endIndex).contains { fits(lines[$0...], rest) }
        }
        guard let line = lines.first, fits(line: line[...], first) else { return false }
        return fits(lines.dropFirst(), shown.dropFirst())
    }

    /// Whether the pieces between the wildcards stand in the line, the first at its start and the last at its end.
    private static func fits(line: Substring, _ shown: String) -> Bool {
        let pieces = shown.components(separatedBy: "…")
        guard pieces.count > 1 else { return line == shown }
        guard line.hasPrefix(pieces[0]) else { return false }
        var rest = line.dropFirst(pieces[0].count)
        for piece in pieces.dropFirst().dropLast() {
            guard let found = rest.range(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(pieces[pieces.count - 1])
    }
}
