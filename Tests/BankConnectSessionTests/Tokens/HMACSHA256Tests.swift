import BankConnectSession
import Testing

extension TokenTests {
    @Suite struct HMACSHA256Tests {
        struct Example: Sendable, CustomTestStringConvertible {
            var number: Int
            var key: [UInt8]
            var message: [UInt8]
            /// The start of the MAC; RFC 4231 truncates its case 5 to 128 bits.
            var mac: String
            var testDescription: String { "case \(number)" }
        }

        /// RFC 4231, sections 4.2 to 4.8.
        static let published: [Example] = [
            Example(
                number: 1, key: [UInt8](repeating: 0x0b, count: 20), message: Array("Hi There".utf8),
                mac: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            Example(
                number: 2, key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
                mac: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            Example(
                number: 3, key: [UInt8](repeating: 0xaa, count: 20), message: [UInt8](repeating: 0xdd, count: 50),
                mac: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
            Example(
                number: 4, key: Array(1...25), message: [UInt8](repeating: 0xcd, count: 50),
                mac: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
            Example(
                number: 5, key: [UInt8](repeating: 0x0c, count: 20), message: Array("Test With Truncation".utf8),
                mac: "a3b6167473100ee06e0c796c2955552b"),
            Example(
                number: 6, key: [UInt8](repeating: 0xaa, count: 131),
                message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                mac: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
            Example(
                number: 7, key: [UInt8](repeating: 0xaa, count: 131),
                message: Array(
                    ("This is a test using a larger than block-size key and a larger than block-size data. "
                        + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
                mac: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
        ]

        @Test(arguments: published)
        func `a case of RFC 4231 gives its MAC`(example: Example) {
            let mac = HMACSHA256(key: example.key).authenticate(example.message)
            #expect(mac.hex.prefix(example.mac.count) == example.mac)
        }

        @Test func `keys and messages of many lengths agree with Python`() throws {
            for row in try vectors("hmac-sha256-lengths.tsv") {
                let key = try #require(Int(row[0]))
                let message = try #require(Int(row[1]))
                let mac = HMACSHA256(key: pattern(key, key)).authenticate(pattern(message, message))
                #expect(mac.hex == row[2], "key of \(key), message of \(message) bytes")
            }
        }

        @Test func `one keyed value serves many messages, whole or in pieces`() {
            let keyed = HMACSHA256(key: pattern(32, 0))
            let first = keyed.authenticate(pattern(100, 1))
            _ = keyed.authenticate(pattern(10, 2))
            var pieces = keyed
            pieces.update(Array(pattern(100, 1).prefix(70)))
            for byte in pattern(100, 1).dropFirst(70) { pieces.update(byte) }
            #expect(pieces.finalize() == first)
            #expect(keyed.authenticate(pattern(100, 1)) == first)
        }

        @Test func `it shows nothing of its key`() {
            let keyed = HMACSHA256(key: Array("0123456789abcdef".utf8))
            var dumped = ""
            dump(keyed, to: &dumped)
            #expect("\(keyed)" == "HMACSHA256(keyed)")
            #expect(String(reflecting: keyed) == "HMACSHA256(keyed)")
            #expect(Mirror(reflecting: keyed).children.isEmpty)
            #expect(dumped == "- HMACSHA256(keyed)\n")
        }
    }
}
