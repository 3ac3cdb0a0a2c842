import BankConnectSession
import Testing

/// What the service is predicted to answer: its words, and which fault it comes to first.
@Suite struct ServiceAnswerTests {
    /// One fault each; code, status and message word for word, then the other documented messages.
    static let single: [(members: String, answer: String, alternatives: [String])] = [
        (#""redirect_url": "x""#, "INVALID_URL 400 Enter a valid URL.", ["redirect_url, Enter a valid URL."]),
        (#""logo_url": "x""#, "INVALID_URL 400 Enter a valid URL.", ["logo_url, Enter a valid URL."]),
        (
            #""bank_name": "\#(String(repeating: "x", count: 51))""#, "INVALID_LENGTH 400 Field length exceeds limit",
            ["bank_name, Ensure this field has no more than 50 characters."]
        ),
        (
            #""journey_mode": "\#(String(repeating: "x", count: 51))""#,
            "INVALID_LENGTH 400 Field length exceeds limit",
            ["journey_mode, Ensure this field has no more than 50 characters."]
        ),
        (
            #""redirect_url": "\#(String(repeating: "x", count: 201))""#,
            "INVALID_LENGTH 400 Field length exceeds limit",
            ["redirect_url, Ensure this field has no more than 200 characters."]
        ),
        (#""mode": "pdf""#, "MISSING_BANK_NAME 400 `bank_name` is required with `mode`.", ["Bank name is required"]),
        (#""mode": "aa""#, "MISSING_BANK_NAME 400 `bank_name` is required with `mode`.", ["Bank name is required"]),
        (#""bank_name": "icicci""#, "INVALID_BANK_NAME 400 Invalid bank identifier.", ["Invalid bank name"]),
        (
            #""session_expiry": "soon""#,
            "INVALID_SESSION_EXPIRY 400 Session expiry should be int, Min value is 5 and Max is 43200 in minutes",
            ["Min = 5, Max = 43200"]
        ),
        (
            #""from_date": "x", "to_date": "09/12/2025""#,
            "INVALID_DATE_FORMAT 400 Invalid `from_date` or `to_date` format. Use `DD/MM/YYYY`.",
            ["Invalid date format", "Invalid format for from_date and to_date, 'Supported format: DD/MM/YYYY'"]
        ),
        (
            #""from_date": "01/01/2025""#, "MISSING_DATE_FIELD 400 `from_date` and `to_date` are required.",
            ["Missing date field"]
        ),
        (
            #""from_date": "09/12/2025", "to_date": "09/12/2025""#,
            "INVALID_DATE_RANGE 400 `from_date` cannot be greater or equal to `to_date`.", ["Invalid date range"]
        ),
        (
            #""max_to_date": "x""#,
            "INVALID_DATE_FORMAT 400 Invalid `max_from_date` or `max_to_date` format. Use `DD/MM/YYYY`.",
            ["Invalid date format"]
        ),
        (
            #""max_from_date": "02/01/2025", "max_to_date": "01/01/2025""#,
            "INVALID_DATE_RANGE 400 `max_from_date` cannot be greater or equal to `max_to_date`.",
            ["Invalid date range"]
        ),
        (#""mobile_number": "1""#, "INVALID_MOBILE_NUMBER 400 Invalid mobile number.", ["Invalid mobile number"]),
        (#""mode": "aa", "mode": "online""#, "INVALID_PARAMETER_COUNT 400 Invalid number of parameters", []),
        (#""bank": "hdfc", "bank_name": "icici""#, "INVALID_PARAMETER_COUNT 400 Invalid number of parameters", []),
        (#""mode": "no""#, #"INVALID_REQUEST 400 mode, "no" is not a valid choice."#, ["Something went wrong"]),
        (
            #""aa_journey_mode": "hello""#,
            #"INVALID_REQUEST 400 aa_journey_mode, "hello" is not a valid choice."#, ["Something went wrong"]
        ),
        (
            #""aa_recurring_frequency_unit": "1""#,
            #"INVALID_REQUEST 400 aa_recurring_frequency_unit, "1" is not a valid choice."#, ["Something went wrong"]
        ),
        (
            #""aa_recurring_tenure_month_count": "x""#,
            "INVALID_REQUEST 400 aa_recurring_tenure_month_count, A valid integer is required.",
            ["Something went wrong"]
        ),
        (
            #""aa_recurring_tenure_month_count": 85"#, "INVALID_AA_PARAMETER 400 Tenure must be between 1 and 84",
            ["Invalid AA parameter"]
        ),
        (
            #""aa_journey_mode": "only_recurring", "bank_name": "hdfc", "mode": "aa""#,
            "MISSING_AA_PARAMETER 400 Frequency unit/value required", ["Required AA parameter is missing"]
        ),
        (
            """
            "aa_journey_mode": "once_with_recurring", "aa_recurring_frequency_unit": "day", \
            "aa_recurring_frequency_value": 1
            """,
            "MISSING_AA_PARAMETER 400 `bank_name` and `mode` required", ["Required AA parameter is missing"]
        ),
        (
            #""aa_journey_code": "BCAA005""#, "INVALID_AA_PARAMETER 400 Invalid AA parameter",
            [#"aa_journey_code, "BCAA005" is not a valid choice."#]
        ),
        (#""aa_recurring_frequency_value": 6"#, "INVALID_AA_PARAMETER 400 Invalid AA parameter", []),
        (#""consents": {"CC0002": {}}"#, "INVALID_AA_PARAMETER 400 Invalid AA parameter", []),
        (
            #""consents": {"CC0001": {"to_date": "x"}}"#,
            "INVALID_DATE_FORMAT 400 Invalid `from_date` or `to_date` format. Use `DD/MM/YYYY`.",
            ["Invalid date format"]
        ),
        (
            #""consents": {"CC0001": {"to_date": "01/01/2024"}}"#,
            "INVALID_DATE_RANGE 400 `from_date` cannot be greater or equal to `to_date`.", ["Invalid date range"]
        ),
        (
            #""accept_anything": "x""#, "INVALID_REQUEST 400 accept_anything, Must be a valid boolean.",
            ["Something went wrong"]
        ),
        (
            #""is_mobile_field_editable": []"#,
            "INVALID_REQUEST 400 is_mobile_field_editable, Must be a valid boolean.", ["Something went wrong"]
        ),
        (
            #""consents": []"#,
            #"INVALID_REQUEST 400 consents, Expected a dictionary of items but got type "list"."#,
            ["Something went wrong"]
        ),
        (
            #""consents": {"CC0001": "x"}"#,
            #"INVALID_REQUEST 400 CC0001, Expected a dictionary of items but got type "str"."#,
            ["Something went wrong"]
        ),
        (
            #""metadata": 5.0"#,
            #"INVALID_REQUEST 400 metadata, Expected a dictionary of items but got type "float"."#,
            ["Something went wrong"]
        ),
        (
            #""metadata": {"names": "A"}"#,
            #"INVALID_REQUEST 400 names, Expected a list of items but got type "str"."#, ["Something went wrong"]
        ),
        (#""metadata": {"names": [true]}"#, "INVALID_REQUEST 400 names, Not a valid string.", ["Something went wrong"]),
        (#""logo_url": {}"#, "INVALID_URL 400 Enter a valid URL.", ["logo_url, Enter a valid URL."]),
    ]

    @Test(arguments: single.indices)
    func `one fault is answered word for word`(row: Int) throws {
        let (members, answer, alternatives) = Self.single[row]
        let checked = CheckedPayload(members: members)
        #expect(checked.answerLine == answer, "\(members)")
        #expect(checked.errors.count == 1, "\(members): \(checked.rules)")
        let prediction = try #require(checked.findings.compactMap(\.prediction).first)
        #expect(prediction.alternatives.map(\.message) == alternatives, "\(members)")
    }

    @Test(arguments: [
        ("{}", "INVALID_REQUEST 400 link_id, This field is required."),
        (#"{"link_id": null}"#, "INVALID_REQUEST 400 link_id, This field may not be null."),
        (#"{"link_id": " "}"#, "INVALID_REQUEST 400 link_id, This field may not be blank."),
        (#"{"link_id": true}"#, "INVALID_REQUEST 400 link_id, Not a valid string."),
        (#"{"link_id": []}"#, "INVALID_REQUEST 400 link_id, Not a valid string."),
        (
            #"{"link_id": "\#(String(repeating: "x", count: 501))"}"#,
            "INVALID_REQUEST 400 link_id, Ensure this field has no more than 500 characters."
        ),
        ("", "INVALID_REQUEST 400 Something went wrong"), ("[]", "INVALID_REQUEST 400 Something went wrong"),
        ("null", "INVALID_REQUEST 400 Something went wrong"), ("{} {}", "INVALID_REQUEST 400 Something went wrong"),
    ])
    func `what is wrong with link_id or the whole is answered word for word`(text: String, answer: String) {
        let checked = CheckedPayload(text)
        #expect(checked.answerLine == answer)
        #expect(checked.rules.count == 1)
    }

    /// Parameters in the table's order, bank and mode, dates, mobile and expiry, AA parameters, consents, metadata.
    static let order = [
        #""redirect_url": "x""#, #""logo_url": 5"#, #""mode": "no""#, #""journey_mode": false"#,
        #""accept_anything": "x""#, #""is_mobile_field_editable": "x""#, #""aa_journey_mode": "hello""#,
        #""aa_recurring_tenure_month_count": "x""#, #""aa_recurring_frequency_unit": "1""#,
        #""bank_name": "icicci""#, #""from_date": "x", "to_date": "09/12/2025""#, #""max_to_date": "x""#,
        #""mobile_number": "1""#, #""session_expiry": 1"#, #""aa_journey_code": "x""#,
        #""aa_recurring_frequency_value": 9"#, #""consents": []"#, #""metadata": []"#,
    ]

    @Test(arguments: order.indices)
    func `of several faults the service answers with the one it comes to first`(first: Int) {
        let alone = CheckedPayload(members: Self.order[first]).answerLine
        #expect(alone != nil)
        for second in Self.order.indices.dropFirst(first + 1) {
            let pair = [Self.order[first], Self.order[second]]
            #expect(CheckedPayload(members: pair.joined(separator: ", ")).answerLine == alone, "\(pair)")
            #expect(CheckedPayload(members: pair.reversed().joined(separator: ", ")).answerLine == alone, "\(pair)")
        }
        let all = Self.order[first...].reversed().joined(separator: ", ")
        #expect(CheckedPayload(members: all).answerLine == alone)
    }

    @Test func `a missing link_id comes before everything but the reading`() {
        let all = Self.order.joined(separator: ", ")
        #expect(CheckedPayload("{\(all)}").answer?.message == "link_id, This field is required.")
    }
}
