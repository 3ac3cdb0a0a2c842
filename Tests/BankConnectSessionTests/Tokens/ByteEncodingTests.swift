import BankConnectSession
import Testing

extension TokenTests {
    @Suite struct ByteEncodingTests {
        /// RFC 4648, section 10.
        static let published = [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]

        @Test(arguments: published)
        func `a vector of RFC 4648 is written and read`(text: String, encoded: String) {
            let bytes = Array(text.utf8)
            let unpadded = encoded.filter { $0 != "=" }
            #expect(ByteEncoding.base64.text(of: bytes) == encoded)
            #expect(ByteEncoding.base64url.text(of: bytes) == unpadded)
            #expect(ByteEncoding.base64.bytes(of: encoded) == bytes)
            #expect(ByteEncoding.base64url.bytes(of: unpadded) == bytes)
        }

        @Test func `the two alphabets differ in their last two letters only`() {
            let bytes: [UInt8] = [0xfb, 0xef, 0xff]
            #expect(ByteEncoding.base64.text(of: bytes) == "++//")
            #expect(ByteEncoding.base64url.text(of: bytes) == "--__")
            #expect(ByteEncoding.base64.bytes(of: "--__") == nil)
            #expect(ByteEncoding.base64url.bytes(of: "++//") == nil)
        }

        @Test(arguments: [
            "Zg==", "Zg=", "Zm8=", "Zh", "Zm9", "Z", "Zm9vZ", "Zm 9v", "Zm9v\n", "Zm9v\0", "Zm9é", "=", "====",
        ])
        func `base64url refuses padding, stray bits, short groups and foreign bytes`(text: String) {
            #expect(ByteEncoding.base64url.bytes(of: text) == nil)
        }

        @Test(arguments: [
            "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8", "Zm9v====", "Zm9v=", "Z===", "====", "=Zg=", "Zg==Zg==",
            "Zg==\n", " Zg==",
        ])
        func `base64 refuses missing, wrong or inner padding and stray bits`(text: String) {
            #expect(ByteEncoding.base64.bytes(of: text) == nil)
        }

        @Test(arguments: ["0", "0G", "AB", "aB", "0x", " a", "a ", "ab\n", "abc"])
        func `hex refuses upper case, odd lengths and foreign bytes`(text: String) {
            #expect(ByteEncoding.hex.bytes(of: text) == nil)
        }

        @Test(arguments: ByteEncoding.allCases)
        func `each byte that no alphabet holds is refused anywhere`(encoding: ByteEncoding) {
            let alphabet =
                switch encoding {
                case .hex: "0123456789abcdef"
                case .base64: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                case .base64url: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                }
            for byte in UInt8.min...UInt8.max {
                for place in 0..<8 {
                    var text = [UInt8](repeating: UInt8(ascii: "1"), count: 8)
                    text[place] = byte
                    // A padded text may end in a sign if the digit before it allows it; "1" leaves bits over.
                    let isRead = encoding.decode(text.span) != nil
                    #expect(isRead == alphabet.utf8.contains(byte), "\(byte) at \(place)")
                }
            }
        }
    }
}
