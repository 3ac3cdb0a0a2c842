/// Finds secrets by the names before them, and by their own form, in text of any kind: the one recogniser of what is
/// never shown.
package struct SecretScanner {
    let bytes: [UInt8]
    let text: Range<Int>
    /// Whether a value may stand on a line after its name's, as in JSON and not in the head of a request.
    private let crossesLines: Bool
    /// Whether the text is one string, in which quotation marks end nothing.
    private(set) var isOneString = false

    /// A scanner for the text at a range of some bytes.
    package init(bytes: [UInt8], text: Range<Int>, crossesLines: Bool = false) {
        self.bytes = bytes
        self.text = text
        self.crossesLines = crossesLines
    }

    /// Names of secrets, in lower case, a space where writers put `_`, `-`, `.`, a space or nothing; each with whether it
    /// is one without a colon or an equals sign behind it.
    private static let names: [(name: [UInt8], standsAlone: Bool)] = [
        ("api key", true), ("authorization", true), ("secret key", true), ("signing key", false),
        ("access key", false), ("private key", false), ("signing secret", false), ("client secret", false),
        ("secret", false), ("password", false), ("passwd", false), ("passphrase", false), ("credential", false),
        ("token", false), ("cookie", false), ("jwt", false), ("bearer", false), ("pwd", false),
    ].map { (Array($0.0.utf8), $0.1) }

    /// Whether a member's name is that of a secret, in any case style: `api_key`, `X-Api-Key`, `myApiKey`,
    /// `Authorization`, `client_secret`, `password`, `token`; or `api_key` with one slip of the pen.
    package static func isSecretName(_ name: [UInt8]) -> Bool {
        let scanner = SecretScanner(bytes: name, text: 0..<name.count)
        return name.indices.contains { at in !scanner.names(at: at).isEmpty }
            || scanner.endOfMisspeltAPIKey(at: 0) == name.count
    }

    /// Whether a text has any sign that a secret comes with; one word, as most values are, is not looked at any closer.
    package static func mayHoldSecret(_ text: some Sequence<UInt8>) -> Bool {
        text.contains { byte in
            switch byte {
            case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "@"), UInt8(ascii: "%"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
    }

    /// A text that is meant as a URL, with stars for the secrets in its query, and for all that stands before its host:
    /// without a scheme too, it may be a name and a password.
    package static func masked(url text: String) -> String {
        let text = masked(text)
        guard let sign = text.lastIndex(of: "@") else { return text }
        let start = text.place(of: "://")?.upperBound ?? text.startIndex
        return start < sign ? text[..<start] + "***" + text[sign...] : text
    }

    /// The text with stars for the values of secrets.
    package static func masked(_ text: String) -> String {
        guard mayHoldSecret(text.utf8), let masked = masked(Array(text.utf8)) else { return text }
        return String(decoding: masked, as: UTF8.self)
    }

    /// The text with stars for the values of secrets; nil where there is none.
    package static func masked(_ text: [UInt8]) -> [UInt8]? {
        var scanner = SecretScanner(bytes: text, text: 0..<text.count, crossesLines: true)
        scanner.isOneString = true
        let ranges = scanner.ranges()
        guard !ranges.isEmpty else { return nil }
        var result: [UInt8] = []
        var end = 0
        for range in ranges {
            result += text[end..<range.lowerBound] + "***".utf8
            end = range.upperBound
        }
        return result + text[end...]
    }

    /// All secrets, as ranges of the bytes, in order, none touching another.
    package func ranges() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = text.lowerBound
        while at < text.upperBound {
            guard let value = secret(at: at) else {
                at += 1
                continue
            }
            if !value.isEmpty { found.append(value) }
            at = max(at + 1, value.upperBound)
        }
        let others = userInfos()
        return others.isEmpty ? found : Self.merged(found + others)
    }

    /// The ranges in order, those that touch made one.
    package static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// What follows a name that begins at an offset, or a credential.
    private func secret(at start: Int) -> Range<Int>? {
        names(at: start).lazy.compactMap { value(after: $0.end, $0.standsAlone) }.first
            ?? endOfMisspeltAPIKey(at: start).flatMap { value(after: $0, false) } ?? credential(at: start)
    }

    /// Whether a byte is the first letter of a name, or of an escaped spelling: a backslash, or a percent sign.
    private static func mayBeginName(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "a"), UInt8(ascii: "s"), UInt8(ascii: "p"), UInt8(ascii: "c"), UInt8(ascii: "t"),
            UInt8(ascii: "j"), UInt8(ascii: "b"), 0x7C, 0x25:
            true
        default: false
        }
    }

    private static let apiKey = Array("apikey".utf8)

    /// The end of a word that is `api_key`, or `x_api_key`, but for a letter too many, too few or wrong, or two that
    /// changed places; nil where none begins.
    private func endOfMisspeltAPIKey(at start: Int) -> Int? {
        guard start == text.lowerBound || !Self.isWordByte(bytes[start - 1]) else { return nil }
        var (letters, at, steps): ([UInt8], Int, Int) = ([], start, 0)
        // Nobody writes more joints than letters, and a run of a million is not looked through a million times.
        while letters.count <= Self.apiKey.count + 2, steps < 3 * Self.apiKey.count,
            let (byte, next) = character(at: at)
        {
            steps += 1
            if Self.isWordByte(byte) {
                // A letter of another script counts once.
                if byte & 0xC0 != 0x80 { letters.append(byte | 0x20) }
            } else if byte == 0x20 || !Self.isJoint(byte) {
                break
            }
            at = next
        }
        let word = letters.first == UInt8(ascii: "x") ? letters.dropFirst() : letters[...]
        return Self.isOneEdit(from: word, to: Self.apiKey) ? at : nil
    }

    /// Whether what differs between the ends of two words is one letter, or two that changed places.
    private static func isOneEdit(from word: ArraySlice<UInt8>, to name: [UInt8]) -> Bool {
        guard abs(word.count - name.count) <= 1 else { return false }
        let start = zip(word, name).prefix { $0 == $1 }.count
        let (left, right) = (word.dropFirst(start), name.dropFirst(start))
        let end = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
        let (found, meant) = (left.dropLast(end), right.dropLast(end))
        return max(found.count, meant.count) <= 1 || found.count == 2 && found.elementsEqual(meant.reversed())
    }

    /// The ends of the names that begin at an offset.
    private func names(at start: Int) -> [(end: Int, standsAlone: Bool)] {
        guard Self.mayBeginName(bytes[start]) else { return [] }
        return Self.names.compactMap { entry in
            name(entry.name, at: start).map { ($0, entry.standsAlone) }
        }
    }

    /// The end of some words in a row, with or without `_`, `-`, `.` or a space where the name has its space.
    func name(_ name: [UInt8], at start: Int) -> Int? {
        var at = start
        for letter in name {
            let found = character(at: at)
            if letter == UInt8(ascii: " ") {
                if let (byte, next) = found, Self.isJoint(byte) { at = next }
            } else {
                guard let (byte, next) = found, byte | 0x20 == letter else { return nil }
                at = next
            }
        }
        return at
    }

    private static func isJoint(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    /// The character at an offset, read through the escapes of JSON and of URLs, and the offset behind it.
    func character(at start: Int) -> (UInt8, Int)? {
        guard start < text.upperBound else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "\\"):
            var at = start + 1
            // An escape inside an escaped text has its backslash doubled; nobody nests texts deeper than this, and a run
            // of a million is not looked through a million times.
            let deepest = min(text.upperBound, start + 64)
            while at < deepest, bytes[at] == UInt8(ascii: "\\") { at += 1 }
            guard at < text.upperBound, bytes[at] | 0x20 == UInt8(ascii: "u") else { return (bytes[start], start + 1) }
            return hexadecimal(at: at + 1, digits: 4).map { ($0, at + 5) } ?? (bytes[start], start + 1)
        case UInt8(ascii: "%"):
            return hexadecimal(at: start + 1, digits: 2).map { ($0, start + 3) } ?? (bytes[start], start + 1)
        default: return (bytes[start], start + 1)
        }
    }

    func hexadecimal(at start: Int, digits: Int) -> UInt8? {
        guard start + digits <= text.upperBound else { return nil }
        return UInt8(String(decoding: bytes[start..<start + digits], as: UTF8.self), radix: 16)
    }

    /// The rest of the string or line behind a name and what stands between the two.
    ///
    /// Nil where neither a colon nor an equals sign stands between them and the name needs one.
    private func value(after name: Int, _ standsAlone: Bool) -> Range<Int>? {
        var start = endOfSpelling(from: name)
        start = skip(crossesLines ? [0x20, 0x09, 0x0A, 0x0D] : [0x20, 0x09], from: start)
        if start < text.upperBound, case let (byte, next) = character(at: start, decodings: 2),
            byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=")
        {
            start = next
        } else if !standsAlone, !crossesLines || isOneString {
            // In JSON with a fault, the fault may be what stands there.
            return nil
        }
        start = skip(crossesLines ? [0x20, 0x09, 0x0A, 0x0D] : [0x20, 0x09], from: start)
        start = skip([UInt8(ascii: "\\")], from: start)
        let first = start < text.upperBound ? bytes[start] : 0
        let isQuoted = first == UInt8(ascii: "\"")
        if isQuoted { start += 1 }
        // In JSON with a fault, the string may go on behind a line end, and a list on further lines.
        let goesOn = crossesLines && !isOneString
        let isOpen = goesOn && (first == UInt8(ascii: "[") || first == UInt8(ascii: "{"))
        var end = goesOn && first == UInt8(ascii: "'") ? self.end(ofStringAt: start + 1, first) : start
        while end < text.upperBound, isOpen || isQuoted && goesOn || bytes[end] != 0x0A && bytes[end] != 0x0D {
            if isQuoted, bytes[end] == first { break }
            end += isQuoted && bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return start..<max(start, min(end, text.upperBound))
    }

    /// Where the quotation mark is that ends a string, or the text's end.
    private func end(ofStringAt start: Int, _ mark: UInt8) -> Int {
        bytes[start..<text.upperBound].firstIndex(of: mark) ?? text.upperBound
    }

    /// The offset behind what may close a name: quotation marks and brackets, percent-encoded too.
    private func endOfSpelling(from start: Int) -> Int {
        var at = start
        while at < text.upperBound, case let (byte, next) = character(at: at, decodings: 2),
            "\"'\\[]+".utf8.contains(byte)
        {
            at = next
        }
        return at
    }

    private func skip(_ skipped: [UInt8], from start: Int) -> Int {
        var at = start
        while at < text.upperBound, skipped.contains(bytes[at]) { at += 1 }
        return at
    }
}
