import BankConnectSession
import TestSupport
import Testing

extension TokenTests {
    /// Hostile tokens and secrets, one of each kind that has brought verifiers down elsewhere, under its name.
    ///
    /// Flips of every bit of a token and its session are in `TokenPropertyTests`, flips of every character through the
    /// command in `VerifyTokenTests`.
    @Suite struct TamperedTokenTests {
        /// A way to hurt a verifier.
        struct Attack: Sendable, CustomTestStringConvertible {
            let name: String
            let reasons: [TokenVerdict.Reason]
            /// The query that the attacker sends.
            let query: @Sendable (_ token: String) -> [UInt8]

            init(
                _ name: String, _ reasons: TokenVerdict.Reason..., query: @escaping @Sendable (String) -> String
            ) {
                self.name = name
                self.reasons = reasons
                self.query = {
                    Array(
                        "https://bankconnectclient.finbox.in/?session_id=\(TamperedTokenTests.session)&token=\(query($0))"
                            .utf8)
                }
            }

            var testDescription: String { name }
        }

        static let session = "b91ffaac-3b4d-478b-90f6-cfa1a612c3d4"
        static let now: Int64 = 1_795_350_896
        static let old = Array("the secret of last month".utf8)

        /// Replaces a token's MAC.
        private static func with(mac: (String) -> String, _ token: String) -> String {
            let parts = token.split(separator: ".").map(String.init)
            return parts[..<4].joined(separator: ".") + "." + mac(parts[4])
        }

        private static func minted(_ key: [UInt8], _ session: String = session) -> String {
            guard let id = SessionID(session), let keyID = KeyID("2026-11"),
                let key = try? SigningKey(bytes: key, id: keyID)
            else { return "" }
            return RedirectToken.mint(sessionID: id, key: key, issued: now, expires: now + 1800)?.text ?? ""
        }

        static let attacks: [Attack] = [
            Attack("empty", .missingToken) { _ in "" },
            Attack("1 bit flipped in the MAC", .badSignature) {
                with(mac: { "\($0.first == "A" ? "B" : "A")\($0.dropFirst())" }, $0)
            },
            Attack("truncated by one", .malformed) { String($0.dropLast()) },
            Attack("truncated to the scheme's name", .malformed) { _ in "v2." },
            Attack("truncated before the scheme's dot", .unknownScheme) { _ in "v2" },
            Attack("extended by a letter", .malformed) { $0 + "A" },
            Attack("extended by a part", .malformed) { $0 + ".A" },
            Attack("upper-case hex for the MAC", .malformed) {
                with(mac: { _ in String(repeating: "AF", count: 32) }, $0)
            },
            Attack("lower-case hex for the MAC", .malformed) {
                with(mac: { _ in String(repeating: "af", count: 32) }, $0)
            },
            Attack("base64 for base64url", .malformed) { with(mac: { _ in String(repeating: "+", count: 43) }, $0) },
            Attack("base64 with a slash", .malformed) { with(mac: { "/\($0.dropFirst())" }, $0) },
            Attack("padding", .malformed) { $0 + "=" },
            Attack("padding percent-encoded", .malformed) { $0 + "%3D" },
            Attack("non-canonical trailing bits", .malformed) { with(mac: { "\($0.dropLast())\(next($0.last))" }, $0) },
            Attack("white space before", .unknownScheme) { "%20" + $0 },
            Attack("white space after", .malformed) { $0 + "%20" },
            Attack("white space after, raw", .malformed) { $0 + " " },
            Attack("newline after", .malformed) { $0 + "%0A" },
            Attack("newline after, raw", .malformed) { $0 + "\n" },
            Attack("newline inside", .malformed) { $0.replacing(".2026", with: ".\n2026") },
            Attack("percent-encoded twice", .unknownScheme) { $0.replacing(".", with: "%252E") },
            Attack("+ for a space", .malformed) { $0 + "+" },
            Attack("look-alike letters: full-width digit", .malformed, .unknownScheme) {
                $0.replacing("v2.", with: "v\u{FF12}.")
            },
            Attack("look-alike letters: Cyrillic a in the key id", .malformed) {
                $0.replacing("2026-11", with: "2026-\u{430}")
            },
            Attack("look-alike letters: another full stop", .malformed) {
                "v2.\($0.dropFirst(3).replacing(".", with: "\u{2024}"))"
            },
            Attack("NUL after", .malformed) { $0 + "%00" },
            Attack("NUL after, raw", .malformed) { $0 + "\u{0}" },
            Attack("token of another session", .badSignature) { _ in
                minted(TokenTests.pattern(32, 0), "00000000-3b4d-478b-90f6-cfa1a612c3d4")
            },
            Attack("right MAC under an old secret", .badSignature) { _ in minted(old) },
            Attack("wrong scheme but right bytes", .unknownScheme) { "v1.\($0.dropFirst(3))" },
            Attack("the MAC alone", .unknownScheme) { String($0.split(separator: ".").last ?? "") },
            Attack("sign before a time", .malformed) { $0.replacing(".179", with: ".+179") },
            Attack("leading zero of a time", .malformed) { $0.replacing(".179", with: ".0179") },
            Attack("times of twenty digits", .malformed) { $0.replacing(".179", with: ".99999999999999999179") },
            Attack("10 MB token", .malformed) { $0 + String(repeating: "A", count: 10_000_000) },
            Attack("10 MB of dots", .malformed) { _ in "v2." + String(repeating: ".", count: 10_000_000) },
        ]

        /// The letter after the last of a MAC, whose low bits a canonical one leaves zero.
        private static func next(_ letter: Character?) -> String {
            let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
            guard let letter, let index = letters.firstIndex(of: letter) else { return "" }
            return String(letters[index + 1])
        }

        @Test(arguments: attacks)
        func `a hostile token is refused, and for what it is`(attack: Attack) throws {
            let key = try SigningKey(bytes: pattern(32, 0), id: KeyID("2026-11"))
            let verifier = TokenVerifier(keys: [key])
            let token = Self.minted(pattern(32, 0))
            let genuine = "https://bankconnectclient.finbox.in/?session_id=\(Self.session)&token=\(token)"
            #expect(verifier.verify(link: genuine, now: Self.now).isValid)
            let url = attack.query(token)
            let verdict = verifier.verify(link: url.span, now: Self.now)
            #expect(!verdict.isValid)
            #expect(verdict.reasons == attack.reasons)
        }

        /// A secret as a key file holds it, and what is wrong with it, if anything.
        struct Secret: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let file: [UInt8]
            let error: SigningKeyError.Code?

            init(_ name: String, _ file: [UInt8], _ error: SigningKeyError.Code? = nil) {
                (testDescription, self.file, self.error) = (name, file, error)
            }
        }

        static let secrets = [
            Secret("secret empty", [], .tooShort),
            Secret("secret of a newline alone", [0x0A], .tooShort),
            Secret("secret of 1 byte", [0x6B], .tooShort),
            Secret("secret of 15 bytes and a newline", [UInt8](repeating: 0x6B, count: 15) + [0x0A], .tooShort),
            Secret("secret of 64 bytes", [UInt8](repeating: 0x6B, count: 64)),
            Secret("secret of 65 bytes", [UInt8](repeating: 0x6B, count: 65)),
            Secret("secret of 1 MB", [UInt8](repeating: 0x6B, count: 1_000_000), .tooLong),
            Secret("secret with newline", Array("a secret of many\nlines".utf8)),
            Secret("secret with BOM", [0xEF, 0xBB, 0xBF] + [UInt8](repeating: 0x6B, count: 32), .byteOrderMark),
            Secret("secret with NUL", [UInt8](repeating: 0x6B, count: 32) + [0], .nulByte),
            Secret("secret with NUL, in hex", Array("hex:\(String(repeating: "00", count: 32))".utf8)),
        ]

        @Test(arguments: secrets)
        func `a hostile secret is refused with its reason, or signs and verifies`(secret: Secret) throws {
            do throws(SigningKeyError) {
                let key = try SigningKey(fileContents: secret.file)
                #expect(secret.error == nil)
                let session = SessionID(Self.session)
                let token = session.flatMap {
                    RedirectToken.mint(sessionID: $0, key: key, issued: Self.now, expires: Self.now + 1)
                }
                let text = token?.text ?? ""
                #expect(TokenVerifier(keys: [key]).verify(text, sessionID: Self.session, now: Self.now).isValid)
            } catch let found {
                #expect(found.code == secret.error)
            }
        }
    }
}
