import BankConnectSession
import TestSupport
import Testing

/// Pieces that results of a stream are put together from.
@Suite struct ByteAppendingTests {
    @Test func `integers are written as Swift writes them`() {
        var numbers = [0, Int.min, .min + 1, .max]
        var power = 1
        for _ in 0..<19 {
            numbers += [power - 1, power, power + 1, -power, power &* 9, power / 3]
            power = power.multipliedReportingOverflow(by: 10).partialValue
        }
        numbers += 0...20_000
        for number in numbers {
            var bytes: [UInt8] = []
            bytes.append(decimal: number)
            #expect(String(decoding: bytes, as: UTF8.self) == String(number))
        }
    }

    @Test(arguments: 0..<20) func `random integers are written as Swift writes them`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<1000 {
            let number = Int(truncatingIfNeeded: random.next()) >> Int.random(in: 0...63, using: &random)
            var bytes: [UInt8] = []
            bytes.append(decimal: number)
            #expect(String(decoding: bytes, as: UTF8.self) == String(number))
        }
    }
}
