import BankConnectSession
import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct RetryTests {
    private func service(_ status: Int, _ retryAfter: String?, times: Int) throws -> LoopbackService {
        try LoopbackService.api { _, number in
            number > times
                ? nil
                : .answer(
                    HTTPResponse(
                        status: status, fields: retryAfter.map { [HTTPField("Retry-After", $0)] } ?? [], body: []))
        }
    }

    @Test(arguments: [429, 503])
    func `a service that asks to be asked later is asked later`(status: Int) throws {
        let service = try service(status, "1", times: 1)
        var run: BuiltTool.Ending?
        let took = try ContinuousClock().measure { run = try LiveTool().create(service, "--retry", "2") }
        #expect(run?.status == 0)
        #expect(service.requests.count == 2)
        #expect(took >= .seconds(1))
    }

    @Test func `429 with Retry-After as a date is asked again at that time`() throws {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let start = Date()
        let service = try service(429, formatter.string(from: start + 2), times: 1)
        #expect(try LiveTool().create(service, "--retry", "1").status == 0)
        #expect(service.requests.count == 2)
        // A date has no fractions of a second.
        #expect(Date().timeIntervalSince(start) >= 1)
    }

    /// A gateway and the API behind it add one each.
    @Test(arguments: [["7", "2"], ["2", "7"], ["7", "soon"], ["soon", "7"], ["7", "7"], ["-1", "7", "2"]])
    func `of several Retry-After the greatest counts`(values: [String]) throws {
        let service = try LoopbackService { _, _ in
            .answer(HTTPResponse(status: 429, fields: values.map { HTTPField("Retry-After", $0) }, body: []))
        }
        let tool = try LiveTool()
        try tool.tool.files.write(BatchTests.lines(1), to: "batch")
        let run = try tool.create(at: service.endpoint, "--batch", tool.tool.files.path("batch"), "--keep-going")
        #expect(run.status == 4)
        #expect(try ParsedJSON(run.output)["retry_after"] == "7", "\(run.output)")
    }

    /// Retry-After missing, negative, a word, huge, beyond the time limit, and a fraction.
    @Test(arguments: [
        (429, "1", "0", 4), (429, nil, "3", 4), (503, nil, "3", 5), (500, "1", "3", 5), (400, "1", "3", 4),
        (503, "-1", "3", 5), (503, "soon", "3", 5), (503, "999999999999", "3", 5), (503, "60", "3", 5),
        (503, "1.5", "3", 5), (429, "-1", "3", 4), (429, "99999999999999999999", "3", 4),
    ])
    func `nothing is sent again that is not asked for, or not within the time`(
        status: Int, retryAfter: String?, retries: String, code: Int32
    ) throws {
        let service = try service(status, retryAfter, times: 9)
        #expect(try LiveTool().create(service, "--retry", retries, "--timeout", "10").status == code)
        #expect(service.requests.count == 1)
    }

    @Test func `a request that was sent is not sent again`() throws {
        let service = try LoopbackService { _, _ in .bytes([]) }
        #expect(try LiveTool().create(service, "--retry", "3").status == 7)
        #expect(service.requests.count == 1)
    }

    @Test func `what could not be sent is tried again, in less than the time limit`() throws {
        let tool = try LiveTool()
        var run: BuiltTool.Ending?
        let took = try ContinuousClock().measure {
            run = try tool.create(
                at: "http://127.0.0.1:1/bank-connect", "--link-id", "L1", "--retry", "3", "--timeout", "12", "-v")
        }
        #expect(run?.status == 6)
        let delays = try #require(run).errors.matches(of: /trying again in (\d+) ms/).compactMap { Int($0.1) }
        #expect(delays.count == 3)
        for (delay, longest) in zip(delays, [500, 1000, 2000]) { #expect((longest / 2...longest).contains(delay)) }
        #expect(took < .seconds(12))
    }
}
