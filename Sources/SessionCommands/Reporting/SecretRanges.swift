import BankConnectSession

/// Where in a text API keys stand, which are never shown.
struct SecretRanges: Sendable {
    /// In order, none touching another.
    private var ranges: [Range<Int>] = []

    /// No secrets.
    init() {}

    /// The API keys in the text at `text` of `bytes`, from which `request` was read.
    ///
    /// In JSON they are the values of members with such a name, at any depth and however the name is escaped, and what
    /// follows such a name inside a string. Everywhere else, in the head of a request and in a text that is not JSON,
    /// all that follows a name up to the end of its string or line is taken for the key: rather too much is masked.
    init(_ request: SessionRequest, in bytes: [UInt8], text: Range<Int>) {
        let document = request.document
        guard document.buffer == bytes else {
            // Flags were merged into the payload: its places are not those of the file.
            add(SecretScanner(bytes: bytes, text: text, crossesLines: true).ranges())
            return
        }
        let payload = document.base..<document.base + document.count
        guard !payload.isEmpty, text.contains(payload.lowerBound), payload.upperBound <= text.upperBound else {
            add(SecretScanner(bytes: bytes, text: text).ranges())
            return
        }
        add(SecretScanner(bytes: bytes, text: text.lowerBound..<payload.lowerBound).ranges())
        if request.syntaxError == nil {
            add(Self.members(of: document, in: bytes))
        } else {
            add(SecretScanner(bytes: bytes, text: payload, crossesLines: true).ranges())
        }
    }

    /// Whether the byte at an offset belongs to a key.
    func contains(_ offset: Int) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(offset)
    }

    private mutating func add(_ found: [Range<Int>]) {
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
    }

    private static func members(of document: JSONDocument, in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        // A list of values still to be looked at, instead of recursion.
        var pending: [JSONTape.Index] = [0]
        while let index = pending.popLast() {
            let node = document[index]
            switch node.kind {
            case .object:
                for (name, value) in document.tape.members(of: index) {
                    pending.append(name)
                    guard SecretScanner.isSecretName(document.decodedBytes(of: name)) else {
                        pending.append(value)
                        continue
                    }
                    let isText = document[value].kind == .string
                    found.append(document.inBuffer(isText ? document[value].content : document[value].range))
                }
            case .array: pending.append(contentsOf: document.tape.elements(of: index))
            case .string:
                found += SecretScanner(bytes: bytes, text: document.inBuffer(node.content)).ranges()
            default: break
            }
        }
        return found
    }
}

/// Finds API keys by the names before them, in text of any kind.
struct SecretScanner {
    let bytes: [UInt8]
    let text: Range<Int>
    /// Whether a value may stand on a line after its name's, as in JSON and not in the head of a request.
    var crossesLines = false

    /// Whether a name is that of a key: `api_key`, `X-Api-Key`, `apiKey` and the like, or `Authorization`.
    static func isSecretName(_ name: [UInt8]) -> Bool {
        let scanner = SecretScanner(bytes: name, text: 0..<name.count)
        return name.indices.contains { scanner.name(at: $0) != nil }
    }

    /// What follows each name, as ranges of `bytes`.
    func ranges() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = text.lowerBound
        while at < text.upperBound {
            guard let end = name(at: at) else {
                at += 1
                continue
            }
            let value = value(after: end)
            if !value.isEmpty { found.append(value) }
            at = max(end, value.upperBound)
        }
        return found
    }

    /// The end of a name that begins at an offset; nil when none does.
    private func name(at start: Int) -> Int? {
        switch bytes[start] {
        // The first letters of the two names, and of their escaped spellings.
        case UInt8(ascii: "a"), UInt8(ascii: "A"), UInt8(ascii: "\\"), UInt8(ascii: "%"): break
        default: return nil
        }
        return name("api key", at: start) ?? name("authorization", at: start)
    }

    /// The end of some words in a row, with or without `_`, `-`, `.` or a space where the name has its space.
    private func name(_ name: String, at start: Int) -> Int? {
        var at = start
        for letter in name.utf8 {
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
    private func character(at start: Int) -> (UInt8, Int)? {
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

    private func hexadecimal(at start: Int, digits: Int) -> UInt8? {
        guard start + digits <= text.upperBound else { return nil }
        return UInt8(String(decoding: bytes[start..<start + digits], as: UTF8.self), radix: 16)
    }

    /// The rest of the string or line behind a name and what stands between the two.
    private func value(after name: Int) -> Range<Int> {
        var start = skip([UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\")], from: name)
        start = skip(crossesLines ? [0x20, 0x09, 0x0A, 0x0D] : [0x20, 0x09], from: start)
        if start < text.upperBound, bytes[start] == UInt8(ascii: ":") || bytes[start] == UInt8(ascii: "=") {
            start += 1
        }
        start = skip(crossesLines ? [0x20, 0x09, 0x0A, 0x0D] : [0x20, 0x09], from: start)
        start = skip([UInt8(ascii: "\\")], from: start)
        let isQuoted = start < text.upperBound && bytes[start] == UInt8(ascii: "\"")
        if isQuoted { start += 1 }
        var end = start
        while end < text.upperBound, bytes[end] != 0x0A, bytes[end] != 0x0D {
            if isQuoted, bytes[end] == UInt8(ascii: "\"") { break }
            end += isQuoted && bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return start..<max(start, min(end, text.upperBound))
    }

    private func skip(_ skipped: [UInt8], from start: Int) -> Int {
        var at = start
        while at < text.upperBound, skipped.contains(bytes[at]) { at += 1 }
        return at
    }
}
