/// Recognises the names of members where they stand in a text: a fixed set of names, each with a small number.
///
/// Most names of a text are expected, and an expected name need not be read: its first seven bytes lead to an entry,
/// and one comparison with its last seven and the closing quotation mark tells where it ends and that nothing in it
/// needs a closer look.
///
///     " f r o m _ d a t e "      head: from_da     tail: om_date"
///     " m o d e "                head: mode"       (a shorter name has no tail)
///
/// Only names of more than fourteen bytes have their middle compared too. Built once; a look-up allocates nothing.
struct NameTable: Sendable {
    /// The number of a name that is not in any table.
    static let unknown: UInt8 = .max

    private struct Entry {
        /// What no seven bytes are, where the number has no name.
        var head: UInt64 = .max
        var tail: UInt64 = 0
        /// The eight bytes behind the first seven; of a name that has fifteen or more.
        var middle: UInt64 = 0
        /// How many bytes the name has.
        var length = 0
        /// Where in ``texts`` the name begins.
        var start: UInt32 = 0
    }

    /// The names by their numbers.
    private var entries = Array(repeating: Entry(), count: 64)
    /// An open hash table by the head; at most a quarter of it is in use.
    private var ids = Array(repeating: NameTable.unknown, count: Self.size)
    private static let size = 256
    /// The whole names, one after another.
    private var texts: [UInt8] = []

    /// A table without names.
    static let none = NameTable { _ in nil }

    /// A table of the names that have a number below 64, so that a set of them is one word; no two are alike.
    ///
    /// Names have four bytes or more, so that in a well-formed text eight can be read from a name's beginning on: its
    /// quotation marks, the name, a colon, a value and a bracket.
    init(_ nameOf: (_ id: UInt8) -> String?) {
        for id in 0..<64 as Range<UInt8> {
            guard let name = nameOf(id) else { continue }
            let text = name.utf8Span.span
            precondition(text.count >= 4)
            let quote = UInt64(UInt8(ascii: "\""))
            let isShort = text.count < 7
            let head =
                ByteWord(text, at: 0, upTo: min(text.count, 7)).bits | (isShort ? quote << UInt64(text.count * 8) : 0)
            let tail = isShort ? 0 : ByteWord(text, at: text.count - 7, upTo: text.count).bits | quote << 56
            let middle = text.count < 15 ? 0 : ByteWord(text, at: 7).bits
            var slot = Self.slot(head)
            while ids[slot] != Self.unknown { slot = (slot + 1) % Self.size }
            ids[slot] = id
            entries[Int(id)] = Entry(
                head: head, tail: tail, middle: middle, length: text.count,
                start: UInt32(truncatingIfNeeded: texts.count))
            for offset in text.indices { texts.append(text[offset]) }
        }
    }

    /// The name whose opening quotation mark stands at `start`: its number, and where the mark behind it stands; nil for
    /// one that is not in the table, or is written with escapes.
    ///
    /// The guess is the number that it probably has. When it has, where the name ends does not wait for the bytes of the
    /// name: a processor that foresees the comparisons reads on meanwhile.
    @inline(__always)
    func match(_ text: borrowing Span<UInt8>, _ start: Int, guess: UInt8 = unknown) -> (id: UInt8, close: Int)? {
        guard let word = ByteWord(text, ifWholeAt: start), word.bits & 0xFF == UInt64(UInt8(ascii: "\"")) else {
            return nil
        }
        let head = ByteWord(bits: word.bits >> 8).throughQuote
        if let close = close(text, start, head, guess) { return (guess, close) }
        return search(text, start, head)
    }

    private func search(_ text: borrowing Span<UInt8>, _ start: Int, _ head: UInt64) -> (id: UInt8, close: Int)? {
        var slot = Self.slot(head)
        while ids[slot] != Self.unknown {
            if let close = close(text, start, head, ids[slot]) { return (ids[slot], close) }
            slot = (slot &+ 1) % Self.size
        }
        return nil
    }

    /// Where the name with a number ends, if it is the one that begins at `start` with `head`.
    @inline(__always)
    private func close(_ text: borrowing Span<UInt8>, _ start: Int, _ head: UInt64, _ id: UInt8) -> Int? {
        guard id < entries.count else { return nil }
        let entry = entries[Int(id)]
        return entry.head == head && isTailEqual(entry, text, start) ? start &+ entry.length &+ 1 : nil
    }

    /// The number of a whole name; for names written with escapes, which are rare.
    func id(of name: [UInt8]) -> UInt8 {
        guard !name.isEmpty else { return Self.unknown }
        let id = entries.firstIndex { $0.length == name.count && texts[range(of: $0)].elementsEqual(name) }
        return id.map { UInt8(truncatingIfNeeded: $0) } ?? Self.unknown
    }

    /// Whether the bytes behind the head are the name's, and a quotation mark follows them.
    @inline(__always)
    private func isTailEqual(_ entry: Entry, _ text: borrowing Span<UInt8>, _ start: Int) -> Bool {
        guard entry.length >= 7 else { return true }
        guard ByteWord(text, ifWholeAt: start &+ entry.length &- 6)?.bits == entry.tail else { return false }
        guard entry.length >= 15 else { return true }
        guard ByteWord(text, ifWholeAt: start &+ 8)?.bits == entry.middle else { return false }
        return entry.length <= 22 || isMiddleEqual(range(of: entry), text, start &+ 1)
    }

    private func isMiddleEqual(_ name: Range<Int>, _ text: borrowing Span<UInt8>, _ start: Int) -> Bool {
        let known = texts.span.extracting(name)
        var offset = 15
        while offset < known.count - 7 {
            guard ByteWord(known, at: offset).bits == ByteWord(text, at: start + offset).bits else { return false }
            offset += 8
        }
        return true
    }

    private func range(of entry: Entry) -> Range<Int> {
        Int(entry.start)..<Int(entry.start) + entry.length
    }

    @inline(__always)
    private static func slot(_ head: UInt64) -> Int {
        Int(truncatingIfNeeded: (head &* 0x9E37_79B9_7F4A_7C15) >> 56)
    }
}
