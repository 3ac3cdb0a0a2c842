// For suggestions only, when a name has been refused.

extension BankTable {
    /// The banks whose identifier or name is most like a text, the most alike first.
    ///
    /// Case, spaces and punctuation do not count. A third of the letters may differ, at most three; two neighbours that
    /// changed places differ in one. Empty when nothing is that near.
    public func nearest(to text: String, count: Int = 3) -> [Bank] {
        let wanted = Self.letters(text.utf8.prefix(64))
        guard !wanted.isEmpty, count > 0 else { return [] }
        let limit = min(max(1, wanted.count / 3), 3)
        var found: [(distance: Int, index: Int)] = []
        for (index, bank) in banks.enumerated() {
            let byIdentifier = Self.distance(wanted, bank.identifier, limit: limit)
            let byName = Self.distance(wanted, bank.name, limit: limit)
            if let distance = [byIdentifier, byName].compactMap(\.self).min() {
                found.append((distance, index))
            }
        }
        found.sort { ($0.distance, $0.index) < ($1.distance, $1.index) }
        return found.prefix(count).map { banks[$0.index] }
    }

    /// The letters and digits of a text, ASCII letters in lower case; bytes beyond ASCII count as letters.
    private static func letters(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.compactMap { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: byte
            default: nil
            }
        }
    }

    /// The number of letters to insert, remove, replace or swap with their neighbours; nil beyond the limit.
    private static func distance(_ wanted: [UInt8], _ text: String, limit: Int) -> Int? {
        // Most texts are too long or too short, which is seen without making anything of them. Punctuation is counted
        // here, so only its absence can be relied on.
        guard text.utf8.count >= wanted.count - limit else { return nil }
        let candidate = letters(text.utf8)
        guard abs(candidate.count - wanted.count) <= limit else { return nil }
        // Three rows of the usual table: the last but one for swaps, the last, and the one being filled.
        var beforeLast: [Int] = []
        var last = Array(0...candidate.count)
        for row in 1...wanted.count {
            var current = [row]
            current.reserveCapacity(candidate.count + 1)
            var column = 1
            while column <= candidate.count {
                let isSame = wanted[row - 1] == candidate[column - 1]
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1,
                    wanted[row - 1] == candidate[column - 2], wanted[row - 2] == candidate[column - 1]
                {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current.append(best)
                column += 1
            }
            guard current.contains(where: { $0 <= limit }) else { return nil }
            beforeLast = last
            last = current
        }
        return last.last.flatMap { $0 <= limit ? $0 : nil }
    }
}
