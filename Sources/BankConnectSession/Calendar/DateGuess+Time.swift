extension DateGuess {
    /// What follows a date: a time of day, and perhaps its zone.
    ///
    ///     10:30   22:15:00.123Z   00:00:00 GMT+0530 (India Standard Time)   10:30 pm   10:30+05:30[Asia/Kolkata]
    struct TimeOfDay: Sendable {
        /// Seconds since midnight, where the time was taken.
        private let second: Int
        /// Seconds that the zone is ahead of Universal Time; nil where none is given.
        private let offset: Int?

        /// Nil for a text that is no time, or one that no clock shows.
        init?(_ text: String) {
            var rest = Substring(text)
            func digits(_ count: ClosedRange<Int>) -> Int? {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                guard count.contains(digits.count) else { return nil }
                rest = rest.dropFirst(digits.count)
                return Int(digits)
            }
            func skip(_ text: String) -> Bool {
                guard rest.lowercased().hasPrefix(text) else { return false }
                rest = rest.dropFirst(text.count)
                return true
            }
            guard var hour = digits(1...2), skip(":"), let minute = digits(2...2), minute < 60 else { return nil }
            var second = 0
            if skip(":") {
                // A leap second is the last of its minute.
                guard let given = digits(2...2), given <= 60 else { return nil }
                second = min(given, 59)
                if skip(".") || skip(",") { guard digits(1...12) != nil else { return nil } }
            }
            _ = skip(" ")
            for (half, hours) in [("am", 0), ("pm", 12)] where skip(half) {
                guard 1...12 ~= hour else { return nil }
                hour = hour % 12 + hours
            }
            guard hour < 24 else { return nil }
            self.second = hour * 3600 + minute * 60 + second
            _ = skip(" ")
            var offset: Int?
            if skip("ist") {
                offset = Int(IndianTime.offsetSeconds)
            } else {
                if skip("z") || skip("utc") || skip("gmt") { offset = 0 }
                let isAhead = skip("+")
                if isAhead || skip("-") {
                    guard let hours = digits(2...2) ?? digits(4...4) else { return nil }
                    let minutes =
                        hours < 100 ? hours * 60 + (skip(":") ? digits(2...2) ?? 0 : 0) : hours / 100 * 60 + hours % 100
                    // No place is further from Greenwich.
                    guard minutes <= 14 * 60 else { return nil }
                    offset = (isAhead ? 60 : -60) * minutes
                }
            }
            // A zone's name, which adds nothing to its offset.
            _ = skip(" ")
            if offset != nil, let first = rest.first, let last = rest.last {
                guard first == "(" && last == ")" || first == "[" && last == "]" else { return nil }
                rest = ""
            }
            guard rest.isEmpty else { return nil }
            self.offset = offset
        }

        /// The day in India at this time of a day.
        func dayInIndia(on date: CalendarDate) -> CalendarDate? {
            guard let offset else { return date }
            let local = second - offset + Int(IndianTime.offsetSeconds)
            return CalendarDate(dayNumber: date.dayNumber + (local >= 86_400 ? 1 : local < 0 ? -1 : 0))
        }
    }
}
