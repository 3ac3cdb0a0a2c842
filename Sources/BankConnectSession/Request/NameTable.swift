/// Finds names among bytes without making strings: a fixed set of names, each with a small number.
///
/// A name is known by its length, its first eight bytes and its last eight; only names longer than sixteen bytes
/// have their middle compared too. Built once; a look-up allocates nothing.
struct NameTable: Sendable {
    private struct Entry {
        var first: UInt64 = 0
        var last: UInt64 = 0
        var length = 0
        var id: UInt8 = 0
    }

    private var entries: [Entry]
    /// The whole names, by slot.
    private var names: [[UInt8]]
    private let mask: Int

    /// A table of names, no two alike, each with its number.
    init(_ names: [(name: String, id: UInt8)]) {
        var capacity = 16
        while capacity < names.count * 4 { capacity *= 2 }
        entries = Array(repeating: Entry(), count: capacity)
        self.names = Array(repeating: [], count: capacity)
        mask = capacity - 1
        for (name, id) in names {
            let bytes = Array(name.utf8)
            let ends = Self.ends(of: bytes.span, in: 0..<bytes.count)
            var slot = Self.hash(ends.first, ends.last, bytes.count) & mask
            while entries[slot].length != 0 { slot = (slot + 1) & mask }
            entries[slot] = Entry(first: ends.first, last: ends.last, length: bytes.count, id: id)
            self.names[slot] = bytes
        }
    }

    /// The number of the name at `range` of `bytes`; nil for a name that is not in the table.
    @inline(__always)
    func id(of bytes: [UInt8], in range: Range<Int>) -> UInt8? {
        guard !range.isEmpty else { return nil }
        let ends = Self.ends(of: bytes.span, in: range)
        var slot = Self.hash(ends.first, ends.last, range.count) & mask
        while entries[slot].length != 0 {
            if entries[slot].first == ends.first, entries[slot].last == ends.last,
                entries[slot].length == range.count, range.count <= 16 || isMiddleEqual(slot, bytes, range)
            {
                return entries[slot].id
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func isMiddleEqual(_ slot: Int, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let known = names[slot]
        let name = known.span
        let text = bytes.span
        var offset = 8
        while offset < range.count - 8 {
            guard ByteWord(name, at: offset).bits == ByteWord(text, at: range.lowerBound + offset).bits else {
                return false
            }
            offset += 8
        }
        return true
    }

    @inline(__always)
    private static func hash(_ first: UInt64, _ last: UInt64, _ length: Int) -> Int {
        let mixed =
            (first ^ (last &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: length)) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed >> 40)
    }

    /// The first and the last eight bytes of a name; one of fewer than eight gives itself, filled up with zeros.
    @inline(__always)
    private static func ends(of bytes: borrowing Span<UInt8>, in range: Range<Int>) -> (first: UInt64, last: UInt64) {
        if range.count >= 8 {
            return (ByteWord(bytes, at: range.lowerBound).bits, ByteWord(bytes, at: range.upperBound - 8).bits)
        }
        if range.lowerBound + 8 <= bytes.count {
            let word = ByteWord(bytes, at: range.lowerBound).prefix(range.count)
            return (word, word)
        }
        var word: UInt64 = 0
        for offset in range.reversed() { word = word << 8 | UInt64(bytes[offset]) }
        return (word, word)
    }
}
