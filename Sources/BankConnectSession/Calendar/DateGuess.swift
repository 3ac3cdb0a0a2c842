/// What a text that is no `DD/MM/YYYY` date probably means.
///
/// Made only for hints, once a date has been refused:
///
///     2025-12-09   →  09/12/2025   "this is an ISO 8601 date, year first"
///     12/25/2025   →  25/12/2025   "day and month look swapped"
///     29/02/2025   →  none         "2025 is not a leap year"
package struct DateGuess: Sendable, Hashable {
    /// The date that was probably meant; its `description` is how it should be written.
    ///
    /// Nil when the text names a day that does not exist, or too little of a date.
    package var suggestion: CalendarDate?

    /// Why the text is refused: a lower-case clause without a full stop.
    package var explanation: String

    /// How sure the suggestion is.
    package enum Reading: Sendable, Hashable {
        /// The text can be read in one way only.
        case only
        /// Day and month could be swapped: both are numbers up to 12.
        case dayFirst
        /// The second number is no month, so the month is taken to come first.
        case monthFirst
    }
    /// How sure the suggestion is.
    package var reading = Reading.only
    /// Whether something of the text had to be left out or added: a time, a century.
    package var isPart = false
    /// Whether the year has two digits, and is taken to be one of this century.
    package var hasShortYear = false

    /// Another day that the text may as well mean.
    package struct Rival: Sendable, Hashable {
        /// The day.
        package let date: CalendarDate
        /// When it is meant: a clause that begins with "if".
        package let condition: String
        /// Whether it is meant if the year, of two digits, comes first.
        package var hasYearFirst = false
    }
    /// The day that may be meant instead of the suggestion; nil where there is none, and where day and month may be
    /// swapped.
    package var rival: Rival?

    /// What to write instead, as an imperative clause.
    package var advice: String {
        guard let suggestion else { return "write a day that exists as DD/MM/YYYY" }
        let monthFirst =
            reading == .dayFirst
            ? CalendarDate(year: suggestion.year, month: suggestion.day, day: suggestion.month) : nil
        return "write \(suggestion)" + (rival.map { ", or \($0.date) \($0.condition)" } ?? "")
            + (monthFirst.map { ", or \($0) if the month comes first" } ?? "")
    }

    /// Looks for a date in the text of a value.
    ///
    /// Nil when nothing was recognised, and for a text that is a good `DD/MM/YYYY` date.
    ///
    /// - Parameter text: The value, JSON escapes decoded. Texts beyond 64 code points are not looked at.
    package init?(_ text: String) {
        if let usual = Self.isoDate(text) {
            self = usual
            return
        }
        guard CalendarDate(ddmmyyyy: text) == nil, let plain = PlainText(text) else { return nil }
        if let date = CalendarDate(ddmmyyyy: plain.text) {
            self.init(date, plain.change)
            return
        }
        guard let guess = Self.form(of: Fields(plain.text)) else { return nil }
        self = guess
        // The form itself is right, so what had to be taken off is what is wrong, or what stands between its parts.
        if explanation.isEmpty {
            explanation = plain.change.isEmpty ? "there are other separators than two slashes" : plain.change
        }
    }

    /// The guess for `YYYY-MM-DD`, by far the most usual slip, without taking the text apart.
    private static func isoDate(_ text: String) -> DateGuess? {
        let bytes = text.utf8Span.span
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        var digits = 0
        for offset in 0..<10 where offset != 4 && offset != 7 {
            let digit = bytes[offset] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            digits = digits * 10 + Int(digit)
        }
        let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100)
        return CalendarDate(year: year, month: month, day: day).map { DateGuess($0, isoExplanation) }
    }

    init(_ suggestion: CalendarDate?, _ explanation: String, _ reading: Reading = .only, isPart: Bool = false) {
        self.suggestion = suggestion
        self.explanation = explanation
        self.reading = reading
        self.isPart = isPart
    }
}

extension DateGuess {
    /// A text in ASCII digits and slashes, without white space around it.
    private struct PlainText {
        var text = ""
        /// What was changed to make the text plain; empty when nothing was.
        var change = ""

        /// Nil when the text is empty or too long to be a date.
        init?(_ original: String) {
            guard original.unicodeScalars.prefix(65).count <= 64 else { return nil }
            var scalars: [Unicode.Scalar] = []
            for scalar in original.unicodeScalars {
                if Self.isInvisible(scalar) {
                    let code = String(scalar.value, radix: 16, uppercase: true)
                    change = "it holds a character that cannot be seen, U+\(code)"
                } else if scalar.properties.isWhitespace && scalars.isEmpty {
                    change = "there is white space around the date"
                } else {
                    scalars.append(plain(scalar))
                }
            }
            while let last = scalars.last, last.properties.isWhitespace {
                scalars.removeLast()
                change = "there is white space around the date"
            }
            guard !scalars.isEmpty else { return nil }
            text.unicodeScalars.append(contentsOf: scalars)
        }

        private mutating func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
            if scalar.isASCII { return scalar }
            if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
                change = "the digits are not the ASCII digits 0 to 9"
                return Unicode.Scalar(UInt8(ascii: "0") &+ UInt8(value))
            }
            // Full-width, division and fraction slash.
            if ["\u{FF0F}", "\u{2215}", "\u{2044}"].contains(scalar) {
                change = "the slashes are not the ASCII slash"
                return "/"
            }
            // The dashes U+2010 to U+2015 and the minus sign, which word processors put for a hyphen.
            if "\u{2010}"..."\u{2015}" ~= scalar || scalar == "\u{2212}" { return "-" }
            return scalar
        }

        private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
            !scalar.isASCII
                && (scalar.properties.generalCategory == .format || scalar.properties.isDefaultIgnorableCodePoint)
        }
    }
}
