// What rules ask a request for: values by parameter, as what they stand for.

extension SessionRequest {
    /// The value of a parameter that counts as present; nil when it is absent, `null` or `""`.
    @inline(__always)
    package subscript(parameter: Parameter) -> JSONTape.Index? {
        guard given.contains(parameter) else { return nil }
        return Int(slots[Int(parameter.rawValue)])
    }

    /// The value of a parameter, `null` and `""` included; nil when it is absent.
    package func stated(_ parameter: Parameter) -> JSONTape.Index? {
        guard given.union(blank).contains(parameter) else { return nil }
        return Int(slots[Int(parameter.rawValue)])
    }

    /// The value of a parameter, also of one that the version of the API does not read; nil when it is absent.
    package func written(_ parameter: Parameter) -> JSONTape.Index? {
        guard given.union(blank).union(ignoredHere).contains(parameter) else { return nil }
        return Int(slots[Int(parameter.rawValue)])
    }

    /// The value of a parameter when it counts and is a string.
    @inline(__always)
    package func string(_ parameter: Parameter) -> JSONTape.Index? {
        guard let value = self[parameter], document[value].kind == .string else { return nil }
        return value
    }

    /// The value of a parameter when it is a string within its length.
    package func fittingString(_ parameter: Parameter) -> JSONTape.Index? {
        guard let value = string(parameter) else { return nil }
        guard traits.contains(.longText) else { return value }
        // No string has more code points than bytes, so most need no counting.
        guard let limit = parameter.maximumLength, document[value].content.count > limit else { return value }
        return document.codePointCount(of: value) <= limit ? value : nil
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
        dated.contains(parameter) ? days[Int(parameter.rawValue)] : nil
    }

    /// The bytes of a parameter's string, for look-ups that allocate nothing; nil when it holds escapes or is
    /// no string.
    @inline(__always)
    package func rawString(_ parameter: Parameter) -> Range<Int>? {
        guard let value = string(parameter), !document[value].hasEscape else { return nil }
        return document.inBuffer(document[value].content)
    }

    /// Whether the string at `value` holds no escapes and begins with eight characters.
    func begins(_ value: JSONTape.Index, with prefix: ByteWord) -> Bool {
        let node = document[value]
        let content = document.inBuffer(node.content)
        guard !node.hasEscape, content.count >= 8 else { return false }
        return ByteWord(document.buffer.span, at: content.lowerBound).bits == prefix.bits
    }

    /// The payload's `link_id` as text, whatever its kind; nil when it is absent.
    package var linkID: String? { stated(.linkID).map { document.text(of: $0) } }

    /// Whether the payload asks for the service's checks to be loosened.
    package var acceptsAnything: Bool {
        guard let value = self[.acceptAnything] else { return false }
        return BooleanText.value(at: value, in: document) == true
    }

    /// Whether the payload is about an Account Aggregator journey: mode aa, a journey code, consents, or V1's
    /// `aa_journey_mode`.
    package var isAccountAggregatorJourney: Bool {
        !traits.isDisjoint(with: .aaJourney) || bankMode == .aa
    }

    /// How long the session lives, in minutes: what the payload says, where that is in bounds.
    package var sessionMinutes: Int {
        guard let value = self[.sessionExpiry], let minutes = document.integer(at: value),
            SessionExpiry.bounds.contains(minutes)
        else { return SessionExpiry.defaultMinutes }
        return minutes
    }

    /// When a session that is created at a time ends; both in Unix seconds.
    package func end(ofSessionFrom now: Int64) -> Int64 { now + Int64(sessionMinutes) * 60 }

    /// Whether the text is a JSON object; of any other nothing is known, not even that it wants the default journey.
    package var isPayload: Bool { traits.isDisjoint(with: [.syntaxError, .notAnObject]) }
}
