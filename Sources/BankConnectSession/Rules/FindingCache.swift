/// What rules said of payloads before, by what made them say it.
///
/// The same mistakes come again and again in a stream, and searching for what was meant and putting it into words is
/// what findings cost. A rule says which parameters it reads; the text of their values, as it is in the payload, decides
/// what the rule finds, so for the same text the same statements are given again.
struct FindingCache: Sendable {
    private struct Entry: Sendable {
        var rule = -1
        var key: [UInt8] = []
        var statements: [FindingStatement] = []
    }

    private static let size = 512
    private static let longestKey = 160
    private static let mostParameters = 6

    private var entries = Array(repeating: Entry(), count: Self.size)
    /// What the findings at hand depend on.
    private var key: [UInt8] = []

    /// Whether what a rule finds depends on little enough to be kept.
    ///
    /// A rule about the request looks at its head as well, which no key tells of.
    static func keeps(_ rule: Rule) -> Bool {
        rule.stage >= .json && (rule.isAboutNames || 1...mostParameters ~= rule.reads.count)
    }

    /// What a rule said of a payload with the same values; nil when that is not known.
    mutating func recall(_ place: Int, _ rule: Rule, in request: borrowing SessionRequest) -> [FindingStatement]? {
        makeKey(rule, request)
        let slot = slot(place)
        guard entries[slot].rule == place, entries[slot].key == key else { return nil }
        return entries[slot].statements
    }

    /// Keeps what a rule said of the payload that was last asked for, unless that takes too much room.
    mutating func keep(_ statements: [FindingStatement], of place: Int) {
        guard key.count <= Self.longestKey else { return }
        entries[slot(place)] = Entry(rule: place, key: key, statements: statements)
    }

    /// Gathers the values that the rule reads, with bytes between that no text in UTF-8 holds.
    private mutating func makeKey(_ rule: Rule, _ request: borrowing SessionRequest) {
        key.removeAll(keepingCapacity: true)
        if rule.isAboutNames {
            for name in request.unknownNames { append(name, request) }
            return
        }
        for parameter in rule.reads {
            guard let value = request.written(parameter) else {
                key.append(0xFE)
                continue
            }
            // The number tells which spelling of the parameter's name it is.
            key.append(request.document.name(at: value - 1))
            append(value, request)
        }
    }

    private mutating func append(_ node: JSONTape.Index, _ request: borrowing SessionRequest) {
        let range = request.document.inBuffer(request.document[node].range)
        if key.count <= Self.longestKey { key.append(copying: request.document.buffer.span.extracting(range)) }
        key.append(0xFF)
    }

    /// Where the statements for the key are, or are to be put: one of two neighbours.
    private func slot(_ rule: Int) -> Int {
        var hash = UInt64(truncatingIfNeeded: rule) &* 0x9E37_79B9_7F4A_7C15
        let text = key.span
        var at = 0
        while at < text.count {
            hash = (hash ^ ByteWord(text, at: at, upTo: text.count).bits) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
            at += 8
        }
        let slot = Int(truncatingIfNeeded: hash) & (Self.size - 1)
        guard entries[slot].rule >= 0, entries[slot].rule != rule || entries[slot].key != key else { return slot }
        return slot ^ 1
    }
}

extension Rule {
    /// Whether it is about members that are no parameters, whose names alone decide what it finds: BC004.
    fileprivate var isAboutNames: Bool { id.number == 4 }
}
