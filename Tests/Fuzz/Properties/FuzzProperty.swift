/// What must hold for every sequence of bytes that one part of the tool may be given.
///
/// The fuzzer calls a property with inputs of its own making, `swift test` with the corpus and mutations of it.
public struct FuzzProperty: Sendable, CustomStringConvertible {
    /// The name, which is also that of its folder in the corpus.
    public let name: String
    /// Whether a check runs the whole tool, several times for some, and so takes its time.
    public var isSlow = false
    /// Throws a ``Violation`` when an input breaks the property.
    public let check: @Sendable (_ input: [UInt8]) throws -> Void

    /// The properties, a fuzzing target each.
    public static let all: [FuzzProperty] = [
        FuzzProperty(name: "json", check: JSONProperties.check),
        FuzzProperty(name: "payload", check: PayloadProperties.check),
        FuzzProperty(name: "fix", check: FixProperties.check),
        FuzzProperty(name: "http", check: RequestProperties.check),
        FuzzProperty(name: "stream", isSlow: true, check: StreamProperties.check),
        FuzzProperty(name: "reports", isSlow: true, check: ReportProperties.check),
        FuzzProperty(name: "arguments", check: ArgumentProperties.check),
        FuzzProperty(name: "token", check: TokenProperties.check),
        FuzzProperty(name: "settings", check: SettingsProperties.check),
        FuzzProperty(name: "date", check: DateProperties.check),
        FuzzProperty(name: "reply", check: ReplyProperties.check),
        FuzzProperty(name: "ledger", check: LedgerProperties.check),
        FuzzProperty(name: "service", check: ServiceProperties.check),
    ]

    /// The name.
    public var description: String { name }
}

/// A property that an input breaks.
public struct Violation: Error, CustomStringConvertible {
    /// What was expected to hold.
    public let description: String
}

/// Throws unless a condition holds.
func hold(_ condition: Bool, _ expectation: @autoclosure () -> String) throws(Violation) {
    guard condition else { throw Violation(description: expectation()) }
}

extension [UInt8] {
    /// The first byte, for a choice, and the others; zero when there is none.
    var choiceAndRest: (choice: Int, rest: [UInt8]) {
        (first.map(Int.init) ?? 0, Array(dropFirst()))
    }

    /// The text, invalid UTF-8 replaced.
    var text: String { String(decoding: self, as: UTF8.self) }
}
