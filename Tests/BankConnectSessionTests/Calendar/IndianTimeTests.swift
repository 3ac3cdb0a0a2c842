import BankConnectSession
import Testing

@Suite struct IndianTimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T05:30:00+05:30"), (1_795_372_115, "2026-11-22T23:58:35+05:30"),
            (66_599, "1970-01-01T23:59:59+05:30"), (66_600, "1970-01-02T00:00:00+05:30"),
            (-19_801, "1969-12-31T23:59:59+05:30"),
        ] as [(Int64, String)])
    func `a count of seconds is a time five and a half hours ahead`(seconds: Int64, text: String) {
        #expect(IndianTime(unixSeconds: seconds)?.description == text)
    }

    @Test(arguments: [Int64.min, Int64.max])
    func `a count beyond the calendar is no time`(seconds: Int64) {
        #expect(IndianTime(unixSeconds: seconds) == nil)
    }

    @Test func `people hear hour and minute, then the day`() {
        var bytes: [UInt8] = []
        IndianTime(unixSeconds: 1_795_372_115)?.appendTimeAndDay(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "23:58 IST on 22/11/2026")
    }
}
