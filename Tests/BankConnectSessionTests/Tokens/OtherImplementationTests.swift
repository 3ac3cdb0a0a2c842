import BankConnectSession
import TestSupport
import Testing

extension TokenTests {
    /// Tokens, hashes and MACs against programs that share no code with ours.
    @Suite struct OtherImplementationTests {
        /// What a token is made of.
        struct Sample: Sendable {
            let key: [UInt8]
            let keyID: String
            let session: SessionID
            let issued: Int64
            let expires: Int64

            init(_ generator: inout SplitMix64) {
                key = generator.bytes(16...100)
                let letters = Array("ABCXYZabcxyz0189_-")
                let count = Int.random(in: KeyID.lengths, using: &generator)
                keyID = String((0..<count).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
                let random = generator.bytes(16...16)
                session = SessionID(random: InlineArray { random[$0] })
                issued = Int64.random(in: 0...4_000_000_000, using: &generator)
                expires = issued + Int64.random(in: 1...2_592_000, using: &generator)
            }

            var signingKey: SigningKey {
                get throws { try SigningKey(bytes: key, id: KeyID(keyID)) }
            }

            /// The line that the script reads.
            var line: String { "\(ByteEncoding.hex.text(of: key)) \(keyID) \(session) \(issued) \(expires)" }
        }

        static let hasPython = OtherProgram.has("python3")
        static let hasOpenSSL = OtherProgram.has("openssl")

        private static let samples: [Sample] = {
            var generator = SplitMix64(seed: TestSeed.value)
            return (0..<10_000).map { _ in Sample(&generator) }
        }()

        let files: ScratchDirectory
        private var samples: [Sample] { Self.samples }

        init() throws {
            files = try ScratchDirectory()
        }

        private func python(_ mode: String, _ lines: [String]) throws -> [String] {
            try files.write(lines.joined(separator: "\n") + "\n", to: "input")
            return try OtherProgram.lines(
                of: "python3 '\(Fixture.path("redirect_token.py"))' \(mode) <input", in: files)
        }

        @Test(.enabled(if: hasPython, "python3 is not installed"))
        func `ten thousand tokens that Python made are valid, each for its own session alone`() throws {
            let tokens = try python("make", samples.map(\.line))
            #expect(tokens.count == samples.count)
            for (index, (sample, token)) in zip(samples, tokens).enumerated() {
                let verifier = TokenVerifier(keys: [try sample.signingKey])
                let url = "https://bankconnectclient.finbox.in/?session_id=\(sample.session)&token=\(token)"
                #expect(verifier.verify(link: url, now: sample.issued).isValid, "\(token) \(TestSeed.label)")
                let other = samples[(index + 1) % samples.count].session
                let verdict = verifier.verify(token, sessionID: other.text, now: sample.issued)
                #expect(verdict.reasons == [.badSignature], "\(token) \(TestSeed.label)")
            }
        }

        @Test(.enabled(if: hasPython, "python3 is not installed"))
        func `Python takes ten thousand tokens that we made, and none that we damaged`() throws {
            let lines = try samples.enumerated().map { index, sample in
                let token = RedirectToken.mint(
                    sessionID: sample.session, key: try sample.signingKey, issued: sample.issued,
                    expires: sample.expires)
                var text = try #require(token?.text)
                if index % 10 == 0 { text = String(text.dropLast()) + (text.last == "A" ? "Q" : "A") }
                return "\(sample.line) \(text)"
            }
            let answers = try python("check", lines)
            let expected = samples.indices.map { $0 % 10 == 0 ? "False" : "True" }
            #expect(answers == expected, "\(TestSeed.label)")
        }

        @Test(.enabled(if: hasOpenSSL, "openssl is not installed"))
        func `random inputs of every length from 0 to 300 hash as openssl hashes them`() throws {
            let messages = try randomFiles()
            let lines = try OtherProgram.lines(of: "openssl dgst -sha256 -r [0-9]*", in: files)
            #expect(digests(lines) == messages.map { SHA256.hash($0).hex }, "\(TestSeed.label)")
        }

        @Test(.enabled(if: hasOpenSSL, "openssl is not installed"), arguments: [1, 16, 32, 63, 64, 65, 200])
        func `their HMACs under keys of many lengths are openssl's`(keyCount: Int) throws {
            let messages = try randomFiles()
            var generator = SplitMix64(seed: TestSeed.value &+ UInt64(keyCount))
            let key = generator.bytes(keyCount...keyCount)
            let lines = try OtherProgram.lines(
                of: "openssl dgst -sha256 -mac HMAC -macopt hexkey:\(ByteEncoding.hex.text(of: key)) -r [0-9]*",
                in: files)
            let mac = HMACSHA256(key: key)
            #expect(digests(lines) == messages.map { mac.authenticate($0).hex }, "\(TestSeed.label)")
        }

        /// Files of random bytes, whose names have the order of their lengths.
        private func randomFiles() throws -> [[UInt8]] {
            var generator = SplitMix64(seed: TestSeed.value)
            let messages = (0...300).map { generator.bytes($0...$0) }
            for message in messages { try files.write(message, to: String(1000 + message.count)) }
            return messages
        }

        /// The digests of lines such as `9f86… *1007`.
        private func digests(_ lines: [String]) -> [String] {
            lines.map { String($0.prefix { $0 != " " }) }
        }
    }
}
