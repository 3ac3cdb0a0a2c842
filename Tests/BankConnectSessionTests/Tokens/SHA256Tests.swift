import BankConnectSession
import Testing

extension TokenTests {
    @Suite struct SHA256Tests {
        /// The examples of FIPS 180-2, appendix B, and of NIST's example values.
        static let published: [(message: String, digest: String)] = [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                    + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
        ]

        @Test(arguments: published)
        func `a published example hashes to its published digest`(message: String, digest: String) {
            #expect(SHA256.hash(Array(message.utf8)).hex == digest)
        }

        @Test func `one million times a hashes to its published digest`() {
            let digest = SHA256.hash([UInt8](repeating: 0x61, count: 1_000_000))
            #expect(digest.hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        }

        @Test func `every length from 0 to 300 agrees with Python`() throws {
            let rows = try vectors("sha256-lengths.tsv")
            #expect(rows.count == 301)
            for row in rows {
                let count = try #require(Int(row[0]))
                #expect(SHA256.hash(pattern(count, count)).hex == row[1], "\(count) bytes")
            }
        }

        @Test func `the Monte Carlo test of NIST passes all 100 checkpoints`() throws {
            let rows = try vectors("sha256-monte-carlo.tsv")
            #expect(rows.count == 101)
            var seed = try #require(bytes(hex: rows[0][1]))
            for row in rows.dropFirst() {
                var last = [seed, seed, seed]
                for _ in 0..<1000 {
                    last = [last[1], last[2], SHA256.hash(last[0] + last[1] + last[2]).bytes]
                }
                seed = last[2]
                #expect(SHA256.Digest(array: seed)?.hex == row[1], "checkpoint \(row[0])")
            }
        }

        @Test(arguments: [1, 2, 3, 7, 31, 32, 33, 55, 56, 57, 63, 64, 65, 127, 128, 129, 1000])
        func `pieces of any size hash like the whole`(size: Int) {
            let message = pattern(1000, size)
            var hash = SHA256()
            var rest = message[...]
            while !rest.isEmpty {
                hash.update(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            #expect(hash.finalize() == SHA256.hash(message))
        }

        @Test func `single bytes hash like the whole`() {
            let message = pattern(200, 1)
            var hash = SHA256()
            for byte in message { hash.update(byte) }
            #expect(hash.finalize() == SHA256.hash(message))
        }

        @Test func `a hash goes on after its digest was taken`() {
            var hash = SHA256()
            hash.update(Array("ab".utf8))
            _ = hash.finalize()
            hash.update(Array("c".utf8))
            #expect(hash.finalize() == SHA256.hash(Array("abc".utf8)))
        }

        @Test func `a digest is its bytes`() throws {
            let digest = SHA256.hash([])
            #expect(digest.bytes.count == 32)
            #expect(SHA256.Digest(array: digest.bytes) == digest)
            #expect(digest.bytes == bytes(hex: digest.hex))
            #expect(SHA256.Digest(array: digest.bytes.dropLast()) == nil)
            #expect(SHA256.Digest(array: (digest.bytes + [0])) == nil)
        }

        @Test(arguments: 0..<256)
        func `digests that differ in one bit are not equal`(bit: Int) throws {
            let digest = SHA256.hash([])
            var bytes = digest.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let other = try #require(SHA256.Digest(array: bytes))
            #expect(!constantTimeEquals(digest, other))
            #expect(digest != other)
        }
    }
}
