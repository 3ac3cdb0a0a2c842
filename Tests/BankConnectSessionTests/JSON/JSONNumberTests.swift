import BankConnectSession
import TestSupport
import Testing

@Suite struct JSONNumberTests {
    @Test(arguments: [
        ("0", 0), ("-0", 0), ("5", 5), ("5.0", 5), ("5e0", 5), ("50e-1", 5), ("0.5e1", 5), ("5.000E+0", 5),
        ("500E-2", 5), ("0.0005e4", 5), ("-5.0", -5), ("1e3", 1000), ("12.50e2", 1250), ("0e99", 0), ("0.000", 0),
        ("1e18", 1_000_000_000_000_000_000), ("1000000000000000000", 1_000_000_000_000_000_000),
        ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("9223372036854775807.0", Int.max),
        ("922337203685477580700e-2", Int.max), ("0e-99999999999999999999", 0),
    ])
    func `an integer is its value, however it is written`(text: String, value: Int) throws {
        let document = try JSONDocument(Array(text.utf8))
        #expect(document.integer(at: 0) == value)
        #expect(document.isInteger(0))
        #expect(document.source(document[0].range) == text)
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "1e19", "1e400", "-1e400", "12345678901234567890",
        "99999999999999999999", "1e99999999999999999999", "123456789012345678901234567890",
    ])
    func `an integer too large for the machine is still one`(text: String) throws {
        let document = try JSONDocument(Array(text.utf8))
        #expect(document.integer(at: 0) == nil)
        #expect(document.isInteger(0))
    }

    @Test(arguments: [
        "5.5", "0.1", "1e-1", "-0.5", "55e-1", "1e-400", "12345678901234567890.5", "123456789012345678901234e-1",
        "0.10000000000000000000000", "1.0000000000000000000000001", "1e-99999999999999999999",
    ])
    func `a fraction is no integer`(text: String) throws {
        let document = try JSONDocument(Array(text.utf8))
        #expect(document.integer(at: 0) == nil)
        #expect(!document.isInteger(0))
    }

    @Test func `a 10^6-digit integer is read and kept`() throws {
        for text in ["1" + String(repeating: "0", count: 1_000_000), String(repeating: "9", count: 1_000_000)] {
            let took = try processorTime {
                let document = try JSONDocument(Array(text.utf8))
                #expect(document[0].range.count == text.utf8.count)
                #expect(document.integer(at: 0) == nil && document.isInteger(0))
            }
            #expect(took < .seconds(60))
        }
        let long = "7." + String(repeating: "0", count: 1_000_000)
        var number: Int?
        let took = try processorTime { number = try JSONDocument(Array(long.utf8)).integer(at: 0) }
        #expect(number == 7)
        #expect(took < .seconds(60))
    }

    @Test(arguments: ["true", "null", #""5""#, "[5]"])
    func `what is no number is no integer`(text: String) throws {
        let document = try JSONDocument(Array(text.utf8))
        #expect(document.integer(at: 0) == nil)
        #expect(!document.isInteger(0))
    }
}
