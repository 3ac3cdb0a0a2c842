/// How long a service asks to be left alone: the value of a `Retry-After` field (RFC 9110, section 10.2.3).
package enum RetryAfter {
    /// The seconds that a value asks for: a count, or the time until an HTTP date; 0 for one that has passed.
    ///
    /// Nil for anything else: signs, fractions, lists, the two obsolete forms of dates, counts of more than nine
    /// digits.
    package static func seconds(_ value: String, now: Int64) -> Int64? {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let bytes = Array(value.utf8.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
        if !bytes.isEmpty, bytes.count <= 9, bytes.allSatisfy({ $0 &- 0x30 < 10 }) {
            return Int64(String(decoding: bytes, as: UTF8.self))
        }
        return date(bytes).map { max(0, $0 - now) }
    }

    /// The most that several values ask for: a gateway and the API behind it may each add a field, and URLSession makes
    /// one of them, with a comma between; nil where none asks for anything.
    package static func seconds(ofAll values: some Sequence<String>, now: Int64) -> Int64? {
        var greatest: Int64?
        for value in values {
            var parts = value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)[...]
            while let part = parts.popFirst() {
                var found = seconds(String(decoding: part, as: UTF8.self), now: now)
                // A date has a comma of its own.
                if found == nil, let rest = parts.first {
                    found = seconds(String(decoding: part + [UInt8(ascii: ",")] + rest, as: UTF8.self), now: now)
                    if found != nil { parts.removeFirst() }
                }
                greatest = [greatest, found].compactMap(\.self).max()
            }
        }
        return greatest
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Unix seconds of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`; the day of the week is not compared.
    private static func date(_ bytes: [UInt8]) -> Int64? {
        guard bytes.count == 29, bytes[3...4].elementsEqual(", ".utf8), bytes[25...].elementsEqual(" GMT".utf8),
            [7, 11, 16].allSatisfy({ bytes[$0] == UInt8(ascii: " ") }),
            [19, 22].allSatisfy({ bytes[$0] == UInt8(ascii: ":") }),
            let month = months.firstIndex(of: String(decoding: bytes[8...10], as: UTF8.self)),
            let day = number(bytes[5...6]), let year = number(bytes[12...15]),
            let hour = number(bytes[17...18]), let minute = number(bytes[20...21]), let second = number(bytes[23...24]),
            hour < 24, minute < 60, second <= 60,
            let date = CalendarDate(year: year, month: month + 1, day: day)
        else { return nil }
        return Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.reduce(0) { value, digit in
            guard let value, digit &- 0x30 < 10 else { return nil }
            return value * 10 + Int(digit - 0x30)
        }
    }
}
