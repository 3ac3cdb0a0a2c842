// A payload as its parameters. Parameter is the page's table, ParameterValues what their values may be, PayloadNames
// the numbers of all names that the reader recognises. SessionRequest reads a payload into slots, a parameter each
// (+Slots), looks at their values once (+Reading) and notes its traits; +Values gives the values, JSONDocument+Values
// and WebURL look at single ones.

/// One payload, and the request around it where there is one: what rules look at.
///
/// Reading makes one pass over the top-level members and fills a fixed set of slots, one a parameter, with the
/// index of its value on the tape. Nothing is copied, and a request is reused for payload after payload.
package struct SessionRequest: Sendable {
    /// The payload's text and values.
    package internal(set) var document = JSONDocument(names: PayloadNames.table)
    /// Why the payload is not JSON; the slots are then empty.
    package internal(set) var syntaxError: JSONSyntaxError?
    /// What the payload and the request around it hold, for choosing the rules that have something to say.
    package internal(set) var traits: Traits = []
    /// Parameters whose value counts: present, and neither `null` nor `""`.
    package internal(set) var given: ParameterSet = []
    /// Parameters present as `null`, or as a text of nothing but white space where a text is meant.
    package internal(set) var blank: ParameterSet = []
    /// The names of top-level members that are no parameters.
    package internal(set) var unknownNames: [JSONTape.Index] = []
    /// The names of top-level parameters that stand a second time.
    package internal(set) var repeatedNames: [JSONTape.Index] = []
    /// The value first given as `bank` or another alternative spelling, by parameter.
    package internal(set) var aliasValues: [(parameter: Parameter, name: JSONTape.Index)] = []
    /// Why the text around the payload is no HTTP request; nothing else is then known.
    package internal(set) var requestFault: HTTPRequestReader.Fault?
    /// Method, path and headers of the request; nil for a payload alone.
    package internal(set) var head: HTTPRequestHead?
    /// How many bytes the body of the request has, without the line end behind it and with it.
    var bodyLengths = 0...0

    /// Text parameters with white space around their text, which the service removes.
    var spaced: ParameterSet = []
    /// Text parameters whose text holds U+0000, which the service refuses; no rule looks at their text.
    var withNull: ParameterSet = []

    /// Parameters that the version of the API does not read: they do not count, whatever their value.
    var ignored: ParameterSet = []
    /// Those of them that the payload has.
    var ignoredHere: ParameterSet = []

    /// The mode that the payload asks for; nil when it is absent or none.
    package internal(set) var bankMode: BankMode?
    /// The journey that the payload asks for: its `aa_journey_code`, else BCAA001; nil when the code is unknown.
    package internal(set) var journey: Journey?

    /// How long the session lives, in minutes: what the payload says, where that is in bounds.
    package internal(set) var sessionMinutes = SessionExpiry.defaultMinutes

    /// Whether `to_date` is a day of the first week of a month.
    var endsInFirstWeek = false

    /// The values of parameters in `given` and `blank`; what stands in the other slots means nothing.
    ///
    /// On the heap: of an array in the request itself, a reader of one element would be given a copy.
    var slots = [UInt32](repeating: 0, count: Parameter.allCases.count)
    /// The days of the date parameters in `dated`, read once for all rules that ask.
    var days = Days()
    /// Days read from this and earlier payloads.
    var knownDays = DayCache()
    /// The beginning of the URL that was last found to be usual.
    var usualHost = UsualHost()
    /// Date parameters whose value is a day.
    var dated: ParameterSet = []
    /// Parameters that count whose value is no string.
    var otherThanStrings: ParameterSet = []
    /// There may be a fault, a head, or a name that is unknown, repeated or another spelling.
    var isUnusual = false
    /// Parameters that stand under their documented name.
    var named: ParameterSet = []
    /// The most bytes, by parameter, that a value can have without a closer look at its length.
    let byteLimits = Parameter.byteLimits

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

    /// Whether the payload could be read, and every byte of it is ASCII.
    @inline(__always)
    package var isASCII: Bool {
        // A tape that holds nothing knows nothing of the text.
        document.tape.count > 0 && document.tape.isASCII
    }
}
