// A payload as its parameters. Parameter is the page's table, ParameterValues what their values may be, PayloadNames
// the numbers of all names that the reader recognises. SessionRequest reads a payload into slots, a parameter each,
// and notes its traits; +Values gives the values, JSONDocument+Values and WebURL look at single ones.

/// One payload, and the request around it where there is one: what rules look at.
///
/// Reading makes one pass over the top-level members and fills a fixed set of slots, one a parameter, with the
/// index of its value on the tape. Nothing is copied, and a request is reused for payload after payload.
package struct SessionRequest: Sendable {
    /// The payload's text and values.
    package private(set) var document = JSONDocument(names: PayloadNames.table)
    /// Why the payload is not JSON; the slots are then empty.
    package private(set) var syntaxError: JSONSyntaxError?
    /// What the payload and the request around it hold, for choosing the rules that have something to say.
    package private(set) var traits: Traits = []
    /// Parameters whose value counts: present, and neither `null` nor `""`.
    package private(set) var given: ParameterSet = []
    /// Parameters present as `null`, or as a text of nothing but white space where a text is meant.
    package private(set) var blank: ParameterSet = []
    /// The names of top-level members that are no parameters.
    package private(set) var unknownNames: [JSONTape.Index] = []
    /// The names of top-level parameters that stand a second time.
    package private(set) var repeatedNames: [JSONTape.Index] = []
    /// The value first given as `bank` or another alternative spelling, by parameter.
    package private(set) var aliasValues: [(parameter: Parameter, name: JSONTape.Index)] = []
    /// Why the text around the payload is no HTTP request; nothing else is then known.
    package private(set) var requestFault: HTTPRequestReader.Fault?
    /// Method, path and headers of the request; nil for a payload alone.
    package private(set) var head: HTTPRequestHead?
    /// How many bytes the body of the request has, without the line end behind it and with it.
    private(set) var bodyLengths = 0...0

    /// Text parameters with white space around their text, which the service removes.
    private(set) var spaced: ParameterSet = []
    /// Text parameters whose text holds U+0000, which the service refuses; no rule looks at their text.
    private(set) var withNull: ParameterSet = []

    /// Parameters that the version of the API does not read: they do not count, whatever their value.
    var ignored: ParameterSet = []
    /// Those of them that the payload has.
    private(set) var ignoredHere: ParameterSet = []

    /// The mode that the payload asks for; nil when it is absent or none.
    package private(set) var bankMode: BankMode?
    /// The journey that the payload asks for: its `aa_journey_code`, else BCAA001; nil when the code is unknown.
    package private(set) var journey: Journey?

    /// How long the session lives, in minutes: what the payload says, where that is in bounds.
    package private(set) var sessionMinutes = SessionExpiry.defaultMinutes

    /// Whether `to_date` is a day of the first week of a month.
    private(set) var endsInFirstWeek = false

    /// The values of parameters in `given` and `blank`; what stands in the other slots means nothing.
    ///
    /// On the heap: of an array in the request itself, a reader of one element would be given a copy.
    private(set) var slots = [UInt32](repeating: 0, count: Parameter.allCases.count)
    /// The days of the date parameters in `dated`, read once for all rules that ask.
    private(set) var days = Days()
    /// Days read from this and earlier payloads.
    private(set) var knownDays = DayCache()
    /// The beginning of the URL that was last found to be usual.
    private var usualHost = UsualHost()
    /// Date parameters whose value is a day.
    private(set) var dated: ParameterSet = []
    /// Parameters that count whose value is no string.
    private var otherThanStrings: ParameterSet = []
    /// There may be a fault, a head, or a name that is unknown, repeated or another spelling.
    private var isUnusual = false
    /// Parameters that stand under their documented name.
    private var named: ParameterSet = []
    /// The most bytes, by parameter, that a value can have without a closer look at its length.
    private let byteLimits = Parameter.byteLimits

    /// A request that holds nothing yet.
    package init() {}

    /// Reads the payload at `range` of `bytes`; it replaces what the request held.
    package mutating func read(_ bytes: [UInt8], in range: Range<Int>) {
        open(bytes)
        read(in: range)
    }

    /// Takes a buffer in which payloads are.
    mutating func open(_ bytes: [UInt8]) {
        document.open(bytes)
    }

    /// Reads the payload at `range` of the buffer; it replaces what the request held.
    mutating func read(in range: Range<Int>) {
        clear()
        readPayload(range)
    }

    /// Reads the payload at `range` of `bytes` that came with a request; it replaces what the request held.
    mutating func read(_ bytes: [UInt8], in range: Range<Int>, head: HTTPRequestHead) {
        open(bytes)
        clear()
        isUnusual = true
        self.head = head
        let lineEnd = bytes[range].reversed().prefix { $0 == 0x0A || $0 == 0x0D }.count
        bodyLengths = range.count - lineEnd...range.count
        traits.insert(.request)
        readPayload(range)
    }

    private mutating func readPayload(_ range: Range<Int>) {
        do {
            try document.read(in: range)
        } catch {
            isUnusual = true
            syntaxError = error
            traits.insert(.syntaxError)
            return
        }
        guard document[0].kind == .object else {
            traits.insert(.notAnObject)
            return
        }
        fillSlots()
        if !blank.isDisjoint(with: Self.noTexts) { countEmptyTexts() }
        if !ignored.isEmpty { ignore() }
        lookForSpace()
        readDates()
        readChoices()
        traits.formUnion(.object)
        traits.formUnion(Traits(given: given))
        if !given.union(blank).contains(.linkID) { traits.insert(.noLinkID) }
        if !otherThanStrings.subtracting(Self.noStrings).isEmpty { traits.insert(.otherThanString) }
        if !blank.isEmpty { traits.insert(.blankParameter) }
        if !unknownNames.isEmpty { traits.insert(.unknownMember) }
        let nestedObjects = readNested()
        if !repeatedNames.isEmpty || unknownNames.count > 1 || document.tape.objectCount > 1 + nestedObjects {
            traits.insert(.mayRepeatNames)
        }
        if !aliasValues.isEmpty { traits.insert(.alias) }
    }

    /// Takes note that the text is no HTTP request; it replaces what the request held.
    mutating func fail(with fault: HTTPRequestReader.Fault) {
        releaseBuffer()
        isUnusual = true
        requestFault = fault
        traits = .syntaxError
    }

    /// Lets go of the payload's buffer, so that its owner may fill it again without a copy.
    package mutating func releaseBuffer() {
        clear()
        document.releaseBuffer()
    }

    private mutating func clear() {
        traits = []
        given = []
        blank = []
        named = []
        dated = []
        otherThanStrings = []
        ignoredHere = []
        spaced = []
        withNull = []
        bankMode = nil
        sessionMinutes = SessionExpiry.defaultMinutes
        journey = nil
        endsInFirstWeek = false
        // Most payloads have none of what follows, and emptying what is empty would still cost.
        guard isUnusual else { return }
        isUnusual = false
        syntaxError = nil
        requestFault = nil
        head = nil
        unknownNames.removeAll(keepingCapacity: true)
        repeatedNames.removeAll(keepingCapacity: true)
        aliasValues.removeAll(keepingCapacity: true)
    }

    private mutating func fillSlots() {
        var name = fillUsualSlots()
        let end = document.tape.next(after: 0)
        while name < end {
            let value = name + 1
            let number = document.name(at: name)
            let bit = ParameterSet(number: number)
            if Parameter(rawValue: number) != nil, named.union(given).union(blank).isDisjoint(with: bit) {
                named.insert(bit)
                place(number, bit, value)
            } else {
                isUnusual = true
                if let (parameter, isAlias) = PayloadNames.parameter(number) {
                    fill(parameter, name: name, isAlias: isAlias)
                } else {
                    unknownNames.append(name)
                }
            }
            name = document.tape.next(after: value)
        }
    }

    /// Fills slots up to the first name that is not a parameter's, is a duplicate or has an escape: of nearly all
    /// payloads, all of them.
    ///
    /// The sets are locals on the way, which stay in registers.
    ///
    /// - Returns: the name with which to go on.
    @inline(__always)
    private mutating func fillUsualSlots() -> JSONTape.Index {
        let end = document.tape.next(after: 0)
        var (named, blank, others) = (ParameterSet(), ParameterSet(), ParameterSet())
        var hasLongText = false
        // Taken out, so that they can be lent for writing while the document is read.
        var taken: [UInt32] = []
        swap(&taken, &slots)
        var filled = taken.mutableSpan
        let limits = byteLimits
        var name = 1
        while name < end {
            let node = document[name]
            let bit = ParameterSet(number: node.name)
            guard node.name < filled.count, !node.hasEscape, named.isDisjoint(with: bit) else { break }
            named.insert(bit)
            let value = document[name + 1]
            filled[Int(node.name)] = UInt32(truncatingIfNeeded: name + 1)
            let length = Int(value.end &- value.start)
            switch value.kind {
            // The two quotation marks alone are an empty string.
            case .string: if length == 2 { blank.insert(bit) }
            case .null: blank.insert(bit)
            case .object, .array, .number, .true, .false: others.insert(bit)
            }
            if length > Int(limits[Int(node.name)]) { hasLongText = true }
            name = Int(value.next)
        }
        swap(&taken, &slots)
        self.named = named
        self.blank = blank
        given = named.subtracting(blank)
        otherThanStrings = others
        if hasLongText { traits.insert(.longText) }
        return name
    }

    /// Parameters for which an empty text is a value, and a wrong one.
    package static var noTexts: ParameterSet {
        noStrings.union(ParameterSet(.mode)).union(ParameterSet(.aaJourneyMode))
            .union(ParameterSet(.aaRecurringTenureMonthCount)).union(ParameterSet(.aaRecurringFrequencyUnit))
            .union(ParameterSet(.aaRecurringFrequencyValue))
    }

    private mutating func countEmptyTexts() {
        for parameter in Parameter.allCases where blank.intersection(Self.noTexts).contains(parameter) {
            guard document[slot(of: parameter)].kind == .string else { continue }
            blank.remove(ParameterSet(parameter))
            given.insert(ParameterSet(parameter))
        }
    }

    /// Looks at both ends of texts of which no other look would tell.
    @inline(__always)
    private mutating func lookForSpace() {
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

    private mutating func ignore() {
        ignoredHere = given.intersection(ignored)
        guard !ignoredHere.isEmpty else { return }
        given.subtract(ignored)
        otherThanStrings.subtract(ignored)
        traits.insert(.ignoredParameter)
    }

    /// Parameters of which the page says that they are something else than a string.
    private static var noStrings: ParameterSet {
        ParameterSet(.sessionExpiry).union(ParameterSet(.acceptAnything)).union(ParameterSet(.isMobileFieldEditable))
            .union(ParameterSet(.consents)).union(ParameterSet(.metadata))
    }

    private mutating func readDates() {
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
    private mutating func readChoices() {
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
    private mutating func readNested() -> Int {
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

    private mutating func fill(_ parameter: Parameter, name: JSONTape.Index, isAlias: Bool) {
        let value = name + 1
        if isAlias {
            // Only the first stands in the list, so that it stays as short as the list of spellings.
            guard !aliasValues.contains(where: { $0.parameter == parameter }) else {
                repeatedNames.append(name)
                return
            }
            // A second spelling beside the first is no repetition: rule BC005 compares their values.
            aliasValues.append((parameter, name))
            // The documented spelling counts, unless it has no value and this one has.
            if !named.contains(parameter) || (isWithoutValue(parameter) && !isAbsent(parameter, value)) {
                replace(parameter, value)
            }
            return
        }
        let hasAliasValue = !named.contains(parameter) && given.contains(parameter)
        if named.contains(parameter) { repeatedNames.append(name) }
        named.insert(ParameterSet(parameter))
        if hasAliasValue, isAbsent(parameter, value) { return }
        // The last of several counts, as in the JSON readers that services use.
        replace(parameter, value)
    }

    /// Whether a value counts as absent for a parameter: an empty text does not where it is a wrong value.
    func isAbsent(_ parameter: Parameter, _ value: JSONTape.Index) -> Bool {
        document.isAbsent(value) && !(document[value].kind == .string && Self.noTexts.contains(parameter))
    }

    /// Whether the value that the parameter has so far counts as absent.
    private func isWithoutValue(_ parameter: Parameter) -> Bool {
        !given.contains(parameter) && isAbsent(parameter, slot(of: parameter))
    }

    /// Puts a value in the place of one that the parameter had before.
    private mutating func replace(_ parameter: Parameter, _ value: JSONTape.Index) {
        let bit = ParameterSet(parameter)
        blank.remove(bit)
        given.remove(bit)
        otherThanStrings.remove(bit)
        place(parameter.rawValue, bit, value)
    }

    /// Fills the empty slot of the parameter with a number.
    @inline(__always)
    private mutating func place(_ number: UInt8, _ bit: ParameterSet, _ value: JSONTape.Index) {
        slots[Int(number)] = UInt32(truncatingIfNeeded: value)
        let node = document[value]
        let length = Int(node.end &- node.start)
        // The two quotation marks alone are an empty string.
        if node.kind == .null || (node.kind == .string && length == 2) {
            blank.insert(bit)
            return
        }
        given.insert(bit)
        if node.kind != .string { otherThanStrings.insert(bit) }
        if length > Int(byteLimits[Int(number)]) { traits.insert(.longText) }
    }

    /// Whether the payload could be read, and every byte of it is ASCII.
    @inline(__always)
    package var isASCII: Bool {
        // A tape that holds nothing knows nothing of the text.
        document.tape.count > 0 && document.tape.isASCII
    }
}
