// One function a form: which fields it has, and what is wrong with it.

extension DateGuess {
    /// The guess for a text taken apart; the explanation is empty when the form is `DD/MM/YYYY` and the day exists.
    static func form(of text: Fields) -> DateGuess? {
        let fields = text.fields
        switch fields.count {
        case 1:
            guard case .number(let value, let digits) = fields[0] else { return nil }
            return oneNumber(value, digits: digits)
        case 2:
            return twoFields(fields[0], fields[1])
        case 3:
            guard var guess = threeFields(fields[0], fields[1], fields[2], text.separator) else { return nil }
            if let time = text.time, let date = guess.suggestion {
                let isISO = text.separator == "-" && isYear(fields[0])
                guess.isPart = true
                guess.explanation = isISO ? "this is an ISO 8601 date with a time" : "a time of day follows the date"
                if let day = time.dayInIndia(on: date), day != date {
                    guess.rival = Rival(date: day, condition: "if the day in India is meant")
                }
            }
            return guess
        default:
            return nil
        }
    }

    private static func threeFields(
        _ first: Field, _ second: Field, _ third: Field, _ separator: Character
    ) -> DateGuess? {
        switch (first, second, third) {
        case (.number(let year, digits: 4), .number(let month, digits: 1...2), .number(let day, digits: 1...2)):
            let style = separator == "-" ? isoExplanation : "the year comes first"
            return existing(year: year, month: month, day: day, style)
        case (.number(let day, let dayDigits), .number(let month, let monthDigits), .number(let year, digits: 4))
        where 1...2 ~= dayDigits && 1...2 ~= monthDigits:
            let areShort = dayDigits == 1 || monthDigits == 1
            let style =
                separator != "/"
                ? separatorStyle(separator) : areShort ? "day and month take two digits each" : ""
            return existing(year: year, month: month, day: day, style, mayBeSwapped: true)
        case (.number(let day, digits: 1...2), .number(let month, digits: 1...2), .number(let year, digits: 2)):
            let guess = existing(
                year: 2000 + year, month: month, day: day, "the year takes four digits", mayBeSwapped: true)
            return withShortYear(guess, first, month, third)
        case (.number(let day, digits: 1...2), .month(let month), .number(let year, let digits)),
            (.month(let month), .number(let day, digits: 1...2), .number(let year, let digits)):
            guard digits == 2 || digits == 4 else { return nil }
            let guess = existing(
                year: digits == 2 ? 2000 + year : year, month: month, day: day, "the month is written as a word")
            return digits == 2 ? withShortYear(guess, first, month, third) : guess
        case (.number(let year, digits: 4), .month(let month), .number(let day, digits: 1...2)):
            return existing(year: year, month: month, day: day, "the month is written as a word")
        default:
            return nil
        }
    }

    /// A guess at a date whose year has two digits: it may be the first number as well as the last.
    private static func withShortYear(_ guess: DateGuess, _ first: Field, _ month: Int, _ last: Field) -> DateGuess {
        var guess = guess
        (guess.isPart, guess.hasShortYear) = (true, true)
        if case .number(let year, digits: 2) = first, case .number(let day, _) = last,
            let date = CalendarDate(year: 2000 + year, month: month, day: day), let suggestion = guess.suggestion,
            suggestion != date
        {
            guess.rival = Rival(date: date, condition: "if the year comes first", hasYearFirst: true)
        }
        return guess
    }

    static let isoExplanation = "this is an ISO 8601 date, year first"

    private static func twoFields(_ first: Field, _ second: Field) -> DateGuess? {
        switch (first, second) {
        case (.number(_, digits: 1...2), .number(_, digits: 4)), (.number(_, digits: 4), .number(_, digits: 1...2)),
            (.month, .number(_, digits: 4)), (.number(_, digits: 4), .month):
            DateGuess(nil, "the day is missing")
        case (.number(_, digits: 1...2), .number(_, digits: 1...2)), (.number(_, digits: 1...2), .month),
            (.month, .number(_, digits: 1...2)):
            DateGuess(nil, "the year is missing")
        default:
            nil
        }
    }

    private static func oneNumber(_ value: Int, digits: Int) -> DateGuess? {
        switch digits {
        case 8:
            // The year tells which end it stands at.
            if let date = CalendarDate(year: value / 10_000, month: value / 100 % 100, day: value % 100),
                usualYears ~= date.year
            {
                return DateGuess(date, "the year comes first, and the slashes are missing", isPart: true)
            }
            let date = CalendarDate(year: value % 10_000, month: value / 10_000 % 100, day: value / 1_000_000)
            guard let date, usualYears ~= date.year else { return nil }
            return DateGuess(date, "the slashes are missing", reading(date), isPart: true)
        case 9, 10:
            return unixTime(value, "this is a Unix time in seconds")
        case 12, 13:
            return unixTime(value / 1000, "this is a Unix time in milliseconds")
        default:
            return nil
        }
    }

    /// The years that a number without separators is taken to hold: with others, any number would be a date.
    private static let usualYears = 1900...2099

    private static func unixTime(_ seconds: Int, _ explanation: String) -> DateGuess? {
        guard let date = CalendarDate(unixSeconds: Int64(seconds)), usualYears ~= date.year else { return nil }
        return DateGuess(date, explanation, isPart: true)
    }

    /// A guess at a day that may not exist; then the explanation says why not.
    private static func existing(
        year: Int, month: Int, day: Int, _ explanation: String, mayBeSwapped: Bool = false
    ) -> DateGuess {
        if let date = CalendarDate(year: year, month: month, day: day) {
            return DateGuess(date, explanation, mayBeSwapped ? reading(date) : .only)
        }
        if mayBeSwapped, month > 12, let date = CalendarDate(year: year, month: day, day: month) {
            return DateGuess(date, "day and month look swapped", .monthFirst)
        }
        return DateGuess(nil, reasonForAbsence(year: year, month: month, day: day))
    }

    /// How a date with its day first can be read.
    private static func reading(_ date: CalendarDate) -> Reading {
        date.day <= 12 && date.day != date.month ? .dayFirst : .only
    }

    private static func reasonForAbsence(year: Int, month: Int, day: Int) -> String {
        guard CalendarDate.years.contains(year) else { return "years begin at 0001" }
        guard 1...12 ~= month else { return "there is no month \(month)" }
        guard day >= 1 else { return "days begin at 01" }
        if month == 2 && day == 29 { return "\(year) is not a leap year" }
        return "\(monthNames[month - 1]) has \(CalendarDate.length(ofMonth: month, year: year)) days"
    }

    private static func separatorStyle(_ separator: Character) -> String {
        switch separator {
        case "-": "the separators are hyphens, not slashes"
        case ".": "the separators are dots, not slashes"
        case " ": "the separators are spaces, not slashes"
        default: "the separators are not slashes"
        }
    }

    private static func isYear(_ field: Field) -> Bool {
        if case .number(_, digits: 4) = field { true } else { false }
    }
}
