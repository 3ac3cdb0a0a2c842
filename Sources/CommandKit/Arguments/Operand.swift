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
package struct OperandSpec: Sendable {
    /// The word that stands for it in help: `FILE`.
    package var name: String
    /// One sentence.
    package var summary: String
    /// How many words it stands for.
    package var arity: OperandArity

    // As in `FlagSpec`: asked when somebody wants to know.
    package var valueType: any FlagValue.Type = String.self
    package var ownCompletion: (@Sendable () -> Completion)?

    /// Describes an operand.
    package init(_ name: String, _ summary: String, _ arity: OperandArity) {
        self.name = name
        self.summary = summary
        self.arity = arity
    }

    /// What a shell offers.
    package var completion: Completion { ownCompletion?() ?? valueType.completion }

    /// What the word must be, as a noun phrase.
    package var expectation: String { valueType.expectation }

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
    /// Puts a value that was read into the options.
    package typealias Store<Value> = Flag<Options>.Store<Value>
    /// Puts one word into the options.
    package typealias Apply = @Sendable (_ word: Argument, _ options: inout Options) throws(UsageError) -> Void

    /// What the readers of the table know of it.
    package var spec: OperandSpec
    /// How one word changes the options.
    package var apply: Apply

    /// At most one word.
    package static func optional<Value: FlagValue>(
        _ name: String, sets store: @escaping Store<Value>, _ summary: String
    ) -> Self {
        Operand(OperandSpec(name, summary, .optional), store)
    }

    /// Exactly one word; the options hold nil until it was read.
    package static func required<Value: FlagValue>(
        _ name: String, sets store: @escaping Store<Value>, _ summary: String
    ) -> Self {
        Operand(OperandSpec(name, summary, .required), store)
    }

    /// Any number of words.
    package static func any<Value: FlagValue>(
        _ name: String, adds store: @escaping Store<Value>, _ summary: String
    ) -> Self {
        Operand(OperandSpec(name, summary, .any), store)
    }

    /// One word or more.
    package static func oneOrMore<Value: FlagValue>(
        _ name: String, adds store: @escaping Store<Value>, _ summary: String
    ) -> Self {
        Operand(OperandSpec(name, summary, .oneOrMore), store)
    }

    /// Offers something else to the shells.
    package func completion(_ completion: @autoclosure @escaping @Sendable () -> Completion) -> Self {
        var copy = self
        copy.spec.ownCompletion = completion
        return copy
    }

    /// The operand of a part of the options, as an operand of the whole.
    package func nested<Whole>(in part: @escaping Flag<Whole>.Part<Options>) -> Operand<Whole> {
        let flag = Flag<Options>(FlagSpec(spec.name, summary: spec.summary), apply: apply).nested(in: part)
        return Operand<Whole>(spec, apply: flag.apply)
    }

    private init(_ spec: OperandSpec, apply: @escaping Apply) {
        self.spec = spec
        self.apply = apply
    }

    private init<Value: FlagValue>(
        _ spec: OperandSpec, _ store: @escaping Store<Value>
    ) {
        var spec = spec
        spec.valueType = Value.self
        self.init(spec) { [spec] word, options throws(UsageError) in
            if word.text == nil && !Value.takesAnyBytes { throw .notText(spec, word) }
            guard let value = Value(word: word) else { throw .invalidValue(spec, word) }
            store(&options, value)
        }
    }
}
