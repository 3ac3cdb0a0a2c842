// Source: Session API V2 page, "List of API Error Codes", in its order.

extension ServiceError {
    /// The rows of "List of API Error Codes".
    package static let list: [ServiceError] = [
        .unknownBank, .missingBank, .modeNotAvailable, .modeNotEnabled, .dateFormat, .dateRange, .missingDate,
        .maxDateFormat, .maxDateRange, .mobileNumber, .sessionExpiryInList, .tenureRange, .missingFrequency,
        .missingBankAndMode, .invalidURL, .fieldTooLong, .methodNotAllowed, .unsupportedMediaType,
    ]

    /// `bank_name` names no bank that the service knows.
    package static let unknownBank = ServiceError(
        .list, "INVALID_BANK_NAME", 400, "Invalid bank identifier.",
        when: "bank_name is invalid or not supported")

    /// A `mode` that needs a bank came without one.
    package static let missingBank = ServiceError(
        .list, "MISSING_BANK_NAME", 400, "`bank_name` is required with `mode`.",
        when: "mode=pdf / mode=aa but bank_name not sent")

    /// The bank does not support the mode.
    package static let modeNotAvailable = ServiceError(
        .list, "MODE_NOT_AVAILABLE", 400, "Specified mode not available for this bank.",
        when: "Bank does not support the requested mode")

    /// The organization may not use the mode.
    package static let modeNotEnabled = ServiceError(
        .list, "MODE_NOT_ENABLED", 403, "Specified mode not enabled. Contact FinBox Admin.",
        when: "Mode disabled for this client")

    /// `from_date` or `to_date` is not written DD/MM/YYYY.
    package static let dateFormat = ServiceError(
        .list, "INVALID_DATE_FORMAT", 400, "Invalid `from_date` or `to_date` format. Use `DD/MM/YYYY`.",
        when: "Wrong date format")

    /// `from_date` is not before `to_date`.
    package static let dateRange = ServiceError(
        .list, "INVALID_DATE_RANGE", 400, "`from_date` cannot be greater or equal to `to_date`.",
        when: "Invalid date order")

    /// One of `from_date` and `to_date` is missing.
    package static let missingDate = ServiceError(
        .list, "MISSING_DATE_FIELD", 400, "`from_date` and `to_date` are required.",
        when: "Required date fields missing")

    /// `max_from_date` or `max_to_date` is not written DD/MM/YYYY.
    package static let maxDateFormat = ServiceError(
        .list, "INVALID_DATE_FORMAT", 400, "Invalid `max_from_date` or `max_to_date` format. Use `DD/MM/YYYY`.",
        when: "Wrong max date format")

    /// `max_from_date` is not before `max_to_date`.
    package static let maxDateRange = ServiceError(
        .list, "INVALID_DATE_RANGE", 400, "`max_from_date` cannot be greater or equal to `max_to_date`.",
        when: "Invalid max date range")

    /// `mobile_number` is not ten digits.
    package static let mobileNumber = ServiceError(
        .list, "INVALID_MOBILE_NUMBER", 400, "Invalid mobile number.",
        when: "Wrong format/length")

    /// `session_expiry` is out of bounds; the matrix's `sessionExpiry` says it in full.
    package static let sessionExpiryInList = ServiceError(
        .list, "INVALID_SESSION_EXPIRY", 400, "Min = 5, Max = 43200",
        when: "session_expiry out of allowed range")

    /// `aa_recurring_tenure_month_count` is out of bounds.
    package static let tenureRange = ServiceError(
        .list, "INVALID_AA_PARAMETER", 400, "Tenure must be between 1 and 84",
        when: "Invalid AA recurring tenure")

    /// A recurring journey came without frequency unit or value.
    package static let missingFrequency = ServiceError(
        .list, "MISSING_AA_PARAMETER", 400, "Frequency unit/value required",
        when: "Recurring frequency fields missing")

    /// An AA journey came without bank or mode.
    package static let missingBankAndMode = ServiceError(
        .list, "MISSING_AA_PARAMETER", 400, "`bank_name` and `mode` required",
        when: "AA journey missing required parameters")

    /// `logo_url` or `redirect_url` is no URL.
    package static let invalidURL = ServiceError(
        .list, "INVALID_URL", 400, "Enter a valid URL.",
        when: "Invalid logo_url / redirect_url")

    /// `bank_name`, `journey_mode` or a URL is too long.
    package static let fieldTooLong = ServiceError(
        .list, "INVALID_LENGTH", 400, "Field length exceeds limit",
        when: "bank_name / journey_mode / URL too long")

    /// The method is not POST; GET is the page's example.
    package static let methodNotAllowed = ServiceError(
        .list, "METHOD_NOT_ALLOWED", 405, "Method GET not allowed.",
        when: "GET used instead of POST")

    /// The media type is not JSON; `text/plain` is the page's example.
    package static let unsupportedMediaType = ServiceError(
        .list, "UNSUPPORTED_MEDIA_TYPE", 415, "Unsupported media type `text/plain`",
        when: "Incorrect or missing Content-Type")
}
