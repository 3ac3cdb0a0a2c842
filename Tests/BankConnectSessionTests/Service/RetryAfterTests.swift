import BankConnectSession
import Testing

@Suite struct RetryAfterTests {
    /// Sun, 06 Nov 1994 08:49:37 GMT, the date of RFC 9110's examples.
    static let example: Int64 = 784_111_777

    @Test func `seconds are taken as they are`() {
        #expect(RetryAfter.seconds("120", now: 0) == 120)
        #expect(RetryAfter.seconds("0", now: 99) == 0)
        #expect(RetryAfter.seconds("007", now: 0) == 7)
        #expect(RetryAfter.seconds("999999999", now: 0) == 999_999_999)
        // Space around a field's value is not part of it (RFC 9110, section 5.5).
        #expect(RetryAfter.seconds(" 5\t", now: 0) == 5)
    }

    @Test func `a date asks for the time until it, and one that has passed for none`() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        #expect(RetryAfter.seconds(date, now: Self.example - 90) == 90)
        #expect(RetryAfter.seconds(date, now: Self.example) == 0)
        #expect(RetryAfter.seconds(date, now: Self.example + 1) == 0)
        #expect(RetryAfter.seconds("Thu, 29 Feb 2024 23:59:60 GMT", now: 1_709_251_199) == 1)
    }

    @Test(
        arguments: [
            (["2", "7"], 7), (["7, 2"], 7), (["2,7", "soon"], 7), (["soon, 7"], 7), (["-1", "x"], nil), ([], nil),
            ([","], nil),
            (["Sun, 06 Nov 1994 08:49:37 GMT, 5"], 90), (["120, Sun, 06 Nov 1994 08:49:37 GMT"], 120),
            (["5,Sun, 06 Nov 1994 08:49:37 GMT", "7"], 90), (["Sun, 7"], 7),
        ] as [([String], Int64?)])
    func `of several values, or one made of several, the greatest counts`(values: [String], seconds: Int64?) {
        #expect(RetryAfter.seconds(ofAll: values, now: Self.example - 90) == seconds)
    }

    @Test(arguments: [
        "", " ", "5 5", "+5", "-1", "1.5", "1, 2", "9999999999", "soon", "٥", "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, +6 Nov 1994 08:49:37 GMT",
    ])
    func `anything else asks for nothing`(value: String) {
        #expect(RetryAfter.seconds(value, now: 0) == nil)
    }
}
