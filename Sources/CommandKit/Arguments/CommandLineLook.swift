/// What a command line says as far as it can be read, right or wrong: for what must be known before the words are parsed,
/// and when they cannot be.
///
/// Help can so be had from a wrong command line, and an error is written in the format and the colours that were asked
/// for.
package struct CommandLineLook: Sendable {
    /// A flag that was found, and its value.
    private struct Found {
        let long: String
        let value: String?
    }

    private let found: [Found]

    /// Looks at the words behind the command's name; words that are no flag of the command are passed over.
    ///
    /// - Parameters:
    ///   - words: What was typed.
    ///   - find: The flag of the command with a spelling, such as `--format` or `-f`.
    init(_ words: [Argument], find: (_ spelling: String) -> FlagSpec?) {
        func spec(_ spelling: String) -> FlagSpec? {
            find(spelling) ?? FlagSpec.ofEveryCommand.first { $0.isSpelled(spelling) }
        }
        var found: [Found] = []
        var index = 0
        /// The value in the next word, unless a flag stands there.
        func next() -> String? {
            guard index + 1 < words.count, let text = words[index + 1].text, text == "-" || !text.hasPrefix("-") else {
                return nil
            }
            index += 1
            return text
        }
        while index < words.count {
            let word = words[index]
            defer { index += 1 }
            guard word.bytes.count > 1, word.bytes[0] == UInt8(ascii: "-"), let text = word.text else { continue }
            if text == "--" { break }
            if text.hasPrefix("--") {
                let name = text.prefix { $0 != "=" }
                guard let flag = spec(String(name)) else { continue }
                let attached = name.endIndex < text.endIndex ? String(text[name.endIndex...].dropFirst()) : nil
                found.append(Found(long: flag.long, value: attached ?? (flag.takesValue ? next() : nil)))
                continue
            }
            var letters = text.dropFirst()
            while let letter = letters.popFirst(), let flag = spec("-\(letter)") {
                guard flag.takesValue else {
                    found.append(Found(long: flag.long, value: nil))
                    continue
                }
                found.append(Found(long: flag.long, value: letters.isEmpty ? next() : String(letters)))
                break
            }
        }
        self.found = found
    }

    /// Looks at words of which no command is known.
    init(_ words: [Argument]) {
        self.init(words) { _ in nil }
    }

    /// Whether a switch was given.
    func has(_ flag: FlagSpec) -> Bool {
        found.contains { $0.long == flag.long }
    }

    /// The values given to a flag, in their order.
    package func values(of long: String) -> [String] {
        found.compactMap { $0.long == long ? $0.value : nil }
    }

    /// When the words want colour; nil where they do not say.
    var color: ColorChoice? {
        values(of: FlagSpec.color.long).last.flatMap(ColorChoice.init(rawValue:))
    }
}

extension FlagSpec {
    /// The switch that every command has.
    static let help = FlagSpec("help", short: "h", summary: "Show this help and exit.")

    /// The switch of the tool itself.
    static let version = FlagSpec("version", summary: "Show the version and exit.")

    /// The switch that shows all of a command's flags, where `--help` leaves some out.
    static let helpAll = FlagSpec("help-all", summary: "Show all flags and exit.")

    /// The format of the output: found without a command too, as an error is written in it.
    package static let format = FlagSpec(
        "format", short: "f", placeholder: "FORMAT", summary: "How to write the output.")

    /// When output is coloured.
    package static let color = FlagSpec(
        "color", short: nil, placeholder: "WHEN", summary: "When to use colour.", of: ColorChoice.self)

    /// The flags that are understood with every command, and before it.
    fileprivate static let ofEveryCommand = [help, helpAll, version, color, format]
}

extension ArgumentParser {
    /// Looks at words that may be wrong.
    func look(at words: [Argument], _ table: Table) -> CommandLineLook {
        CommandLineLook(words) { spelling in table.place { $0.isSpelled(spelling) }.map { table.specs[$0] } }
    }
}
