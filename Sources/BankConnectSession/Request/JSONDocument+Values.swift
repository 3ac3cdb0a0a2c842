// The members below the top level, in their usual form. One walk tells that a dozen checks have nothing to say, which
// costs less than asking them: nested members are half of the rules' work on a good payload.

extension JSONDocument {
    /// Whether a value is an object of known members of `metadata`, each once, and each an array of strings.
    func isUsualMetadata(_ metadata: JSONTape.Index) -> Bool {
        guard self[metadata].kind == .object else { return false }
        var names = NameSet()
        var isUsual = true
        tape.forEachMember(of: metadata) { name, value in
            guard MetadataField(number: self[name].name) != nil, names.insert(self[name].name),
                self[value].kind == .array
            else { return isUsual = false }
            tape.forEachElement(of: value) { if !hasPrintableEnds($0) { isUsual = isUsual && isUsualText($0) } }
        }
        return isUsual
    }

    /// Whether a value is a string with something to read in it, and without U+0000.
    private func isUsualText(_ value: JSONTape.Index) -> Bool {
        self[value].kind == .string && !isBlank(value)
            && !(self[value].hasEscape && decodedBytes(of: value).contains(0))
    }

    /// Whether a value is an object of a journey's consents, each once, and each an object of known members, each once,
    /// and each a day.
    func isUsualConsents(_ consents: JSONTape.Index, of journey: Journey, _ days: inout DayCache) -> Bool {
        guard self[consents].kind == .object else { return false }
        var codes = NameSet()
        var isUsual = true
        tape.forEachMember(of: consents) { code, entry in
            guard ConsentCode(number: self[code].name)?.journey == journey, codes.insert(self[code].name),
                self[entry].kind == .object
            else { return isUsual = false }
            var names = NameSet()
            tape.forEachMember(of: entry) { name, value in
                guard ConsentField(number: self[name].name) != nil, names.insert(self[name].name),
                    days.day(at: value, in: self) != nil
                else { return isUsual = false }
            }
        }
        return isUsual
    }
}

/// A set of known names, by their numbers.
private struct NameSet {
    private var bits: UInt64 = 0

    /// Adds a known name; false when it was there already.
    mutating func insert(_ number: UInt8) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(number)
        defer { bits |= bit }
        return bits & bit == 0
    }
}

// Values as a payload's parameters have them: days, and what counts as absent.

extension DayCache {
    /// The day that the string at `index` of a document writes as DD/MM/YYYY; nil for any other text.
    @inline(__always)
    mutating func day(at index: JSONTape.Index, in document: borrowing JSONDocument) -> CalendarDate? {
        let node = document[index]
        guard node.kind == .string, !node.hasEscape else { return document.date(at: index) }
        return day(document.buffer, in: document.inBuffer(node.content))
    }
}

extension JSONDocument {
    /// Whether the value of an optional parameter counts as absent: `null` and `""` do.
    @inline(__always)
    func isAbsent(_ index: JSONTape.Index) -> Bool { self[index].kind == .null || isEmptyString(index) }

    /// The day that the string at `index` writes as DD/MM/YYYY; nil for any other text.
    @inline(__always)
    func date(at index: JSONTape.Index) -> CalendarDate? {
        let node = self[index]
        guard node.kind == .string else { return nil }
        guard !node.hasEscape else { return CalendarDate(ddmmyyyy: text(of: index)) }
        return CalendarDate(ddmmyyyy: buffer, in: inBuffer(node.content))
    }
}
