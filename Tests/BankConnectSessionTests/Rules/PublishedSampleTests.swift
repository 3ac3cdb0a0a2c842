import BankConnectSession
import TestSupport
import Testing

/// Every payload that FinBox publishes passes without an error, where the page does not refuse it in words.
@Suite struct PublishedSampleTests {
    /// A published payload, and the weaker findings that it may draw.
    struct Sample: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var api = APIVersion.v2
        /// The rules of its warnings and notes.
        var rules: Set<Int> = []
    }

    static let samples = [
        Sample(testDescription: "the migration table's basic payload", text: #"{ "link_id": "TU-1234" }"#),
        Sample(testDescription: "the same for V1", text: #"{ "link_id": "TU-1234" }"#, api: .v1),
        Sample(
            testDescription: "the metadata of the page's table",
            text: """
                {"link_id": "UX-2827", "metadata": { "names": ["AYUSH PATIL"], "employer_names": [], \
                "companies_for_self_transfer": [] }}
                """),
        Sample(
            testDescription: "Postman's body, whose to_date is in the first week of March",
            text: """
                {"link_id": "test_user_1", "api_key": "CLIENT_API_KEY", "from_date": "01/01/2024", \
                "to_date": "05/03/2024"}
                """,
            api: .v1, rules: [15, 306]),
        Sample(
            testDescription: "the Android builder's",
            text: """
                {"api_key": "CLIENT_API_KEY", "link_id": "LINK_ID", "from_date": "01/01/2021", "to_date": "01/04/2021", \
                "bank": "sbi", "mode": "pdf", "mobile_number": "9876543210", "journey_mode": "multi_pdf", \
                "aa_journey_mode": "only_recurring", "aa_recurring_tenure_month_count": 3, \
                "aa_recurring_frequency_unit": "day", "aa_recurring_frequency_value": 2}
                """,
            api: .v1, rules: [15, 208, 306, 308]),
        // Its consents, {"consent_key": "consent_value"}, stand for what a caller puts there; the page's are objects of
        // codes of the journey, and an unknown one is an invalid parameter.
        Sample(
            testDescription: "the Android V2 builder's, in snake case, without its consents",
            text: """
                {"api_key": "CLIENT_API_KEY", "link_id": "LINK_ID", "redirect_url": "https://yourapp.com/redirect", \
                "error_redirect_url": "https://yourapp.com/error", "from_date": "01/01/2021", "to_date": "01/04/2021", \
                "logo_url": "https://yourapp.com/logo.png", "bank": "sbi", "mode": "aa", "mobile_number": "9876543210", \
                "session_expiry": 30, "journey_mode": "multi_banking", "accept_anything": true, \
                "is_mobile_field_editable": true, "aa_journey_code": "BCAA004", "is_back_button_disabled": true, \
                "aa_error_redirect_required": true, "aa_errored_banks": ["HDFC", "ICICI"], "aa_first_flow": true, \
                "aa_vendor": "VENDOR_NAME", "account_number": "0048", "program_id": "PROGRAM_ID", "pan": "ABCDE1234F", \
                "names": ["John Doe"], "employer_names": ["FinBox"], "companies_for_self_transfer": ["FinBox Pvt Ltd"], \
                "metadata": {"names": ["John Doe"], "employer_names": null, "companies_for_self_transfer": null}}
                """,
            rules: [4, 6, 15, 207, 208, 306, 308]),
        Sample(
            testDescription: "the iOS SDK's normal journey",
            text: #"{"link_id": "LINK_ID", "api_key": "CLIENT_API_KEY", "journey_mode": ""}"#, api: .v1, rules: [6, 15]),
    ]

    @Test(arguments: samples)
    func `a published payload passes without an error`(sample: Sample) {
        let checked = CheckedPayload(sample.text, api: sample.api)
        #expect(checked.errors == [], "\(checked.findings.map(\.detail.description))")
        #expect(checked.answer == nil)
        #expect(Set(checked.rules) == sample.rules)
    }

    @Test(arguments: 1...3)
    func `the page's scenarios pass without an error`(number: Int) throws {
        let checked = CheckedPayload(try fixtureText("payloads/scenario-\(number).json"))
        #expect(checked.errors == [])
        #expect(checked.answer == nil)
    }
}
