// What the rules about consents ask of a payload, its plan and the organization.

extension RuleContext {
    /// Whether someone other than the templates decides dates of the consents of payloads with some traits.
    ///
    /// The templates' own dates hold by construction. V1 has no consents of one's own.
    func decidesDates(of payload: SessionRequest.Traits) -> Bool {
        apiVersion == .v2 && (!payload.isDisjoint(with: .given(.consents)) || !organization.consents.isEmpty)
    }
}

extension SessionRequest {
    /// Where the first of some dates of a consent was decided that is not the template's: the payload's value, else
    /// the organization's.
    func place(
        of fields: [ConsentField], in consent: PlannedConsent, _ context: RuleContext
    ) -> Finding.Place? {
        for field in fields where consent[field].node != 0 {
            return place(of: Int(consent[field].node))
        }
        for field in fields where consent[field].source == .organization {
            return .organization(context.organization.origin(of: field, for: consent.code) ?? 0..<0)
        }
        return nil
    }

    /// Calls `body` for each member of each entry of `consents`: the entry's name, the member's name and value, and the
    /// field that it is, nil for none.
    @inline(__always)
    func forEachConsentMember(
        _ body: (JSONTape.Index, JSONTape.Index, JSONTape.Index, ConsentField?) -> Void
    ) {
        guard let consents = self[.consents] else { return }
        document.tape.forEachMember(of: consents) { code, entry in
            document.tape.forEachMember(of: entry) { name, value in
                body(code, name, value, ConsentField(number: document.name(at: name)))
            }
        }
    }
}

extension JSONDocument {
    /// What the service's framework, written in Python, calls the type of a value.
    func frameworkType(of index: JSONTape.Index) -> String {
        switch self[index].kind {
        case .object: "dict"
        case .array: "list"
        case .string: "str"
        case .number: source(self[index].range).contains { ".eE".contains($0) } ? "float" : "int"
        case .true, .false: "bool"
        case .null: "NoneType"
        }
    }
}

extension ConsentField {
    /// The members of an entry, for texts.
    static let list = allCases.map(\.rawValue).joined(separator: ", ")
}

extension Journey {
    /// The journey and its consents, such as `BCAA002: CC0002`.
    var description: String { "\(rawValue): \(consents.map(\.rawValue).joined(separator: ", "))" }
}
