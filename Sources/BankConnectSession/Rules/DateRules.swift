/// BC301–BC308: the dates of the session.
extension Rule {
    static let datesAreDates = Rule(
        301, stage: .dates, reads: [.fromDate, .toDate],
        predicts: [.dateFormat, .dateFormatInMatrix, .dateFormatInSample],
        documentation: Documentation(
            "from_date and to_date must be DD/MM/YYYY",
            explanation: """
                Two digits for the day, two for the month, four for the year, slashes between, and the day exists. \
                Other forms are recognised only to say how the date is written here. --fix rewrites a date that has \
                one reading. 9/12/2025 has two, and is rewritten only if a date of the payload such as 13/12/2025 \
                shows that the day comes first; until then no date is written that would show it. --unsafe-fixes \
                writes out a year of two digits if it is between ten years ago and next year (in a consent, in ten \
                years) and the first number cannot be such a year too: 13/09/25 is 13/09/2025, but 16/09/25 may be \
                25/09/2016. Such a date never shows how others are read.
                """,
            accepts: [#"{"link_id": "a", "from_date": "29/02/2024", "to_date": "09/12/2025"}"#],
            rejects: [
                #"{"link_id": "a", "from_date": «"2025-01-01"», "to_date": "09/12/2025"}"#,
                #"{"link_id": "a", "from_date": "01/01/2025", "to_date": «"12/31/2025"»}"#,
                #"{"link_id": "a", "from_date": "01/01/2025", "to_date": «"29/02/2025"»}"#,
            ]),
        fix: { request, finding, _, maker in request.dateFix(finding, today: maker.today) }
    ) { request, _, findings in
        checkDate(.fromDate, in: request, &findings)
        checkDate(.toDate, in: request, &findings)
    }

    static let datesComeInPairs = Rule(
        302, stage: .dates, reads: [.fromDate, .toDate],
        predicts: [.missingDate, .missingDateInMatrix], basis: .inferred,
        documentation: Documentation(
            "from_date and to_date must be given together",
            explanation: """
                The page has defaults for both dates and yet an error for a missing one, so giving one alone is \
                taken to be what the error is for. Give both, or neither.
                """,
            accepts: [#"{"link_id": "a"}"#, #"{"link_id": "a", "from_date": "01/01/2025", "to_date": "09/12/2025"}"#],
            rejects: [
                #"{"link_id": "a", "from_date": «"01/01/2025"»}"#, #"{"link_id": "a", "to_date": «"09/12/2025"»}"#,
            ])
    ) { request, _, findings in
        let hasFromDate = request[.fromDate] != nil
        guard hasFromDate != (request[.toDate] != nil) else { return }
        let (given, missing): (Parameter, Parameter) = hasFromDate ? (.fromDate, .toDate) : (.toDate, .fromDate)
        findings.add(
            request.place(of: given), "\(given.name) is given without \(missing.name)",
            hint: "give both dates, or neither for the last six months", of: missing)
    }

    static let datesAreInOrder = Rule(
        303, stage: .dates, reads: [.fromDate, .toDate],
        predicts: [.dateRange, .dateRangeInMatrix],
        documentation: Documentation(
            "from_date must be before to_date",
            explanation: "The two may not be the same day either.",
            accepts: [#"{"link_id": "a", "from_date": "08/12/2025", "to_date": "09/12/2025"}"#],
            rejects: [
                #"{"link_id": "a", "from_date": «"09/12/2025"», "to_date": "09/12/2025"}"#,
                #"{"link_id": "a", "to_date": "01/12/2025", "from_date": «"09/12/2025"»}"#,
            ])
    ) { request, _, findings in
        checkOrder(.fromDate, .toDate, in: request, &findings)
    }

    static let maxDatesAreDates = Rule(
        304, stage: .dates, reads: [.maxFromDate, .maxToDate],
        predicts: [.maxDateFormat, .dateFormatInMatrix],
        documentation: Documentation(
            "max_from_date and max_to_date must be DD/MM/YYYY",
            explanation: """
                No table of parameters has these two, only two rows of the error list. They are checked when they \
                are sent, and otherwise nothing is reported.
                """,
            accepts: [#"{"link_id": "a", "max_from_date": "01/01/2025", "max_to_date": "09/12/2025"}"#],
            rejects: [#"{"link_id": "a", "max_from_date": «"2025-01-01"»}"#]),
        fix: { request, finding, _, maker in request.dateFix(finding, today: maker.today) }
    ) { request, _, findings in
        checkDate(.maxFromDate, in: request, &findings)
        checkDate(.maxToDate, in: request, &findings)
    }

    static let maxDatesAreInOrder = Rule(
        305, stage: .dates, reads: [.maxFromDate, .maxToDate],
        predicts: [.maxDateRange, .dateRangeInMatrix],
        documentation: Documentation(
            "max_from_date must be before max_to_date",
            explanation: "The two may not be the same day either; one of them alone draws nothing.",
            accepts: [#"{"link_id": "a", "max_from_date": "01/01/2025"}"#],
            rejects: [#"{"link_id": "a", "max_from_date": «"09/12/2025"», "max_to_date": "01/01/2025"}"#])
    ) { request, _, findings in
        checkOrder(.maxFromDate, .maxToDate, in: request, &findings)
    }

    static let firstWeekDropsMonth = Rule(
        306, severity: .note, stage: .dates, reads: [.fromDate, .toDate],
        documentation: Documentation(
            "to_date should be after the first week of its month",
            explanation: """
                The page: when to_date is in the first week of a month, that month is not considered in the \
                journey. The first week is taken to be days 1 to 7, and to_date is today when the payload gives no \
                dates. Nothing is wrong, one month fewer is counted; where no month is left it is a warning.
                """,
            accepts: [#"{"link_id": "a", "from_date": "01/01/2025", "to_date": "08/12/2025"}"#],
            rejects: [
                #"{"link_id": "a", "from_date": "01/01/2025", "to_date": «"07/12/2025"»}"#,
                #"{"link_id": "a", "from_date": "01/12/2025", "to_date": «"05/12/2025"»}"#,
            ])
    ) { request, context, findings in
        let isDefault = request.isPayload && !request.given.contains(.toDate) && !request.given.contains(.fromDate)
        guard let to = isDefault ? context.today : request.date(.toDate), CalendarMonth.firstWeek.contains(to.day)
        else { return }
        let month = CalendarMonth(of: to)
        let from = isDefault ? nil : request.date(.fromDate)
        if let from, from < to, CalendarMonth.countedMonths(from: from, to: to) == nil {
            findings.add(
                request.place(of: .toDate), "to_date is in the first week of \(month), so no month is counted",
                hint: "give dates that hold a month whose first week is over", of: .toDate, severity: .warning)
            return
        }
        findings.add(
            isDefault ? request.openingBrace : request.place(of: .toDate),
            isDefault
                ? "to_date is today by default, in the first week of \(month), so that month is not counted"
                : "to_date is in the first week of \(month), so that month is not counted",
            hint: "end on the last day of a month to say which months are meant", of: .toDate)
    }

    static let toDateHasCome = Rule(
        307, severity: .warning, stage: .dates, reads: [.fromDate, .toDate],
        documentation: Documentation(
            "to_date should not be in the future",
            explanation: """
                What the service does with a future to_date is not documented. Today is the date in India \
                (UTC+05:30), whatever the machine's zone.
                """,
            accepts: [#"{"link_id": "a", "from_date": "01/01/2025", "to_date": "09/12/2025"}"#],
            rejects: [#"{"link_id": "a", "from_date": "01/01/2025", "to_date": «"10/12/2025"»}"#])
    ) { request, context, findings in
        guard let date = request.date(.toDate), date > context.today else { return }
        let isFromDateEarlier = request.date(.fromDate).map { $0 < context.today } ?? true
        findings.add(
            request.place(of: .toDate), "to_date is in the future; today is \(context.today) in India",
            hint: isFromDateEarlier
                ? "write \(context.today), or leave both dates out"
                : "give dates that are over, from_date before \(context.today), or leave both out",
            of: .toDate)
    }

    /// How far back an Account Aggregator journey may fetch: CT001's bound, which the V1 page states too.
    static let aaHistory = ConsentTemplate.ct001.maxHistory

    static let aaReachesBackFourteenMonths = Rule(
        308, severity: .warning, stage: .dates, reads: [.fromDate, .mode, .aaJourneyCode, .consents, .aaJourneyMode],
        documentation: Documentation(
            "an Account Aggregator journey should go back at most \(aaHistory)",
            explanation: """
                The V1 page says that an earlier from_date is moved to 14 months before today in an Account \
                Aggregator journey; the V2 page does not say, and the fair-use limit is the same. An Account Aggregator \
                journey is one with mode aa, an aa_journey_code, consents, or an aa_journey_mode.
                """,
            accepts: [
                #"{"link_id": "a", "from_date": "09/10/2024", "to_date": "09/12/2025", "mode": "aa", "bank_name": "hdfc"}"#,
                #"{"link_id": "a", "from_date": "01/01/2020", "to_date": "09/12/2025"}"#,
            ],
            rejects: [
                #"{"link_id": "a", "from_date": «"08/10/2024"», "to_date": "09/12/2025", "mode": "aa", "bank_name": "hdfc"}"#
            ])
    ) { request, context, findings in
        guard let date = request.date(.fromDate) else { return }
        let earliest = context.earliestAAFromDate
        guard date < earliest, request.isAccountAggregatorJourney else { return }
        findings.add(
            request.place(of: .fromDate), "from_date is more than \(aaHistory) back",
            hint: "write \(earliest) or later; the service is known to move an earlier date there", of: .fromDate)
    }

    private static func checkDate(_ parameter: Parameter, in request: SessionRequest, _ findings: inout Findings) {
        guard request.date(parameter) == nil, let value = request[parameter],
            request.string(parameter) != nil || request.document[value].kind == .number
        else { return }
        lazy var fault = dateFault(request.trimmedText(of: parameter) ?? request.document.text(of: value))
        findings.add(
            request.place(of: value), "\(parameter.name) is \(request.shown(value)): \(fault.why)", hint: fault.hint,
            of: parameter, meaning: request.document[value].kind == .string ? Meaning(fault.guess) : nil)
    }

    /// Why a text is not a date, and how the date is written, where it can be recognised.
    static func dateFault(_ text: String) -> (why: String, hint: FindingText, guess: DateGuess?) {
        guard text.utf8.count <= 64, let guess = DateGuess(text) else {
            return ("not a date as DD/MM/YYYY", "write two digits, a slash, two digits, a slash, four digits", nil)
        }
        return (guess.explanation, FindingText(guess.advice), guess)
    }

    private static func checkOrder(
        _ from: Parameter, _ to: Parameter, in request: SessionRequest, _ findings: inout Findings
    ) {
        guard let first = request.date(from), let last = request.date(to), first >= last else { return }
        lazy var found: FindingText =
            first == last
            ? "\(from.name) and \(to.name) are the same day, \(first)"
            : "\(from.name) \(first) is after \(to.name) \(last)"
        findings.add(request.place(of: from), found, hint: "\(from.name) must be before \(to.name)", of: from)
    }
}
