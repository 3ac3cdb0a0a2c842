extension ServiceError {
    /// A place where the page disagrees with itself or with the V1 page, and what this tool makes of it.
    package struct Contradiction: Sendable, Hashable {
        /// The codes concerned, in the page's order.
        package let codes: [String]

        /// One to three sentences: what is said where, which reading this tool takes, and why.
        package let text: String
    }

    /// The contradictions that concern a code; none for a code that the page does not have.
    package static func contradictions(code: String) -> [Contradiction] {
        contradictions.filter { $0.codes.contains(code) }
    }

    /// The known contradictions of the Session API V2 page.
    package static let contradictions: [Contradiction] = [
        Contradiction(
            codes: ["INVALID_BANK_NAME", "MISSING_BANK_NAME"],
            text: """
                The list and section 3 of the matrix word both codes differently. This tool answers with the list's \
                wording, which names the parameter.
                """),
        Contradiction(
            codes: ["MISSING_BANK_NAME"],
            text: """
                The message says that a bank is required with any mode; the trigger names only mode=pdf and mode=aa. \
                This tool follows the trigger, so mode=online may come without a bank.
                """),
        Contradiction(
            codes: ["MODE_NOT_AVAILABLE", "MODE_NOT_ENABLED"],
            text: """
                For a mode that is not enabled for the client the list has MODE_NOT_ENABLED with 403, section 7 of the \
                matrix MODE_NOT_AVAILABLE with 400. This tool takes the list's row, because the list has separate codes for \
                a bank without the mode and a client without it.
                """),
        Contradiction(
            codes: ["INVALID_DATE_FORMAT"],
            text: """
                A wrong date format has three wordings: in the list, in section 6 of the matrix and in the sample \
                error body. This tool answers with the list's, which has a row of its own for each pair of dates, and \
                shows the others as alternatives.
                """),
        Contradiction(
            codes: ["INVALID_DATE_RANGE", "MISSING_DATE_FIELD"],
            text: """
                The list and section 6 of the matrix word both codes differently. This tool answers with the list's \
                wording, which names the dates.
                """),
        Contradiction(
            codes: ["MISSING_DATE_FIELD"],
            text: """
                The message says that both dates are required; the parameter table says that neither is and gives \
                defaults. This tool takes the error to mean that one was sent without the other.
                """),
        Contradiction(
            codes: ["INVALID_DATE_FORMAT", "INVALID_DATE_RANGE"],
            text: """
                The list has errors for max_from_date and max_to_date, which the parameter table does not have. This \
                tool checks them when they are sent and otherwise ignores them.
                """),
        Contradiction(
            codes: ["INVALID_MOBILE_NUMBER", "METHOD_NOT_ALLOWED", "UNSUPPORTED_MEDIA_TYPE"],
            text: """
                The list and the matrix word these codes differently: a full stop, the method, the media type. This \
                tool answers with the list's wording, which says more.
                """),
        Contradiction(
            codes: ["INVALID_SESSION_EXPIRY"],
            text: """
                The list's message gives only the limits, section 4 of the matrix a whole sentence that also asks for \
                an integer. This tool answers with the matrix's message here, against its habit, because it reads like \
                a captured answer and says more.
                """),
        Contradiction(
            codes: ["INVALID_AA_PARAMETER"],
            text: """
                The error text admits a tenure of 1 to 84 months; the V1 page lets it end at 60 and lowers what is \
                above. This tool refuses what is outside 1 to 84, and warns that 61 to 84 become 60.
                """),
        Contradiction(
            codes: ["INVALID_AA_PARAMETER", "MISSING_AA_PARAMETER"],
            text: """
                The list has a message for each parameter, section 5 of the matrix one for all. This tool answers with \
                the list's where it has one for the parameter, otherwise with the matrix's.
                """),
        Contradiction(
            codes: ["INVALID_AA_PARAMETER", "MISSING_AA_PARAMETER", "INVALID_REQUEST"],
            text: """
                The tables have errors for aa_journey_mode and the recurring parameters, which are V1's and not in the \
                V2 parameter table. This tool checks them in either version, and warns when V2 gets them.
                """),
        Contradiction(
            codes: ["INVALID_URL", "INVALID_REQUEST"],
            text: """
                A logo_url that is no URL is INVALID_URL in the list and INVALID_REQUEST, with the parameter's name, \
                in section 4 of the matrix. This tool takes the list's code, because the list also covers redirect_url.
                """),
        Contradiction(
            codes: ["INVALID_LENGTH", "INVALID_REQUEST"],
            text: """
                A bank_name, journey_mode or URL that is too long is INVALID_LENGTH in the list and INVALID_REQUEST, \
                with parameter and limit, in section 4 of the matrix. This tool takes the list's code and shows the \
                other as an alternative; link_id, which the list leaves out, stays INVALID_REQUEST.
                """),
        Contradiction(
            codes: ["AUTHENTICATION_CREDENTIALS_NOT_PROVIDED"],
            text: """
                The parameter table requires api_key in the body; the migration table sends the key in the X-Api-Key \
                header with a body of link_id alone. This tool accepts the key in either place.
                """),
    ]
}
