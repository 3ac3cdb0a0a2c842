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

    /// Makes a table; of rows with one identifier the last counts, in the place of the first.
    public init(_ rows: [Bank]) {
        var banks: [Bank] = []
        banks.reserveCapacity(rows.count)
        var keys: [UInt8] = []
        var starts: [Int32] = [0]
        var size = 16
        while size < rows.count * 2 {
            size *= 2
        }
        var slots = [Int32](repeating: -1, count: size)
        var longestKey = 0
        for bank in rows {
            let key = Array(bank.identifier.utf8)
            let slot = Self.slot(of: key, in: 0..<key.count, keys: keys, starts: starts, slots: slots)
            if slots[slot] >= 0 {
                banks[Int(slots[slot])] = bank
                continue
            }
            slots[slot] = Int32(truncatingIfNeeded: banks.count)
            banks.append(bank)
            keys.append(contentsOf: key.lazy.map(Self.lowercased))
            starts.append(Int32(truncatingIfNeeded: keys.count))
            longestKey = max(longestKey, key.count)
        }
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
        let index = slots[Self.slot(of: bytes, in: range, keys: keys, starts: starts, slots: slots)]
        return index < 0 ? nil : Int(index)
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
        of bytes: [UInt8], in range: Range<Int>, keys: [UInt8], starts: [Int32], slots: [Int32]
    ) -> Int {
        var slot = hash(bytes, range) & (slots.count - 1)
        while slots[slot] >= 0, !isEqual(bytes, range, to: Int(slots[slot]), keys: keys, starts: starts) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    /// Seeded by the process, so that no list of banks can be made to collide.
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var hasher = Hasher()
        var word: UInt64 = 0
        for index in range {
            word = word << 8 | UInt64(lowercased(bytes[index]))
            if (index - range.lowerBound) & 7 == 7 {
                hasher.combine(word)
                word = 0
            }
        }
        hasher.combine(word)
        return hasher.finalize()
    }

    private static func isEqual(
        _ bytes: [UInt8], _ range: Range<Int>, to bank: Int, keys: [UInt8], starts: [Int32]
    ) -> Bool {
        var key = Int(starts[bank])
        guard Int(starts[bank + 1]) - key == range.count else { return false }
        for index in range {
            guard keys[key] == lowercased(bytes[index]) else { return false }
            key += 1
        }
        return true
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
