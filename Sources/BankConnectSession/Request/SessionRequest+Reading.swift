// What several rules ask of values is read once for all of them: days, choices, URLs, white space around texts.

extension SessionRequest {
    /// Looks at both ends of texts of which no other look would tell.
    @inline(__always)
    mutating func lookForSpace() {
        if let value = self[.linkID], !document.hasPrintableEnds(value) {
            traits.insert(.unusualLinkID)
            if document[value].kind == .string { takeUnusualText(.linkID, value) }
        }
        lookForSpace(.bankName)
        if given.contains(.journeyMode) { lookForSpace(.journeyMode) }
        if given.contains(.apiKey) { lookForSpace(.apiKey) }
    }

    @inline(__always)
    private mutating func lookForSpace(_ parameter: Parameter) {
        guard let value = string(parameter), !document.hasPrintableEnds(value) else { return }
        takeUnusualText(parameter, value)
    }

    /// Notes white space around a text, and U+0000 in it.
    private mutating func takeUnusualText(_ parameter: Parameter, _ value: JSONTape.Index) {
        let text = document.text(of: value)
        let trimmed = text.trimmed
        if trimmed.isEmpty {
            // A blank link_id is a fault of its own.
            guard parameter != .linkID else { return }
            given.remove(ParameterSet(parameter))
            blank.insert(ParameterSet(parameter))
        } else if text.utf8.contains(0) {
            withNull.insert(ParameterSet(parameter))
            traits.insert(.otherThanString)
        } else if trimmed.utf8.count < text.utf8.count {
            spaced.insert(ParameterSet(parameter))
            traits.insert(.outerSpace)
        }
    }

    mutating func ignore() {
        ignoredHere = given.intersection(ignored)
        guard !ignoredHere.isEmpty else { return }
        given.subtract(ignored)
        otherThanStrings.subtract(ignored)
        traits.insert(.ignoredParameter)
    }

    @inline(__always)
    mutating func readDates() {
        var dated: ParameterSet = []
        readDate(.fromDate, &dated)
        readDate(.toDate, &dated)
        if given.contains(.maxFromDate) { readDate(.maxFromDate, &dated) }
        if given.contains(.maxToDate) { readDate(.maxToDate, &dated) }
        self.dated = dated
        if let date = date(.toDate) { endsInFirstWeek = isInFirstWeek(date) }
    }

    /// Whether `to_date`, which was read as this day, lies in the first week of its month.
    @inline(__always)
    private func isInFirstWeek(_ date: CalendarDate) -> Bool {
        let node = document[slot(of: .toDate)]
        guard !node.hasEscape else { return CalendarMonth.firstWeek.contains(date.day) }
        // 01 to 07 are its first two digits, after the quotation mark.
        let start = Int(node.start) + 1
        return document.byte(at: start) == UInt8(ascii: "0") && document.byte(at: start + 1) <= UInt8(ascii: "7")
    }

    @inline(__always)
    private mutating func readDate(_ parameter: Parameter, _ dated: inout ParameterSet) {
        guard let value = string(parameter) else { return }
        let node = document[value]
        // The buffer alone: a function would be given a copy of the whole document.
        let day =
            node.hasEscape
            ? document.date(at: value) : knownDays.day(document.buffer, in: document.inBuffer(node.content))
        guard let day = day ?? unusualDay(parameter, value) else {
            if given.contains(parameter) { traits.insert(.noDay) }
            return
        }
        days[parameter] = day
        dated.insert(ParameterSet(parameter))
    }

    private mutating func unusualDay(_ parameter: Parameter, _ value: JSONTape.Index) -> CalendarDate? {
        takeUnusualText(parameter, value)
        return spaced.contains(parameter) ? trimmedText(of: parameter).flatMap { CalendarDate(ddmmyyyy: $0) } : nil
    }

    /// Reads what several rules ask for, once for all of them.
    @inline(__always)
    mutating func readChoices() {
        // Without functions for what is alike: each would be given a copy of the whole request, some 500 bytes.
        if let value = string(.mode) {
            let node = document[value]
            bankMode =
                node.hasEscape
                ? BankMode(rawValue: document.text(of: value))
                : BankMode(bytes: document.buffer, in: document.inBuffer(node.content))
        }
        if given.contains(.mode), bankMode == nil { traits.insert(.noMode) }
        if let value = string(.aaJourneyCode) {
            let node = document[value]
            journey =
                node.hasEscape
                ? Journey(rawValue: document.text(of: value))
                : Journey(bytes: document.buffer, in: document.inBuffer(node.content))
        } else if !given.contains(.aaJourneyCode) {
            journey = .default
        }
        if journey == nil { traits.insert(.noJourney) }
        if given.contains(.redirectURL) { readURL(.redirectURL) }
        if given.contains(.logoURL) { readURL(.logoURL) }
        if let value = self[.sessionExpiry] {
            if case .integer(let minutes?) = integer(.sessionExpiry), SessionExpiry.bounds.contains(minutes) {
                sessionMinutes = minutes
                if document[value].kind == .string { traits.insert(.unusualExpiry) }
            } else {
                traits.insert(.unusualExpiry)
            }
        }
        if let value = self[.mobileNumber] {
            let node = document[value]
            let isUsual =
                node.kind == .string
                && MobileNumber.isUsual(document.buffer.span, document.inBuffer(node.content))
            if !isUsual {
                traits.insert(.unusualMobileNumber)
                if node.kind == .string { takeUnusualText(.mobileNumber, value) }
            }
        }
    }

    @inline(__always)
    private mutating func readURL(_ parameter: Parameter) {
        let value = slot(of: parameter)
        let node = document[value]
        let isUsual =
            node.kind == .string && !node.hasEscape
            && FrameworkURL.isUsual(document.buffer, document.inBuffer(node.content), &usualHost)
        guard !isUsual else { return }
        traits.insert(.unusualURL)
        if node.kind == .string { takeUnusualText(parameter, value) }
    }

    /// Looks at `metadata` and `consents`; answers how many objects they hold in which no name is repeated.
    mutating func readNested() -> Int {
        var objects = 0
        if let metadata = self[.metadata] {
            if document.isUsualMetadata(metadata) { objects += 1 } else { traits.insert(.unusualMetadata) }
        }
        if let consents = self[.consents] {
            if let journey, document.isUsualConsents(consents, of: journey, &knownDays) {
                objects += 1 + document.tape.count(of: consents)
            } else {
                traits.insert(.unusualConsents)
            }
        }
        return objects
    }
}
