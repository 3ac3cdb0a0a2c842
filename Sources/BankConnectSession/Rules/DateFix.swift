// What a date that cannot be read was meant to be, and how sure that is.

extension SessionRequest {
    /// The fix of a value that is no `DD/MM/YYYY`; nil where nothing is recognised, or where it could be two days.
    ///
    /// `9/12/2025` is the ninth of December only where something says so: another date of the payload, whose first number
    /// cannot be a month, or the two numbers themselves. Nothing is ever guessed for a date in the right form.
    ///
    /// A year of two digits may come first or last, so the date is fixed only where one of its readings alone is a
    /// plausible day (``Meaning/ShortYear``), and it never says how another date is to be read: `26-03-09` has no fix.
    func dateFix(_ finding: Finding, today: CalendarDate) -> Fix? {
        guard let value = finding.node, let meaning = finding.statement.meaning,
            meaning.shortYear?.isPlausible(today: today, inConsent: finding.parameter == .consents) ?? true
        else { return nil }
        switch meaning.reading {
        case .only: guard mayWrite(meaning, at: value) else { return nil }
        case .dayFirst:
            let others = numericDates(besides: value)
            guard others.contains(where: \.hasDayFirst), !others.contains(where: \.hasMonthFirst) else { return nil }
        case .monthFirst:
            guard !numericDates(besides: value).contains(where: \.hasTwoReadings) else { return nil }
            return fix(value, meaning, .unsafe)
        }
        return fix(value, meaning, meaning.isSure ? .safe : .unsafe)
    }

    /// The fix that writes a bound of fair use in the place of a consent's date.
    func boundFix(_ finding: Finding) -> Fix? {
        guard let value = finding.node, let meaning = finding.statement.meaning, mayWrite(meaning, at: value) else {
            return nil
        }
        return FixMaker.replacement(finding, self)
    }

    /// Whether a day may be written in the place of a value: only what the payload's writer wrote tells how other dates
    /// are read.
    ///
    /// Written as 30/06/2025 it would say of 9/12/2025, in the next turn or the next run, what 2025-06-30, 30/06/25 and
    /// a bound of fair use do not.
    private func mayWrite(_ meaning: Meaning, at value: JSONTape.Index) -> Bool {
        if meaning.isInFirstHalf || numericDate(value)?.hasDayFirst ?? false { return true }
        let others = numericDates(besides: value)
        return others.contains(where: \.hasDayFirst) || !others.contains(where: \.isOpen)
    }

    /// The dates of the payload that have their year last, but for one.
    private func numericDates(besides one: JSONTape.Index) -> [NumericDate] {
        var dates = [Parameter.fromDate, .toDate, .maxFromDate, .maxToDate].compactMap { parameter in
            self[parameter].flatMap { $0 == one ? nil : numericDate($0) }
        }
        forEachConsentMember { _, _, value, field in
            if field != nil, value != one, let date = numericDate(value) { dates.append(date) }
        }
        return dates
    }

    private func numericDate(_ value: JSONTape.Index) -> NumericDate? {
        let node = document[value]
        guard node.kind == .string, node.range.count <= 64 else { return nil }
        if !node.hasEscape, document.hasPrintableEnds(value) {
            return NumericDate(document.buffer[document.inBuffer(node.content)])
        }
        return NumericDate(Array(document.text(of: value).trimmed.utf8)[...])
    }
}

extension Meaning.ShortYear {
    /// Whether the day is plausible, and is so with the year last alone.
    ///
    /// A plausible year is one from ten before this year to the next: banks have no statements from before that, and
    /// BC307 reports a date in the future. The dates of a consent may be ten years ahead, for there the longest life of
    /// one is eight.
    fileprivate func isPlausible(today: CalendarDate, inConsent: Bool) -> Bool {
        let years = today.year - 10...today.year + (inConsent ? 10 : 1)
        return years.contains(day.year) && dayWithYearFirst.map { !years.contains($0.year) } ?? true
    }
}

extension Meaning {
    /// Whether it is a day that could be a month too.
    fileprivate var isInFirstHalf: Bool { Int(text.prefix(2)).map { $0 <= 12 } ?? true }
}

/// A date that has its year last, or seems to: two numbers, of which either may be the day.
private struct NumericDate {
    let day: Int
    let month: Int
    /// Whether it is in the right form, so that it means what it says.
    let isRight: Bool
    /// Whether nothing follows it, or what is recognised: `13/06/2025 or so` shows nothing.
    let isDate: Bool
    /// Whether the year has two digits, so that it may come first too.
    let hasShortYear: Bool

    /// Nil for a text of any other form.
    init?(_ text: ArraySlice<UInt8>) {
        var rest = text
        guard let day = Self.number(&rest, atMost: 2), Self.skipSeparator(&rest),
            let month = Self.number(&rest, atMost: 2), Self.skipSeparator(&rest)
        else { return nil }
        let digits = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }.count
        guard digits == 2 || digits == 4, Self.number(&rest, atMost: 4) != nil else { return nil }
        self.day = day
        self.month = month
        let text = String(decoding: text, as: UTF8.self)
        isRight = CalendarDate(ddmmyyyy: text) != nil
        isDate = rest.isEmpty || DateGuess(text)?.suggestion != nil
        hasShortYear = digits == 2
    }

    /// Whether it shows that the day comes first, because its first number is no month.
    var hasDayFirst: Bool { isDate && 13...31 ~= day && !hasShortYear }
    /// Whether it shows that the month comes first, because its second number is none.
    var hasMonthFirst: Bool { month > 12 }
    /// Whether it could be two days.
    var hasTwoReadings: Bool { mayBeSwapped || hasShortYear && month <= 12 }
    /// Whether another date may tell which of two days it is.
    var isOpen: Bool { mayBeSwapped && !isRight }
    private var mayBeSwapped: Bool { 1...12 ~= day && 1...12 ~= month && day != month }

    private static func number(_ rest: inout ArraySlice<UInt8>, atMost count: Int) -> Int? {
        let digits = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }
        guard 1...count ~= digits.count else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
    }

    private static func skipSeparator(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let separators = rest.prefix { [UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x20].contains($0) }
        rest = rest.dropFirst(separators.count)
        return !separators.isEmpty
    }
}
