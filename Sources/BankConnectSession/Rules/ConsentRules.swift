/// BC601–BC606: the payload's consents, merged with the layers below.
extension Rule {
    static let consentsAreObjects = Rule(
        601, stage: .consents, reads: [.consents],
        predicts: [.malformedRequest], basis: .inferred,
        documentation: Documentation(
            "consents must be an object of objects",
            explanation: "consents holds one object for each consent code: {\"CC0001\": {\"from_date\": …}}.",
            accepts: [#"{"link_id": "a", "consents": {}}"#, #"{"link_id": "a", "consents": {"CC0001": {}}}"#],
            rejects: [
                #"{"link_id": "a", "consents": «[]»}"#, #"{"link_id": "a", "consents": {"CC0001": «"09/12/2025"»}}"#,
            ])
    ) { request, _, findings in
        guard let consents = request[.consents] else { return }
        if request.document[consents].kind != .object {
            return addNotObject("consents", at: consents, of: .consents, in: request, &findings)
        }
        request.document.tape.forEachMember(of: consents) { name, entry in
            if request.document[entry].kind == .object { return }
            addNotObject(request.plain(name), at: entry, of: .consents, in: request, &findings)
        }
    }

    static let consentsBelongToJourney = Rule(
        602, stage: .consents, reads: [.aaJourneyCode, .consents],
        predicts: [.invalidAAParameter], basis: .inferred,
        documentation: Documentation(
            "each consent must belong to the journey",
            explanation: """
                A journey has its own consents: \(Journey.allCases.map(\.description).joined(separator: "; ")). \
                Without an aa_journey_code the journey is \(Journey.default.rawValue).
                """,
            accepts: [#"{"link_id": "a", "aa_journey_code": "BCAA003", "consents": {"CC0004": {}}}"#],
            rejects: [
                #"{"link_id": "a", "consents": {«"CC0004"»: {}}}"#, #"{"link_id": "a", "consents": {«"CC9999"»: {}}}"#,
            ]),
        fix: { request, finding, all, maker in maker.renaming(finding, in: request, of: all) }
    ) { request, _, findings in
        guard let consents = request[.consents], let journey = request.journey else { return }
        request.document.tape.forEachMember(of: consents) { name, _ in
            let code = ConsentCode(number: request.document.name(at: name))
            if code?.journey == journey { return }
            let text = request.document.text(of: name)
            lazy var meant =
                code ?? Nearest.code(for: text, among: ConsentCode.allCases.map(\.rawValue)).flatMap(ConsentCode.init)
            lazy var own = "\(journey.rawValue) has \(journey.consents.map(\.rawValue).joined(separator: ", "))"
            findings.add(
                request.place(of: name), "\(request.shown(name)) is not a consent of \(journey.rawValue)",
                hint: meant.map { meant in
                    meant.journey == journey
                        ? "did you mean \(meant.rawValue)? \(own)"
                        : "\(own); \(meant.rawValue) belongs to \(meant.journey.rawValue)"
                } ?? "\(own)",
                of: .consents,
                // A fix only where case and separators alone differ.
                meaning: meant.flatMap { meant in
                    meant.journey == journey && Nearest.folded(meant.rawValue) == Nearest.folded(text)
                        ? Meaning(meant.rawValue, isSure: true) : nil
                })
        }
    }

    static let consentDatesAreDates = Rule(
        603, stage: .consents, reads: [.consents],
        predicts: [.dateFormat, .dateFormatInMatrix], basis: .inferred,
        documentation: Documentation(
            "dates of consents must be DD/MM/YYYY",
            explanation: """
                from_date, to_date and consent_expiry are days as everywhere in the payload. Of a consent with a date \
                that cannot be read, no range, limit or expiry is checked.
                """,
            accepts: [#"{"link_id": "a", "consents": {"CC0001": {"from_date": "01/10/2025"}}}"#],
            rejects: [
                #"{"link_id": "a", "consents": {"CC0001": {"from_date": «"2025-10-01"»}}}"#,
                #"{"link_id": "a", "consents": {"CC0001": {"consent_expiry": «null»}}}"#,
            ]),
        fix: { request, finding, _, maker in request.dateFix(finding, today: maker.today) }
    ) { request, _, findings in
        request.forEachConsentMember { code, _, value, field in
            guard let field, request.document.date(at: value) == nil else { return }
            let kind = request.document[value].kind
            lazy var fault =
                kind == .string && !request.document.isBlank(value)
                ? dateFault(request.document.text(of: value))
                : ("not a date as DD/MM/YYYY", "leave it out, or write it as \"DD/MM/YYYY\"", nil)
            findings.add(
                request.place(of: value),
                "\(request.plainlyShown(code)): \(field.rawValue) is \(request.shown(value)): \(fault.0)",
                hint: fault.1, of: .consents,
                predicting: kind == .null ? .framework(field.rawValue, "This field may not be null.") : nil,
                meaning: Meaning(fault.2))
        }
    }

    static let consentDatesAreInOrder = Rule(
        604, stage: .consents, reads: [.mode, .aaJourneyCode, .consents, .aaJourneyMode],
        predicts: [.dateRange, .dateRangeInMatrix], basis: .inferred,
        documentation: Documentation(
            "a consent's from_date must be before its to_date",
            explanation: """
                Compared after the layers are merged: your to_date may be before the generated from_date. \
                'bcsession consents' shows where each date comes from.
                """,
            accepts: [
                #"{"link_id": "a", "consents": {"CC0001": {"from_date": "01/10/2025", "to_date": "09/12/2025"}}}"#
            ],
            rejects: [
                #"{"link_id": "a", "consents": {"CC0001": {"from_date": «"10/12/2025"»}}}"#,
                #"{"link_id": "a", "consents": {"CC0001": {"to_date": «"09/10/2024"»}}}"#,
            ])
    ) { request, context, findings in
        guard let plan = findings.plan(for: request, context) else { return }
        // A correction moves from_date forward, perhaps past a to_date that is not moved.
        for consent in context.asked(of: plan).consents where consent.isWithoutDays && !consent.isUnreadable {
            guard let place = request.place(of: [.fromDate, .toDate], in: consent, context) else { continue }
            findings.add(
                place,
                """
                \(consent.code.rawValue): from_date \(consent.fromDate.date) (\(consent.fromDate.source.rawValue)) is \
                not before to_date \(consent.toDate.date) (\(consent.toDate.source.rawValue))
                """,
                hint: "give a from_date before \(consent.toDate.date), or a to_date after \(consent.fromDate.date)",
                of: .consents)
        }
    }

    static let consentsAreAlive = Rule(
        605, severity: .warning, stage: .consents,
        reads: [.mode, .aaJourneyCode, .consents, .aaJourneyMode],
        documentation: Documentation(
            "a consent should not end before today or before its to_date",
            explanation: """
                Data may be asked for until the consent ends, and an Account Aggregator refuses a consent that has \
                ended already.
                """,
            accepts: [#"{"link_id": "a", "consents": {"CC0001": {"consent_expiry": "09/12/2025"}}}"#],
            rejects: [
                #"{"link_id": "a", "consents": {"CC0001": {"to_date": "01/12/2025", "consent_expiry": «"08/12/2025"»}}}"#,
                #"{"link_id": "a", "consents": {"CC0001": {"to_date": «"11/12/2025"»}}}"#,
            ])
    ) { request, context, findings in
        guard let plan = findings.plan(for: request, context) else { return }
        for consent in plan.consents where !consent.isUnreadable {
            let expiry = consent.consentExpiry
            let isOver = consent.isOver(on: context.today)
            guard isOver || consent.endsBeforeItsData,
                let place = request.place(of: [.consentExpiry, .toDate], in: consent, context)
            else { continue }
            lazy var found: FindingText =
                isOver
                ? "\(consent.code.rawValue) ends on \(expiry.date), before today, \(context.today)"
                : "\(consent.code.rawValue) ends on \(expiry.date), before its to_date \(consent.toDate.date)"
            let earliest = max(context.today, consent.toDate.date)
            lazy var hint: FindingText =
                isOver
                ? "give a consent_expiry of \(earliest) or later"
                : "give a consent_expiry of \(earliest) or later, or a to_date of \(expiry.date) or earlier"
            findings.add(place, found, hint: hint, of: .consents)
        }
    }

    static let consentMembersAreKnown = Rule(
        606, severity: .warning, stage: .consents, reads: [.consents],
        documentation: Documentation(
            "members of a consent should be known",
            explanation: "An entry holds \(ConsentField.list); the page shows no other member.",
            accepts: [#"{"link_id": "a", "consents": {"CC0001": {"to_date": "09/12/2025"}}}"#],
            rejects: [#"{"link_id": "a", "consents": {"CC0001": {«"expiry"»: "10/12/2025"}}}"#]),
        fix: { request, finding, all, maker in maker.renaming(finding, in: request, of: all) }
    ) { request, _, findings in
        request.forEachConsentMember { code, name, _, field in
            guard field == nil else { return }
            lazy var near = Nearest.match(
                for: request.document.text(of: name), among: ConsentField.allCases.map(\.rawValue))
            findings.add(
                request.place(of: name),
                "\(request.plainlyShown(code)): \(request.shown(name)) is not a member of a consent",
                hint: near.map { "did you mean \($0)?" } ?? "the members are \(ConsentField.list)", of: .consents,
                meaning: near.map { Meaning(name: $0, insteadOf: request.document.text(of: name)) })
        }
    }
}

extension Rule {
    /// Reports a value that should be an object, in the words of the service's framework.
    static func addNotObject(
        _ field: String, at value: JSONTape.Index, of parameter: Parameter, in request: SessionRequest,
        _ findings: inout Findings
    ) {
        findings.add(
            request.place(of: value), "\(DisplayText.escape(field)) is \(request.shown(value)), not an object",
            hint: "write an object in braces", of: parameter,
            predicting: .framework(
                field,
                request.document[value].kind == .null
                    ? "This field may not be null."
                    : "Expected a dictionary of items but got type \"\(request.document.frameworkType(of: value))\"."))
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
        // A payload that asks for another mode makes no consent.
        guard bankMode == nil || isAccountAggregatorJourney else { return nil }
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

extension ConsentField {
    /// The members of an entry, for texts.
    static let list = allCases.map(\.rawValue).joined(separator: ", ")
}

extension Journey {
    /// The journey and its consents, such as `BCAA002: CC0002`.
    var description: String { "\(rawValue): \(consents.map(\.rawValue).joined(separator: ", "))" }
}
