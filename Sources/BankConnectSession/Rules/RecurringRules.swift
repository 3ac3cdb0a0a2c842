/// BC504–BC510: V1's recurring consents.
extension Rule {
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
            request.place(of: value), "the recurring tenure is \(request.shown(value)) months, which is out of range",
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
            request.place(of: value), "the recurring frequency is \(request.shown(value)), which is out of range",
            hint: "write \(RecurringFrequency.bounds.lowerBound) to \(RecurringFrequency.bounds.upperBound)",
            of: .aaRecurringFrequencyValue)
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
