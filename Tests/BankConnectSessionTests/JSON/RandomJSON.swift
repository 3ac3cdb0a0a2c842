/// A JSON value made at random, and its text written by other code than the package's.
///
/// The text varies in white space and in the spelling of characters; `nodes` says where each value and name stands,
/// in the order of the text, as it was written.
struct RandomJSON {
    indirect enum Value {
        case object([(String, Value)])
        case array([Value])
        case string(String)
        case number(String)
        case word(String)
    }

    var value: Value
    var text: [UInt8] = []
    var nodes: [(range: Range<Int>, value: Value)] = []

    /// A value of at most so many levels; `spacing` is the most white space between two tokens.
    init(depth: Int, spacing: Int, using generator: inout some RandomNumberGenerator) {
        value = Self.value(depth: depth, using: &generator)
        write(value, spacing, &generator)
    }

    /// The same value with other white space.
    init(_ value: Value, spacing: Int, using generator: inout some RandomNumberGenerator) {
        self.value = value
        write(value, spacing, &generator)
    }

    private static func value(depth: Int, using generator: inout some RandomNumberGenerator) -> Value {
        let count = Int.random(in: 0...6, using: &generator)
        switch Int.random(in: depth > 0 ? 0...7 : 2...7, using: &generator) {
        case 0:
            return .object(
                (0..<count).map { _ in (string(using: &generator), value(depth: depth - 1, using: &generator)) })
        case 1: return .array((0..<count).map { _ in value(depth: depth - 1, using: &generator) })
        case 2, 3, 4: return .string(string(using: &generator))
        case 5, 6: return .number(number(using: &generator))
        default: return .word(["true", "false", "null"].randomElement(using: &generator) ?? "null")
        }
    }

    private static let ranges: [ClosedRange<UInt32>] = [
        0...0x1F, 0x20...0x7E, 0x20...0x7E, 0x20...0x7E, 0x7F...0xFF, 0x100...0xD7FF, 0xE000...0xFFFF,
        0x10000...0x10FFFF,
    ]

    private static func string(using generator: inout some RandomNumberGenerator) -> String {
        var result = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...20, using: &generator) {
            let range = ranges.randomElement(using: &generator) ?? 0x20...0x7E
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { result.append(scalar) }
        }
        return String(result)
    }

    private static func number(using generator: inout some RandomNumberGenerator) -> String {
        func digits(_ counts: ClosedRange<Int>) -> String {
            (0..<Int.random(in: counts, using: &generator)).map { _ in
                String(Int.random(in: 0...9, using: &generator))
            }.joined()
        }
        var text = Bool.random(using: &generator) ? "-" : ""
        text += Bool.random(using: &generator) ? "0" : "\(Int.random(in: 1...9, using: &generator))" + digits(0...25)
        if Bool.random(using: &generator) { text += "." + digits(1...9) }
        if Bool.random(using: &generator) {
            text += ["e", "E", "e+", "E-"].randomElement(using: &generator) ?? "e"
            text += digits(1...4)
        }
        return text
    }

    private mutating func write(_ value: Value, _ spacing: Int, _ generator: inout some RandomNumberGenerator) {
        space(spacing, &generator)
        let node = nodes.count
        nodes.append((text.count..<text.count, value))
        let start = text.count
        switch value {
        case .object(let members):
            text.append(0x7B)
            for (position, (name, member)) in members.enumerated() {
                if position > 0 { text.append(0x2C) }
                write(.string(name), spacing, &generator)
                text.append(0x3A)
                write(member, spacing, &generator)
            }
            if members.isEmpty { space(spacing, &generator) }
            text.append(0x7D)
        case .array(let elements):
            text.append(0x5B)
            for (position, element) in elements.enumerated() {
                if position > 0 { text.append(0x2C) }
                write(element, spacing, &generator)
            }
            text.append(0x5D)
        case .string(let string): quote(string, &generator)
        case .number(let literal), .word(let literal): text += Array(literal.utf8)
        }
        nodes[node].range = start..<text.count
        space(spacing, &generator)
    }

    private mutating func space(_ most: Int, _ generator: inout some RandomNumberGenerator) {
        for _ in 0..<Int.random(in: 0...most, using: &generator) {
            text.append([0x20, 0x0A, 0x0D, 0x09].randomElement(using: &generator) ?? 0x20)
        }
    }

    private mutating func quote(_ string: String, _ generator: inout some RandomNumberGenerator) {
        text.append(0x22)
        for scalar in string.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            guard mustEscape || Int.random(in: 0...9, using: &generator) == 0 else {
                text += Array(String(scalar).utf8)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
                text += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            }
        }
        text.append(0x22)
    }
}
