/// The text that a configured scheme hashes, with placeholders for the values: `{session_id}|{link_id}`.
///
/// There is no escape: a brace always belongs to a placeholder.
struct MessageTemplate: Sendable, Hashable {
    /// What a placeholder stands for; the raw value is its name.
    enum Value: String, Sendable, Hashable, CaseIterable {
        case sessionID = "session_id"
        case linkID = "link_id"
        case secret
    }

    /// A stretch of the text.
    enum Piece: Sendable, Hashable {
        case literal([UInt8])
        case value(Value)
    }

    private(set) var pieces: [Piece] = []

    /// Reads a template.
    init(_ text: String) throws(TokenSchemeError) {
        var stretch: [UInt8] = []
        var isName = false
        for byte in text.utf8 {
            switch (byte, isName) {
            case (UInt8(ascii: "{"), false):
                if !stretch.isEmpty { pieces.append(.literal(stretch)) }
                stretch = []
                isName = true
            case (UInt8(ascii: "}"), true):
                pieces.append(.value(try Self.value(named: stretch)))
                stretch = []
                isName = false
            case (UInt8(ascii: "{"), true), (UInt8(ascii: "}"), false):
                throw Self.strayBrace
            default:
                stretch.append(byte)
            }
        }
        guard !isName else { throw Self.strayBrace }
        if !stretch.isEmpty { pieces.append(.literal(stretch)) }
    }

    /// Whether a placeholder occurs.
    func holds(_ value: Value) -> Bool {
        pieces.contains(.value(value))
    }

    /// The first two values between which stands nothing, or only what both may hold.
    ///
    /// A session_id holds digits, the letters a to f and hyphens; the others may hold anything.
    var ambiguousNeighbours: (String, String)? {
        var last: (value: Value, between: [UInt8])?
        for piece in pieces {
            switch piece {
            case .literal(let bytes): last?.between += bytes
            case .value(let value):
                if let (before, between) = last {
                    let isShared = between.allSatisfy { byte in
                        [before, value].allSatisfy { $0 != .sessionID || byte == 0x2D || ASCII.hexValue(byte) != nil }
                    }
                    if isShared { return (before.rawValue, value.rawValue) }
                }
                last = (value, [])
            }
        }
        return nil
    }

    private static func value(named bytes: [UInt8]) throws(TokenSchemeError) -> Value {
        let name = String(decoding: bytes, as: UTF8.self)
        if let value = Value(rawValue: name) { return value }
        let known = Value.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
        throw TokenSchemeError(.unknownPlaceholder, "the message holds {\(name)}; the placeholders are \(known)")
    }

    private static let strayBrace = TokenSchemeError(
        .strayBrace, "the message holds a brace that belongs to no placeholder")
}
