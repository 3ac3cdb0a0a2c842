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
        guard bytes[start &+ 2] == UInt8(ascii: "/"), bytes[start &+ 5] == UInt8(ascii: "/") else { return nil }
        guard let day = Self.twoDigits(bytes, start),
            let month = Self.twoDigits(bytes, start &+ 3),
            let century = Self.twoDigits(bytes, start &+ 6),
            let year = Self.twoDigits(bytes, start &+ 8)
        else { return nil }
        self.init(year: century &* 100 &+ year, month: month, day: day)
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

    /// Appends the ten bytes of `DD/MM/YYYY` to a buffer.
    public func appendDDMMYYYY(to bytes: inout [UInt8]) {
        let (year, month, day) = civil
        Self.append(day, to: &bytes)
        bytes.append(UInt8(ascii: "/"))
        Self.append(month, to: &bytes)
        bytes.append(UInt8(ascii: "/"))
        Self.append(year / 100, to: &bytes)
        Self.append(year % 100, to: &bytes)
    }

    /// The caller has checked that both bytes lie inside the array.
    @inline(__always)
    private static func twoDigits(_ bytes: borrowing [UInt8], _ start: Int) -> Int? {
        let tens = bytes[start] &- UInt8(ascii: "0")
        let ones = bytes[start &+ 1] &- UInt8(ascii: "0")
        guard tens <= 9, ones <= 9 else { return nil }
        return Int(tens) &* 10 &+ Int(ones)
    }

    /// The number is below 100.
    private static func append(_ twoDigits: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: twoDigits / 10))
        bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: twoDigits % 10))
    }
}
