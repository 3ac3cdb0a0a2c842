import BankConnectSession

/// Finds one secret in a text in the spellings that programs give a text, and masks it.
///
/// Each character may stand for itself, in either case, or be escaped as JSON, URLs and HTML do, once or several times
/// over; the whole may be in base64, at any of its three alignments, or in hexadecimal, and that may be escaped again.
/// Rather too much is masked: the secret in another case is not the secret, but close to it.
struct SecretMask: Sendable {
    private static let stars = Array("***".utf8)
    private static let backslash = UInt8(ascii: "\\")
    /// The most bytes that one character takes, so that a text of escapes alone is not looked through again and again.
    private static let longestCharacter = 48

    /// The secret and its encodings.
    private let patterns: [[UInt8]]

    /// A mask for a secret of ASCII characters.
    init(_ secret: String) {
        let bytes = Array(secret.utf8)
        var patterns = [bytes, Array(ByteEncoding.hex.encode(bytes.span).utf8)]
        for shift in 0..<3 {
            // Letters that no neighbour of the secret has a part in.
            let text = Array(ByteEncoding.base64.encode(([UInt8](repeating: 0, count: shift) + bytes).span).utf8)
            let (start, end) = ((shift * 8 + 5) / 6, (shift + bytes.count) * 8 / 6)
            patterns.append(Array(text[start..<end]))
        }
        // Shorter ones would be found by chance.
        self.patterns = patterns.filter { $0.count >= 4 || $0 == bytes }
    }

    /// The text, with stars for every occurrence of the secret; byte for byte the same where there is none.
    func masked(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        var at = 0
        while at < text.count {
            guard let end = patterns.lazy.compactMap({ match($0, in: text, at: at) }).max() else {
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
    /// A backslash in the text may be one of the pattern's, or the one that an escaped one (`\u005c`) begins with.
    private func match(_ pattern: [UInt8], in text: [UInt8], at start: Int) -> Int? {
        if let end = match(pattern, in: text, at: start, readsEscapedBackslashes: true) { return end }
        guard pattern.contains(Self.backslash) else { return nil }
        return match(pattern, in: text, at: start, readsEscapedBackslashes: false)
    }

    private func match(_ pattern: [UInt8], in text: [UInt8], at start: Int, readsEscapedBackslashes: Bool) -> Int? {
        var at = start
        for byte in pattern {
            guard at < text.count else { return nil }
            let mayBeEscaped = byte == Self.backslash && readsEscapedBackslashes
            let escaped = mayBeEscaped ? Self.escapedBackslash(in: text, at: at) : nil
            guard let end = escaped ?? Self.character(byte, in: text, at: at) else { return nil }
            at = end
        }
        return at
    }

    /// Where an escape that stands for a backslash ends, such as `\u005c`; nil when none begins at the offset.
    private static func escapedBackslash(in text: [UInt8], at start: Int) -> Int? {
        let limit = min(text.count, start + longestCharacter)
        var at = start
        while at < limit, text[at] == backslash { at += 1 }
        guard at > start, at < limit else { return nil }
        if isSame(text[at], UInt8(ascii: "u")) { return hexadecimal(backslash, text, at + 1, digits: 4) }
        if isSame(text[at], UInt8(ascii: "x")) { return hexadecimal(backslash, text, at + 1, digits: 2) }
        return nil
    }

    /// Where a spelling of a character ends that begins at an offset; nil when none does.
    private static func character(_ wanted: UInt8, in text: [UInt8], at start: Int) -> Int? {
        if isSame(text[start], wanted) { return start + 1 }
        // base64url has other letters for two of base64's.
        if wanted == UInt8(ascii: "+"), text[start] == UInt8(ascii: "-") { return start + 1 }
        if wanted == UInt8(ascii: "/"), text[start] == UInt8(ascii: "_") { return start + 1 }
        let limit = min(text.count, start + longestCharacter)
        switch text[start] {
        case backslash:
            var at = start + 1
            while at < limit, text[at] == backslash { at += 1 }
            guard at < limit else { return nil }
            if isSame(text[at], UInt8(ascii: "u")), let end = hexadecimal(wanted, text, at + 1, digits: 4) {
                return end
            }
            if isSame(text[at], UInt8(ascii: "x")), let end = hexadecimal(wanted, text, at + 1, digits: 2) {
                return end
            }
            return character(wanted, in: text, at: at)
        case UInt8(ascii: "%"):
            // A percent sign that is encoded itself stands as %25.
            var at = start + 1
            while at + 1 < limit, text[at] == UInt8(ascii: "2"), text[at + 1] == UInt8(ascii: "5") { at += 2 }
            return hexadecimal(wanted, text, at, digits: 2) ?? (wanted == UInt8(ascii: "%") ? at : nil)
        case UInt8(ascii: "&"): return entity(wanted, text, start + 1, limit)
        default: return nil
        }
    }

    /// A character reference of HTML, behind its ampersand.
    private static func entity(_ wanted: UInt8, _ text: [UInt8], _ start: Int, _ limit: Int) -> Int? {
        guard let end = text[start..<limit].firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: text[start..<end], as: UTF8.self).lowercased()
        let names: [String: UInt8] = [
            "quot": 0x22, "amp": 0x26, "apos": 0x27, "lt": 0x3C, "gt": 0x3E, "sol": 0x2F, "bsol": 0x5C, "plus": 0x2B,
            "equals": 0x3D,
        ]
        var value = names[name]
        if name.hasPrefix("#x") { value = UInt8(name.dropFirst(2), radix: 16) }
        if value == nil, name.hasPrefix("#") { value = UInt8(name.dropFirst()) }
        return value.map { isSame($0, wanted) } == true ? end + 1 : nil
    }

    private static func hexadecimal(_ wanted: UInt8, _ text: [UInt8], _ start: Int, digits: Int) -> Int? {
        guard start + digits <= text.count,
            let value = UInt32(String(decoding: text[start..<start + digits], as: UTF8.self), radix: 16), value < 0x80
        else { return nil }
        return isSame(UInt8(value), wanted) ? start + digits : nil
    }

    private static func isSame(_ first: UInt8, _ second: UInt8) -> Bool {
        first == second || first | 0x20 == second | 0x20 && UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20
    }
}
