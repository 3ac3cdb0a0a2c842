import BankConnectSession
import Testing

@Suite struct LengthRuleTests {
    /// One code point each, of one to four bytes, and of one or two UTF-16 units.
    static let characters = ["x", "é", "€", "😀", "\u{301}"]

    @Test(arguments: characters)
    func `link_id has 1 to 500 code points`(character: String) {
        for (count, expected) in [(1, []), (499, []), (500, []), (501, [103]), (10_000, [103])] {
            let text = String(repeating: character, count: count)
            #expect(CheckedPayload(#"{"link_id": "\#(text)"}"#).rules == expected, "\(count)")
        }
        #expect(CheckedPayload(#"{"link_id": ""}"#).rules == [102])
    }

    @Test func `an escape counts as the character that it stands for`() {
        for escape in [#"\u00e9"#, #"\ud83d\ude00"#, #"\n"#, #"\\"#] {
            #expect(CheckedPayload(#"{"link_id": "a\#(String(repeating: escape, count: 498))b"}"#).rules == [])
            #expect(CheckedPayload(#"{"link_id": "a\#(String(repeating: escape, count: 499))b"}"#).rules == [103])
        }
    }

    @Test func `a family of seven code points is seven, not one`() {
        let family = "👨‍👩‍👧‍👦"
        #expect(CheckedPayload(#"{"link_id": "\#(String(repeating: family, count: 71))xxx"}"#).rules == [])
        let long = CheckedPayload(#"{"link_id": "\#(String(repeating: family, count: 71))xxxx"}"#)
        #expect(long.rules == [103])
        #expect(long.findings.first?.detail.description == "link_id has 501 characters; the most is 500")
    }

    @Test(arguments: [#"" ""#, #""   ""#, #""\t\n""#, "\"\u{A0}\u{3000}\""])
    func `a link_id of white space is blank`(value: String) {
        let checked = CheckedPayload(#"{"link_id": \#(value)}"#)
        #expect(checked.rules == [102])
        #expect(checked.answer?.message == "link_id, This field may not be blank.")
    }

    @Test func `a blank link_id is not also too long`() {
        #expect(CheckedPayload(#"{"link_id": "\#(String(repeating: " ", count: 501))"}"#).rules == [102])
    }

    @Test(arguments: ["redirect_url", "logo_url"])
    func `a URL has at most 200 code points`(name: String) {
        let prefix = "https://acme.example/"
        for character in ["x", "é", "😀"] {
            let fill = String(repeating: character, count: 200 - prefix.utf8.count)
            let rule = name == "logo_url" ? 114 : 112
            #expect(CheckedPayload(members: #""\#(name)": "\#(prefix)\#(fill)""#).rules == [])
            #expect(CheckedPayload(members: #""\#(name)": "\#(prefix)\#(fill)x""#).rules == [rule])
        }
    }

    @Test func `a value that is too long draws nothing further`() {
        let long = String(repeating: "x", count: 300)
        #expect(CheckedPayload(members: #""redirect_url": "ftp://\#(long)""#).rules == [112])
        #expect(CheckedPayload(members: #""redirect_url": "http://\#(long)""#).rules == [112])
        #expect(CheckedPayload(members: #""bank_name": "\#(long)""#).rules == [201])
        #expect(CheckedPayload(members: #""journey_mode": "\#(long)""#).rules == [405])
    }

    @Test(arguments: [("bank_name", 50, [202], [201]), ("journey_mode", 50, [406], [405])])
    func `a name has at most 50 code points`(name: String, limit: Int, within: [Int], beyond: [Int]) {
        for character in Self.characters {
            let text = "a" + String(repeating: character, count: limit - 1)
            #expect(CheckedPayload(members: #""\#(name)": "\#(text)""#).rules == within)
            #expect(CheckedPayload(members: #""\#(name)": "\#(text)x""#).rules == beyond)
        }
    }
}
