import BankConnectSession
import PlainText

/// Where in a text API keys stand, which are never shown.
struct SecretRanges: Sendable {
    /// In order, none touching another.
    private var ranges: [Range<Int>] = []

    /// No secrets.
    init() {}

    /// The secrets in the text at `text` of `bytes`, from which `request` was read.
    ///
    /// In JSON they are the values of members with such a name, at any depth and however the name is escaped, and what
    /// follows such a name inside a string. Everywhere else, in the head of a request and in a text that is not JSON,
    /// all that follows a name up to the end of its string or line counts as the key: rather too much is masked.
    init(_ request: SessionRequest, in bytes: [UInt8], text: Range<Int>) {
        let document = request.document
        guard document.buffer == bytes else {
            // Flags were merged into the payload: its places are not those of the file.
            add(SecretScanner(bytes: bytes, text: text, crossesLines: true).ranges())
            return
        }
        let payload = document.base..<document.base + document.count
        guard !payload.isEmpty, text.contains(payload.lowerBound), payload.upperBound <= text.upperBound else {
            addHead(text, in: bytes)
            return
        }
        addHead(text.lowerBound..<payload.lowerBound, in: bytes)
        if request.syntaxError == nil {
            add(Self.members(of: document, in: bytes))
        } else {
            add(SecretScanner(bytes: bytes, text: payload, crossesLines: true).ranges())
        }
    }

    /// Fields of a request that hold no secret; under any other name may be what somebody took for X-Api-Key.
    private static let plainFields: Set<String> = [
        "accept", "accept-charset", "accept-encoding", "accept-language", "cache-control", "connection",
        "content-encoding", "content-length", "content-type", "date", "expect", "host", "idempotency-key", "origin",
        "pragma", "prefer", "referer", "te", "traceparent", "transfer-encoding", "user-agent", "via",
        "x-correlation-id", "x-request-id",
    ]

    /// Adds the values of a head's fields that are not known to be no secrets, and secrets in all of it.
    private mutating func addHead(_ text: Range<Int>, in bytes: [UInt8]) {
        add(SecretScanner(bytes: bytes, text: text).ranges())
        var found: [Range<Int>] = []
        var start = (bytes[text].firstIndex(of: 0x0A) ?? text.upperBound) + 1
        while start < text.upperBound {
            let end = bytes[start..<text.upperBound].firstIndex(of: 0x0A) ?? text.upperBound
            let line = bytes[start..<end]
            start = end + 1
            // A remark of a REST client.
            guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "/") else { continue }
            // None where the value before goes on.
            let name = line.prefix { $0 > 0x20 && $0 != UInt8(ascii: ":") }
            guard !Self.plainFields.contains(String(decoding: name, as: UTF8.self).lowercased()) else { continue }
            let value = line[name.endIndex...].drop { $0 <= 0x20 || $0 == UInt8(ascii: ":") }
            found.append(value.startIndex..<(value.last == 0x0D ? value.endIndex - 1 : value.endIndex))
        }
        add(found)
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

    /// Whether there are none.
    var isEmpty: Bool { ranges.isEmpty }

    /// Whether any byte of a range belongs to a key.
    func overlap(_ range: Range<Int>) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound < range.upperBound
    }

    private mutating func add(_ found: [Range<Int>]) {
        ranges = SecretScanner.merged(ranges + found)
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
