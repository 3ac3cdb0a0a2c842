// Values as a payload's parameters have them: days, and what counts as absent.

extension DayMemory {
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
