import BankConnectSession
import CommandKit
import TestSupport
import Testing

@testable import SessionCommands

@Suite struct LiveValueTests {
    @Test func `a time limit is a plain decimal within bounds`() {
        #expect(TimeLimit(argument: "30")?.duration == .seconds(30))
        #expect(TimeLimit(argument: "0.25")?.duration == .milliseconds(250))
        #expect(TimeLimit(argument: "3600")?.duration == .seconds(3600))
        for text in [
            "", "0", "0.09", "3600.1", "-1", "+5", "1e3", "nan", "inf", "0x10", "5s", " 5", "5.", ".5", "1.2.3", "٥",
            "1234567",
        ] {
            #expect(TimeLimit(argument: text) == nil, "\(text)")
        }
    }

    @Test func `a rate is so many a second or a minute`() {
        #expect(Rate(argument: "20/s")?.interval == 50_000_000)
        #expect(Rate(argument: "20")?.interval == 50_000_000)
        #expect(Rate(argument: "90/m")?.interval == 666_666_666)
        for text in ["", "0", "0/s", "-1/s", "+1/s", "1/h", "1/", "/s", "1/s/s", "1.5/s", "1000001/s"] {
            #expect(Rate(argument: text) == nil, "\(text)")
        }
    }

    private func key(_ text: String) throws -> APIKey {
        try APIKey(Array(text.utf8), origin: "a test")
    }

    @Test func `a key is shown as stars, however it is looked at`() throws {
        let key = try key("sesame-street\r\n")
        #expect(key.secret == "sesame-street")
        #expect("\(key)" == "***")
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!dumped.contains("sesame"))
        #expect(!String(reflecting: key).contains("sesame"))
    }

    @Test func `lines are handed out whole, and empty ones passed over`() throws {
        let lines = ["{}", "", "{\"a\": 1}\r", "  \t", String(repeating: "x", count: 70_000), "last"]
        var source = BatchSource(InputStream(bytes: Array(lines.joined(separator: "\n").utf8)))
        #expect(source.peek()?.bytes == Array("{}".utf8))
        var line = source.makeItem()
        var found: [(Int, String)] = []
        while source.next(into: &line) {
            found.append((line.record, String(decoding: line.bytes, as: UTF8.self)))
        }
        #expect(found.map(\.0) == [1, 3, 5, 6])
        #expect(found.map(\.1) == ["{}", "{\"a\": 1}", lines[4], "last"])
        #expect(source.emptyLines == 2)
        #expect(source.failure == nil)
    }

    @Test func `the gravest of a batch's results decides`() {
        let order: [ExitCode] = [
            .done, .negative, .unreadable, .refused, .credential, .unreachable, .failed, .unexpected, .unknown,
            .internalError, .cannotWrite,
        ]
        for (index, graver) in order.enumerated() {
            for lighter in order[...index] {
                #expect(graver.combined(with: lighter) == graver)
                #expect(lighter.combined(with: graver) == graver)
            }
        }
    }
}
