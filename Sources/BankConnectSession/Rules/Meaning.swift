/// What a value or a name was meant to be, where its rule recognises that.
///
/// It belongs to the words of a finding, which are made once for all payloads with the same value: so a fix costs no
/// second search for what is meant.
package struct Meaning: Sendable, Hashable {
    /// The value as JSON.
    let json: String
    /// The value in the words of a title: `write 01/06/2025`.
    let title: String
    /// Whether it can mean nothing else, as far as the value alone tells.
    let isSure: Bool
    /// The name, where it is that of a member; the value as text.
    let text: String
    /// How a date was read.
    let reading: DateGuess.Reading
    /// What a date with a year of two digits was read as; nil for anything else.
    let shortYear: ShortYear?

    /// The days that a date with a year of two digits may be.
    struct ShortYear: Sendable, Hashable {
        /// The day that is meant, where the year comes last.
        let day: CalendarDate
        /// The day if the year comes first; nil where there is none.
        let dayWithYearFirst: CalendarDate?
    }

    private init(
        _ text: String, json: String, isSure: Bool, reading: DateGuess.Reading = .only, shortYear: ShortYear? = nil
    ) {
        self.shortYear = shortYear
        self.text = text
        self.json = json
        self.isSure = isSure
        self.reading = reading
        title = "write \(DisplayText.shorten(text))"
    }

    /// A text.
    init(_ text: String, isSure: Bool) {
        var writer = JSONWriter()
        writer.string(text)
        self.init(text, json: writer.text, isSure: isSure)
    }

    /// A text of some that a value was found to be like: surely that where only the case differs.
    init(_ text: String, insteadOf value: String) {
        self.init(text, isSure: text.lowercased() == value.lowercased())
    }

    /// A name of some that a member's was found to be like: surely that where only case and separators differ.
    init(name: String, insteadOf other: String) {
        self.init(name, isSure: Nearest.folded(name) == Nearest.folded(other))
    }

    /// A number or a boolean that stands there as text.
    init(unquoted value: some CustomStringConvertible) {
        self.init(value.description, json: value.description, isSure: true)
    }

    /// A day; nil where none was recognised, or two of which a rule cannot choose.
    init?(_ guess: DateGuess?) {
        guard let guess, guess.rival?.hasYearFirst ?? true, let day = guess.suggestion else { return nil }
        self.init(
            day.description, json: "\"\(day)\"", isSure: !guess.isPart, reading: guess.reading,
            shortYear: guess.hasShortYear ? ShortYear(day: day, dayWithYearFirst: guess.rival?.date) : nil)
    }
}
