import CommandKit
import SessionCommands

/// Command lines: the words are the lines of the input, and its first byte chooses the command.
enum ArgumentProperties {
    private static let commands = Tool.bcsession.commands.map { $0.make() }

    static func check(_ input: [UInt8]) throws {
        let (choice, rest) = input.choiceAndRest
        let command = commands[choice % commands.count]
        let words = rest.split(separator: 0x0A, omittingEmptySubsequences: false).map { Argument(bytes: Array($0)) }
        let options: String
        do throws(UsageError) {
            options = try read(words, command)
        } catch {
            try hold(!error.message.isEmpty, "a usage error says what is wrong")
            if let flag = error.flag { try hold(command.spec.flag(flag) != nil, "it is about a flag of the command") }
            return
        }
        guard let line = CommandLineShape(words, command.spec) else {
            throw Violation(description: "what the parser accepts has the grammar's shape")
        }
        for spelling in line.spellings {
            let again: String
            do throws(UsageError) {
                again = try read(spelling, command)
            } catch {
                throw Violation(description: "\(show(words)) is right, \(show(spelling)) is not: \(error)")
            }
            try hold(again == options, "\(show(words)) says what \(show(spelling)) says")
        }
    }

    /// The options as a text that tells all of them.
    private static func read(_ words: [Argument], _ command: Command) throws(UsageError) -> String {
        var text = ""
        dump(try command.options((any Sendable).self, from: words) as Any, to: &text)
        return text
    }

    private static func show(_ words: [Argument]) -> String {
        words.map(\.displayText).joined(separator: " ")
    }
}

/// A command line taken apart by the grammar alone: which flags with which values, and which operands.
struct CommandLineShape {
    private var flags: [(spec: FlagSpec, value: [UInt8]?)] = []
    private var operands: [[UInt8]] = []
    private let command: CommandSpec

    /// Nil for words that do not have the grammar's shape.
    init?(_ words: [Argument], _ command: CommandSpec) {
        self.command = command
        var rest = words.map(\.bytes)[...]
        while let word = rest.popFirst() {
            if word == Array("--".utf8) {
                operands += rest
                return
            }
            guard word.count > 1, word[0] == UInt8(ascii: "-") else {
                operands.append(word)
                continue
            }
            if word[1] == UInt8(ascii: "-") {
                let parts = word.dropFirst(2).split(
                    separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                guard let spec = command.flags.first(where: { Array($0.long.utf8) == Array(parts[0]) }) else {
                    return nil
                }
                let attached = parts.count > 1 ? Array(parts[1]) : nil
                flags.append((spec, spec.takesValue ? attached ?? rest.popFirst() : nil))
                continue
            }
            var letters = word.dropFirst()
            while let letter = letters.popFirst() {
                guard let spec = command.flags.first(where: { $0.short?.asciiValue == letter }) else { return nil }
                guard spec.takesValue else {
                    flags.append((spec, nil))
                    continue
                }
                flags.append((spec, letters.isEmpty ? rest.popFirst() : Array(letters)))
                letters = []
            }
        }
    }

    /// The same said in other words.
    var spellings: [[Argument]] {
        let behind = [Array("--".utf8)] + operands
        let attached = flags.map { spec, value in [Array(spec.name.utf8) + (value.map { [0x3D] + $0 } ?? [])] }
        let separate = flags.enumerated().map { index, flag in
            guard let value = flag.value, value.count < 2 || value[0] != UInt8(ascii: "-") else {
                return attached[index]
            }
            return [Array(flag.spec.name.utf8), value]
        }
        let short = flags.enumerated().map { index, flag in
            guard let letter = flag.spec.short?.asciiValue, flag.value?.isEmpty != true else { return separate[index] }
            let word = [letter] + (flag.value ?? [])
            // -output=x is refused as --output with a dash too few.
            let name = word.prefix { $0 != UInt8(ascii: "=") }
            guard !command.flags.contains(where: { name.elementsEqual($0.long.utf8) }) else { return separate[index] }
            return [[UInt8(ascii: "-")] + word]
        }
        let plain = operands.allSatisfy { $0.count < 2 || $0[0] != UInt8(ascii: "-") }
        return [attached.flatMap(\.self) + behind, separate.flatMap(\.self) + behind, short.flatMap(\.self) + behind]
            .map { $0.map { Argument(bytes: $0) } }
            + (plain ? [(operands + attached.flatMap(\.self)).map { Argument(bytes: $0) }] : [])
    }
}
