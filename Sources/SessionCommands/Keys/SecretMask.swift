import BankConnectSession

/// Finds one secret in a text in the spellings that programs give a text, and masks it.
///
/// Each character may stand for itself, in either case, or be escaped as JSON, URLs and HTML do, once or several times
/// over; the whole may be in base64, at any of its three alignments, or in hexadecimal, and that may be escaped again.
/// White space may stand inside, as where lines are wrapped, and a colon or a hyphen between hexadecimal digits.
/// Rather too much is masked: the secret in another case is not the secret, but close to it.
struct SecretMask: Sendable {
    private static let stars = Array("***".utf8)
    private static let backslash = UInt8(ascii: "\\")
    /// The most bytes that one character takes, so that a text of escapes alone is not looked through again and again.
    private static let longestCharacter = 48

    /// The most white space that is passed over between two characters.
    private static let longestGap = 24

    /// A spelling of the secret.
    private struct Pattern: Sendable {
        let bytes: [UInt8]
        var isHexadecimal = false
    }

    /// The secret and its encodings.
    private let patterns: [Pattern]
    /// Whether a spelling of one may begin with a byte.
    private let mayBegin: [Bool]

    /// A mask for a secret of ASCII characters.
    init(_ secret: String) {
        let bytes = Array(secret.utf8)
        var patterns = [
            Pattern(bytes: bytes),
            Pattern(bytes: Array(ByteEncoding.hex.encode(bytes.span).utf8), isHexadecimal: true),
        ]
        for shift in 0..<3 {
            // Letters that no neighbour of the secret has a part in.
            let text = Array(ByteEncoding.base64.encode(([UInt8](repeating: 0, count: shift) + bytes).span).utf8)
            let (start, end) = ((shift * 8 + 5) / 6, (shift + bytes.count) * 8 / 6)
            patterns.append(Pattern(bytes: Array(text[start..<end])))
        }
        // Shorter ones would be found by chance.
        patterns = patterns.filter { $0.bytes.count >= 4 || $0.bytes == bytes }
        let firsts = patterns.compactMap(\.bytes.first)
        mayBegin = (0...UInt8.max).map { byte in
            #"\%&-_"#.utf8.contains(byte) || firsts.contains { Self.isSame($0, byte) }
        }
        self.patterns = patterns
    }

    /// The text, with stars for every occurrence of the secret; byte for byte the same where there is none.
    func masked(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        var at = 0
        while at < text.count {
            guard mayBegin[Int(text[at])], let end = patterns.compactMap({ match($0, in: text, at: at) }).max() else {
                at += 1
                continue
            }
            var start = at
            // A backslash before it would escape the first star.
            while start > copied, text[start - 1] == Self.backslash { start -= 1 }
            result += text[copied..<start] + Self.stars
            copied = end
            at = end
        }
        return copied == 0 ? text : result + text[copied...]
    }

    /// Where a pattern that begins at an offset ends; nil when none begins there.
    ///
    /// An ampersand, a percent sign or a backslash may be the pattern's own or begin an escape: both are followed.
    private func match(_ pattern: Pattern, in text: [UInt8], at start: Int) -> Int? {
        var places = [start]
        for byte in pattern.bytes {
            for place in places where place > start && place < text.count {
                let end = Self.gapEnd(in: text, at: place, isHexadecimal: pattern.isHexadecimal)
                if end > place, !places.contains(end) { places.append(end) }
            }
            var next: [Int] = []
            for place in places where place < text.count {
                for end in Self.ends(of: byte, in: text, at: place) where !next.contains(end) { next.append(end) }
            }
            if next.isEmpty { return nil }
            places = next
        }
        return places.max()
    }

    /// Where white space, plain or escaped as in JSON, ends that begins at an offset.
    private static func gapEnd(in text: [UInt8], at start: Int, isHexadecimal: Bool) -> Int {
        let limit = min(text.count, start + longestGap)
        var at = start
        while at < limit {
            switch text[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            case UInt8(ascii: ":") where isHexadecimal, UInt8(ascii: "-") where isHexadecimal: at += 1
            case backslash:
                guard let letter = text[at..<limit].firstIndex(where: { $0 != backslash }),
                    [UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t")].contains(text[letter])
                else { return at }
                at = letter + 1
            default: return at
            }
        }
        return at
    }

    /// Where the spellings of a character end that begin at an offset.
    private static func ends(of wanted: UInt8, in text: [UInt8], at start: Int) -> [Int] {
        let first = text[start]
        var ends = isSame(first, wanted) ? [start + 1] : []
        let limit = min(text.count, start + longestCharacter)
        var at = start + 1
        switch first {
        // base64url has other letters for two of base64's.
        case UInt8(ascii: "-") where wanted == UInt8(ascii: "+"): ends.append(at)
        case UInt8(ascii: "_") where wanted == UInt8(ascii: "/"): ends.append(at)
        case backslash:
            while at < limit, text[at] == backslash {
                at += 1
                if wanted == backslash { ends.append(at) }
            }
            guard at < limit else { break }
            if isSame(text[at], UInt8(ascii: "u")) { ends += hexadecimal(wanted, text, at + 1, digits: 4) }
            if isSame(text[at], UInt8(ascii: "x")) { ends += hexadecimal(wanted, text, at + 1, digits: 2) }
            if wanted != backslash { ends += Self.ends(of: wanted, in: text, at: at) }
        case UInt8(ascii: "%"):
            // A percent sign that is encoded itself is %25.
            while at + 1 < limit, text[at] == UInt8(ascii: "2"), text[at + 1] == UInt8(ascii: "5") {
                at += 2
                if wanted == first { ends.append(at) }
            }
            ends += hexadecimal(wanted, text, at, digits: 2)
        case UInt8(ascii: "&"): ends += entity(wanted, text, at, limit)
        default: break
        }
        return ends
    }

    /// Where a character reference of HTML ends, behind its ampersand; one that is escaped itself is `&amp;lt;`.
    private static func entity(_ wanted: UInt8, _ text: [UInt8], _ start: Int, _ limit: Int) -> [Int] {
        guard let end = text[start..<limit].firstIndex(of: UInt8(ascii: ";")) else { return [] }
        let name = String(decoding: text[start..<end], as: UTF8.self).lowercased()
        if name == "amp" {
            return (wanted == UInt8(ascii: "&") ? [end + 1] : []) + entity(wanted, text, end + 1, limit)
        }
        let names: [String: UInt8] = [
            "quot": 0x22, "apos": 0x27, "lt": 0x3C, "gt": 0x3E, "sol": 0x2F, "bsol": 0x5C, "plus": 0x2B,
            "equals": 0x3D,
        ]
        let value =
            if name.hasPrefix("#x") { UInt8(name.dropFirst(2), radix: 16) } else if name.hasPrefix("#") {
                UInt8(name.dropFirst())
            } else { names[name] }
        return value.map { isSame($0, wanted) } == true ? [end + 1] : []
    }

    private static func hexadecimal(_ wanted: UInt8, _ text: [UInt8], _ start: Int, digits: Int) -> [Int] {
        guard start + digits <= text.count,
            let value = UInt32(String(decoding: text[start..<start + digits], as: UTF8.self), radix: 16), value < 0x80
        else { return [] }
        return isSame(UInt8(value), wanted) ? [start + digits] : []
    }

    private static func isSame(_ first: UInt8, _ second: UInt8) -> Bool {
        first == second || first | 0x20 == second | 0x20 && UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20
    }
}

extension [SecretMask] {
    /// The text with stars for every occurrence of each secret.
    func masked(_ text: [UInt8]) -> [UInt8] {
        var text = text
        for mask in self { text = mask.masked(text) }
        return text
    }

    /// The text with stars for every occurrence of each secret.
    func masked(_ text: String) -> String { String(decoding: masked([UInt8](text.utf8)), as: UTF8.self) }
}
