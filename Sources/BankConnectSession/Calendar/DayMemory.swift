/// Days by the ten bytes that write them, `DD/MM/YYYY`: the few days of a stream are read once.
///
/// A table by hash in which the last of two texts that meet counts; texts that are no day are not kept.
struct DayMemory: Sendable {
    private struct Entry {
        /// The first eight bytes, and the last eight; all zero for none.
        var (head, tail): (UInt64, UInt64) = (0, 0)
        var day = CalendarDate.earliest
    }

    private static let bits = 8
    private var entries: [Entry] = []

    /// The day that the bytes at `range` write as DD/MM/YYYY; nil for any other text.
    @inline(__always)
    mutating func day(_ bytes: borrowing [UInt8], in range: Range<Int>) -> CalendarDate? {
        if let day = known(bytes, in: range) { return day }
        return read(bytes, in: range)
    }

    /// The day, if it was read lately.
    @inline(__always)
    func known(_ bytes: borrowing [UInt8], in range: Range<Int>) -> CalendarDate? {
        guard range.upperBound &- range.lowerBound == 10, !entries.isEmpty else { return nil }
        let (head, tail) = Self.words(bytes, at: range.lowerBound)
        let entry = entries[Self.slot(head, tail)]
        return entry.head == head && entry.tail == tail ? entry.day : nil
    }

    private mutating func read(_ bytes: borrowing [UInt8], in range: Range<Int>) -> CalendarDate? {
        guard let day = CalendarDate(ddmmyyyy: bytes, in: range) else { return nil }
        if entries.isEmpty { entries = Array(repeating: Entry(), count: 1 << Self.bits) }
        let (head, tail) = Self.words(bytes, at: range.lowerBound)
        entries[Self.slot(head, tail)] = Entry(head: head, tail: tail, day: day)
        return day
    }

    @inline(__always)
    private static func words(_ bytes: borrowing [UInt8], at start: Int) -> (head: UInt64, tail: UInt64) {
        (ByteWord(bytes.span, at: start).bits, ByteWord(bytes.span, at: start &+ 2).bits)
    }

    @inline(__always)
    private static func slot(_ head: UInt64, _ tail: UInt64) -> Int {
        Int(truncatingIfNeeded: ((head ^ tail >> 31) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
    }
}
