import BankConnectSession
import TestSupport
import Testing

extension SplitMix64 {
    /// Random bytes, as many as lies in a range.
    mutating func bytes(_ counts: ClosedRange<Int>) -> [UInt8] {
        (0..<Int.random(in: counts, using: &self)).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}

extension TokenTests {
    /// Properties over random values.
    ///
    /// A failure prints the seed; `BCSESSION_TEST_SEED` sets it.
    @Suite struct TokenPropertyTests {
        private var generator = SplitMix64(seed: TestSeed.value)

        private var note: Comment { "\(TestSeed.label)" }

        @Test(arguments: ByteEncoding.allCases)
        func `what is written is read back`(encoding: ByteEncoding) {
            var generator = generator
            for _ in 0..<500 {
                let bytes = generator.bytes(0...100)
                #expect(encoding.bytes(of: encoding.text(of: bytes)) == bytes, note)
            }
        }

        @Test(arguments: ByteEncoding.allCases)
        func `what is read is written the same: each value has one text`(encoding: ByteEncoding) {
            var generator = generator
            var accepted = 0
            for _ in 0..<3000 {
                var text = Array(encoding.text(of: generator.bytes(1...9)).utf8)
                let place = Int.random(in: text.indices, using: &generator)
                let letters = Array("AQgw048_-+/=azcdef".utf8)
                text[place] = letters.randomElement(using: &generator) ?? 0
                if Bool.random(using: &generator) { text.removeLast() }
                let spelling = String(decoding: text, as: UTF8.self)
                guard let bytes = encoding.bytes(of: spelling) else { continue }
                accepted += 1
                #expect(encoding.text(of: bytes) == spelling, note)
            }
            #expect(accepted > 100, note)
        }

        @Test func `pieces of random sizes hash like the whole`() {
            var generator = generator
            for _ in 0..<100 {
                let message = generator.bytes(0...500)
                var hash = SHA256()
                var rest = message[...]
                while !rest.isEmpty {
                    let size = Int.random(in: 0...130, using: &generator)
                    hash.update(rest.prefix(size))
                    rest = rest.dropFirst(size)
                }
                #expect(hash.finalize() == SHA256.hash(message), note)
            }
        }

        @Test func `a minted token verifies, and not with 1 bit flipped at each position of it or its session`() throws
        {
            var generator = generator
            for _ in 0..<5 {
                let key = try SigningKey(bytes: generator.bytes(16...100))
                let session = SessionID(random: InlineArray<16, UInt8> { _ in .random(in: 0...255, using: &generator) })
                let issued = Int64.random(in: 0...4_000_000_000, using: &generator)
                let expires = issued + Int64.random(in: 1...2_592_000, using: &generator)
                let token = try #require(
                    RedirectToken.mint(sessionID: session, key: key, issued: issued, expires: expires))
                let verifier = TokenVerifier(keys: [key], leeway: .max)
                #expect(verifier.verify(token.text, sessionID: session.text, now: issued).isValid, note)

                let bytes = Array(token.text.utf8)
                for bit in 0..<(bytes.count * 8) {
                    var flipped = bytes
                    flipped[bit / 8] ^= 1 << UInt8(bit % 8)
                    let verdict = verifier.verify(flipped.span, sessionID: session.text, now: 0)
                    #expect(!verdict.isValid, "bit \(bit) of \(token.text); \(note)")
                }
                for bit in 0..<(36 * 8) {
                    var url = Array(
                        "https://bankconnectclient.finbox.in/?token=\(token.text)&session_id=\(session.text)".utf8)
                    url[url.count - 36 + bit / 8] ^= 1 << UInt8(bit % 8)
                    let verdict = verifier.verify(link: url.span, now: 0)
                    #expect(!verdict.isValid, "bit \(bit) of \(session); \(note)")
                }
            }
        }

        @Test func `no random bytes after the scheme's opening bring the verifier down or pass`() throws {
            var generator = generator
            let verifier = TokenVerifier(keys: [try SigningKey(bytes: generator.bytes(16...16))])
            let alphabet = Array("v2.0123456789-_ABCabc%&=?#+ \u{0}\u{e9}".utf8)
            for _ in 0..<5000 {
                let noise = generator.bytes(0...120).map { alphabet[Int($0) % alphabet.count] }
                let url = Array("https://bankconnectclient.finbox.in/?session_id=x&token=v2.".utf8) + noise
                #expect(!verifier.verify(link: url.span, now: 0).isValid, note)
                #expect(!verifier.verify(noise.span, sessionID: "x", now: .min).isValid, note)
            }
        }
    }
}
