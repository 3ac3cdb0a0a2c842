/// A kind of difference between the framework and our rules that is meant, and what decides it.
struct ListedDifference: Sendable {
    /// What differs, in a few words.
    let name: String
    /// The line of the API's page, or the decision, that we follow instead.
    let decidedBy: String
    /// A parameter and a value of it, as written, that still shows the difference: an entry whose example is judged
    /// alike is out of date.
    let example: (name: String, value: String)
    /// Whether a difference is of this kind.
    let covers: @Sendable (Difference) -> Bool

    init(
        _ name: String, decidedBy: String, example: (name: String, value: String),
        covers: @escaping @Sendable (Difference) -> Bool
    ) {
        self.name = name
        self.decidedBy = decidedBy
        self.example = example
        self.covers = covers
    }

    private static let texts: Set<String> = [
        "api_key", "redirect_url", "logo_url", "bank_name", "mobile_number", "journey_mode",
    ]
    private static let integers: Set<String> = ["session_expiry", "aa_recurring_tenure_month_count"]

    private static func isNumber(_ value: String) -> Bool {
        value.first.map { $0 == "-" || ("0"..."9").contains($0) } ?? false
    }

    static let all: [ListedDifference] = [
        ListedDifference(
            "half a surrogate pair",
            decidedBy: "RFC 8259, section 8.2: no text; the framework's text fields refuse it too",
            example: ("link_id", #""\ud800""#)
        ) { $0.rules == [1] && $0.payload.contains("\\ud") },
        ListedDifference(
            "null for an optional parameter", decidedBy: "FinBox's own samples send null for what is not used",
            example: ("mode", "null")
        ) { $0.kind == .frameworkRefuses && $0.framework == ["This field may not be null."] && $0.field != "link_id" },
        ListedDifference(
            "empty text for an optional parameter", decidedBy: "FinBox's own samples send \"\" for what is not used",
            example: ("bank_name", "\"\"")
        ) {
            $0.kind == .frameworkRefuses && $0.framework == ["This field may not be blank."] && texts.contains($0.field)
        },
        ListedDifference(
            "wording for session_expiry", decidedBy: "the page's matrix, section 4: INVALID_SESSION_EXPIRY",
            example: ("session_expiry", "4")
        ) { $0.kind == .wording && $0.field == "session_expiry" && $0.rules == [403] },
        ListedDifference(
            "wording for the tenure's range", decidedBy: "the page's list: Tenure must be between 1 and 84",
            example: ("aa_recurring_tenure_month_count", "85")
        ) { $0.kind == .wording && $0.field == "aa_recurring_tenure_month_count" && $0.rules == [507] },
        ListedDifference(
            "an integer in other digits, with underscores, in over a thousand characters, or beside a control character",
            decidedBy: "BC408: ASCII digits with white space around them, however many; Python's int() differs",
            example: ("session_expiry", "\"3_0\"")
        ) {
            $0.kind != .wording && integers.contains($0.field)
                && (["_", "\\u06", "\\u09", "\\uff", "\\u001"].contains(where: $0.value.contains)
                    || $0.value.count > 1_000)
        },
        ListedDifference(
            "wording for metadata that is no object",
            decidedBy: "the page's table says object for consents and metadata alike; the judge declares the members",
            example: ("metadata", "5")
        ) { $0.kind == .wording && $0.rules == [701] && $0.framework[0].hasPrefix("Invalid data.") },
        ListedDifference(
            "empty text for aa_journey_code", decidedBy: "no row of the page is about it, so it counts as absent",
            example: ("aa_journey_code", "\"\"")
        ) { $0.kind == .frameworkRefuses && $0.field == "aa_journey_code" && $0.value == "\"\"" },
        ListedDifference(
            "a long number for bank_name",
            decidedBy: "the page's list: INVALID_BANK_NAME, whatever the number's length",
            example: ("bank_name", String(repeating: "1", count: 51))
        ) { $0.kind == .frameworkRefuses && $0.field == "bank_name" && isNumber($0.value) },
        ListedDifference(
            "a number that only a float's range makes 0",
            decidedBy: "RFC 8259, section 6: 1e-400 is a number, and not 0", example: ("accept_anything", "1e-400")
        ) { $0.value == "1e-400" && $0.rules.allSatisfy { $0 == 407 || $0 == 506 } },
        ListedDifference(
            "a choice as the message repeats it: a long one, a number with an exponent, an array with text to be escaped",
            decidedBy:
                "the page's rows show short words; of others the message repeats what was sent, clipped for people",
            example: ("mode", "1e2")
        ) {
            $0.kind == .wording && $0.framework[0].hasSuffix("is not a valid choice.")
                && $0.wordings.contains { $0.hasSuffix("is not a valid choice.") }
                && ($0.value.count > 60 || isNumber($0.value) || $0.value.contains("\\n"))
        },
    ]
}
