/// Banks that can be looked up by identifier, without regard to ASCII case.
///
/// A look-up compares bytes where they lie, and allocates nothing. An index by hash is built once; a table that only a
/// few payloads are checked against does without.
public struct BankTable: Sendable {
    /// The banks in the order in which their identifiers were first given.
    public let banks: [Bank]

    /// Whether rows of FinBox's appendix are among the banks, which is older than the service's catalogue and smaller: a
    /// bank that is missing here may exist all the same.
    public let isSnapshot: Bool

    /// All identifiers in lower case, one after another, each filled up with zeros to whole words.
    private var words: [UInt64] = []
    /// Where in `words` the identifier of each bank begins, and how many bytes it has.
    private var keys: [Key] = []
    /// An open hash table of indices of banks; -1 where there is none.
    ///
    /// Empty as long as there is no index; its size is a power of two and at least twice the number of banks.
    private var slots: [Int32] = []
    private var longestKey = 0
    private var seed: UInt64 = 0
    /// How suggestions compare the banks; nil until somebody expects to ask for several.
    private(set) var spellings: [Spelling]?

    private struct Key: Sendable {
        var start: Int32
        var count: Int32
    }

    /// Makes a table; of rows with one identifier the last counts, in the place of the first.
    public init(_ rows: [Bank]) {
        self.init(distinct: rows)
        let repeats = makeIndex()
        guard repeats.isEmpty else {
            var banks = rows
            for (later, first) in repeats { banks[first] = rows[later] }
            let gone = Set(repeats.map(\.later))
            self = BankTable(banks.indices.filter { !gone.contains($0) }.map { banks[$0] })
            return
        }
    }

    /// A table of rows that each have an identifier of their own, without an index.
    init(distinct rows: [Bank]) {
        banks = rows
        isSnapshot = rows.contains { $0.isSnapshot }
    }

    /// Whether look-ups go by hash.
    var hasIndex: Bool { !slots.isEmpty }

    /// Builds the index, where there is none.
    ///
    /// - Returns: the places of rows whose identifier came before, and where that was.
    @discardableResult
    mutating func makeIndex() -> [(later: Int, first: Int)] {
        guard !hasIndex else { return [] }
        var repeats: [(later: Int, first: Int)] = []
        keys.reserveCapacity(banks.count)
        words.reserveCapacity(2 * banks.count)
        for bank in banks {
            let identifier = bank.identifier.utf8Span.span
            let count = Int32(truncatingIfNeeded: identifier.count)
            keys.append(Key(start: Int32(truncatingIfNeeded: words.count), count: count))
            for offset in stride(from: 0, to: identifier.count, by: 8) {
                words.append(ByteWord(identifier, at: offset, upTo: identifier.count).lowercased)
            }
            longestKey = max(longestKey, identifier.count)
        }
        var size = 16
        while size < banks.count * 2 {
            size *= 2
        }
        slots = [Int32](repeating: -1, count: size)
        seed = Self.processSeed
        for place in banks.indices {
            let identifier = banks[place].identifier.utf8Span.span
            let slot = Self.slot(
                of: identifier, identifier.indices, seed: seed, words: words, keys: keys, slots: slots)
            if slots[slot] < 0 {
                slots[slot] = Int32(truncatingIfNeeded: place)
            } else {
                repeats.append((place, Int(slots[slot])))
            }
        }
        return repeats
    }

    /// Whether the banks' names have been taken apart for suggestions.
    var hasSpellings: Bool { spellings != nil }

    /// Takes the banks' names apart for suggestions.
    mutating func makeSpellings() {
        spellings = banks.map { Spelling($0) }
    }

    /// The same banks as the service's own word, for tests and servers of one's own: what is not in the table does not
    /// exist, and no mode is out of date.
    package var asCatalogue: BankTable {
        BankTable(
            distinct: banks.map { bank in
                var bank = bank
                bank.isSnapshot = false
                return bank
            })
    }

    /// The table with further banks, which replace those of the same identifier.
    public func adding(_ further: [Bank]) -> BankTable {
        further.isEmpty ? self : BankTable(banks + further)
    }

    /// The place in `banks` of the bank whose identifier stands in a part of a larger buffer; nil when there is none.
    package func index(ofBankNamed bytes: [UInt8], in range: Range<Int>) -> Int? {
        // Inside the array first: the length of an arbitrary range can overflow.
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
        guard hasIndex else { return firstIndex(ofBankNamed: bytes.span, range) }
        guard range.upperBound - range.lowerBound <= longestKey, !range.isEmpty else { return nil }
        let index = slots[Self.slot(of: bytes.span, range, seed: seed, words: words, keys: keys, slots: slots)]
        return index < 0 ? nil : Int(index)
    }

    /// What the index would find, without it.
    private func firstIndex(ofBankNamed text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        return banks.indices.first { place in
            guard banks[place].identifier.utf8.count == range.count else { return false }
            let identifier = banks[place].identifier.utf8Span.span
            return stride(from: 0, to: range.count, by: 8).allSatisfy { offset in
                ByteWord(identifier, at: offset, upTo: range.count).lowercased
                    == ByteWord(text, at: range.lowerBound + offset, upTo: range.upperBound).lowercased
            }
        }
    }

    /// Whether the bank at a place is known to serve a mode, or none is asked for.
    @inline(__always)
    func isCertain(of mode: BankMode?, at place: Int) -> Bool {
        mode.map { banks[place].availability(of: $0) == .yes } ?? true
    }

    /// The bank whose identifier stands in a part of a larger buffer; nil when there is none.
    package func bank(named bytes: [UInt8], in range: Range<Int>) -> Bank? {
        index(ofBankNamed: bytes, in: range).map { banks[$0] }
    }

    /// The bank of an identifier; nil when there is none.
    public func bank(named identifier: String) -> Bank? {
        let bytes = Array(identifier.utf8)
        return bank(named: bytes, in: 0..<bytes.count)
    }

    /// The slot that holds the identifier at a range of a text, or the empty one where it belongs.
    @inline(__always)
    private static func slot(
        of text: Span<UInt8>, _ range: Range<Int>, seed: UInt64, words: [UInt64], keys: [Key], slots: [Int32]
    ) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash(text, range, seed)) & mask
        while slots[slot] >= 0, !isEqual(text, range, to: keys[Int(slots[slot])], words) {
            slot = (slot &+ 1) & mask
        }
        return slot
    }

    /// Takes eight bytes at a time; the seed keeps a list of banks from being made to collide.
    @inline(__always)
    private static func hash(_ text: Span<UInt8>, _ range: Range<Int>, _ seed: UInt64) -> UInt64 {
        var state = seed
        var start = range.lowerBound
        while start < range.upperBound {
            state = mixed(state ^ ByteWord(text, at: start, upTo: range.upperBound).lowercased)
            start &+= 8
        }
        return state
    }

    /// Both halves of a wide product, folded: each bit of the result depends on all bits of the value.
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }

    /// A number that differs from process to process.
    private static var processSeed: UInt64 {
        UInt64(truncatingIfNeeded: Hasher().finalize())
    }

    @inline(__always)
    private static func isEqual(_ text: Span<UInt8>, _ range: Range<Int>, to key: Key, _ words: [UInt64]) -> Bool {
        guard Int(key.count) == range.count else { return false }
        var (start, word) = (range.lowerBound, Int(key.start))
        while start < range.upperBound {
            guard ByteWord(text, at: start, upTo: range.upperBound).lowercased == words[word] else { return false }
            start &+= 8
            word &+= 1
        }
        return true
    }
}
