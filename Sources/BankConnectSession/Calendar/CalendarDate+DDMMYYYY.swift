// The one form in which the API writes dates: two digits, a slash, two digits, a slash, four digits.

extension CalendarDate: CustomStringConvertible {
    /// Reads ten ASCII bytes, `DD/MM/YYYY`, out of a larger buffer; allocates nothing.
    ///
    /// The bytes are borrowed: an initializer would otherwise own them, which costs more than the reading.
    ///
    /// Nil when the range is not ten bytes inside the array, when the bytes have another form (signs, spaces and
    /// single digits included), and when the calendar has no such day.
    public init?(ddmmyyyy bytes: borrowing [UInt8], in range: Range<Int>) {
        let start = range.lowerBound
        // Inside the array first: the length of an arbitrary range can overflow.
        guard start >= 0, range.upperBound <= bytes.count, range.upperBound - start == 10 else { return nil }
        // The first eight bytes at once, DD/MM/YY; the slashes are put aside as zeros among the digits.
        let word = ByteWord(bytes.span, at: start).bits
        guard word & 0x0000_FF00_00FF_0000 == 0x0000_2F00_002F_0000, let ones = Self.twoDigits(bytes, start &+ 8)
        else { return nil }
        let text = word & ~0x0000_FF00_00FF_0000 | 0x0000_3000_0030_0000
        guard ByteWord(bits: text).isDigits else { return nil }
        // Each byte ten times, and the next one: 9 and 1 become 91, where the 9 stands.
        let digits = text & 0x0F0F_0F0F_0F0F_0F0F
        let pairs = digits &* 10 &+ digits >> 8
        let century = Int(truncatingIfNeeded: pairs >> 48 & 0xFF)
        self.init(
            year: century &* 100 &+ ones, month: Int(truncatingIfNeeded: pairs >> 24 & 0xFF),
            day: Int(truncatingIfNeeded: pairs & 0xFF))
    }

    /// Reads a text that is exactly `DD/MM/YYYY`; nil for any other text.
    public init?(ddmmyyyy text: String) {
        let bytes = Array(text.utf8)
        self.init(ddmmyyyy: bytes, in: bytes.indices)
    }

    /// The date as the API writes it, such as `09/12/2025`.
    public var description: String {
        var bytes: [UInt8] = []
        appendDDMMYYYY(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The ten bytes of `DD/MM/YYYY`.
    var ddmmyyyy: InlineArray<10, UInt8> {
        let (year, month, day) = civil
        let (century, ones) = (UInt8(truncatingIfNeeded: year / 100), UInt8(truncatingIfNeeded: year % 100))
        let (m, d) = (UInt8(truncatingIfNeeded: month), UInt8(truncatingIfNeeded: day))
        let (zero, slash) = (UInt8(ascii: "0"), UInt8(ascii: "/"))
        return [
            zero &+ d / 10, zero &+ d % 10, slash, zero &+ m / 10, zero &+ m % 10, slash,
            zero &+ century / 10, zero &+ century % 10, zero &+ ones / 10, zero &+ ones % 10,
        ]
    }

    /// Appends the ten bytes of `DD/MM/YYYY` to a buffer.
    public func appendDDMMYYYY(to bytes: inout [UInt8]) {
        bytes.append(copying: ddmmyyyy.span)
    }

    /// The caller has checked that both bytes lie inside the array.
    @inline(__always)
    private static func twoDigits(_ bytes: borrowing [UInt8], _ start: Int) -> Int? {
        let tens = bytes[start] &- UInt8(ascii: "0")
        let ones = bytes[start &+ 1] &- UInt8(ascii: "0")
        guard tens <= 9, ones <= 9 else { return nil }
        return Int(tens) &* 10 &+ Int(ones)
    }
}

/// Days by the ten bytes that write them, `DD/MM/YYYY`: the few days of a stream are read once.
///
/// A table by hash in which the last of two texts that meet counts; texts that are no day are not kept.
struct DayCache: Sendable {
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
