import PlainText

/// The policy as a file gives it; every member may be left out:
///
///     {
///       "name": "acme-nbfc", "plan": "active",
///       "modes": ["pdf", "aa"],
///       "banks": {"newbank": ["pdf", "aa"]},
///       "fields": ["program_id"],
///       "consents": {"CT001": {"history": {"unit": "MONTH", "value": 6}}, "CC0004": {"to_date": "31/12/2026"}}
///     }
extension OrganizationPolicy {
    /// The members of the object.
    package enum Member: String, MemberName {
        case name, plan, modes, banks, fields, consents
    }

    /// Reads a file that holds the object of one organization.
    ///
    /// The ranges of errors, and the origins of dates, are bytes of the text.
    ///
    /// - Throws: everything that is wrong with the file.
    public static func read(_ text: [UInt8]) throws(PolicyErrors) -> OrganizationPolicy {
        try SettingsReader.read(text) { reader, index in read(index, from: &reader) }
    }

    /// Reads the object at an index of a file that holds more.
    static func read(_ index: JSONTape.Index, from reader: inout SettingsReader) -> OrganizationPolicy {
        var policy = OrganizationPolicy()
        guard let members = reader.object(index, "the organization", of: Member.self) else { return policy }
        policy.name = members[.name].flatMap { reader.text($0, "name") }
        policy.plan = members[.plan].flatMap { reader.choice($0, "plan", of: Plan.self) } ?? policy.plan
        policy.modes = members[.modes].flatMap {
            reader.choices($0, "modes", of: BankMode.self, emptyHint: "leave modes out to enable all")
        }
        policy.banks = members[.banks].map { readBanks($0, from: &reader) } ?? []
        policy.fields =
            members[.fields].flatMap {
                reader.list($0, "fields") { reader, place, name in reader.text(place, name) }
            } ?? []
        policy.consents = members[.consents].map { readConsents($0, from: &reader) } ?? [:]
        return policy
    }

    /// A bank has the modes that it is listed with, and no others; with none it can be used with none.
    private static func readBanks(_ index: JSONTape.Index, from reader: inout SettingsReader) -> [Bank] {
        var banks: [Bank] = []
        for (name, value) in reader.entries(index, "banks", foldsCase: true) {
            let identifier = reader.bankIdentifier(name)
            let modes = reader.choices(value, "the list of modes", of: BankMode.self)
            guard let identifier, let modes else { continue }
            banks.append(
                Bank(
                    identifier: identifier, name: identifier, pdf: .init(modes.contains(.pdf)),
                    online: .init(modes.contains(.online)), aa: .init(modes.contains(.aa))))
        }
        return banks
    }

    private static func readConsents(
        _ index: JSONTape.Index, from reader: inout SettingsReader
    ) -> [ConsentScope: ConsentOverride] {
        var consents: [ConsentScope: ConsentOverride] = [:]
        for (name, value) in reader.entries(index, "consents") {
            let scope = ConsentScope.read(name, from: &reader)
            let override = ConsentOverride.read(value, of: reader.document.text(of: name), from: &reader)
            guard let scope, let override else { continue }
            consents[scope] = override
        }
        return consents
    }
}

extension ConsentScope {
    /// The ids of the templates that the journeys' consents are made from.
    package static let templateIDs: [String] = ConsentCode.allCases.reduce(into: []) { ids, code in
        if !ids.contains(code.template.id) { ids.append(code.template.id) }
    }

    fileprivate static func read(_ name: JSONTape.Index, from reader: inout SettingsReader) -> ConsentScope? {
        let text = reader.document.text(of: name)
        if let code = ConsentCode(rawValue: text) { return .consent(code) }
        if templateIDs.contains(text) { return .template(text) }
        if ConsentTemplate[text] != nil {
            reader.refuse(
                name, "\(text) is a template that no journey uses, so its dates would be for nothing",
                hint: "the journeys use \(templateIDs.listed("and"))")
            return nil
        }
        let codes = ConsentCode.allCases.map(\.rawValue)
        // Codes differ in one digit, so that the nearest of them is a guess; only another case is a slip.
        let slip = (templateIDs + codes).first { $0.lowercased() == text.lowercased() }
        reader.refuse(
            name, "\(reader.shown(name)) is neither a template nor a consent",
            hint: slip.map { "did you mean \($0)?" }
                ?? "write a template (\(templateIDs.listed("or"))) or a consent (\(codes.listed("or")))")
        return nil
    }
}
