/// BC401–BC408: mobile number, expiry, journey mode and booleans.
extension Rule {
    static let mobileNumberHasTenDigits = Rule(
        401, stage: .mobileAndExpiry, reads: [.mobileNumber],
        predicts: [.mobileNumber, .mobileNumberInMatrix],
        documentation: Documentation(
            "mobile_number must have exactly \(MobileNumber.digitCount) digits",
            explanation: """
                Ten ASCII digits, without the country's code, spaces or signs: the page says "wrong format/length", \
                FinBox's SDK pages say ten digits.
                """,
            accepts: [#"{"link_id": "a", "mobile_number": "9876543210"}"#],
            rejects: [
                #"{"link_id": "a", "mobile_number": «"+919876543210"»}"#,
                #"{"link_id": "a", "mobile_number": «"98765 43210"»}"#,
                #"{"link_id": "a", "mobile_number": «"९८७६५४३२१०"»}"#,
            ]),
        fix: { request, finding, _, _ in FixMaker.replacement(finding, request) }
    ) { request, _, findings in
        guard let value = request[.mobileNumber], let digits = request.mobileDigits,
            digits.fault != nil
        else { return }
        findings.add(
            request.place(of: value), "mobile_number is \(request.shown(value)): \(digits.fault ?? "")",
            hint: digits.suggestion.map { "write \"\($0)\"" } ?? "write the ten digits alone", of: .mobileNumber,
            meaning: digits.isPunctuated && request.document[value].kind == .string
                ? digits.suggestion.map { Meaning($0, isSure: true) } : nil)
    }

    static let mobileNumberIsMobile = Rule(
        402, severity: .warning, stage: .mobileAndExpiry, reads: [.mobileNumber],
        documentation: Documentation(
            "mobile_number should begin with 6, 7, 8 or 9",
            explanation: """
                Indian mobile numbers begin so. The page does not ask for it, but a number that does not is probably \
                not the customer's.
                """,
            accepts: [#"{"link_id": "a", "mobile_number": "6000000000"}"#],
            rejects: [#"{"link_id": "a", "mobile_number": «"1234567890"»}"#])
    ) { request, _, findings in
        guard let value = request[.mobileNumber], let digits = request.mobileDigits,
            digits.fault == nil,
            let first = digits.first, !(UInt8(ascii: "6")...UInt8(ascii: "9")).contains(first)
        else { return }
        findings.add(
            request.place(of: value), "mobile_number begins with \(Character(Unicode.Scalar(first)))",
            hint: "Indian mobile numbers begin with 6, 7, 8 or 9", of: .mobileNumber)
    }

    static let sessionExpiryIsInBounds = Rule(
        403, stage: .mobileAndExpiry, reads: [.sessionExpiry],
        predicts: [.sessionExpiry, .sessionExpiryInList],
        documentation: Documentation(
            "session_expiry must be an integer from \(SessionExpiry.bounds.lowerBound) to \(SessionExpiry.bounds.upperBound)",
            explanation: """
                Minutes, as a JSON integer: 30 and 30.0 are one, 30.5, "" and true are none, and "30" is one that \
                draws a warning (BC408). 43200 minutes are 30 days.
                """,
            accepts: [
                #"{"link_id": "a", "session_expiry": 5}"#, #"{"link_id": "a", "session_expiry": 43200}"#,
                #"{"link_id": "a", "session_expiry": 30.0}"#, #"{"link_id": "a", "session_expiry": 5e0}"#,
            ],
            rejects: [
                #"{"link_id": "a", "session_expiry": «4»}"#, #"{"link_id": "a", "session_expiry": «43201»}"#,
                #"{"link_id": "a", "session_expiry": «"soon"»}"#, #"{"link_id": "a", "session_expiry": «5.5»}"#,
                #"{"link_id": "a", "session_expiry": «true»}"#,
            ])
    ) { request, _, findings in
        guard let value = request[.sessionExpiry] else { return }
        let bounds = SessionExpiry.bounds
        let integer = request.integer(.sessionExpiry)
        if case .integer(let minutes?) = integer, bounds.contains(minutes) { return }
        lazy var found: FindingText =
            integer == .some(.none)
            ? "session_expiry is \(request.shown(value)), not an integer"
            : "session_expiry is \(request.shown(value)) minutes, which is too \(Self.excess(integer, bounds))"
        findings.add(
            request.place(of: value), found,
            hint: "write a whole number of minutes from \(bounds.lowerBound) to \(bounds.upperBound), without quotes",
            // The page's trigger is a number out of range; only its wording mentions integers.
            of: .sessionExpiry, basis: request.document[value].kind == .number ? nil : .inferred)
    }

    /// What is wrong with a number outside its bounds: "short: at least 5".
    static func excess(_ number: IntegerValue?, _ bounds: ClosedRange<Int>) -> String {
        if case .integer(let number?) = number, number < bounds.lowerBound {
            return "short: at least \(bounds.lowerBound)"
        }
        return "long: at most \(bounds.upperBound)"
    }

    static let sessionEndsBeforeConsents = Rule(
        404, severity: .warning, stage: .mobileAndExpiry,
        reads: [.mode, .sessionExpiry, .aaJourneyCode, .consents, .aaJourneyMode],
        documentation: Documentation(
            "the session should end before its consents",
            explanation: """
                A session may live up to 30 days, a one-time consent lives one day by default. A \
                customer who comes back later finds the session open and the consent gone. Checked in Account \
                Aggregator journeys; a session without session_expiry is taken to live \
                \(SessionExpiry.defaultMinutes) minutes, and a consent to live until its consent_expiry begins.
                """,
            accepts: [#"{"link_id": "a", "aa_journey_code": "BCAA001", "session_expiry": 1440}"#],
            rejects: [#"{"link_id": "a", "aa_journey_code": "BCAA001", "session_expiry": «1441»}"#])
    ) { request, context, findings in
        guard request.isAccountAggregatorJourney else { return }
        let minutes = request.sessionMinutes
        guard let plan = findings.plan(for: request, context) else { return }
        // A consent lives a day or more as a rule, and a session an hour.
        guard minutes > 24 * 60 || plan.consents.contains(where: { $0.consentExpiry.date <= context.today }) else {
            return
        }
        var place = request[.sessionExpiry].map { request.place(of: $0) }
        var outlived = ""
        for consent in plan.consents where !consent.isUnreadable {
            let days = context.today.days(until: consent.consentExpiry.date)
            guard days >= 0, minutes > days * 24 * 60 else { continue }
            outlived += (outlived.isEmpty ? "" : ", ") + "\(consent.code.rawValue) (\(consent.consentExpiry.date))"
            if place == nil, consent.consentExpiry.node != 0 {
                place = request.place(of: Int(consent.consentExpiry.node))
            }
        }
        guard !outlived.isEmpty else { return }
        findings.add(
            place ?? request.openingBrace, "the session lives \(minutes) minutes and outlives \(outlived)",
            hint: "shorten session_expiry, or give the consent a later consent_expiry", of: .sessionExpiry)
    }

    static let journeyModeFits = Rule(
        405, stage: .parameters, reads: [.journeyMode],
        predicts: [.fieldTooLong, .journeyModeTooLong],
        documentation: Documentation(
            "journey_mode must have at most \(Parameter.journeyMode.maximumLength ?? 0) characters",
            explanation: aboutLengths,
            accepts: fittingText(in: .journeyMode),
            rejects: longText(in: .journeyMode))
    ) { request, _, findings in
        checkLength(of: .journeyMode, in: request, &findings)
    }

    static let journeyModeIsDocumented = Rule(
        406, severity: .warning, stage: .parameters, reads: [.journeyMode],
        documentation: Documentation(
            "journey_mode should be a documented value",
            explanation: """
                The page lists multi_pdf and multi_banking, the Android SDK's page also aa_multi_banking. The \
                service documents no refusal of others, only of long ones.
                """,
            accepts: [#"{"link_id": "a", "journey_mode": "multi_pdf"}"#],
            rejects: [#"{"link_id": "a", "journey_mode": «"multi-pdf"»}"#]),
        fix: { request, finding, _, _ in FixMaker.replacement(finding, request) }
    ) { request, _, findings in
        guard let value = request.fittingString(.journeyMode) else { return }
        guard let text = request.trimmedText(of: .journeyMode), JourneyMode(rawValue: text) == nil else { return }
        let choices = JourneyMode.allCases.map(\.rawValue)
        lazy var near = Nearest.match(for: text.lowercased(), among: choices)
        findings.add(
            request.place(of: value), "journey_mode is \(request.shown(value)), which no page documents",
            hint: near.map { "did you mean \($0)?" } ?? "documented are \(choices.joined(separator: ", "))",
            of: .journeyMode, meaning: near.map { Meaning($0, insteadOf: text) })
    }

    private static let booleans: [Parameter] = [.acceptAnything, .isMobileFieldEditable]

    static let booleansAreBooleans = Rule(
        407, stage: .parameters, reads: [.acceptAnything, .isMobileFieldEditable],
        predicts: [.mobileEditableNotBoolean],
        documentation: Documentation(
            "booleans must be true or false",
            explanation:
                "The page shows the answer for is_mobile_field_editable; accept_anything is taken to be alike.",
            accepts: [#"{"link_id": "a", "accept_anything": true, "is_mobile_field_editable": false}"#],
            rejects: [
                #"{"link_id": "a", "accept_anything": «"maybe"»}"#,
                #"{"link_id": "a", "is_mobile_field_editable": «[]»}"#,
            ])
    ) { request, _, findings in
        for parameter in booleans {
            guard let value = request[parameter], BooleanText.value(at: value, in: request.document) == nil else {
                continue
            }
            findings.add(
                request.place(of: value), "\(parameter.name) is \(request.shown(value)), not true or false",
                hint: "write true or false, without quotes", of: parameter,
                predicting: .framework(parameter.name, "Must be a valid boolean."),
                basis: parameter == .acceptAnything ? .inferred : nil)
        }
    }

    static let booleansAreNotText = Rule(
        408, severity: .warning, stage: .parameters,
        reads: [
            .acceptAnything, .isMobileFieldEditable, .sessionExpiry, .aaRecurringTenureMonthCount,
            .aaRecurringFrequencyValue,
        ],
        documentation: Documentation(
            "booleans and integers should not be text",
            explanation: """
                The service's framework takes t, y, yes, true, on, 1 and their opposites, in any case, for booleans, \
                and a text of digits, with a sign or .0 too, for an integer. It works, but it hides what was meant.
                """,
            accepts: [#"{"link_id": "a", "accept_anything": true}"#],
            rejects: [
                #"{"link_id": "a", "accept_anything": «"true"»}"#, #"{"link_id": "a", "accept_anything": «1»}"#,
                #"{"link_id": "a", "session_expiry": «"30"»}"#,
            ]),
        fix: { request, finding, _, _ in FixMaker.replacement(finding, request) }
    ) { request, _, findings in
        for parameter in booleans {
            guard let value = request[parameter], let meant = BooleanText.value(at: value, in: request.document),
                request.document[value].kind != .true, request.document[value].kind != .false
            else { continue }
            findings.add(
                request.place(of: value),
                "\(parameter.name) is \(request.shown(value)), which the service reads as \(meant)",
                hint: "write \(meant), without quotes", of: parameter,
                meaning: request.document[value].kind == .string ? Meaning(unquoted: meant) : nil)
        }
        for parameter in [Parameter.sessionExpiry, .aaRecurringTenureMonthCount, .aaRecurringFrequencyValue] {
            guard let value = request.string(parameter), let bounds = parameter.row.bounds,
                case .integer(let meant?) = request.integer(parameter),
                bounds.contains(meant)
            else { continue }
            findings.add(
                request.place(of: value),
                "\(parameter.name) is \(request.shown(value)), a text that the service reads as \(meant)",
                hint: "write \(meant), without quotes", of: parameter, meaning: Meaning(unquoted: meant))
        }
    }

}

/// The text of a mobile number, looked at digit by digit.
struct MobileDigits {
    /// The first byte of the number; nil for an empty one.
    var first: UInt8?
    /// Why it is none; nil for ten ASCII digits.
    var fault: String?
    /// The ten digits that were probably meant.
    var suggestion: String?
    /// Whether it is ASCII digits with nothing but spaces and hyphens between them, and +91 before them or nothing.
    var isPunctuated = false

    init(_ bytes: ArraySlice<UInt8>) {
        first = bytes.first
        if bytes.count == MobileNumber.digitCount, bytes.allSatisfy(Self.isDigit) { return }
        let text = String(decoding: bytes, as: UTF8.self)
        let digits = text.unicodeScalars.compactMap { $0.properties.numericType == .decimal ? $0 : nil }
        let values = digits.compactMap { $0.properties.numericValue.map { String(Int($0)) } }.joined()
        let significant = String(values.suffix(MobileNumber.digitCount))
        let dropped = values.dropLast(significant.count)
        if significant.count == MobileNumber.digitCount, ["", "0", "91", "091", "0091"].contains(String(dropped)) {
            suggestion = significant
            let isInternational = text.hasPrefix("+91")
            isPunctuated =
                dropped == (isInternational ? "91" : "")
                && text.utf8.dropFirst(isInternational ? 3 : 0).allSatisfy {
                    Self.isDigit($0) || $0 == 0x20 || $0 == UInt8(ascii: "-")
                }
        }
        let hasOtherDigits = digits.contains { !$0.isASCII }
        fault =
            hasOtherDigits
            ? "its digits are not ASCII digits"
            : values.count < text.unicodeScalars.count
                ? "it holds more than digits" : "it has \(values.count) digits, not \(MobileNumber.digitCount)"
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

extension SessionRequest {
    /// The payload's mobile number; nil when it is absent or neither text nor a number.
    var mobileDigits: MobileDigits? {
        guard let value = self[.mobileNumber] else { return nil }
        let node = document[value]
        switch node.kind {
        case .string: return trimmedText(of: .mobileNumber).map { MobileDigits(Array($0.utf8)[...]) }
        case .number: return MobileDigits(document.buffer[document.inBuffer(node.range)])
        case .object, .array, .true, .false, .null: return nil
        }
    }
}
