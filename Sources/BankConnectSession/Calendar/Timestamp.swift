/// A second of Universal Time from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z, leap seconds not counted.
///
/// The upper end is the last second that RFC 3339 can write; tokens are held to the same range.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The seconds that can be written, counted from 1970-01-01T00:00:00Z.
    public static let bounds: ClosedRange<Int64> = 0...253_402_300_799

    /// 1970-01-01T00:00:00Z.
    package static let epoch = Timestamp(validSeconds: 0)

    /// Seconds since 1970-01-01T00:00:00Z.
    public let unixSeconds: Int64

    /// The time with a count of seconds, or nil when it is out of bounds.
    public init?(unixSeconds: Int64) {
        guard Self.bounds.contains(unixSeconds) else { return nil }
        self.unixSeconds = unixSeconds
    }

    private init(validSeconds: Int64) { unixSeconds = validSeconds }

    /// The time as RFC 3339 writes it, in UTC and without a fraction: `2026-11-22T12:34:56Z`.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds the twenty bytes of ``description``.
    package func append(to bytes: inout [UInt8]) {
        // In bounds, so that there is such a day.
        let date = (CalendarDate(unixSeconds: unixSeconds, offsetSeconds: 0) ?? .latest).civil
        let second = Int(unixSeconds % 86_400)
        bytes.append(addingCapacity: 20) { text in
            Self.append(date.year / 100, "", to: &text)
            Self.append(date.year % 100, "-", to: &text)
            Self.append(date.month, "-", to: &text)
            Self.append(date.day, "T", to: &text)
            Self.append(second / 3600, ":", to: &text)
            Self.append(second / 60 % 60, ":", to: &text)
            Self.append(second % 60, "Z", to: &text)
        }
    }

    /// Two digits of a number below 100, and what follows them.
    private static func append(_ number: Int, _ following: StaticString, to text: inout OutputSpan<UInt8>) {
        text.append(UInt8(truncatingIfNeeded: 0x30 + number / 10))
        text.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
        text.append(literal: following)
    }

    /// The time that a text writes: digits are Unix seconds, `YYYY-MM-DDTHH:MM:SSZ` is RFC 3339 in UTC.
    ///
    /// Nil for every other text: signs, leading zeros, lower-case letters, fractions, offsets, days that no
    /// month has, and leap seconds.
    public init?(_ text: String) {
        self.init(text.utf8.span)
    }

    /// The time that bytes write, as ``init(_:)-(String)`` reads it.
    package init?(_ bytes: Span<UInt8>) {
        if let seconds = Self.unixSeconds(bytes) {
            self.init(unixSeconds: seconds)
            return
        }
        guard let fields = Self.fields(bytes),
            let date = CalendarDate(year: fields.year, month: fields.month, day: fields.day), fields.hour < 24,
            fields.minute < 60, fields.second < 60
        else { return nil }
        self.init(
            unixSeconds: Int64(date.dayNumber) * 86_400 + fields.hour * 3600 + fields.minute * 60 + fields.second)
    }

    /// Earlier is less.
    public static func < (left: Self, right: Self) -> Bool {
        left.unixSeconds < right.unixSeconds
    }

    /// The canonical decimal count of seconds that bytes write, or nil: no sign, no leading zero, in bounds.
    static func unixSeconds(_ digits: Span<UInt8>) -> Int64? {
        guard 1...12 ~= digits.count, digits.count == 1 || digits[0] != 0x30 else { return nil }
        var value: Int64 = 0
        for index in digits.indices {
            guard 0x30...0x39 ~= digits[index] else { return nil }
            value = value * 10 + Int64(digits[index] - 0x30)
        }
        return bounds.contains(value) ? value : nil
    }

    /// The six numbers of an RFC 3339 text, which may still name no time.
    private static func fields(_ bytes: Span<UInt8>) -> (
        year: Int, month: Int, day: Int, hour: Int64, minute: Int64, second: Int64
    )? {
        guard bytes.count == 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes[19] == UInt8(ascii: "Z"), let century = pair(bytes, at: 0), let year = pair(bytes, at: 2),
            let month = pair(bytes, at: 5), let day = pair(bytes, at: 8), let hour = pair(bytes, at: 11),
            let minute = pair(bytes, at: 14), let second = pair(bytes, at: 17)
        else { return nil }
        return (century * 100 + year, month, day, Int64(hour), Int64(minute), Int64(second))
    }

    private static func pair(_ bytes: Span<UInt8>, at place: Int) -> Int? {
        guard ASCII.isDigit(bytes[place]), ASCII.isDigit(bytes[place + 1]) else { return nil }
        return Int(bytes[place] - 0x30) * 10 + Int(bytes[place + 1] - 0x30)
    }
}

extension Timestamp {
    /// The time that a person writes: Unix seconds, RFC 3339 with any offset, or a day, which begins in India.
    ///
    ///     1795350896   2026-11-22T12:34:56Z   2026-11-22t18:04:56.5+05:30   2026-11-22
    ///
    /// A fraction of a second is dropped. Nil for every other text, and for times that do not exist.
    package init?(moment text: String) {
        if let time = Timestamp(text) {
            self = time
            return
        }
        var fields = Array(text.utf8)[...]
        guard let year = Self.number(4, &fields), Self.take("-", &fields), let month = Self.number(2, &fields),
            Self.take("-", &fields), let day = Self.number(2, &fields),
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        let midnight = Int64(date.dayNumber) * 86_400
        if fields.isEmpty {
            self.init(unixSeconds: midnight - Int64(IndianTime.offsetSeconds))
            return
        }
        guard Self.take("Tt ", &fields), let hour = Self.number(2, &fields), Self.take(":", &fields),
            let minute = Self.number(2, &fields), Self.take(":", &fields), let second = Self.number(2, &fields),
            hour < 24, minute < 60, second < 60
        else { return nil }
        if Self.take(".", &fields) {
            let digits = fields.prefix { ASCII.isDigit($0) }
            guard !digits.isEmpty else { return nil }
            fields = fields.dropFirst(digits.count)
        }
        guard let offset = Self.offset(&fields), fields.isEmpty else { return nil }
        self.init(unixSeconds: midnight + Int64(hour * 3600 + minute * 60 + second - offset))
    }

    /// The seconds that local time is ahead of Universal Time by `Z` or `+05:30`.
    private static func offset(_ text: inout ArraySlice<UInt8>) -> Int? {
        if take("Zz", &text) { return 0 }
        let sign = text.first == UInt8(ascii: "-") ? -1 : 1
        guard take("+-", &text), let hours = number(2, &text), take(":", &text), let minutes = number(2, &text),
            hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    /// Takes a number of exactly so many digits.
    private static func number(_ count: Int, _ text: inout ArraySlice<UInt8>) -> Int? {
        let digits = text.prefix(count)
        guard digits.count == count, digits.allSatisfy({ ASCII.isDigit($0) }) else { return nil }
        text = text.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Takes one of some characters.
    private static func take(_ characters: StaticString, _ text: inout ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, characters.withSpan({ $0.holdsByte(first) }) else { return false }
        text = text.dropFirst()
        return true
    }
}

extension Span<UInt8> {
    fileprivate func holdsByte(_ byte: UInt8) -> Bool {
        for index in indices where self[index] == byte { return true }
        return false
    }
}
