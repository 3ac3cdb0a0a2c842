import CommandKit
import Testing

@Suite struct SuggestionTests {
    private let names = ["create", "validate", "consents", "verify-token", "explain", "help"]

    @Test(arguments: [
        ("validate", "validate"), ("valdiate", "validate"), ("vaildaet", "validate"), ("creat", "create"),
        ("crate", "create"), ("consent", "consents"), ("verify-tokn", "verify-token"), ("verifytoken", "verify-token"),
        ("hlep", "help"), ("verify_tokens", "verify-token"), ("val", "validate"), ("con", "consents"),
    ])
    func `a near word is found`(word: String, expected: String) {
        #expect(Suggestion.nearest(to: word, in: names) == expected)
    }

    @Test(arguments: ["", "x", "zz", "deploy", "session", "ev", "foo", String(repeating: "validate", count: 1000)])
    func `a far word is not`(word: String) {
        #expect(Suggestion.nearest(to: word, in: names) == nil)
    }

    @Test func `of equally near words that which begins most alike is taken, then the first`() {
        #expect(Suggestion.nearest(to: "cat", in: ["bat", "hat"]) == "bat")
        #expect(Suggestion.nearest(to: "BC3011", in: ["BC011", "BC301"]) == "BC301")
    }

    @Test(arguments: [("v3", nil), ("v11", "v1"), ("BC309", nil), ("BC3O1", "BC301"), ("BC103", nil)])
    func `another number is no slip`(word: String, expected: String?) {
        #expect(Suggestion.nearest(to: word, in: ["v1", "v2", "BC301", "BC302"]) == expected)
    }

    @Test func `an abbreviation of several words is none`() {
        #expect(Suggestion.nearest(to: "retr", in: ["retry-unknown", "retry-known"]) == nil)
        #expect(Suggestion.nearest(to: "retr", in: ["retry-unknown", "resume"]) == "retry-unknown")
    }

    @Test func `an exchange of neighbours counts as one slip`() {
        #expect(Suggestion.nearest(to: "jsno", in: ["jab", "json"]) == "json")
    }
}
