extension Parameter {
    /// The name on the wire.
    package var name: String { row.name }

    /// The most Unicode code points that the value may have; nil for no bound.
    @inline(__always)
    package var maximumLength: Int? {
        let limit = Self.byteLimits[Int(rawValue)]
        return limit == .max ? nil : Int(limit)
    }

    /// By parameter, the most bytes of a value that certainly has no more code points than it may.
    static let byteLimits = allCases.map { $0.row.maximumLength.map { UInt16($0) } ?? .max }

    /// The facts of the parameter, from the page's table; where another source gives a fact, the comment says so.
    package var row: Row {
        switch self {
        case .linkID:
            // 500: the error matrix.
            Row(
                name: "link_id", kind: .string, summary: "Your identifier of the customer.", maximumLength: 500,
                required: "always")
        case .apiKey:
            Row(
                name: "api_key", kind: .string, summary: "The API key, when it is not sent as the X-Api-Key header.",
                required: "in the payload or as the X-Api-Key header")
        case .redirectURL:
            // 200: the error matrix.
            Row(
                name: "redirect_url", kind: .url,
                summary: "Where the customer returns to; required in the redirect workflow.", maximumLength: 200,
                required: "in the redirect workflow")
        case .fromDate:
            Row(
                name: "from_date", kind: .date, summary: "First day of the statements to fetch.",
                defaultValue: "six months before today")
        case .toDate:
            Row(
                name: "to_date", kind: .date, summary: "Last day of the statements to fetch.", defaultValue: "today")
        case .logoURL:
            // The list names "URL too long" without a number; 200 is redirect_url's.
            Row(name: "logo_url", kind: .url, summary: "A logo to show to the customer.", maximumLength: 200)
        case .bankName:
            // The page's scenarios and the SDKs write bank.
            Row(
                name: "bank_name", kind: .string, summary: "Bank identifier; skips the bank selection.",
                alias: "bank", maximumLength: BankIdentifier.lengths.upperBound)
        case .mode:
            Row(
                name: "mode", kind: .choice, summary: "How statements are fetched.",
                choices: BankMode.allCases.map(\.rawValue))
        case .mobileNumber:
            Row(
                name: "mobile_number", kind: .string,
                summary: "The customer's ten-digit mobile number, to prefill the AA journey.")
        case .sessionExpiry:
            Row(
                name: "session_expiry", kind: .integer,
                summary: "How long the session lives: "
                    + "\(SessionExpiry.bounds.lowerBound) to \(SessionExpiry.bounds.upperBound) minutes.",
                bounds: SessionExpiry.bounds,
                defaultValue: "\(SessionExpiry.defaultMinutes) minutes (this tool's choice; the page gives none)")
        case .journeyMode:
            // 50: the error matrix.
            Row(
                name: "journey_mode", kind: .string, summary: "Kind of journey.", maximumLength: 50,
                choices: JourneyMode.allCases.filter(\.isOnPage).map(\.rawValue))
        case .acceptAnything:
            Row(
                name: "accept_anything", kind: .boolean, summary: "Accept data without strict validation.",
                defaultValue: "false")
        case .isMobileFieldEditable:
            Row(
                name: "is_mobile_field_editable", kind: .boolean,
                summary: "Let the customer change the prefilled mobile number.", defaultValue: "false")
        case .aaJourneyCode:
            Row(
                name: "aa_journey_code", kind: .choice, summary: "The Account Aggregator journey.",
                choices: Journey.allCases.map(\.rawValue), defaultValue: "BCAA001", versions: .v2)
        case .consents:
            Row(
                name: "consents", kind: .object, summary: "Your own dates for the journey's consents.",
                defaultValue: "generated from the journey's templates", versions: .v2)
        case .metadata:
            Row(
                name: "metadata", kind: .object,
                summary: "Names and companies that help to match names, salaries and self-transfers.",
                members: MetadataField.allCases.map(\.rawValue))
        case .aaJourneyMode:
            Row(
                name: "aa_journey_mode", kind: .choice, summary: "V1's kind of Account Aggregator consent.",
                choices: V1JourneyMode.allCases.map(\.rawValue), versions: .v1)
        case .aaRecurringTenureMonthCount:
            // The V1 page's table has the shorter name, everything else this one.
            Row(
                name: "aa_recurring_tenure_month_count", kind: .integer,
                summary: "Months that V1's recurring consent lasts: "
                    + "\(RecurringTenure.bounds.lowerBound) to \(RecurringTenure.bounds.upperBound).",
                alias: "aa_recurring_tenure_month", bounds: RecurringTenure.bounds, versions: .v1)
        case .aaRecurringFrequencyUnit:
            Row(
                name: "aa_recurring_frequency_unit", kind: .choice, summary: "Unit of V1's recurring frequency.",
                choices: RecurringFrequency.Unit.allCases.filter { !$0.isLegacy }.map(\.rawValue), versions: .v1)
        case .aaRecurringFrequencyValue:
            Row(
                name: "aa_recurring_frequency_value", kind: .integer,
                summary: "Fetches in each unit of V1's recurring consent: "
                    + "\(RecurringFrequency.bounds.lowerBound) to \(RecurringFrequency.bounds.upperBound).",
                bounds: RecurringFrequency.bounds, versions: .v1)
        case .maxFromDate:
            Row(
                name: "max_from_date", kind: .date,
                summary: "Named by two rows of the error table, by no table of parameters.", versions: .errorTableOnly)
        case .maxToDate:
            Row(
                name: "max_to_date", kind: .date,
                summary: "Named by two rows of the error table, by no table of parameters.", versions: .errorTableOnly)
        }
    }

    /// Members that FinBox's SDKs and callers send and that no page of the API describes; they draw a note.
    ///
    /// From the Android SDK's page (July 2026) and a third party's payload; wire names in snake case.
    package static let undocumentedNames = [
        "aa_error_redirect_required", "aa_errored_banks", "aa_first_flow", "aa_vendor", "account_number",
        "companies_for_self_transfer", "employer_names", "error_redirect_url", "is_back_button_disabled", "names",
        "only_raw_xml_required", "pan", "program_id",
    ]
}
