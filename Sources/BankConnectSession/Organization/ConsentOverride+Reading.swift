/// The dates of one scope as a policy's file gives them:
///
///     {"history": {"unit": "MONTH", "value": 6}, "consent_expiry": "31/12/2026", "fi_types": ["DEPOSIT"]}
extension ConsentOverride {
    /// The members of an entry of `consents`.
    package enum Member: String, MemberName {
        case history, life
        case fromDate = "from_date"
        case toDate = "to_date"
        case consentExpiry = "consent_expiry"
        case fiTypes = "fi_types"
    }

    /// Reads the object at an index; nil, and refused, when it is none.
    ///
    /// - Parameters:
    ///   - index: The object.
    ///   - scope: The name of the template or consent, for messages.
    ///   - reader: The file.
    /// - Returns: The dates that were not refused.
    static func read(
        _ index: JSONTape.Index, of scope: String, from reader: inout SettingsReader
    ) -> ConsentOverride? {
        let noun = "the entry \(DisplayText.quote(scope))"
        guard let members = reader.object(index, noun, of: Member.self) else { return nil }
        var override = ConsentOverride()
        override.history = members[.history].flatMap { CalendarPeriod.read($0, "history", from: &reader) }
        override.life = members[.life].flatMap { CalendarPeriod.read($0, "life", from: &reader) }
        override.fromDate = members[.fromDate].flatMap { reader.date($0, "from_date") }
        override.toDate = members[.toDate].flatMap { reader.date($0, "to_date") }
        override.consentExpiry = members[.consentExpiry].flatMap { reader.date($0, "consent_expiry") }
        override.fiTypes = members[.fiTypes].flatMap {
            reader.choices($0, "fi_types", of: ReBIT.FIType.self, emptyHint: "leave it out for DEPOSIT alone")
        }
        refuseBoth(.history, .fromDate, of: members, "from_date", from: &reader)
        refuseBoth(.life, .consentExpiry, of: members, "consent_expiry", from: &reader)
        if let place = members[.fromDate], let from = override.fromDate, let to = override.toDate, from >= to {
            let found = from == to ? "from_date and to_date are the same day" : "from_date is after to_date, \(to)"
            reader.refuse(place, found, hint: "from_date must lie before to_date")
        }
        override.origins[.fromDate] = (members[.fromDate] ?? members[.history]).map(reader.range(of:))
        override.origins[.toDate] = members[.toDate].map(reader.range(of:))
        override.origins[.consentExpiry] = (members[.consentExpiry] ?? members[.life]).map(reader.range(of:))
        return override
    }

    /// Refuses the later of two members that decide the same date.
    private static func refuseBoth(
        _ length: Member, _ day: Member, of members: ObjectReader<Member>, _ decided: String,
        from reader: inout SettingsReader
    ) {
        guard let first = members.name(of: length), let second = members.name(of: day) else { return }
        reader.refuse(
            max(first, second), "\(length.rawValue) and \(day.rawValue) both decide \(decided)",
            hint: "keep one of them")
    }
}

extension CalendarPeriod {
    /// The values that a policy may give: at least one, at most a hundred years in months.
    package static let policyValues = 1...1200

    /// The members of a period.
    package enum Member: String, MemberName {
        case unit, value
    }

    /// Reads `{"unit": "MONTH", "value": 6}`; nil, and refused, for anything else.
    fileprivate static func read(
        _ index: JSONTape.Index, _ name: String, from reader: inout SettingsReader
    ) -> CalendarPeriod? {
        guard let members = reader.object(index, name, of: Member.self) else { return nil }
        let unit = members[.unit].flatMap { reader.choice($0, "unit", of: Unit.self) }
        let value = members[.value].flatMap { reader.wholeNumber($0, "value", in: policyValues) }
        reader.require(.unit, .value, in: members, name, hint: #"write {"unit": "MONTH", "value": 6}, for example"#)
        guard let unit, let value else { return nil }
        return CalendarPeriod(unit: unit, value: value)
    }
}
