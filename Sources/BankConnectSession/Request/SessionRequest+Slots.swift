// From the members of the top level to a slot for each parameter: which count, and which stand under another spelling
// or twice.

extension SessionRequest {
    @inline(__always)
    mutating func fillSlots() {
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
            if length > Int(limits[Int(node.name)]) { hasLongText = true }
            // The next name stands behind a text: to know that, nothing of it need be read.
            name &+= 2
            switch value.kind {
            // The two quotation marks alone are an empty string.
            case .string: if length == 2 { blank.insert(bit) }
            case .null: blank.insert(bit)
            case .number, .true, .false: others.insert(bit)
            case .object, .array:
                others.insert(bit)
                name = Int(value.next)
            }
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

    /// Parameters of which the page says that they are something else than a string.
    static var noStrings: ParameterSet {
        ParameterSet(.sessionExpiry).union(ParameterSet(.acceptAnything)).union(ParameterSet(.isMobileFieldEditable))
            .union(ParameterSet(.consents)).union(ParameterSet(.metadata))
    }

    mutating func countEmptyTexts() {
        for parameter in Parameter.allCases where blank.intersection(Self.noTexts).contains(parameter) {
            guard document[slot(of: parameter)].kind == .string else { continue }
            blank.remove(ParameterSet(parameter))
            given.insert(ParameterSet(parameter))
        }
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
}
