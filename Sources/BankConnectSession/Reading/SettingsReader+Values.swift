import PlainText

// Each of these gives a value, or nil once it has refused it; `name` is the value's for messages.

extension SettingsReader {
    /// A string that is not blank.
    mutating func text(_ index: JSONTape.Index, _ name: String) -> String? {
        guard document[index].kind == .string else {
            refuseType(index, name, expected: "a string")
            return nil
        }
        guard !document.isBlank(index) else {
            refuse(index, "\(name) is blank", hint: "give it a value, or leave it out")
            return nil
        }
        return document.text(of: index)
    }

    /// One of the values of an enumeration, exact to the case.
    mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ index: JSONTape.Index, _ name: String, of type: Value.Type
    ) -> Value? {
        guard let text = text(index, name) else { return nil }
        if let value = type.allCases.first(where: { document.isString(index, $0.rawValue) }) { return value }
        let choices = type.allCases.map(\.rawValue)
        let near = Self.nearest(to: text, among: choices)
        refuse(
            index, "\(name) is \(shown(index)), which is not among its values",
            hint: near.map { "did you mean \($0)?" } ?? "write \(choices.listed("or"))")
        return nil
    }

    /// A number without a fraction, within bounds; an upper bound of `Int.max` is none.
    mutating func wholeNumber(_ index: JSONTape.Index, _ name: String, in bounds: ClosedRange<Int>) -> Int? {
        if let value = document.integer(at: index), bounds.contains(value) { return value }
        let expected =
            bounds.upperBound == .max
            ? "a whole number, \(bounds.lowerBound) or more"
            : "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
        refuseType(index, name, expected: expected)
        return nil
    }

    /// A day, as DD/MM/YYYY.
    mutating func date(_ index: JSONTape.Index, _ name: String) -> CalendarDate? {
        guard document[index].kind == .string else {
            refuseType(index, name, expected: "a date as \"DD/MM/YYYY\"")
            return nil
        }
        let text = document.text(of: index)
        if let date = CalendarDate(ddmmyyyy: text) { return date }
        let guess = text.utf8.count <= 64 ? DateGuess(text) : nil
        let hint = guess?.advice
        refuse(
            index, "\(name) is \(shown(index)): \(guess?.explanation ?? "not a date as DD/MM/YYYY")",
            hint: hint ?? "write two digits, a slash, two digits, a slash, four digits")
        return nil
    }

    /// An array of values, each of which may stand once.
    ///
    /// - Parameters:
    ///   - index: The array.
    ///   - name: Its name, for messages.
    ///   - emptyHint: What to do when it is empty; nil when it may be.
    ///   - element: Reads an element whose name for messages is the last argument.
    /// - Returns: The values that were not refused.
    mutating func list<Value: Hashable>(
        _ index: JSONTape.Index, _ name: String, emptyHint: String? = nil,
        _ element: (inout SettingsReader, JSONTape.Index, String) -> Value?
    ) -> [Value]? {
        guard document[index].kind == .array else {
            refuseType(index, name, expected: "an array")
            return nil
        }
        var values: [Value] = []
        var seen: Set<Value> = []
        var count = 0
        for place in document.tape.elements(of: index) {
            count += 1
            guard let value = element(&self, place, "an entry of \(name)") else { continue }
            if seen.insert(value).inserted {
                values.append(value)
            } else {
                refuse(place, "duplicate entry \(shown(place)) in \(name)", hint: "keep one of them")
            }
        }
        if let emptyHint, count == 0 { refuse(index, "\(name) is empty", hint: emptyHint) }
        return values
    }

    /// An array of the values of an enumeration, each of which may stand once.
    mutating func choices<Value: RawRepresentable<String> & CaseIterable & Hashable>(
        _ index: JSONTape.Index, _ name: String, of type: Value.Type, emptyHint: String? = nil
    ) -> [Value]? {
        list(index, name, emptyHint: emptyHint) { reader, place, entry in
            reader.choice(place, entry, of: type)
        }
    }
}
