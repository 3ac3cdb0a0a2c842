import BankConnectSession

/// Days and times as texts.
enum DateProperties {
    static func check(_ input: [UInt8]) throws {
        let text = input.text
        if let date = CalendarDate(ddmmyyyy: input, in: 0..<input.count) {
            try hold(Array(date.description.utf8) == input, "a day is written as it was read")
            try hold(CalendarDate(ddmmyyyy: text) == date, "a day is the same as text and as bytes")
            try hold(CalendarDate(dayNumber: date.dayNumber) == date, "a day is its number")
            try hold(CalendarDate(year: date.year, month: date.month, day: date.day) == date, "a day is its parts")
            try hold(date.day <= CalendarDate.length(ofMonth: date.month, year: date.year), "its month has the day")
            try hold(DateGuess(text) == nil, "a good date needs no guess")
        } else if let guess = DateGuess(text) {
            try hold(!guess.explanation.isEmpty, "a guess says why")
            try hold(!guess.explanation.unicodeScalars.contains(where: DisplayText.isUnsafe), "a guess can be shown")
            if let suggestion = guess.suggestion?.description {
                try hold(CalendarDate(ddmmyyyy: suggestion) == guess.suggestion, "what is suggested is accepted")
            }
        }
        try checkInside(input)
        try checkTimes(text)
    }

    /// A day is found wherever it stands in a buffer, and nowhere else.
    private static func checkInside(_ input: [UInt8]) throws {
        let whole = CalendarDate(ddmmyyyy: input, in: 0..<input.count)
        let sides = Array("01/01/2".utf8)
        let moved = CalendarDate(ddmmyyyy: sides + input + sides, in: sides.count..<sides.count + input.count)
        try hold(moved == whole, "neighbours change no day")
        for range in [-1..<9, 0..<input.count + 1, input.count..<input.count + 10, 0..<Int.max] {
            guard range.lowerBound < 0 || range.upperBound > input.count else { continue }
            try hold(CalendarDate(ddmmyyyy: input, in: range) == nil, "there is no day outside the bytes")
        }
    }

    private static func checkTimes(_ text: String) throws {
        if let time = Timestamp(text) {
            let isText = time.description == text || String(time.unixSeconds) == text
            try hold(isText, "a time is written as it was read: \(text)")
            try hold(Timestamp(time.description) == time, "a time that is written is read")
        }
        for now in [0, 1_800_000_000, Timestamp.bounds.upperBound] {
            guard let seconds = RetryAfter.seconds(text, now: now) else { continue }
            try hold(seconds >= 0, "nobody is asked to come back earlier")
        }
    }
}
