/// A kind of difference between the framework and our rules that is meant, and what decides it.
struct ListedDifference: Sendable {
    /// What differs, in a few words.
    let name: String
    /// The line of the API's page, or the decision, that we follow instead.
    let decidedBy: String
    /// Whether a difference is of this kind.
    let covers: @Sendable (Difference) -> Bool

    init(_ name: String, decidedBy: String, covers: @escaping @Sendable (Difference) -> Bool) {
        self.name = name
        self.decidedBy = decidedBy
        self.covers = covers
    }

    private static let texts: Set<String> = [
        "api_key", "redirect_url", "logo_url", "bank_name", "mobile_number", "journey_mode",
    ]
    private static let integers: Set<String> = ["session_expiry", "aa_recurring_tenure_month_count"]

    private static func containsOtherDigits(_ value: String) -> Bool {
        ["_", "\\u06", "\\u09", "\\uff"].contains { value.contains($0) }
    }

    static let all: [ListedDifference] = [
        ListedDifference(
            "half a surrogate pair",
            decidedBy: "RFC 8259, section 8.2: no text; the framework's text fields refuse it too"
        ) { $0.rules == [1] && $0.payload.contains("\\u") },
        ListedDifference(
            "null for an optional parameter", decidedBy: "FinBox's own samples send null for what is not used"
        ) { $0.kind == .frameworkRefuses && $0.framework == ["This field may not be null."] && $0.field != "link_id" },
        ListedDifference(
            "empty text for an optional parameter", decidedBy: "FinBox's own samples send \"\" for what is not used"
        ) {
            $0.kind == .frameworkRefuses && $0.framework == ["This field may not be blank."] && texts.contains($0.field)
        },
        ListedDifference(
            "wording for session_expiry", decidedBy: "the page's matrix, section 4: INVALID_SESSION_EXPIRY"
        ) { $0.kind == .wording && $0.field == "session_expiry" && $0.rules == [403] },
        ListedDifference(
            "wording for the tenure's range", decidedBy: "the page's list: Tenure must be between 1 and 84"
        ) { $0.kind == .wording && $0.field == "aa_recurring_tenure_month_count" && $0.rules == [507] },
        ListedDifference(
            "an integer in other digits, with underscores, or in a thousand characters",
            decidedBy: "BC408: ASCII digits; Python's int() takes more than anybody means"
        ) {
            $0.kind == .weRefuse && integers.contains($0.field)
                && (containsOtherDigits($0.value)
                    || $0.value.count > 1_000)
        },
        ListedDifference(
            "a number among metadata's texts", decidedBy: "BC702: arrays of strings, as the page's example has them"
        ) { $0.kind == .weRefuse && $0.rules.allSatisfy { $0 == 702 } },
    ]
}
