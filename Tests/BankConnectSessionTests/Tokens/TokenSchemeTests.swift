import BankConnectSession
import Testing

extension TokenTests {
    @Suite struct TokenSchemeTests {
        static let session = "b91ffaac-3b4d-478b-90f6-cfa1a612c3d4"
        static let secret = Array("0123456789abcdef".utf8)

        private func scheme(
            _ algorithm: TokenScheme.Algorithm, _ message: String, _ encoding: ByteEncoding = .hex
        ) throws -> TokenScheme {
            try TokenScheme(name: "acme", algorithm: algorithm, message: message, encoding: encoding)
        }

        private func mint(_ scheme: TokenScheme, linkID: String? = nil) throws -> String? {
            try scheme.mint(
                sessionID: #require(SessionID(Self.session)), linkID: linkID, key: SigningKey(bytes: Self.secret),
                issued: 1000, expires: 2000)
        }

        @Test func `an HMAC scheme signs its message`() throws {
            let mac = HMACSHA256(key: Self.secret).authenticate(Array("<\(Self.session)|link-1>".utf8))
            let token = try mint(scheme(.hmacSHA256, "<{session_id}|{link_id}>"), linkID: "link-1")
            #expect(token == mac.hex)
        }

        @Test func `a hash scheme hashes its message with the secret in it`() throws {
            let digest = SHA256.hash(Array("\(Self.session)0123456789abcdef".utf8))
            #expect(try mint(scheme(.sha256, "{session_id}{secret}")) == digest.hex)
        }

        @Test(arguments: ByteEncoding.allCases, TokenScheme.Algorithm.allCases)
        func `a minted token verifies in every encoding`(
            encoding: ByteEncoding, algorithm: TokenScheme.Algorithm
        ) throws {
            let scheme = try scheme(algorithm, "{secret}.{session_id}.{link_id}", encoding)
            let token = try #require(try mint(scheme, linkID: "L"))
            let other = try SigningKey(bytes: Array("fedcba9876543210".utf8))
            let keys = [other, try SigningKey(bytes: Self.secret)]
            let verdict = TokenVerifier(scheme: scheme, keys: keys)
                .verify(token, sessionID: Self.session, linkID: "L", now: 0)
            #expect(verdict.isValid)
            #expect(verdict.scheme == "acme")
            #expect(verdict.keyID == keys[1].id)
            #expect(verdict.issuedAt == nil)
            #expect(verdict.expiresAt == nil)

            let url = try #require(
                RedirectURL.make(clientURL: RedirectURL.standardClientURL, sessionID: Self.session, token: token))
            #expect(TokenVerifier(scheme: scheme, keys: keys).verify(link: url, linkID: "L", now: 0).isValid)

            for wrong in ["", "l", "L "] {
                let verdict = TokenVerifier(scheme: scheme, keys: keys)
                    .verify(token, sessionID: Self.session, linkID: wrong, now: 0)
                #expect(verdict.reasons == [.badSignature])
                #expect(verdict.keyID == nil)
            }
            let unasked = TokenVerifier(scheme: scheme, keys: keys).verify(token, sessionID: Self.session, now: 0)
            #expect(unasked.outcome == .cannotTell)
            #expect(unasked.reasons == [.missingLinkID])
        }

        @Test func `the right bytes in another encoding are malformed`() throws {
            let hex = try scheme(.hmacSHA256, "{session_id}", .hex)
            let token = try #require(try mint(hex))
            let verifier = try TokenVerifier(scheme: hex, keys: [SigningKey(bytes: Self.secret)])
            let mac = try #require(bytes(hex: token))
            for text in [token.uppercased(), String(token.dropLast()), token + "0", token + "\n"] {
                #expect(verifier.verify(text, sessionID: Self.session, now: 0).reasons == [.malformed])
            }
            // What does not begin as the scheme's tokens do is of another.
            for text in ["x" + ByteEncoding.base64.text(of: mac), "x" + ByteEncoding.base64url.text(of: mac)] {
                #expect(verifier.verify(text, sessionID: Self.session, now: 0).reasons == [.unknownScheme])
            }
            #expect(verifier.verify("v2.k.1.2.x", sessionID: Self.session, now: 0).reasons == [.unknownScheme])
            #expect(verifier.verify("", sessionID: "", now: 0).reasons == [.missingSessionID, .missingToken])
            #expect(verifier.verify(token, sessionID: "", now: 0).reasons == [.missingSessionID])
        }

        @Test func `without keys no configured token is valid`() throws {
            let scheme = try scheme(.hmacSHA256, "{session_id}")
            let token = try #require(try mint(scheme))
            let verdict = TokenVerifier(scheme: scheme, keys: []).verify(token, sessionID: Self.session, now: 0)
            #expect(verdict.reasons == [.unknownKey])
        }

        @Test func `only schemes with a link_id need one`() throws {
            #expect(try scheme(.hmacSHA256, "{link_id}{session_id}").needsLinkID)
            #expect(try !scheme(.hmacSHA256, "{session_id}link_id").needsLinkID)
            #expect(!TokenScheme.bcsession.needsLinkID)
            #expect(try mint(scheme(.hmacSHA256, "{link_id}{session_id}")) == nil)
        }

        @Test func `a hash scheme accepts no session that length extension makes`() throws {
            // SHA-256 of secret and session with its padding, and more behind it, is known without the secret.
            let scheme = try scheme(.sha256, "{secret}{session_id}")
            let token = try #require(try mint(scheme))
            let state = try #require(bytes(hex: token))
            let length = Self.secret.count + Self.session.utf8.count
            let padding = lengthExtensionPadding(of: length)
            let extra = Array("-more".utf8)
            let forged = lengthExtension(of: state, hashedCount: length + padding.count, by: extra)
            // The forgery is right as a hash …
            #expect(SHA256.hash(Self.secret + Array(Self.session.utf8) + padding + extra).hex == forged)
            // … and its session is none.
            var url = "\(RedirectURL.standardClientURL)?token=\(forged)&session_id="
            for byte in Array(Self.session.utf8) + padding + extra { url += "%" + hex(byte) }
            let verdict = TokenVerifier(scheme: scheme, keys: [try SigningKey(bytes: Self.secret)]).verify(
                link: url, now: 0)
            #expect(verdict.outcome == .notValid)
            #expect(verdict.reasons.contains(.malformed))
        }

        @Test(arguments: ["{session_id}{link_id}", "{link_id}-{session_id}", "{link_id}{session_id}"])
        func `bytes moved across the border of two fields are not valid`(message: String) throws {
            let scheme = try scheme(.hmacSHA256, message)
            let verifier = TokenVerifier(scheme: scheme, keys: [try SigningKey(bytes: Self.secret)])
            let token = try #require(try mint(scheme, linkID: "ab-cd"))
            #expect(verifier.verify(token, sessionID: Self.session, linkID: "ab-cd", now: 0).isValid)
            for (session, linkID) in [
                (Self.session + "a", "b-cd"), (String(Self.session.dropLast()), Self.session.suffix(1) + "ab-cd"),
                ("cd-" + Self.session, "ab"), (String(Self.session.dropFirst()), "ab-cd-" + Self.session.prefix(1)),
                ("d" + Self.session, "ab-c"),
            ] {
                #expect(!verifier.verify(token, sessionID: session, linkID: linkID, now: 0).isValid, "\(session)")
            }
        }

        @Test(arguments: [
            ("{session_id}", "hmac-sha256", 0), ("{session_id}|{link_id}", "hmac-sha256", 0),
            ("{link_id}|{session_id}", "hmac-sha256", 0), ("{session_id}{link_id}", "hmac-sha256", 1),
            ("{link_id}-{session_id}", "hmac-sha256", 1), ("{link_id}|{secret}|{session_id}", "hmac-sha256", 1),
            ("{session_id}|{secret}", "sha256", 1), ("{secret}{session_id}", "sha256", 2),
        ])
        func `a scheme says how it can be misread`(message: String, algorithm: String, count: Int) throws {
            let algorithm = try #require(TokenScheme.Algorithm(rawValue: algorithm))
            #expect(try scheme(algorithm, message).weaknesses.count == count)
        }

        private func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

        @Test func `the built-in scheme mints redirect tokens`() throws {
            let token = try #require(try mint(.bcsession))
            #expect(RedirectToken(token)?.expiresAt == 2000)
        }

        @Test(arguments: [
            ("a", "sha256", "{session_id}", TokenSchemeError.Code.missingSecret),
            ("a", "hmac-sha256", "", .missingSessionID), ("a", "hmac-sha256", "{link_id}", .missingSessionID),
            ("a", "hmac-sha256", "{session}", .unknownPlaceholder), ("a", "hmac-sha256", "{}", .unknownPlaceholder),
            ("a", "hmac-sha256", "{Session_id}", .unknownPlaceholder),
            ("a", "hmac-sha256", "{session_id }", .unknownPlaceholder),
            ("a", "hmac-sha256", "{session_id", .strayBrace), ("a", "hmac-sha256", "session_id}", .strayBrace),
            ("a", "hmac-sha256", "{{session_id}}", .strayBrace), ("a", "hmac-sha256", "{session_id}}", .strayBrace),
            ("", "hmac-sha256", "{session_id}", .invalidName), ("a b", "hmac-sha256", "{session_id}", .invalidName),
            ("\u{430}", "hmac-sha256", "{session_id}", .invalidName),
            ("bcsession", "hmac-sha256", "{session_id}", .reservedName),
        ])
        func `a scheme that would not be sound is refused`(
            name: String, algorithm: String, message: String, expected: TokenSchemeError.Code
        ) throws {
            let algorithm = try #require(TokenScheme.Algorithm(rawValue: algorithm))
            do throws(TokenSchemeError) {
                _ = try TokenScheme(name: name, algorithm: algorithm, message: message, encoding: .hex)
                Issue.record("accepted")
            } catch {
                #expect(error.code == expected)
            }
        }
    }
}
