// What rules ask a request for: values by parameter, as what they stand for.

extension SessionRequest {
    /// The value of a parameter that counts as present; nil when it is absent, `null` or `""`.
    @inline(__always)
    package subscript(parameter: Parameter) -> JSONTape.Index? {
        guard given.contains(parameter) else { return nil }
        return slot(of: parameter)
    }

    /// The value of a parameter, `null` and `""` included; nil when it is absent.
    package func index(of parameter: Parameter) -> JSONTape.Index? {
        guard given.union(blank).contains(parameter) else { return nil }
        return slot(of: parameter)
    }

    /// The parameters that the payload has, also those that the version of the API does not read.
    var written: ParameterSet { given.union(blank).union(ignoredHere) }

    /// The value of a parameter that is ``written``.
    @inline(__always)
    func slot(of parameter: Parameter) -> JSONTape.Index { Int(slots[Int(parameter.rawValue)]) }

    /// The value of a parameter, also of one that the version of the API does not read; nil when it is absent.
    package func written(_ parameter: Parameter) -> JSONTape.Index? {
        written.contains(parameter) ? slot(of: parameter) : nil
    }

    /// The value of a parameter when it counts and is a string.
    @inline(__always)
    package func string(_ parameter: Parameter) -> JSONTape.Index? {
        guard let value = self[parameter], document[value].kind == .string, !withNull.contains(parameter) else {
            return nil
        }
        return value
    }

    /// The text of a parameter as the service takes it, without white space around it; nil for no text, and for one with
    /// U+0000.
    func trimmedText(of parameter: Parameter) -> String? {
        guard let value = string(parameter) else { return nil }
        guard spaced.contains(parameter) else { return document.text(of: value) }
        return String(document.text(of: value).trimmed)
    }

    /// How many code points a parameter's text or number has, without white space around it.
    func length(of parameter: Parameter, at value: JSONTape.Index) -> Int {
        if spaced.contains(parameter) { return trimmedText(of: parameter)?.unicodeScalars.count ?? 0 }
        return document[value].kind == .string ? document.codePointCount(of: value) : document[value].range.count
    }

    /// The value of a parameter when it is a string within its length.
    package func fittingString(_ parameter: Parameter) -> JSONTape.Index? {
        guard let value = string(parameter) else { return nil }
        guard traits.contains(.longText) else { return value }
        // No string has more code points than bytes, so most need no counting.
        guard let limit = parameter.maximumLength, document[value].content.count > limit else { return value }
        return length(of: parameter, at: value) <= limit ? value : nil
    }

    /// The day that the string at `value` writes as DD/MM/YYYY; nil for any other text.
    func day(at value: JSONTape.Index) -> CalendarDate? {
        let node = document[value]
        if node.kind == .string, !node.hasEscape,
            let day = knownDays.known(document.buffer, in: document.inBuffer(node.content))
        {
            return day
        }
        return document.date(at: value)
    }

    /// The value of a date parameter when it is a day written as DD/MM/YYYY.
    @inline(__always)
    package func date(_ parameter: Parameter) -> CalendarDate? {
        dated.contains(parameter) ? days[parameter] : nil
    }

    /// The bytes of a parameter's string, for look-ups that allocate nothing; nil when it holds escapes or is
    /// no string, or has white space around it.
    @inline(__always)
    package func rawString(_ parameter: Parameter) -> Range<Int>? {
        guard let value = string(parameter), !document[value].hasEscape, !spaced.contains(parameter) else { return nil }
        return document.inBuffer(document[value].content)
    }

    /// The payload's `link_id` as text, whatever its kind; nil when it is absent or null.
    package var linkID: String? {
        index(of: .linkID).flatMap { document[$0].kind == .null ? nil : document.text(of: $0) }
    }

    /// Whether the payload is about an Account Aggregator journey: mode aa, a journey code, consents, or V1's
    /// `aa_journey_mode`.
    package var isAccountAggregatorJourney: Bool {
        !traits.isDisjoint(with: .aaJourney) || bankMode == .aa
    }

    /// A parameter as the service's framework reads an integer: a number without fraction, or text that is one.
    func integer(_ parameter: Parameter) -> IntegerValue? {
        guard let value = self[parameter] else { return nil }
        switch document[value].kind {
        case .number:
            if let integer = document.integer(at: value) { return .integer(integer) }
            return document.isInteger(value) ? .integer(nil) : IntegerValue.none
        case .string:
            let text = document.text(of: value).trimmed
            let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text
            let whole = digits.prefix { $0 != "." }
            let fraction = digits.dropFirst(whole.count)
            guard !whole.isEmpty, whole.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }),
                fraction.dropFirst().utf8.allSatisfy({ $0 == UInt8(ascii: "0") })
            else { return IntegerValue.none }
            return .integer(Int(text.hasPrefix("-") ? "-" + whole : whole))
        case .object, .array, .true, .false, .null: return IntegerValue.none
        }
    }

    /// When a session that is created at a time ends; both in Unix seconds.
    package func end(ofSessionFrom now: Int64) -> Int64 { now + Int64(sessionMinutes) * 60 }

    /// Whether the text is a JSON object; of any other nothing is known, not even that it wants the default journey.
    package var isPayload: Bool { traits.isDisjoint(with: [.syntaxError, .notAnObject]) }
}

/// What a parameter is as an integer.
enum IntegerValue: Equatable {
    /// It is none.
    case none
    /// It is one; nil when it is too large for this machine's integers.
    case integer(Int?)
}

extension SessionRequest {
    /// A day for each date parameter.
    struct Days: Sendable {
        private var fromDate = CalendarDate.earliest
        private var toDate = CalendarDate.earliest
        private var maxFromDate = CalendarDate.earliest
        private var maxToDate = CalendarDate.earliest

        /// The day of a date parameter; of any other parameter it means nothing.
        @inline(__always)
        subscript(parameter: Parameter) -> CalendarDate {
            get {
                switch parameter {
                case .toDate: toDate
                case .maxFromDate: maxFromDate
                case .maxToDate: maxToDate
                default: fromDate
                }
            }
            set {
                switch parameter {
                case .toDate: toDate = newValue
                case .maxFromDate: maxFromDate = newValue
                case .maxToDate: maxToDate = newValue
                default: fromDate = newValue
                }
            }
        }
    }
}
