import BankConnectSession
import Testing

extension TokenTests {
    @Suite struct TokenVerifierTests {
        static let session = "b91ffaac-3b4d-478b-90f6-cfa1a612c3d4"
        static let other = "00000000-3b4d-478b-90f6-cfa1a612c3d4"
        static let issued: Int64 = 1_795_350_896
        static let expires: Int64 = issued + 1800

        let key: SigningKey
        let token: String
        let verifier: TokenVerifier

        init() throws {
            let id = try #require(KeyID("2026-11"))
            key = try SigningKey(bytes: pattern(32, 0), id: id)
            let session = try #require(SessionID(Self.session))
            let minted = RedirectToken.mint(
                sessionID: session, key: key, issued: Self.issued, expires: Self.expires)
            token = try #require(minted?.text)
            verifier = TokenVerifier(keys: [key])
        }

        private func reasons(_ token: String, _ session: String = session, now: Int64 = issued) -> [TokenVerdict.Reason]
        {
            verifier.verify(token, sessionID: session, now: now).reasons
        }

        private func reasons(url query: String, _ session: String? = nil) -> [TokenVerdict.Reason] {
            verifier.verify(link: "https://bankconnectclient.finbox.in/" + query, sessionID: session, now: Self.issued)
                .reasons
        }

        @Test func `a genuine token is valid and the verdict says all of it`() {
            let verdict = verifier.verify(token, sessionID: Self.session, now: Self.issued)
            #expect(verdict.isValid)
            #expect(verdict.scheme == "bcsession")
            #expect(verdict.keyID == key.id)
            #expect(verdict.reasons.isEmpty)
            #expect(verdict.sessionID == Self.session)
            #expect(verdict.issuedAt == Self.issued)
            #expect(verdict.expiresAt == Self.expires)
        }

        @Test func `a token is good from its issue until just before its expiry`() {
            #expect(reasons(token, now: Self.expires - 1) == [])
            #expect(reasons(token, now: Self.expires) == [.expired])
            #expect(reasons(token, now: .max) == [.expired])
        }

        @Test func `a token may be issued ahead of the clock by the leeway and no more`() {
            #expect(reasons(token, now: Self.issued - 60) == [])
            #expect(reasons(token, now: Self.issued - 61) == [.issuedInFuture])
            #expect(reasons(token, now: .min) == [.issuedInFuture])
            for (leeway, ahead) in [(Int64(0), Int64(0)), (5, 5), (-5, 0), (.min, 0)] {
                let strict = TokenVerifier(keys: [key], leeway: leeway)
                let url = "https://bankconnectclient.finbox.in/?session_id=\(Self.session)&token=\(token)"
                #expect(strict.verify(link: url, now: Self.issued - ahead).isValid)
                #expect(strict.verify(link: url, now: Self.issued - ahead - 1).reasons == [.issuedInFuture])
            }
            let lenient = TokenVerifier(keys: [key], leeway: .max)
            #expect(lenient.verify(token, sessionID: Self.session, now: 0).isValid)
        }

        @Test func `a token of another session has a bad signature`() {
            #expect(reasons(token, Self.other) == [.badSignature])
        }

        @Test func `a token is valid for no session that is not written as one`() {
            for session in [
                Self.session.uppercased(), Self.session + "\n", Self.session + "\0", "x",
                String(Self.session.dropLast()),
                Self.session.replacing("-", with: "_"), Self.session.replacing("-", with: ""),
            ] {
                #expect(reasons(token, session) == [.malformed])
            }
        }

        @Test func `without the key that it names a token is not judged`() throws {
            let stranger = try SigningKey(bytes: pattern(32, 1))
            let verdict = TokenVerifier(keys: [stranger]).verify(token, sessionID: Self.session, now: Self.issued)
            #expect(verdict.reasons == [.unknownKey])
            #expect(verdict.keyID == nil)
            #expect(!verdict.isValid)
            #expect(TokenVerifier(keys: []).verify(token, sessionID: Self.session, now: 0).reasons.first == .unknownKey)
        }

        @Test func `a new secret under the old id is a bad signature, and both together still verify`() throws {
            let renewed = try SigningKey(bytes: pattern(32, 2), id: key.id)
            let verdict = TokenVerifier(keys: [renewed]).verify(token, sessionID: Self.session, now: Self.issued)
            #expect(verdict.reasons == [.badSignature])
            #expect(verdict.keyID == key.id)
            for keys in [[renewed, key], [key, renewed]] {
                #expect(TokenVerifier(keys: keys).verify(token, sessionID: Self.session, now: Self.issued).isValid)
            }
        }

        @Test func `while keys rotate each token is judged by its own`() throws {
            let id = try #require(KeyID("2026-12"))
            let next = try SigningKey(bytes: pattern(32, 3), id: id)
            let session = try #require(SessionID(Self.session))
            let young = try #require(
                RedirectToken.mint(sessionID: session, key: next, issued: Self.issued, expires: Self.expires))
            let both = TokenVerifier(keys: [key, next])
            #expect(both.verify(token, sessionID: Self.session, now: Self.issued).keyID == key.id)
            let verdict = both.verify(young.text, sessionID: Self.session, now: Self.issued)
            #expect(verdict.isValid)
            #expect(verdict.keyID == next.id)
        }

        @Test func `every reason that applies is given, in one order`() {
            #expect(reasons(token, Self.other, now: Self.expires) == [.badSignature, .expired])
            let odd = "v2.nobody.\(Self.issued + 99).5.\(token.suffix(43))"
            #expect(
                reasons(url: "?session_id=\(Self.session)&token=\(odd)&token=x", Self.other)
                    == [.repeatedParameter, .sessionMismatch, .unknownKey, .issuedInFuture, .expired])
            #expect(reasons(url: "?token=v2.&token=") == [.malformed, .repeatedParameter, .missingSessionID])
        }

        @Test func `what does not begin as the scheme does cannot be judged here`() {
            for text in [
                "x", "v2", "v1.\(token)", "V2\(token.dropFirst(2))", "eyJhbGciOiJIUzI1NiJ9.e30.x", " \(token)",
            ] {
                #expect(reasons(text) == [.unknownScheme])
            }
        }

        @Test func `what begins so and goes on wrongly is malformed`() {
            for text in [
                "v2.", token + ".", token + "=", token + "\n", token + " ", String(token.dropLast()), token + token,
            ] {
                #expect(reasons(text) == [.malformed])
            }
        }

        @Test func `nothing is a missing token`() {
            #expect(reasons("") == [.missingToken])
            #expect(reasons("", "") == [.missingSessionID, .missingToken])
            #expect(reasons(token, "") == [.missingSessionID])
        }

        @Test func `a token of 10 MB is refused`() {
            let long = String(repeating: "A", count: 10_000_000)
            #expect(reasons(long) == [.unknownScheme])
            #expect(reasons("v2." + long) == [.malformed])
            #expect(reasons(token + long) == [.malformed])
            #expect(reasons(url: "?session_id=\(Self.session)&token=v2.\(long)") == [.malformed])
            #expect(reasons(url: "?session_id=\(long)&token=\(token)") == [.malformed])
            #expect(
                reasons(url: String(repeating: "&%74oken", count: 1_000_000)) == [
                    .malformed, .missingSessionID, .missingToken,
                ])
        }

        @Test func `bytes that are no UTF-8 are judged like any others`() {
            let bytes: [UInt8] =
                Array("https://bankconnectclient.finbox.in/?session_id=".utf8) + [0xff, 0xfe] + Array("&token=v2.".utf8)
                + [0x80]
            let verdict = verifier.verify(link: bytes.span, now: Self.issued)
            #expect(verdict.reasons == [.malformed])
            #expect(verdict.sessionID == "\u{fffd}\u{fffd}")
        }

        @Test func `each reason has its own sentence`() {
            let texts = TokenVerdict.Reason.allCases.map(\.explanation)
            #expect(Set(texts).count == texts.count)
            #expect(texts.allSatisfy { $0.hasSuffix(".") && !$0.contains("\n") })
        }
    }
}
