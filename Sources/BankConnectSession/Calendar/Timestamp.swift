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
        let bytes = Array(text.utf8)
        if let seconds = Self.unixSeconds(bytes.span) {
            self.init(unixSeconds: seconds)
            return
        }
        guard let fields = Self.fields(bytes),
            let date = CalendarDate(year: Int(fields[0]), month: Int(fields[1]), day: Int(fields[2])),
            fields[3] < 24, fields[4] < 60, fields[5] < 60
        else { return nil }
        self.init(unixSeconds: Int64(date.dayNumber) * 86_400 + fields[3] * 3600 + fields[4] * 60 + fields[5])
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
    private static func fields(_ bytes: [UInt8]) -> [Int64]? {
        let pattern = Array("0000-00-00T00:00:00Z".utf8)
        guard bytes.count == pattern.count else { return nil }
        var fields: [Int64] = []
        var field: Int64 = 0
        for (byte, expected) in zip(bytes, pattern) {
            if expected == 0x30 {
                guard 0x30...0x39 ~= byte else { return nil }
                field = field * 10 + Int64(byte - 0x30)
            } else {
                guard byte == expected else { return nil }
                fields.append(field)
                field = 0
            }
        }
        return fields
    }
}
