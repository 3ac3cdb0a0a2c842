import BankConnectSession
import Testing

@Suite struct DateGuessTests {
    @Test(arguments: [
        ("2025-12-09", "this is an ISO 8601 date, year first"),
        ("2025-12-9", "this is an ISO 8601 date, year first"),
        ("2025-12-09T10:30:00Z", "this is an ISO 8601 date with a time"),
        ("2025-12-09 10:30:00+05:30", "this is an ISO 8601 date with a time"),
        ("2025/12/09", "the year comes first"),
        ("09-12-2025", "the separators are hyphens, not slashes"),
        ("09.12.2025", "the separators are dots, not slashes"),
        ("09 12 2025", "the separators are spaces, not slashes"),
        ("9/12/2025", "day and month take two digits each"),
        ("09/12/25", "the year takes four digits"),
        (" 09/12/2025", "there is white space around the date"),
        ("09/12/2025\n", "there is white space around the date"),
        ("\u{FEFF}09/12/2025", "it holds a character that cannot be seen, U+FEFF"),
        ("09/12\u{200B}/2025", "it holds a character that cannot be seen, U+200B"),
        ("09/12/2025 10:30", "a time of day follows the date"),
        ("9 Dec 2025", "the month is written as a word"),
        ("09-Dec-2025", "the month is written as a word"),
        ("Dec 9, 2025", "the month is written as a word"),
        ("December 9th, 2025", "the month is written as a word"),
        ("Tue, 9 Dec 2025", "the month is written as a word"),
        ("Tue Dec 09 2025 00:00:00 GMT+0530", "a time of day follows the date"),
        ("０９/１２/２０２５", "the digits are not the ASCII digits 0 to 9"),
        ("०९/१२/२०२५", "the digits are not the ASCII digits 0 to 9"),
        ("09∕12∕2025", "the slashes are not the ASCII slash"),
        ("09–12–2025", "the separators are hyphens, not slashes"),
        ("1765218600", "this is a Unix time in seconds"),
        ("1765218600000", "this is a Unix time in milliseconds"),
        ("20251209", "the year comes first, and the slashes are missing"),
        ("09122025", "the slashes are missing"),
        ("09/12/2025.", "there are other separators than two slashes"),
        ("09//12/2025", "there are other separators than two slashes"),
        ("09/12-2025", "there are other separators than two slashes"),
    ])
    func `a date in another form is recognised`(text: String, explanation: String) throws {
        let guess = try #require(DateGuess(text))
        #expect(guess.suggestion?.description == "09/12/2025")
        #expect(guess.explanation == explanation)
    }

    @Test(arguments: [
        ("12/25/2025", "25/12/2025"), ("12-25-2025", "25/12/2025"), ("2/29/2024", "29/02/2024"),
        ("12/25/25", "25/12/2025"),
    ])
    func `a month beyond twelve looks swapped with the day`(text: String, date: String) throws {
        let guess = try #require(DateGuess(text))
        #expect(guess.suggestion?.description == date)
        #expect(guess.explanation == "day and month look swapped")
    }

    @Test(arguments: [
        ("25-06-01", "write 25/06/2001, or 01/06/2025 if the year comes first"),
        ("13/09/25", "write 13/09/2025, or 25/09/2013 if the year comes first"),
        ("2025-06-01T20:00:00Z", "write 01/06/2025, or 02/06/2025 if the day in India is meant"),
        ("2025-06-01T00:00:00+09:00[Asia/Tokyo]", "write 01/06/2025, or 31/05/2025 if the day in India is meant"),
        ("2025-06-01T18:29:59Z", "write 01/06/2025"), ("2025-06-01T23:59:59 IST", "write 01/06/2025"),
        ("Sun, 01 Jun 2025 10:00:00 GMT", "write 01/06/2025"), ("31/06/25", "write a day that exists as DD/MM/YYYY"),
    ])
    func `what to write names both days where there are two`(text: String, advice: String) {
        #expect(DateGuess(text)?.advice == advice)
    }

    @Test(arguments: [
        ("31/04/2025", "April has 30 days"),
        ("29/02/2025", "2025 is not a leap year"),
        ("29/02/1900", "1900 is not a leap year"),
        ("30/02/2024", "February has 29 days"),
        ("2025-11-31", "November has 30 days"),
        ("32/01/2025", "January has 31 days"),
        ("00/01/2025", "days begin at 01"),
        ("01/00/2025", "there is no month 0"),
        ("13/13/2025", "there is no month 13"),
        ("01/01/0000", "years begin at 0001"),
        ("12/2025", "the day is missing"),
        ("Dec 2025", "the day is missing"),
        ("09/12", "the year is missing"),
    ])
    func `a day that does not exist gets a reason and no suggestion`(text: String, explanation: String) throws {
        let guess = try #require(DateGuess(text))
        #expect(guess.suggestion == nil)
        #expect(guess.explanation == explanation)
    }

    @Test(arguments: [
        "", " ", "today", "yesterday", "09/12/2025", "1/2/3/4", "12345", "99999999", "soon-ish/12/2025", "2025-W50-2",
        "10000/01/01", "９", "2025-06-01T25:99:00", "2025-06-01 24:00", "20121131", "9876543210",
        "2025-06-01 10:00 EST", "2025-06-01 10:00+99:00", "/", "T", "--", String(repeating: "1", count: 64),
        String(repeating: "9", count: 100_000),
    ])
    func `nothing is guessed where nothing is recognised`(text: String) {
        #expect(DateGuess(text) == nil)
    }
}
