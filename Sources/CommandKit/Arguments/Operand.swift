/// How many words an operand stands for.
package enum OperandArity: Sendable, Hashable {
    /// Exactly one.
    case required
    /// One or none.
    case optional
    /// Any number, none included.
    case any
    /// At least one.
    case oneOrMore

    /// Whether it takes all the words that are left.
    package var isList: Bool { self == .any || self == .oneOrMore }
    /// Whether the command cannot do without.
    package var isRequired: Bool { self == .required || self == .oneOrMore }
}

/// Everything about an operand but how it is stored.
package struct OperandSpec: Sendable, Hashable {
    /// The word that stands for it in help: `FILE`.
    package var name: String
    /// One sentence.
    package var summary: String
    /// How many words it stands for.
    package var arity: OperandArity
    /// What a shell offers.
    package var completion = Completion.none
    /// What the word must be, as a noun phrase.
    package var expectation = "a text"
    /// Whether a word that is not UTF-8 is welcome.
    package var takesAnyBytes = false

    /// Describes an operand.
    package init(_ name: String, _ summary: String, _ arity: OperandArity) {
        self.name = name
        self.summary = summary
        self.arity = arity
    }

    /// The operand in a usage line: `[FILE ...]`.
    package var usage: String {
        switch arity {
        case .required: name
        case .optional: "[\(name)]"
        case .any: "[\(name) ...]"
        case .oneOrMore: "\(name) ..."
        }
    }
}

/// A word of a command that belongs to no flag.
package struct Operand<Options: Sendable>: Sendable {
    /// Puts one word into the options.
    package typealias Apply = @Sendable (_ word: Argument, _ options: inout Options) throws(UsageError) -> Void

    /// What the readers of the table know of it.
    package var spec: OperandSpec
    /// How one word changes the options.
    package var apply: Apply

    /// At most one word.
    package static func optional<Value: FlagValue>(
        _ name: String, sets path: any WritableKeyPath<Options, Value?> & Sendable, _ summary: String
    ) -> Self {
        Operand(OperandSpec(name, summary, .optional), Value.self) { value, options in
            options[keyPath: path] = value
        }
    }

    /// Exactly one word; the options hold nil until it was read.
    package static func required<Value: FlagValue>(
        _ name: String, sets path: any WritableKeyPath<Options, Value?> & Sendable, _ summary: String
    ) -> Self {
        Operand(OperandSpec(name, summary, .required), Value.self) { value, options in
            options[keyPath: path] = value
        }
    }

    /// Any number of words.
    package static func any<Value: FlagValue>(
        _ name: String, sets path: any WritableKeyPath<Options, [Value]> & Sendable, _ summary: String
    ) -> Self {
        Operand(OperandSpec(name, summary, .any), Value.self) { value, options in
            options[keyPath: path].append(value)
        }
    }

    /// One word or more.
    package static func oneOrMore<Value: FlagValue>(
        _ name: String, sets path: any WritableKeyPath<Options, [Value]> & Sendable, _ summary: String
    ) -> Self {
        Operand(OperandSpec(name, summary, .oneOrMore), Value.self) { value, options in
            options[keyPath: path].append(value)
        }
    }

    /// Offers something else to the shells.
    package func completion(_ completion: Completion) -> Self {
        var copy = self
        copy.spec.completion = completion
        return copy
    }

    private init<Value: FlagValue>(
        _ spec: OperandSpec, _ type: Value.Type, store: @escaping @Sendable (Value, inout Options) -> Void
    ) {
        var spec = spec
        spec.completion = Value.completion
        spec.expectation = Value.expectation
        spec.takesAnyBytes = Value.takesAnyBytes
        self.spec = spec
        apply = { [spec] word, options throws(UsageError) in
            if word.text == nil && !Value.takesAnyBytes { throw .notText(spec, word) }
            guard let value = Value(word: word) else { throw .invalidValue(spec, word) }
            store(value, &options)
        }
    }
}
