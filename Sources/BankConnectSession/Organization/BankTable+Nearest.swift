import PlainText

// For suggestions only, when a name has been refused.

extension BankTable {
    /// The banks whose identifier or name is most like a text, the most alike first.
    ///
    /// Case, spaces and punctuation do not count. A third of the letters may differ, at most three; two neighbours that
    /// changed places differ in one. Empty when nothing is that near.
    package func nearest(to text: String, count: Int = 3) -> [Bank] {
        let wanted = Self.letters(text.utf8.prefix(64))
        guard !wanted.isEmpty, count > 0 else { return [] }
        let limit = min(max(1, wanted.count / 3), 3)
        var found: [(distance: Int, index: Int)] = []
        for (index, bank) in banks.enumerated() {
            let byIdentifier = Self.distance(wanted, bank.identifier, limit: limit)
            let byName = Self.distance(wanted, bank.name, limit: limit)
            let distance = min(byIdentifier, byName)
            if distance <= limit {
                found.append((distance, index))
            }
        }
        found.sort { ($0.distance, $0.index) < ($1.distance, $1.index) }
        return found.prefix(count).map { banks[$0.index] }
    }

    /// The letters and digits of a text, ASCII letters in lower case.
    private static func letters(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.compactMap(letter)
    }

    /// Nil for spaces and punctuation; bytes beyond ASCII count as letters.
    private static func letter(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: byte
        default: nil
        }
    }

    /// The number of letters to insert, remove, replace or swap with their neighbours; `Int.max` beyond the limit.
    private static func distance(_ wanted: [UInt8], _ text: String, limit: Int) -> Int {
        // Most texts are too long or too short, which is seen without making anything of them.
        let bytes = text.utf8Span.span
        var letterCount = 0
        for index in bytes.indices where letter(bytes[index]) != nil {
            letterCount += 1
        }
        guard abs(letterCount - wanted.count) <= limit else { return .max }
        let candidate = letters(text.utf8)
        return EditDistance.between(wanted, candidate, limit: limit) ?? .max
    }
}
