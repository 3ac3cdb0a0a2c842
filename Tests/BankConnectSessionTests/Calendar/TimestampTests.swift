import BankConnectSession
import Foundation
import Testing

extension TokenTests {
    @Suite struct TimestampTests {
        static let known: [(Int64, String)] = [
            (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (951_868_799, "2000-02-29T23:59:59Z"),
            (1_000_000_000, "2001-09-09T01:46:40Z"), (1_234_567_890, "2009-02-13T23:31:30Z"),
            (2_147_483_648, "2038-01-19T03:14:08Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ]

        @Test(arguments: known)
        func `a known second is written as RFC 3339 and read back`(seconds: Int64, text: String) {
            #expect(Timestamp(unixSeconds: seconds)?.description == text)
            #expect(Timestamp(text)?.unixSeconds == seconds)
            #expect(Timestamp(String(seconds))?.unixSeconds == seconds)
        }

        @Test func `days across the whole range agree with the system's calendar`() throws {
            for seconds in stride(from: Int64(43_199), through: 253_402_300_799, by: 86_400 * 97) {
                let text = try #require(Timestamp(unixSeconds: seconds)).description
                #expect(text == Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601))
                #expect(Timestamp(text)?.unixSeconds == seconds)
            }
        }

        @Test(arguments: [Int64.min, -1, 253_402_300_800, .max])
        func `a second out of bounds is refused`(seconds: Int64) {
            #expect(Timestamp(unixSeconds: seconds) == nil)
            #expect(Timestamp(String(seconds)) == nil)
        }

        @Test(arguments: [
            "", "+1", "-0", "01", "1.0", "1e9", " 1", "99999999999999999999", "2026-02-30T00:00:00Z",
            "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01t00:00:00z", "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00.5Z", "1969-12-31T23:59:59Z",
            "0000-01-01T00:00:00Z", "0000-00-00T00:00:00Z", "2025-02-29T00:00:00Z", "9999-99-99T99:99:99Z",
        ])
        func `any other text is refused`(text: String) {
            #expect(Timestamp(text) == nil)
        }

        @Test func `earlier is less`() throws {
            let times = try [5, 3, 4].map { try #require(Timestamp(unixSeconds: $0)) }
            #expect(times.sorted().map(\.unixSeconds) == [3, 4, 5])
        }
    }
}
