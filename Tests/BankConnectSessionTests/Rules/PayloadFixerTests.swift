import Foundation
import TestSupport
import Testing

@testable import BankConnectSession

/// Payloads with their fixes applied.
@Suite struct PayloadFixerTests {
    private static let context = RuleContext(today: RuleExample.today)

    private func fixed(_ text: String, unsafe: Bool = false, isRequest: Bool = false) -> (text: String, count: Int)? {
        var fixer = PayloadFixer(PayloadChecker(Self.context), includesUnsafe: unsafe)
        let outcome = fixer.fix(Array(text.utf8), in: 0..<text.utf8.count, isRequest: isRequest)
        return outcome.map { (String(decoding: $0.text, as: UTF8.self), $0.count) }
    }

    @Test func `all that is sure is fixed at once, and the rest stays`() throws {
        let text = """
            {
              "LINK_ID" : "a" , // mine
              "from_date": "2025-06-01", "to_date": "31/12/2025",
              "mode": "PDF", "bank": "hdfc", "metadata": null,
              "mobile_number": " +91 98765 43210 "
            }
            """
        #expect(fixed(text) == nil)
        let plain = text.replacing(" // mine", with: "")
        let outcome = try #require(fixed(plain))
        #expect(
            outcome.text == """
                {
                  "link_id" : "a" ,
                  "from_date": "01/06/2025", "to_date": "31/12/2025",
                  "mode": "pdf", "bank": "hdfc", "metadata": null,
                  "mobile_number": "9876543210"
                }
                """)
        #expect(outcome.count == 4)
        let rest = outcome.text.replacing("\"a\" ,", with: "\"a\" , ").replacing(", \"metadata\": null", with: "")
        #expect(fixed(text, unsafe: true)?.text == rest)
    }

    @Test func `fixes that reach into one another are applied in turns`() throws {
        // The second member's comma goes with the first, then the third with what is left.
        let nulls = #"{"mode": null, "bank": null, "journey_mode": null}"#
        let outcome = try #require(fixed(nulls, unsafe: true))
        #expect(outcome.text == "{}" && outcome.count == 3)
        #expect(try #require(fixed(#"{"linkId": " a "}"#)).text == #"{"link_id": "a"}"#)
        let members = (0..<1000).map { _ in #""link_id": "a""# }.joined(separator: ",\n")
        #expect(try #require(fixed("{\(members)}")) == (#"{"link_id": "a"}"#, 999))
    }

    @Test(arguments: [
        ("Content-Length: 36\r\n", "Content-Length: 35\r\n", ""), ("content-length:36\n", "content-length:35\n", ""),
        // The line's end behind the payload may be counted or not.
        ("Content-Length: 37\r\n", "Content-Length: 36\r\n", "\n"),
        ("Content-Length: 36\r\n", "Content-Length: 35\r\n", "\r\n"),
        // What was wrong stays wrong, and is not made up where there is none.
        ("Content-Length: 7\r\n", "Content-Length: 7\r\n", ""), ("Host: a\r\n", "Host: a\r\n", ""),
    ])
    func `a request's length stays right`(before: String, after: String, end: String) throws {
        let head = "POST /v2/session/ HTTP/1.1\r\nContent-Type: application/json\r\nX-Api-Key: k\r\n"
        let bad = #"{"link_id": "a ", "mode": "online"}"#
        #expect(bad.utf8.count == 35)
        let text = head + before + "\r\n" + bad + " " + end
        #expect(
            try #require(fixed(text, isRequest: true)).text == head + after + "\r\n"
                + #"{"link_id": "a", "mode": "online"}"# + " " + end)
    }

    @Test func `the edits give the outcome, and are of the text that was given`() throws {
        for text in [
            #"{"mode": null, "linkId": " a ", "bank": null, "mode": "PDF"}"#,
            "\u{FEFF}{\"fromDat\": \"2025-06-01T10:00\", \"consents\": {\"cc0001\": {\"FROM_DATE\": \" 2020-01-01\",}}}",
        ] {
            var fixer = PayloadFixer(PayloadChecker(Self.context), includesUnsafe: true)
            let bytes = Array("xx\(text)yy".utf8)
            let made = fixer.fix(bytes, in: 2..<bytes.count - 2)
            let outcome = try #require(made)
            #expect(Fix.applied(outcome.edits, to: text.utf8) == outcome.text)
            #expect(outcome.edits.count > 1)
        }
    }

    // MARK: - Dates of a writer whose days are known

    /// How somebody may write a date.
    private enum Form: CaseIterable {
        case padded, unpadded, hyphens, twoDigitYear, unpaddedTwoDigitYear, withTime, iso, isoTime, word, compact
        case yearFirstTwoDigits, yearFirstTwoDigitsWithSlashes
        /// The day's evening in Greenwich, and its midnight in India as JavaScript's toISOString writes it.
        case eveningInGreenwich, midnightInIndia

        func text(_ day: CalendarDate, monthFirst: Bool) -> String {
            let (first, second) = monthFirst ? (day.month, day.day) : (day.day, day.month)
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return switch self {
            case .padded: "\(two(first))/\(two(second))/\(day.year)"
            case .unpadded: "\(first)/\(second)/\(day.year)"
            case .hyphens: "\(two(first))-\(two(second))-\(day.year)"
            case .twoDigitYear: "\(two(first))/\(two(second))/\(two(day.year % 100))"
            case .unpaddedTwoDigitYear: "\(first)-\(second)-\(two(day.year % 100))"
            case .compact: "\(day.year)\(two(day.month))\(two(day.day))"
            case .yearFirstTwoDigits: "\(two(day.year % 100))-\(two(day.month))-\(two(day.day))"
            case .yearFirstTwoDigitsWithSlashes: "\(two(day.year % 100))/\(two(day.month))/\(two(day.day))"
            case .eveningInGreenwich: "\(day.year)-\(two(day.month))-\(two(day.day))T20:00:00Z"
            case .midnightInIndia:
                CalendarDate(dayNumber: day.dayNumber - 1).map {
                    "\($0.year)-\(two($0.month))-\(two($0.day))T18:30:00.000Z"
                } ?? ""
            case .withTime: "\(first)/\(second)/\(day.year) 10:30"
            case .iso: "\(day.year)-\(two(day.month))-\(two(day.day))"
            case .isoTime: "\(day.year)-\(two(day.month))-\(two(day.day))T10:30:00Z"
            case .word: "\(day.day) \(DateGuess.monthNames[day.month - 1]) \(day.year)"
            }
        }
    }

    @Test func `no date gets another day, whichever order its writer has`() throws {
        var random = SplitMix64(seed: TestSeed.value)
        let names = ["from_date", "to_date", "max_from_date", "max_to_date"]
        var fixedCount = 0
        for _ in 0..<(TestSeed.isLong ? 200_000 : 5_000) {
            let isMonthFirst = Bool.random(using: &random)
            let dates = try names.shuffled(using: &random).prefix(.random(in: 1...4, using: &random)).map { name in
                let day = try #require(
                    CalendarDate(
                        year: .random(in: 2015...2026, using: &random), month: .random(in: 1...12, using: &random),
                        day: .random(in: 1...28, using: &random)))
                let form = Form.allCases.randomElement(using: &random) ?? .iso
                return (name: name, day: day, text: form.text(day, monthFirst: isMonthFirst))
            }
            let payload =
                #"{"link_id": "a", \#(dates.map { #""\#($0.name)": "\#($0.text)""# }.joined(separator: ", "))}"#
            for unsafe in [false, true] {
                guard let outcome = fixed(payload, unsafe: unsafe) else { continue }
                let document = try JSONDocument(Array(outcome.text.utf8))
                for (name, value) in document.tape.members(of: 0) {
                    guard let date = dates.first(where: { document.text(of: name) == $0.name }) else { continue }
                    let text = document.text(of: value)
                    guard text != date.text else { continue }
                    fixedCount += 1
                    #expect(text == date.day.description, "\(TestSeed.label) \(payload) becomes \(outcome.text)")
                }
            }
        }
        #expect(fixedCount > 2_000)
    }

    @Test func `a bound that a fix would write is no evidence of how the writer's dates are read`() throws {
        // On this day the earliest day of a consent is a thirteenth.
        let context = RuleContext(today: try #require(CalendarDate(ddmmyyyy: "13/12/2025")))
        for from in ["1/6/2025", "1/6/25", "10/5/2019 00:00:00"] {
            let payload =
                #"{"link_id": "a", "from_date": "\#(from)", "consents": {"CC0001": {"from_date": "01/01/2020"}}}"#
            var fixer = PayloadFixer(PayloadChecker(context), includesUnsafe: true)
            #expect(fixer.fix(Array(payload.utf8), in: 0..<payload.utf8.count) == nil, "\(from)")
        }
        // Where nothing is open it is written.
        let plain = #"{"link_id": "a", "consents": {"CC0001": {"from_date": "01/01/2020"}}}"#
        var fixer = PayloadFixer(PayloadChecker(context), includesUnsafe: true)
        let fixed = fixer.fix(Array(plain.utf8), in: 0..<plain.utf8.count)
        let outcome = try #require(fixed)
        #expect(String(decoding: outcome.text, as: UTF8.self).contains("13/10/2024"))
    }

    @Test func `a year of two digits is written out where one order alone gives a plausible day`() throws {
        var random = SplitMix64(seed: TestSeed.value)
        var fixedCount = 0
        for _ in 0..<(TestSeed.isLong ? 200_000 : 5_000) {
            let isConsent = Bool.random(using: &random)
            let years = isConsent ? 2015...2035 : 2015...2026
            let (a, b) = (Int.random(in: 1...31, using: &random), Int.random(in: 1...31, using: &random))
            let c = Int.random(in: 1...36, using: &random)
            // Day, month and year in the three orders that people write.
            let readings = [(a, b, c), (b, a, c), (c, b, a)].compactMap { day, month, year in
                CalendarDate(year: 2000 + year, month: month, day: day)
            }
            let plausible = Set(readings.filter { years.contains($0.year) })
            let separator = ["/", "-", ".", " "].randomElement(using: &random) ?? "/"
            let text = [a, b, c].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: separator)
            let name = isConsent ? "consent_expiry" : "from_date"
            func payload(_ date: String) -> String {
                let member = #""\#(name)": "\#(date)""#
                return isConsent
                    ? #"{"link_id": "a", "consents": {"CC0001": {\#(member)}}}"# : #"{"link_id": "a", \#(member)}"#
            }
            #expect(fixed(payload(text)) == nil, "\(TestSeed.label) \(text) is not sure")
            // Only the first turn: a consent's new date may be out of its bounds, which has a fix as well.
            var checker = PayloadChecker(Self.context)
            checker.check(Array(payload(text).utf8))
            let finding = try #require(checker.findings.first { [301, 603].contains($0.rule.number) })
            let fix = checker.fix(for: finding)
            let outcome = fix.map { String(decoding: $0.applied(to: Array(payload(text).utf8)), as: UTF8.self) }
            // Day first, as the API has it, or month first; nobody's year-first form is written anew.
            if plausible.count == 1, let day = plausible.first, day.year == 2000 + c {
                fixedCount += 1
                #expect(outcome == payload(day.description), "\(TestSeed.label) \(text)")
            } else {
                #expect(outcome == nil, "\(TestSeed.label) \(text)")
            }
        }
        #expect(fixedCount > 500)
    }

    @Test func `a payload of many findings costs what its bytes cost`() throws {
        func time(_ count: Int) -> Duration {
            let same = (0..<count).map { _ in #""a": 1"# }.joined(separator: ",")
            let unknown = (0..<count).map { #""LINK_ID\#($0)": 1"# }.joined(separator: ",")
            let commas = (0..<count).map { _ in "[1,]" }.joined(separator: ",")
            return processorTime {
                for text in ["{\(same)}", "{\(unknown)}", "[\(commas)]"] { _ = fixed(text, unsafe: true) }
            }
        }
        _ = time(100)
        #expect(time(40_000) < time(5_000) * 20)
    }
}
