/// A word or a brace of a Swift source.
enum SwiftToken: Equatable {
    /// An identifier or a keyword, and whether it stands behind a period: a member of what stands before it.
    case word(String, isMember: Bool)
    case openingBrace
    case closingBrace
}

/// Takes a Swift source apart into words and braces.
///
/// Comments and the texts of string literals are left out of its tokens; what is interpolated into a literal is code, and
/// stays:
///
///     let a = Nearest.match("Rule \(Parameter.list)")  // Finding        let a Nearest .match Parameter .list
struct SwiftTokens {
    private let bytes: [UInt8]
    private var at = 0
    private var tokens: [SwiftToken] = []
    private var literals: [String] = []

    /// The words and braces of a source, in their order.
    static func tokens(of source: String) -> [SwiftToken] {
        var reader = SwiftTokens(bytes: Array(source.utf8))
        reader.readCode(inInterpolation: false)
        return reader.tokens
    }

    /// The texts of the string literals of a source, in the order in which they end; `…` stands for what is interpolated.
    static func literals(of source: String) -> [String] {
        var reader = SwiftTokens(bytes: Array(source.utf8))
        reader.readCode(inInterpolation: false)
        return reader.literals
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether the text at the place read is this one; by the first byte as a rule, as this is asked of every byte.
    private func stands(_ text: [UInt8]) -> Bool {
        bytes[at] == text[0] && bytes[at...].starts(with: text)
    }

    private static let lineComment = Array("//".utf8)
    private static let commentStart = Array("/*".utf8)
    private static let commentEnd = Array("*/".utf8)

    /// Reads to the end, or to the bracket that closes an interpolation.
    private mutating func readCode(inInterpolation: Bool) {
        var depth = 0
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "/") where stands(Self.lineComment):
                while at < bytes.count, bytes[at] != 0x0A { at += 1 }
            case UInt8(ascii: "/") where stands(Self.commentStart):
                at += 2
                while at < bytes.count, !stands(Self.commentEnd) { at += 1 }
                at += 2
            case UInt8(ascii: "\""): readString(numberSigns: 0)
            case UInt8(ascii: "#"):
                let signs = bytes[at...].prefix { $0 == UInt8(ascii: "#") }.count
                at += signs
                if at < bytes.count, bytes[at] == UInt8(ascii: "\"") { readString(numberSigns: signs) }
            case UInt8(ascii: "{"), UInt8(ascii: "}"):
                tokens.append(byte == UInt8(ascii: "{") ? .openingBrace : .closingBrace)
                at += 1
            case UInt8(ascii: "("):
                depth += 1
                at += 1
            case UInt8(ascii: ")"):
                depth -= 1
                at += 1
                if inInterpolation, depth < 0 { return }
            case _ where Self.isLetter(byte): readWord()
            case _ where Self.isDigit(byte):
                // A number, whose letters are no word.
                passWord()
            default: at += 1
            }
        }
    }

    private mutating func passWord() {
        while at < bytes.count, Self.isLetter(bytes[at]) || Self.isDigit(bytes[at]) { at += 1 }
    }

    private mutating func readWord() {
        let start = at
        passWord()
        // `..<Word` and `...Word` are ranges.
        let isMember =
            start > 0 && bytes[start - 1] == UInt8(ascii: ".") && !(start > 1 && bytes[start - 2] == UInt8(ascii: "."))
        tokens.append(.word(String(decoding: bytes[start..<at], as: UTF8.self), isMember: isMember))
    }

    /// Passes over a literal of one line or several, from its opening quotation mark on.
    private mutating func readString(numberSigns: Int) {
        let signs = Array(repeating: UInt8(ascii: "#"), count: numberSigns)
        let quotes = Array("\"".utf8)
        let isLong = bytes[at...].starts(with: "\"\"\"".utf8)
        let end = (isLong ? quotes + quotes + quotes : quotes) + signs
        let escape = Array("\\".utf8) + signs
        at += isLong ? 3 : 1
        var text: [UInt8] = []
        while at < bytes.count, !stands(end) {
            guard stands(escape) else {
                text.append(bytes[at])
                at += 1
                continue
            }
            at += escape.count
            if at < bytes.count, bytes[at] == UInt8(ascii: "(") {
                at += 1
                readCode(inInterpolation: true)
                text += "…".utf8
            } else {
                text.append(UInt8(ascii: " "))
                at += 1
            }
        }
        at += end.count
        literals.append(String(decoding: text, as: UTF8.self))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte >= 0x80
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
