import BankConnectSession
import Testing

extension TokenTests {
    @Suite struct SigningKeyTests {
        static let secret = "correct horse battery staple"

        private func read(_ text: String) throws(SigningKeyError) -> SigningKey {
            try SigningKey(fileContents: Array(text.utf8))
        }

        private func code(_ contents: [UInt8]) -> SigningKeyError.Code? {
            do throws(SigningKeyError) {
                _ = try SigningKey(fileContents: contents)
                return nil
            } catch {
                return error.code
            }
        }

        @Test(arguments: [
            "SECRET", "SECRET\n", "SECRET\r\n", "raw:SECRET", "raw:SECRET\n",
            "hex:636f727265637420686f727365206261747465727920737461706c65",
            "hex:636F727265637420686F727365206261747465727920737461706C65\r\n",
            "base64:Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ==", "base64:Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ==\n",
        ])
        func `every spelling of a key is the same key`(spelling: String) throws {
            let contents = spelling.split(separator: "SECRET", omittingEmptySubsequences: false)
                .joined(separator: Self.secret)
            let expected = try SigningKey(bytes: Array(Self.secret.utf8))
            #expect(try read(contents).id == expected.id)
        }

        @Test
        func `only one line end is removed, other white space behind a key is refused, and before it is part of it`()
            throws
        {
            for text in [Self.secret + "\n\n", Self.secret + " \n", Self.secret + "\r"] {
                #expect(throws: SigningKeyError.self) { try read(text) }
            }
            #expect(try read(" " + Self.secret).id != read(Self.secret).id)
        }

        @Test func `a raw key may begin with a prefix's name when it says raw`() throws {
            #expect(try read("raw:hex:not hexadecimal").id == SigningKey(bytes: Array("hex:not hexadecimal".utf8)).id)
            let spaced = "correct horse battery "
            #expect(try read("raw:\(spaced)\n").id == SigningKey(bytes: Array(spaced.utf8)).id)
        }

        @Test func `a prefix may stand in capitals`() throws {
            let digits = "000102030405060708090a0b0c0d0e0f"
            #expect(try read("HEX:\(digits)").id == read("hex:\(digits)").id)
            #expect(try read("Base64:AAECAwQFBgcICQoLDA0ODw==").id == read("hex:\(digits)").id)
        }

        @Test(arguments: [0, 1, 15])
        func `a key of fewer than 16 bytes is refused`(count: Int) {
            #expect(code([UInt8](repeating: 0x6b, count: count)) == .tooShort)
            #expect(code(Array("hex:".utf8) + [UInt8](repeating: 0x30, count: 2 * count)) == .tooShort)
            #expect(throws: SigningKeyError.self) {
                try SigningKey(bytes: [UInt8](repeating: 0x6b, count: count))
            }
        }

        @Test(arguments: [16, 64, 65, 65_536])
        func `a key of 16 bytes up to 64 KiB is read`(count: Int) {
            #expect(code([UInt8](repeating: 0x6b, count: count)) == nil)
        }

        @Test(arguments: [65_537, 1_000_000])
        func `a larger file is refused`(count: Int) {
            #expect(code([UInt8](repeating: 0x6b, count: count)) == .tooLong)
        }

        @Test(arguments: [
            ("hex:0", SigningKeyError.Code.notHexadecimal), ("hex:0g", .notHexadecimal), ("hex: 00", .notHexadecimal),
            ("hex:00\n00", .notHexadecimal), ("hex:", .tooShort), ("base64:", .tooShort), ("raw:", .tooShort),
            ("base64:Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ", .notBase64), ("base64:AAAA AAAA", .notBase64),
            ("base64:__--", .notBase64), ("\u{feff}hex:00", .byteOrderMark), ("0123456789\0abcdef", .nulByte),
            ("raw:0123456789\0abcdef", .nulByte), ("\n", .tooShort), ("\r\n", .tooShort),
            ("HEX:not hexadecimal", .notHexadecimal), ("BASE64:?", .notBase64),
            ("correct horse battery \n", .trailingSpace), ("correct horse battery\n\n", .trailingSpace),
            ("correct horse battery\t", .trailingSpace), ("correct horse battery\r\n\r\n", .trailingSpace),
        ])
        func `damaged contents are refused with their reason`(contents: String, expected: SigningKeyError.Code) {
            #expect(code(Array(contents.utf8)) == expected)
        }

        @Test func `UTF-16 files are refused by their byte-order marks`() {
            #expect(code([0xff, 0xfe] + [UInt8](repeating: 0x61, count: 32)) == .byteOrderMark)
            #expect(code([0xfe, 0xff] + [UInt8](repeating: 0x61, count: 32)) == .byteOrderMark)
        }

        @Test(arguments: ["hex:SECRET", "base64:SECRET!", "SECRET\0", "\u{feff}SECRET", "SECRET"])
        func `an error holds nothing of the key`(spelling: String) {
            let contents = spelling.replacing("SECRET", with: "hunter2")
            do throws(SigningKeyError) {
                _ = try read(contents)
                Issue.record("\(spelling) was read")
            } catch {
                #expect(!error.description.contains("hunter2"))
                #expect(error.description.contains(";"), "what is wrong; what to do")
            }
        }

        @Test func `a key shows its id and nothing else`() throws {
            let key = try read(Self.secret)
            var dumped = ""
            dump([key], to: &dumped)
            dump(TokenVerifier(keys: [key]), to: &dumped)
            let shown = "\(key) \(String(reflecting: key)) \(dumped)"
            #expect("\(key)" == "SigningKey(id: \(key.id))")
            #expect(!shown.contains("horse"))
            // Whole numbers, for an address may hold the digits.
            let numbers = shown.split { !$0.isLetter && !$0.isNumber }
            #expect(!numbers.contains("114"), "the bytes in decimal: r is 114")
            #expect(Mirror(reflecting: key).children.map(\.label) == ["id"])
        }

        @Test func `a generated key's file reads back as the same key`() throws {
            let made = SigningKey.generated(from: InlineArray<32, UInt8> { UInt8($0) })
            let text = String(decoding: made.fileContents, as: UTF8.self)
            #expect(text == "hex:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n")
            #expect(try SigningKey(fileContents: made.fileContents).id == made.key.id)
        }

        @Test func `the id without a configured one agrees with Python`() throws {
            for row in try vectors("redirect-tokens.tsv") {
                let secret = try #require(bytes(hex: row[0]))
                let key = try SigningKey(bytes: secret)
                #expect(key.id.text == row[1])
            }
        }

        @Test(arguments: ["a", "Z", "0", "_", "-", "2026-11", "abcdefghijklmnopqrstuvwxyz-ABC_0"])
        func `an id of 1 to 32 allowed characters is taken`(text: String) throws {
            let id = try #require(KeyID(text))
            #expect(id.text == text)
            #expect(try SigningKey(bytes: Array(Self.secret.utf8), id: id).id == id)
        }

        @Test(arguments: ["", "a b", "a.b", "é", "а", "a\n", "a\0", "a/b", "abcdefghijklmnopqrstuvwxyz-ABC_01"])
        func `any other id is refused`(text: String) {
            #expect(KeyID(text) == nil)
        }
    }
}
