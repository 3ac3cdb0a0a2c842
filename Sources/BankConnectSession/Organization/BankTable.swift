/// Banks that can be looked up by identifier, without regard to ASCII case.
///
/// The index is built once; a look-up then hashes and compares bytes where they lie, and allocates nothing.
public struct BankTable: Sendable {
    /// The banks in the order in which their identifiers were first given.
    public let banks: [Bank]

    /// Whether rows of the built-in table are among the banks, whose `aa` is a snapshot of 2024.
    public let isSnapshot: Bool

    /// All identifiers in lower case, one after another.
    private let keys: [UInt8]
    /// Where in `keys` the identifier of each bank begins; one more for the end of the last.
    private let starts: [Int32]
    /// An open hash table of indices of banks; -1 where there is none.
    ///
    /// Its size is a power of two and at least twice the number of banks.
    private let slots: [Int32]
    private let longestKey: Int
    private let seed: UInt64

    /// Makes a table; of rows with one identifier the last counts, in the place of the first.
    public init(_ rows: [Bank]) {
        var starts = [Int32](repeating: 0, count: rows.count + 1)
        for place in rows.indices {
            let length = Int32(truncatingIfNeeded: rows[place].identifier.utf8.count)
            starts[place + 1] = starts[place] + length
        }
        var keys = [UInt8](repeating: 0, count: Int(starts[rows.count]))
        var room = keys.mutableSpan
        for place in rows.indices {
            let identifier = rows[place].identifier.utf8Span.span
            let start = Int(starts[place])
            for index in identifier.indices { room[start + index] = Self.lowercased(identifier[index]) }
        }
        var size = 16
        while size < rows.count * 2 {
            size *= 2
        }
        var slots = [Int32](repeating: -1, count: size)
        var longestKey = 0
        let seed = Self.processSeed
        // Copied only where an identifier comes again, which in most tables none does.
        var banks = rows
        var repeats: Set<Int> = []
        for place in rows.indices {
            let key = Int(starts[place])..<Int(starts[place + 1])
            let slot = Self.slot(of: keys, in: key, seed: seed, keys: keys, starts: starts, slots: slots)
            if slots[slot] < 0 {
                slots[slot] = Int32(truncatingIfNeeded: place)
                longestKey = max(longestKey, key.count)
            } else {
                banks[Int(slots[slot])] = rows[place]
                repeats.insert(place)
            }
        }
        guard repeats.isEmpty else {
            self = BankTable(banks.indices.filter { !repeats.contains($0) }.map { banks[$0] })
            return
        }
        self.seed = seed
        self.banks = banks
        self.keys = keys
        self.starts = starts
        self.slots = slots
        self.longestKey = longestKey
        isSnapshot = banks.contains { $0.isSnapshot }
    }

    /// The table with further banks, which replace those of the same identifier.
    public func adding(_ further: [Bank]) -> BankTable {
        further.isEmpty ? self : BankTable(banks + further)
    }

    /// The place in `banks` of the bank whose identifier stands in a part of a larger buffer; nil when there is none.
    public func index(ofBankNamed bytes: [UInt8], in range: Range<Int>) -> Int? {
        // Inside the array first: the length of an arbitrary range can overflow.
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
        guard range.upperBound - range.lowerBound <= longestKey, !range.isEmpty else { return nil }
        let index = slots[Self.slot(of: bytes, in: range, seed: seed, keys: keys, starts: starts, slots: slots)]
        return index < 0 ? nil : Int(index)
    }

    /// Whether the bank at a place is known to serve a mode, or none is asked for.
    @inline(__always)
    func isCertain(of mode: BankMode?, at place: Int) -> Bool {
        mode.map { banks[place].availability(of: $0) == .yes } ?? true
    }

    /// The bank whose identifier stands in a part of a larger buffer; nil when there is none.
    public func bank(named bytes: [UInt8], in range: Range<Int>) -> Bank? {
        index(ofBankNamed: bytes, in: range).map { banks[$0] }
    }

    /// The bank of an identifier; nil when there is none.
    public func bank(named identifier: String) -> Bank? {
        let bytes = Array(identifier.utf8)
        return bank(named: bytes, in: 0..<bytes.count)
    }

    /// The slot that holds the identifier, or the empty one where it belongs.
    private static func slot(
        of bytes: [UInt8], in range: Range<Int>, seed: UInt64, keys: [UInt8], starts: [Int32], slots: [Int32]
    ) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash(bytes, range, seed)) & mask
        while slots[slot] >= 0, !isEqual(bytes, range, to: Int(slots[slot]), keys: keys, starts: starts) {
            slot = (slot + 1) & mask
        }
        return slot
    }

    /// Takes eight bytes at a time; the seed keeps a list of banks from being made to collide.
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>, _ seed: UInt64) -> UInt64 {
        let text = bytes.span
        var state = seed
        var start = range.lowerBound
        while start < range.upperBound {
            state = mixed(state ^ ByteWord(text, at: start, upTo: range.upperBound).lowercased)
            start += 8
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

    private static func isEqual(
        _ bytes: [UInt8], _ range: Range<Int>, to bank: Int, keys: [UInt8], starts: [Int32]
    ) -> Bool {
        let (text, known) = (bytes.span, keys.span)
        let key = Int(starts[bank])
        guard Int(starts[bank + 1]) - key == range.count else { return false }
        var offset = 0
        while offset < range.count {
            let word = ByteWord(text, at: range.lowerBound + offset, upTo: range.upperBound).lowercased
            guard word == ByteWord(known, at: key + offset, upTo: key + range.count).bits else { return false }
            offset += 8
        }
        return true
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
