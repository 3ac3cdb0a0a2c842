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
