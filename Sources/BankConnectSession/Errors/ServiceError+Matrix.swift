// Source: Session API V2 page, "Category-Wise Error Matrix", in its order, and the sample under "Error Response".
// Where the list has a row for the same trigger, the name here ends in "InMatrix".

extension ServiceError {
    /// The rows of "Category-Wise Error Matrix".
    package static let matrix: [ServiceError] = [
        .methodNotAllowedInMatrix, .unsupportedMediaTypeInMatrix,
        .missingCredentials, .paymentRequired,
        .missingBankInMatrix, .unknownBankInMatrix,
        .sessionExpiry, .mobileNumberInMatrix, .parameterCount, .linkIDTooLong, .linkIDRequired, .redirectURLTooLong,
        .bankNameTooLong, .logoURLInvalid, .modeChoice, .journeyModeTooLong, .aaJourneyModeChoice, .tenureNotInteger,
        .frequencyUnitChoice, .malformedRequest, .mobileEditableNotBoolean,
        .missingAAParameter, .invalidAAParameter,
        .dateFormatInMatrix, .dateRangeInMatrix, .missingDateInMatrix,
        .modeNotAvailableInMatrix,
    ]

    /// The method is not POST.
    package static let methodNotAllowedInMatrix = ServiceError(
        .matrix(section: 1), "METHOD_NOT_ALLOWED", 405, "Method not allowed",
        when: "Using an unsupported HTTP method")

    /// The media type is not JSON.
    package static let unsupportedMediaTypeInMatrix = ServiceError(
        .matrix(section: 1), "UNSUPPORTED_MEDIA_TYPE", 415, "Unsupported media type",
        when: "Sending request with unsupported content type (wrong upload format)")

    /// The API key is missing, or not one of the service's.
    package static let missingCredentials = ServiceError(
        .matrix(section: 2), "AUTHENTICATION_CREDENTIALS_NOT_PROVIDED", 401,
        "Authentication credentials were not provided",
        when: "Missing or invalid authentication credentials")

    /// The organization's plan has ended or is not paid for.
    package static let paymentRequired = ServiceError(
        .matrix(section: 2), "PAYMENT_REQUIRED", 402, "Payment required",
        when: "Client plan expired / payment pending")

    /// A bank is needed and missing.
    package static let missingBankInMatrix = ServiceError(
        .matrix(section: 3), "MISSING_BANK_NAME", 400, "Bank name is required",
        when: "bank_name missing when required")

    /// `bank_name` names no bank that the service knows.
    package static let unknownBankInMatrix = ServiceError(
        .matrix(section: 3), "INVALID_BANK_NAME", 400, "Invalid bank name",
        when: "Provided bank name not in allowed list")

    /// `session_expiry` is no integer within its bounds; fuller than the list's row of the same code.
    package static let sessionExpiry = ServiceError(
        .matrix(section: 4), "INVALID_SESSION_EXPIRY", 400,
        "Session expiry should be int, Min value is 5 and Max is 43200 in minutes",
        when: "session_expiry out of allowed range")

    /// `mobile_number` is not ten digits.
    package static let mobileNumberInMatrix = ServiceError(
        .matrix(section: 4), "INVALID_MOBILE_NUMBER", 400, "Invalid mobile number",
        when: "Mobile number fails validation")

    /// A parameter was given twice, or too few were given.
    package static let parameterCount = ServiceError(
        .matrix(section: 4), "INVALID_PARAMETER_COUNT", 400, "Invalid number of parameters",
        when: "Number of parameters mismatched (too many or too few)")

    /// `link_id` is too long.
    package static let linkIDTooLong = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400, "link_id, Ensure this field has no more than 500 characters.",
        when: "General malformed or incorrect request for link_id")

    /// `link_id` is missing.
    package static let linkIDRequired = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400, "link_id, This field is required.",
        when: "General malformed or incorrect request for link_id")

    /// `redirect_url` is too long.
    package static let redirectURLTooLong = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400,
        "redirect_url, Ensure this field has no more than 200 characters.",
        when: "General malformed or incorrect request for redirect_url")

    /// `bank_name` is too long.
    package static let bankNameTooLong = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400, "bank_name, Ensure this field has no more than 50 characters.",
        when: "General malformed or incorrect request for bank_name")

    /// `logo_url` is no URL.
    package static let logoURLInvalid = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400, "logo_url, Enter a valid URL.",
        when: "General malformed or incorrect request for logo_url")

    /// `mode` is not one of its choices; `no` is the page's example.
    package static let modeChoice = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400, #"mode, "no" is not a valid choice."#,
        when: "General malformed or incorrect request for mode")

    /// `journey_mode` is too long.
    package static let journeyModeTooLong = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400,
        "journey_mode, Ensure this field has no more than 50 characters.",
        when: "General malformed or incorrect request for journey_mode")

    /// `aa_journey_mode` is not one of its choices; `hello` is the page's example.
    package static let aaJourneyModeChoice = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400, #"aa_journey_mode, "hello" is not a valid choice."#,
        when: "General malformed or incorrect request for aa_journey_mode")

    /// `aa_recurring_tenure_month_count` is no integer.
    package static let tenureNotInteger = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400,
        "aa_recurring_tenure_month_count, A valid integer is required.",
        when: "General malformed or incorrect request for aa_recurring_tenure_month_count")

    /// `aa_recurring_frequency_unit` is not one of its choices; `1` is the page's example.
    package static let frequencyUnitChoice = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400, #"aa_recurring_frequency_unit, "1" is not a valid choice."#,
        when: "General malformed or incorrect request for aa_recurring_frequency_unit")

    /// The request is wrong in a way that no other row names, such as a body that is no JSON.
    package static let malformedRequest = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400, "Something went wrong",
        when: "General malformed or incorrect request")

    /// `is_mobile_field_editable` is no boolean.
    package static let mobileEditableNotBoolean = ServiceError(
        .matrix(section: 4), "INVALID_REQUEST", 400, "is_mobile_field_editable, Must be a valid boolean.",
        when: "General malformed or incorrect request for is_mobile_field_editable")

    /// A parameter that an AA journey needs is missing.
    package static let missingAAParameter = ServiceError(
        .matrix(section: 5), "MISSING_AA_PARAMETER", 400, "Required AA parameter is missing",
        when: "Missing required AA parameter")

    /// A parameter of an AA journey has a wrong form or value.
    package static let invalidAAParameter = ServiceError(
        .matrix(section: 5), "INVALID_AA_PARAMETER", 400, "Invalid AA parameter",
        when: "AA parameter format/value invalid")

    /// A date is not written DD/MM/YYYY.
    package static let dateFormatInMatrix = ServiceError(
        .matrix(section: 6), "INVALID_DATE_FORMAT", 400, "Invalid date format",
        when: "Date format invalid")

    /// A range of dates ends before it begins.
    package static let dateRangeInMatrix = ServiceError(
        .matrix(section: 6), "INVALID_DATE_RANGE", 400, "Invalid date range",
        when: "Invalid from–to date range")

    /// A date is missing.
    package static let missingDateInMatrix = ServiceError(
        .matrix(section: 6), "MISSING_DATE_FIELD", 400, "Missing date field",
        when: "Missing one or more required date fields")

    /// The organization may not use the mode; the list's `modeNotEnabled` has another code and status for it.
    package static let modeNotAvailableInMatrix = ServiceError(
        .matrix(section: 7), "MODE_NOT_AVAILABLE", 400, "Mode not available",
        when: "Requested mode not enabled for client")

    /// The sample error body; the page gives it no status, so it has that of the other rows of its code.
    package static let dateFormatInSample = ServiceError(
        .sample, "INVALID_DATE_FORMAT", 400,
        "Invalid format for from_date and to_date, 'Supported format: DD/MM/YYYY'",
        when: "")
}
