/// BC501–BC503, BC511: the Account Aggregator journey. What V1's recurring consents need is in RecurringRules.swift.
extension Rule {
    static let journeyIsKnown = Rule(
        501, stage: .accountAggregator, reads: [.aaJourneyCode],
        predicts: [.invalidAAParameter], basis: .inferred,
        documentation: Documentation(
            "aa_journey_code must be a journey",
            explanation: "The page lists four journeys, \(Journey.list). Codes compare exactly, case included.",
            accepts: [#"{"link_id": "a", "aa_journey_code": "BCAA004"}"#],
            rejects: [
                #"{"link_id": "a", "aa_journey_code": «"BCAA005"»}"#,
                #"{"link_id": "a", "aa_journey_code": «"bcaa001"»}"#,
            ]),
        fix: { request, finding, _, _ in FixMaker.replacement(finding, request) }
    ) { request, _, findings in
        guard let value = request[.aaJourneyCode], request.journey == nil else { return }
        lazy var meaning = meaning(of: request.document, at: value)
        findings.add(
            request.place(of: value), "\(request.shown(value)) is not a journey",
            hint: meaning.map { "did you mean \($0.text)? The journeys are \(Journey.list)" }
                ?? "the journeys are \(Journey.list)",
            of: .aaJourneyCode,
            predicting: Prediction(
                ServiceError.invalidAAParameter.answer,
                alternatives: [
                    .invalidRequest(
                        "aa_journey_code", "\"\(request.document.frameworkText(of: value))\" is not a valid choice.")
                ]),
            meaning: meaning)
    }

    /// The one journey whose code is written almost so.
    private static func meaning(of document: JSONDocument, at value: JSONTape.Index) -> Meaning? {
        guard document[value].kind == .string else { return nil }
        let text = document.text(of: value)
        return Nearest.code(for: text, among: Journey.allCases.map(\.rawValue)).map { Meaning($0, insteadOf: text) }
    }

    private static let v1Parameters: [Parameter] = [
        .aaJourneyMode, .aaRecurringTenureMonthCount, .aaRecurringFrequencyUnit, .aaRecurringFrequencyValue,
    ]

    static let v1ParametersGoToV1 = Rule(
        502, severity: .warning, stage: .accountAggregator,
        reads: [.aaJourneyMode, .aaRecurringTenureMonthCount, .aaRecurringFrequencyUnit, .aaRecurringFrequencyValue],
        documentation: Documentation(
            "V1's Account Aggregator parameters should go to V1",
            explanation: """
                V2's table of parameters has none of aa_journey_mode and the aa_recurring_ ones; a journey code \
                replaces them: only_once becomes BCAA001, only_recurring BCAA002, once_with_recurring BCAA003 \
                (inferred from the names). V2's error tables still mention them, so their values are checked all the \
                same.
                """,
            accepts: [
                #"{"link_id": "a", "aa_journey_code": "BCAA001"}"#,
                RuleExample(#"{"link_id": "a", "aa_journey_mode": "only_once"}"#, apiVersion: .v1),
            ],
            rejects: [#"{"link_id": "a", «"aa_journey_mode"»: "only_once"}"#]),
        fix: { request, finding, _, _ in
            guard let name = finding.node, finding.parameter == .aaJourneyMode, request.written(.aaJourneyCode) == nil,
                let journey = Journey.allCases.first(where: { $0.replacesV1Mode == request.v1JourneyMode?.rawValue })
            else { return nil }
            let edits = [
                request.replacement(of: name, json: "\"aa_journey_code\""),
                request.replacement(of: name + 1, json: "\"\(journey.rawValue)\""),
            ]
            return Fix("write aa_journey_code \(journey.rawValue)", .unsafe, edits)
        }
    ) { request, context, findings in
        guard context.apiVersion == .v2 else { return }
        for parameter in v1Parameters {
            guard let value = request[parameter] else { continue }
            if parameter == .aaJourneyMode, request.v1JourneyMode == nil { continue }
            let mode = request.v1JourneyMode?.rawValue
            let journey = Journey.allCases.first { $0.replacesV1Mode == mode && mode != nil }
            findings.add(
                request.place(of: value - 1), "\(parameter.name) belongs to V1 of the API",
                hint: journey.map { "in V2, \"aa_journey_code\": \"\($0.rawValue)\" takes the place of \(mode ?? "")" }
                    ?? "in V2, an aa_journey_code takes its place",
                of: parameter)
        }
    }

    static let journeyModeIsChoice = Rule(
        503, stage: .parameters, reads: [.aaJourneyMode],
        predicts: [.aaJourneyModeChoice],
        documentation: Documentation(
            "aa_journey_mode must be a choice",
            explanation: "Choices compare exactly, case included.",
            accepts: [RuleExample(#"{"link_id": "a", "aa_journey_mode": "only_once"}"#, apiVersion: .v1)],
            rejects: [RuleExample(#"{"link_id": "a", "aa_journey_mode": «"hello"»}"#, apiVersion: .v1)]),
        fix: { request, finding, _, _ in FixMaker.replacement(finding, request) }
    ) { request, _, findings in
        checkChoice(of: .aaJourneyMode, in: request, among: V1JourneyMode.allCases.map(\.rawValue), &findings)
    }

    private static let v2Parameters: [Parameter] = [.aaJourneyCode, .consents]

    static let v2ParametersGoToV2 = Rule(
        511, severity: .warning, stage: .accountAggregator, reads: [.aaJourneyCode, .consents],
        documentation: Documentation(
            "V2's parameters should go to V2",
            explanation: "aa_journey_code and consents came with V2; V1 is not known to read them.",
            accepts: [#"{"link_id": "a", "aa_journey_code": "BCAA001"}"#],
            rejects: [RuleExample(#"{"link_id": "a", «"aa_journey_code"»: "BCAA001"}"#, apiVersion: .v1)])
    ) { request, context, findings in
        guard context.apiVersion == .v1 else { return }
        for parameter in v2Parameters where request.ignoredHere.contains(parameter) {
            guard let value = request.written(parameter) else { continue }
            findings.add(
                request.place(of: value - 1), "\(parameter.name) belongs to V2 of the API",
                hint: "post the payload to /v2/session/, or use aa_journey_mode", of: parameter)
        }
    }
}

extension Journey {
    /// The codes of all journeys, for texts.
    static let list = allCases.map(\.rawValue).joined(separator: ", ")
}
