/// BC501–BC511: the Account Aggregator journey, and V1's recurring consents.
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

    static let recurringHasFrequency = Rule(
        504, stage: .accountAggregator, reads: [.aaJourneyMode, .aaRecurringFrequencyUnit, .aaRecurringFrequencyValue],
        predicts: [.missingFrequency, .missingAAParameter],
        documentation: Documentation(
            "a recurring consent requires a frequency",
            explanation: "only_recurring and once_with_recurring need aa_recurring_frequency_unit and _value.",
            accepts: [RuleExample(#"{"link_id": "a", "aa_journey_mode": "only_once"}"#, apiVersion: .v1)],
            rejects: [
                RuleExample(
                    #"{"link_id": "a", "aa_journey_mode": «"only_recurring"», "bank_name": "hdfc", "mode": "aa"}"#,
                    apiVersion: .v1)
            ])
    ) { request, _, findings in
        guard request.v1JourneyMode?.isRecurring == true else { return }
        let missing = [Parameter.aaRecurringFrequencyUnit, .aaRecurringFrequencyValue].filter { request[$0] == nil }
        guard let first = missing.first else { return }
        findings.add(
            request.place(of: .aaJourneyMode),
            "a recurring aa_journey_mode is given without \(missing.map(\.name).joined(separator: " and "))",
            hint: #"add, for example, "aa_recurring_frequency_unit": "month", "aa_recurring_frequency_value": 1"#,
            of: first)
    }

    static let recurringHasBankAndMode = Rule(
        505, stage: .accountAggregator, reads: [.bankName, .mode, .aaJourneyMode],
        predicts: [.missingBankAndMode, .missingAAParameter],
        documentation: Documentation(
            "a recurring consent requires a bank and a mode",
            explanation: """
                A recurring aa_journey_mode needs bank_name and mode. V2's journeys do not: scenario 2 of the page \
                comes with a bank and without a mode.
                """,
            accepts: [
                RuleExample(
                    #"""
                    {"link_id": "a", "aa_journey_mode": "only_recurring", "bank_name": "hdfc", "mode": "aa", \#
                    "aa_recurring_frequency_unit": "month", "aa_recurring_frequency_value": 1}
                    """#, apiVersion: .v1)
            ],
            rejects: [
                RuleExample(
                    #"""
                    {"link_id": "a", "aa_journey_mode": «"only_recurring"», \#
                    "aa_recurring_frequency_unit": "month", "aa_recurring_frequency_value": 1}
                    """#, apiVersion: .v1)
            ])
    ) { request, _, findings in
        guard request.v1JourneyMode?.isRecurring == true else { return }
        // A mode that needs a bank has already reported the missing bank: one cause, one finding.
        let bankIsReported = findings.contains(203)
        let missing = [Parameter.bankName, .mode].filter { request[$0] == nil }
        guard let first = missing.first, !(bankIsReported && missing == [.bankName]) else { return }
        findings.add(
            request.place(of: .aaJourneyMode),
            "a recurring aa_journey_mode is given without \(missing.map(\.name).joined(separator: " and "))",
            hint: #"add, for example, "bank_name": "hdfc", "mode": "aa""#, of: first)
    }

    static let tenureIsInteger = Rule(
        506, stage: .parameters, reads: [.aaRecurringTenureMonthCount],
        predicts: [.tenureNotInteger],
        documentation: Documentation(
            "the recurring tenure must be an integer",
            explanation: """
                aa_recurring_tenure_month_count counts months. The service's framework also takes an integer written \
                as text; a fraction, a boolean or other text is refused.
                """,
            accepts: [RuleExample(#"{"link_id": "a", "aa_recurring_tenure_month_count": 12}"#, apiVersion: .v1)],
            rejects: [
                RuleExample(#"{"link_id": "a", "aa_recurring_tenure_month_count": «"twelve"»}"#, apiVersion: .v1),
                RuleExample(#"{"link_id": "a", "aa_recurring_tenure_month_count": «1.5»}"#, apiVersion: .v1),
            ])
    ) { request, _, findings in
        checkInteger(.aaRecurringTenureMonthCount, in: request, &findings)
        // The other spelling, where it does not count: an empty text is no integer there either.
        for (parameter, name) in request.aliasValues where parameter == .aaRecurringTenureMonthCount {
            guard request[parameter] != name + 1, request.document.isAbsent(name + 1),
                !request.isAbsent(parameter, name + 1)
            else { continue }
            addNoInteger(parameter, name + 1, in: request, &findings)
        }
    }

    static let tenureIsInRange = Rule(
        507, stage: .accountAggregator, reads: [.aaRecurringTenureMonthCount],
        predicts: [.tenureRange, .invalidAAParameter],
        documentation: Documentation(
            "the recurring tenure must be \(RecurringTenure.bounds.lowerBound) to \(RecurringTenure.bounds.upperBound) months",
            explanation: """
                The error text says 1 to 84 months; FinBox's SDKs stop at 24, and the V1 page lowers what is above \
                60.
                """,
            accepts: [RuleExample(#"{"link_id": "a", "aa_recurring_tenure_month_count": 24}"#, apiVersion: .v1)],
            rejects: [
                RuleExample(#"{"link_id": "a", "aa_recurring_tenure_month_count": «0»}"#, apiVersion: .v1),
                RuleExample(#"{"link_id": "a", "aa_recurring_tenure_month_count": «85»}"#, apiVersion: .v1),
            ])
    ) { request, _, findings in
        guard case .integer(let months) = request.integer(.aaRecurringTenureMonthCount),
            !RecurringTenure.bounds.contains(months ?? .max), let value = request[.aaRecurringTenureMonthCount]
        else { return }
        findings.add(
            request.place(of: value), "the recurring tenure is \(request.shown(value)) months",
            hint: "write \(RecurringTenure.bounds.lowerBound) to \(RecurringTenure.bounds.upperBound)",
            of: .aaRecurringTenureMonthCount)
    }

    static let tenureIsNotLowered = Rule(
        508, severity: .warning, stage: .accountAggregator, reads: [.aaRecurringTenureMonthCount],
        documentation: Documentation(
            "the recurring tenure should be at most \(RecurringTenure.effectiveMaximum) months",
            explanation:
                "The V1 page: a tenure above 60 months is lowered to 60 for loan monitoring, without an error.",
            accepts: [RuleExample(#"{"link_id": "a", "aa_recurring_tenure_month_count": 60}"#, apiVersion: .v1)],
            rejects: [RuleExample(#"{"link_id": "a", "aa_recurring_tenure_month_count": «61»}"#, apiVersion: .v1)])
    ) { request, _, findings in
        guard case .integer(let months?) = request.integer(.aaRecurringTenureMonthCount),
            RecurringTenure.bounds.contains(months), months > RecurringTenure.effectiveMaximum,
            let value = request[.aaRecurringTenureMonthCount]
        else { return }
        findings.add(
            request.place(of: value),
            "the service lowers a tenure of \(months) months to \(RecurringTenure.effectiveMaximum)",
            hint: "write \(RecurringTenure.effectiveMaximum)", of: .aaRecurringTenureMonthCount)
    }

    static let frequencyUnitIsChoice = Rule(
        509, stage: .parameters, reads: [.aaRecurringFrequencyUnit],
        predicts: [.frequencyUnitChoice],
        documentation: Documentation(
            "the recurring frequency unit must be a choice",
            explanation: "day, month or year. Older SDKs had hour, which newer ones dropped: it draws a warning.",
            accepts: [RuleExample(#"{"link_id": "a", "aa_recurring_frequency_unit": "month"}"#, apiVersion: .v1)],
            rejects: [
                RuleExample(#"{"link_id": "a", "aa_recurring_frequency_unit": «"1"»}"#, apiVersion: .v1),
                RuleExample(#"{"link_id": "a", "aa_recurring_frequency_unit": «"hour"»}"#, apiVersion: .v1),
            ]),
        fix: { request, finding, _, _ in FixMaker.replacement(finding, request) }
    ) { request, _, findings in
        if let value = request.string(.aaRecurringFrequencyUnit),
            RecurringFrequency.Unit(rawValue: request.document.text(of: value))?.isLegacy == true
        {
            findings.add(
                request.place(of: value), "\(request.shown(value)) is a unit that FinBox's newer SDKs have dropped",
                hint: "use day, month or year", of: .aaRecurringFrequencyUnit, severity: .warning)
            return
        }
        checkChoice(
            of: .aaRecurringFrequencyUnit, in: request,
            among: RecurringFrequency.Unit.allCases.filter { !$0.isLegacy }.map(\.rawValue), &findings)
    }

    static let frequencyValueIsInRange = Rule(
        510, stage: .accountAggregator, reads: [.aaRecurringFrequencyValue],
        predicts: [.invalidAAParameter], basis: .inferred,
        documentation: Documentation(
            "the recurring frequency must be \(RecurringFrequency.bounds.lowerBound) to \(RecurringFrequency.bounds.upperBound)",
            explanation: "The V1 page allows 1 to 5 fetches in a unit, which is also the limit of template CT003.",
            accepts: [RuleExample(#"{"link_id": "a", "aa_recurring_frequency_value": 5}"#, apiVersion: .v1)],
            rejects: [
                RuleExample(#"{"link_id": "a", "aa_recurring_frequency_value": «6»}"#, apiVersion: .v1),
                RuleExample(#"{"link_id": "a", "aa_recurring_frequency_value": «"often"»}"#, apiVersion: .v1),
            ])
    ) { request, _, findings in
        checkInteger(.aaRecurringFrequencyValue, in: request, &findings)
        guard case .integer(let count) = request.integer(.aaRecurringFrequencyValue),
            !RecurringFrequency.bounds.contains(count ?? .max), let value = request[.aaRecurringFrequencyValue]
        else { return }
        findings.add(
            request.place(of: value), "the recurring frequency is \(request.shown(value))",
            hint: "write \(RecurringFrequency.bounds.lowerBound) to \(RecurringFrequency.bounds.upperBound)",
            of: .aaRecurringFrequencyValue)
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

    /// Reports a value that is no integer, nor text that the service's framework turns into one.
    private static func checkInteger(
        _ parameter: Parameter, in request: SessionRequest, _ findings: inout Findings
    ) {
        guard let value = request[parameter], request.integer(parameter) == .some(.none) else { return }
        addNoInteger(parameter, value, in: request, &findings)
    }

    private static func addNoInteger(
        _ parameter: Parameter, _ value: JSONTape.Index, in request: SessionRequest, _ findings: inout Findings
    ) {
        findings.add(
            request.place(of: value), "\(parameter.name) is \(request.shown(value)), not an integer",
            hint: "write a whole number, without quotes", of: parameter,
            predicting: .framework(parameter.name, "A valid integer is required."))
    }
}

extension SessionRequest {
    /// V1's kind of consent that the payload asks for; nil when it is absent or none.
    var v1JourneyMode: V1JourneyMode? {
        string(.aaJourneyMode).flatMap { V1JourneyMode(rawValue: document.text(of: $0)) }
    }
}

extension Journey {
    /// The codes of all journeys, for texts.
    static let list = allCases.map(\.rawValue).joined(separator: ", ")
}
