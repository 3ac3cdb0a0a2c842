import PlainText

/// BC607 and BC608: how far consents may reach, and how far they must.
extension Rule {
    static let consentsAreFair = Rule(
        607, severity: .warning, stage: .consents, reads: [.mode, .aaJourneyCode, .consents, .aaJourneyMode],
        documentation: Documentation(
            "a consent should stay within its template's fair-use limits",
            explanation: """
                Sahamati's fair-use templates limit how far back data may be asked for and how long a consent may \
                live, both from the day it is asked for; an Account Aggregator answers 412 to more. With --fair-use \
                refuse this is an error. With --fair-use correct the consents that are shown and planned have the limit \
                instead; the payload keeps its date, and is sent with it.
                """,
            accepts: [#"{"link_id": "a", "consents": {"CC0001": {"consent_expiry": "09/01/2026"}}}"#],
            rejects: [
                #"{"link_id": "a", "consents": {"CC0001": {"from_date": «"08/10/2024"»}}}"#,
                #"{"link_id": "a", "consents": {"CC0001": {"consent_expiry": «"10/01/2026"»}}}"#,
            ]),
        fix: { request, finding, _, _ in request.boundFix(finding) }
    ) { request, context, findings in
        guard let plan = findings.plan(for: request, context) else { return }
        for consent in plan.consents where !consent.isUnreadable {
            checkFairUse(of: consent, in: request, context, &findings)
        }
    }

    static let consentsCoverSession = Rule(
        608, severity: .warning, stage: .consents,
        reads: [.fromDate, .toDate, .mode, .aaJourneyCode, .consents, .aaJourneyMode],
        documentation: Documentation(
            "a consent should cover the session's dates",
            explanation: """
                The session's from_date and to_date do not move the consents' dates. In an Account Aggregator \
                journey, days that no consent of the journey covers cannot be fetched. Checked only when the \
                payload gives both dates.
                """,
            accepts: [
                #"{"link_id": "a", "from_date": "01/10/2025", "to_date": "09/12/2025", "aa_journey_code": "BCAA001"}"#
            ],
            rejects: [
                #"""
                {"link_id": "a", "from_date": «"01/01/2025"», "to_date": "09/12/2025", \#
                "consents": {"CC0001": {"from_date": "01/10/2025"}}}
                """#
            ])
    ) { request, context, findings in
        guard context.apiVersion == .v2, request.isAccountAggregatorJourney, let from = request.date(.fromDate),
            let to = request.date(.toDate),
            from < to, !context.planner.coversByDefault(from, to, for: request)
        else { return }
        if let reach = context.planner.defaultReach(for: request) {
            return checkCoverage(by: reach, from, to, in: request, &findings)
        }
        guard let plan = findings.plan(for: request, context), !plan.covers(from, to),
            !plan.consents.contains(where: \.isUnreadable)
        else { return }
        checkCoverage(by: ConsentReach(of: plan), from, to, in: request, &findings)
    }

    private static func checkFairUse(
        of consent: PlannedConsent, in request: SessionRequest, _ context: RuleContext, _ findings: inout Findings
    ) {
        for field in [ConsentField.fromDate, .consentExpiry] where consent.isBeyondBound(field) {
            guard let bound = consent.bound(of: field), let place = request.place(of: [field], in: consent, context)
            else { continue }
            let (relation, extreme) = field == .fromDate ? ("earlier", "earliest") : ("later", "latest")
            findings.add(
                place,
                """
                \(consent.code.rawValue): \(field.rawValue) \(consent[field].date) is \(relation) than \(bound), the \
                \(extreme) that \(consent.code.template.id) allows: \(consent.reach(of: field))
                """,
                hint: context.fairUse == .correct
                    ? "taken as \(bound) here; the payload keeps its date, so write \(bound) there"
                    : consent[field].node == 0
                        ? "keep to \(consent.reach(of: field))"
                        : "write \(bound) or \(field == .fromDate ? "later" : "earlier")",
                of: .consents, severity: context.fairUse == .refuse ? .error : .warning,
                meaning: Meaning(bound.description, isSure: false))
        }
    }

    private static func checkCoverage(
        by reach: ConsentReach, _ from: CalendarDate, _ to: CalendarDate, in request: SessionRequest,
        _ findings: inout Findings
    ) {
        guard let first = reach.first else { return }
        let (missesStart, missesEnd) = (from < reach.earliestFromDate, reach.latestToDate < to)
        // A date that is itself out of reach has been reported: one cause, one finding.
        if missesStart && !missesEnd && findings.contains(308) { return }
        if missesEnd && !missesStart && findings.contains(307) { return }
        if findings.contains(307) && findings.contains(308) { return }
        let parameter: Parameter = missesStart || !missesEnd ? .fromDate : .toDate
        findings.add(
            request.place(of: parameter),
            """
            no consent of \(reach.journey.rawValue) covers the session from \(from) to \(to); \
            \(first.code.rawValue) runs from \(first.fromDate) to \(first.toDate)
            """,
            hint: "change the session's dates, or the consent's", of: parameter)
    }
}
