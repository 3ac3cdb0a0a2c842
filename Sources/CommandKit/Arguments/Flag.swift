/// A flag of a command: what it is called and described by, and how it changes the options.
///
/// A command declares all of its flags at each start, so declaring one costs next to nothing: the default and the
/// choices are made when somebody asks for them, and a value is stored by a function, not by a key path.
package struct Flag<Options: Sendable>: Sendable {
    /// Puts a value into the options; a switch is given an empty word.
    package typealias Apply = @Sendable (_ word: Argument, _ options: inout Options) throws(UsageError) -> Void

    /// Puts a value that was read into the options: `{ $0.format = $1 }`.
    package typealias Store<Value> = @Sendable (_ options: inout Options, _ value: Value) -> Void

    /// Lets a body change a part of the options, `{ $1(&$0.common) }`: a function, as a key path costs more at each start.
    package typealias Part<Value> = @Sendable (_ options: inout Options, _ body: (inout Value) -> Void) -> Void

    /// What the readers of the table know of it.
    package var spec: FlagSpec
    /// How it changes the options.
    package var apply: Apply

    /// Joins a description and an effect; the factories below are the usual way.
    package init(_ spec: FlagSpec, apply: @escaping Apply) {
        self.spec = spec
        self.apply = apply
    }

    /// A switch that sets a Boolean, to true unless said otherwise.
    package static func toggle(
        _ long: String, short: Character? = nil,
        sets store: @escaping Store<Bool>, to value: Bool = true, _ summary: String
    ) -> Self {
        Flag(FlagSpec(long, short: short, summary: summary)) { _, options in
            store(&options, value)
        }
    }

    /// A flag with one value and a default.
    package static func value<Value: FlagValue>(
        _ long: String, short: Character? = nil,
        sets store: @escaping Store<Value>, default: @autoclosure @escaping @Sendable () -> Value,
        _ placeholder: String, _ summary: String
    ) -> Self {
        optional(long, short: short, sets: store, placeholder, summary).defaultText(`default`().argument)
    }

    /// A flag with one value and no default.
    package static func optional<Value: FlagValue>(
        _ long: String, short: Character? = nil,
        sets store: @escaping Store<Value>,
        _ placeholder: String, _ summary: String
    ) -> Self {
        let spec = FlagSpec(long, short: short, placeholder: placeholder, summary: summary, of: Value.self)
        return Flag(spec) { word, options throws(UsageError) in
            store(&options, try spec.read(word))
        }
    }

    /// A flag that may be repeated; each value is added to what the options hold.
    package static func list<Value: FlagValue>(
        _ long: String, short: Character? = nil,
        adds store: @escaping Store<Value>,
        _ placeholder: String, _ summary: String
    ) -> Self {
        optional(long, short: short, sets: store, placeholder, summary).changed { $0.isRepeatable = true }
    }

    /// A flag that may be repeated, and whose value may hold several with commas between.
    package static func commaList<Value: FlagValue>(
        _ long: String, short: Character? = nil,
        adds store: @escaping Store<Value>,
        _ placeholder: String, _ summary: String
    ) -> Self {
        var spec = FlagSpec(long, short: short, placeholder: placeholder, summary: summary, of: Value.self)
        spec.isRepeatable = true
        spec.isCommaSeparated = true
        return Flag(spec) { [spec] word, options throws(UsageError) in
            let parts = word.bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            for part in parts {
                if part.isEmpty && parts.count > 1 { throw .emptyItem(spec, in: word) }
                store(&options, try spec.read(Argument(bytes: Array(part))))
            }
        }
    }

    /// A flag whose value is read by the closure given.
    package static func custom(
        _ long: String, short: Character? = nil, _ placeholder: String,
        completion: @autoclosure @escaping @Sendable () -> Completion = .none, repeatable: Bool = false,
        _ summary: String,
        apply: @escaping @Sendable (_ text: String, _ options: inout Options) throws(UsageError) -> Void
    ) -> Self {
        var spec = FlagSpec(long, short: short, placeholder: placeholder, summary: summary)
        spec.ownCompletion = completion
        spec.isRepeatable = repeatable
        return Flag(spec) { [spec] word, options throws(UsageError) in
            guard let text = word.text else { throw .notText(spec, word) }
            do throws(UsageError) {
                try apply(text, &options)
            } catch {
                var error = error
                // The closure need not repeat the name of its own flag.
                error.flag = error.flag ?? spec.long
                throw error
            }
        }
    }
}

/// Copies with one thing changed, to be written after a factory.
extension Flag {
    /// Shows the flag under this heading.
    package func group(_ group: FlagGroup) -> Self { changed { $0.group = group } }

    /// Tells of the environment variable that does the same; reading it is the command's business.
    package func environment(_ name: String) -> Self { changed { $0.environment = name } }

    /// Leaves the flag out of help, manual and completions.
    package func hidden() -> Self { changed { $0.isHidden = true } }

    /// Shows the flag in `--help-all` only; manual and completions have it.
    package func advanced() -> Self { changed { $0.isAdvanced = true } }

    /// Takes a value of no characters.
    package func allowingEmpty() -> Self { changed { $0.allowsEmpty = true } }

    /// Refuses to stand beside these flags; it is enough that one of two says so.
    package func excludes(_ names: String...) -> Self { changed { $0.exclusions += names } }

    /// Tells of a default that the options do not show.
    package func defaultText(_ text: @autoclosure @escaping @Sendable () -> String) -> Self {
        changed { $0.defaultArgument = text }
    }

    /// The flag of a part of the options, as a flag of the whole.
    package func nested<Whole>(in part: @escaping Flag<Whole>.Part<Options>) -> Flag<Whole> {
        Flag<Whole>(spec) { [apply] word, whole throws(UsageError) in
            var failure: UsageError?
            part(&whole) { options in
                do throws(UsageError) {
                    try apply(word, &options)
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
        }
    }

    private func changed(_ change: (inout FlagSpec) -> Void) -> Self {
        var copy = self
        change(&copy.spec)
        return copy
    }
}

extension FlagSpec {
    package init<Value: FlagValue>(
        _ long: String, short: Character?, placeholder: String, summary: String, of type: Value.Type
    ) {
        self.init(long, short: short, placeholder: placeholder, summary: summary)
        valueType = type
    }

    package func read<Value: FlagValue>(_ word: Argument) throws(UsageError) -> Value {
        if word.text == nil && !Value.takesAnyBytes { throw .notText(self, word) }
        guard let value = Value(word: word) else { throw .invalidValue(self, word) }
        return value
    }
}
