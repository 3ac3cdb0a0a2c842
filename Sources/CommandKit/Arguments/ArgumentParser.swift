// This folder reads command lines:
//
// - `Flag`, `Operand`: declared once, with how they change the options; `FlagSpec`, `OperandSpec` are what help, manual and
//   completions know of them, `FlagValue` a type whose values can be given.
// - `ArgumentParser` (here): the words of a command into its options; +Hints finds what was probably meant (`Suggestion`).
// - `CommandLineLook`: what the words say, right or wrong, for what must be known before or without parsing.
// - `UsageError`: what is wrong with them; +Grammar has the wordings.

/// Reads the words of one command into its options.
///
/// The grammar is that of POSIX and GNU without abbreviations: `--name value`, `--name=value`,
/// `-x value`, `-xvalue`, `-xyz` for three switches; `--` ends the flags, and `-` is an operand. Flags
/// and operands mix freely.
package struct ArgumentParser<Options: Sendable>: Sendable {
    /// The command's name, for messages.
    package let command: String
    /// The options before anything was read: the defaults.
    package let start: Options
    // Made where they are asked for: most command lines have no flag, and to make a table of them takes as long as all
    // the rest of a start.
    let makeFlags: @Sendable () -> [Flag<Options>]
    private let makeOperands: @Sendable () -> [Operand<Options>]

    /// The operands; only the last may take several words.
    package var operands: [Operand<Options>] { makeOperands() }
    /// What the readers of the table know of the flags.
    var specs: [FlagSpec] { Table(makeFlags()).specs }

    /// Makes a parser.
    package init(
        command: String, options: Options, flags: @autoclosure @escaping @Sendable () -> [Flag<Options>],
        operands: @autoclosure @escaping @Sendable () -> [Operand<Options>] = []
    ) {
        self.command = command
        self.start = options
        makeFlags = flags
        makeOperands = operands
    }

    /// The flags.
    struct Table: Sendable {
        let flags: [Flag<Options>]
        /// What the readers of the table know of the flags, which have the same places: to look through an array of a
        /// generic type copies each of its elements.
        let specs: [FlagSpec]

        init(_ flags: [Flag<Options>]) {
            self.flags = flags
            // By index: an iterator over an array of a generic type is itself a type that has to be made at run time.
            var specs: [FlagSpec] = []
            for index in 0..<flags.count { specs.append(flags[index].spec) }
            self.specs = specs
        }

        /// The place of the first flag that is as asked for.
        func place(where isWanted: (FlagSpec) -> Bool) -> Int? {
            specs.indices.first { isWanted(specs[$0]) }
        }
    }

    /// The flags; empty where no word can be one of them.
    func table(for words: [Argument]) -> Table {
        Table(words.contains { $0.bytes.count > 1 && $0.bytes[0] == UInt8(ascii: "-") } ? makeFlags() : [])
    }

    /// Reads the words after the command's name.
    package func parse(_ words: [Argument]) throws(UsageError) -> Options {
        try parse(words, table(for: words))
    }

    /// Reads the words with a table that was made for them.
    func parse(_ words: [Argument], _ table: Table) throws(UsageError) -> Options {
        var reading = Reading(parser: self, table: table, words: words)
        return try reading.run()
    }

    /// One pass over one command line.
    private struct Reading {
        let parser: ArgumentParser
        let table: Table
        let words: [Argument]
        var next = 0
        var options: Options
        var plainWords: [Argument] = []
        /// The places in the table of the flags given, each once, in the order given.
        var given: [Int] = []
        /// The place in the table of the switch that the word before was.
        var lastSwitch: Int?
        /// Whether the flag at each place was given: looked up for each word, so not searched for.
        var isGiven: [Bool]

        init(parser: ArgumentParser, table: Table, words: [Argument]) {
            self.parser = parser
            self.table = table
            self.words = words
            options = parser.start
            isGiven = [Bool](repeating: false, count: table.flags.count)
        }

        mutating func run() throws(UsageError) -> Options {
            let dash = UInt8(ascii: "-")
            while next < words.count {
                let word = words[next]
                next += 1
                let switchBefore = lastSwitch.take()
                guard word.bytes.count > 1, word.bytes[0] == dash else {
                    if let place = switchBefore, parser.isBoolean(word) {
                        throw .unexpectedValue(table.specs[place], word)
                    }
                    plainWords.append(word)
                    continue
                }
                if word.bytes[1] != dash {
                    try readShort(word)
                } else if word.bytes.count == 2 {
                    plainWords += words[next...]
                    next = words.count
                } else {
                    try readLong(word)
                }
            }
            try checkExclusions()
            try assignOperands()
            return options
        }

        private mutating func readLong(_ word: Argument) throws(UsageError) {
            let body = word.bytes.dropFirst(2)
            let equals = body.firstIndex(of: UInt8(ascii: "="))
            guard let name = Argument(bytes: Array(body[..<(equals ?? body.endIndex)])).text else {
                throw .notText(word)
            }
            guard let place = table.place(where: { $0.long == name }) else {
                try parser.refuse(spelling: name, table)
                throw .unknownFlag("--\(name)", of: parser.command, hint: parser.hint(forLong: name))
            }
            let attached = equals.map { Argument(bytes: Array(body[($0 + 1)...])) }
            try apply(place, attached: attached)
        }

        private mutating func readShort(_ word: Argument) throws(UsageError) {
            // `-output` would write to a file named `utput`, and `-format` ask for a format named `ormat`.
            if let spec = parser.longFlag(behindOneDash: word, table) { throw .singleDash(spec) }
            for index in 1..<word.bytes.count {
                let letter = word.bytes[index]
                guard let place = table.place(where: { $0.short?.asciiValue == letter }) else {
                    throw parser.unknownShort(at: index, of: word)
                }
                if table.specs[place].takesValue {
                    let rest = Array(word.bytes[(index + 1)...])
                    return try apply(place, attached: rest.isEmpty ? nil : Argument(bytes: rest))
                }
                try apply(place, attached: nil)
            }
        }

        private mutating func apply(_ place: Int, attached: Argument?) throws(UsageError) {
            let flag = table.flags[place]
            let spec = table.specs[place]
            guard spec.takesValue else {
                if let attached { throw .unexpectedValue(spec, attached) }
                note(place)
                lastSwitch = place
                return try flag.apply(Argument(bytes: []), &options)
            }
            if isGiven[place] && !spec.isRepeatable { throw .repeated(spec) }
            note(place)
            let value = if let attached { attached } else { try takeValue(of: spec) }
            if value.bytes.isEmpty && !spec.allowsEmpty { throw .emptyValue(spec) }
            try flag.apply(value, &options)
        }

        private mutating func note(_ place: Int) {
            if isGiven[place] { return }
            isGiven[place] = true
            given.append(place)
        }

        private mutating func takeValue(of spec: FlagSpec) throws(UsageError) -> Argument {
            guard next < words.count else { throw .missingValue(spec) }
            let word = words[next]
            if word.bytes.count > 1 && word.bytes[0] == UInt8(ascii: "-") {
                if word.bytes[1] &- 0x30 < 10, !spec.takes(word) { throw .invalidValue(spec, word) }
                throw .valueLooksLikeFlag(spec, word)
            }
            next += 1
            return word
        }

        private func checkExclusions() throws(UsageError) {
            for (position, place) in given.enumerated() {
                let spec = table.specs[place]
                for earlier in given[..<position] {
                    let other = table.specs[earlier]
                    if spec.exclusions.contains(other.long) || other.exclusions.contains(spec.long) {
                        throw .excluded(other, spec)
                    }
                }
            }
        }

        private mutating func assignOperands() throws(UsageError) {
            var rest = plainWords[...]
            // By number: other ways through an array of a generic type make more of the runtime start.
            let operands = parser.operands
            for index in 0..<operands.count {
                let operand = operands[index]
                if rest.isEmpty && operand.spec.arity.isRequired {
                    throw .missingOperand(operand.spec, of: parser.command)
                }
                let taken = operand.spec.arity.isList ? rest : rest.prefix(1)
                rest = rest.dropFirst(taken.count)
                for word in taken {
                    if word.bytes.isEmpty { throw .emptyOperand(operand.spec) }
                    try parser.refuseAssignment(word, to: operand.spec)
                    try operand.apply(word, &options)
                }
            }
            if let word = rest.first {
                throw .unexpectedOperand(word, of: parser.command, operands.map(\.spec), parser.specs)
            }
        }
    }
}
