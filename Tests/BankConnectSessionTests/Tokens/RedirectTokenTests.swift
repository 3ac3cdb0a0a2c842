import BankConnectSession
import Testing

extension TokenTests {
    @Suite struct RedirectTokenTests {
        static let mac = "GbtU02NRuE3uCc6-DxhMeCGAXhs2q0OGIMex4Fr_m-0"

        @Test func `tokens made in Python are minted alike, parse and verify`() throws {
            let rows = try vectors("redirect-tokens.tsv")
            #expect(rows.count == 40)
            for row in rows {
                let secret = try #require(bytes(hex: row[0]))
                let id = try #require(KeyID(row[2]))
                let key = try SigningKey(bytes: secret, id: id)
                let session = try #require(SessionID(row[3]))
                let (issued, expires) = try (#require(Int64(row[4])), #require(Int64(row[5])))
                let token = RedirectToken.mint(sessionID: session, key: key, issued: issued, expires: expires)
                #expect(token?.text == row[6])
                #expect(RedirectToken(row[6]) == token)
                #expect(TokenVerifier(keys: [key]).verify(row[6], sessionID: row[3], now: issued).isValid)
            }
        }

        @Test func `a parsed token gives its parts and its text back`() throws {
            let text = "v2.Key_1-.0.253402300799.\(Self.mac)"
            let token = try #require(RedirectToken(text))
            #expect(token.keyID.text == "Key_1-")
            #expect(token.issuedAt == 0)
            #expect(token.expiresAt == 253_402_300_799)
            #expect(token.text == text)
        }

        @Test(arguments: [
            "", "v2", "v2.", "v2....", "v2.k.1.2.", "v2.k.1.2", "v2.k.1.2.MAC.", "v2.k.1.2.MAC.x", "v2..1.2.MAC",
            "v2.k..2.MAC", "v2.k.1..MAC", "V2.k.1.2.MAC", "v1.k.1.2.MAC", "v2.k.01.2.MAC", "v2.k.1.02.MAC",
            "v2.k.+1.2.MAC", "v2.k.-1.2.MAC", "v2.k.1.2 .MAC", "v2.k. 1.2.MAC", "v2.k.1e3.2.MAC", "v2.k.0x1.2.MAC",
            "v2.k.1.253402300800.MAC", "v2.k.1.999999999999.MAC", "v2.k.1.9223372036854775808.MAC",
            "v2.k.1.18446744073709551617.MAC", "v2.k.00.2.MAC", "v2.k!.1.2.MAC", "v2.\u{43a}.1.2.MAC",
            "v2.k.\u{661}.2.MAC", "v2.k.1.2.MAC=", "v2.k.1.2.MAC\n", "\nv2.k.1.2.MAC", " v2.k.1.2.MAC",
            "v2.k.1.2.MAC\0", "v2.k\0.1.2.MAC", "v2,k,1,2,MAC", "v2.k.1.2.MACA", "\u{feff}v2.k.1.2.MAC",
            "v2.abcdefghijklmnopqrstuvwxyz-ABC_01.1.2.MAC", "v2%2Ek.1.2.MAC",
        ])
        func `anything but the canonical spelling is refused`(pattern: String) {
            #expect(RedirectToken(pattern.replacing("MAC", with: Self.mac)) == nil)
        }

        @Test func `a MAC that is not 43 canonical letters is refused`() {
            let standard = Self.mac.replacing("-", with: "+").replacing("_", with: "/")
            let macs = [
                String(Self.mac.dropLast()), Self.mac + "A", Self.mac + "=", standard, standard + "=",
                // The last letter has two bits that no byte uses: 0 is 110100, and 1 sets one of them.
                String(Self.mac.dropLast()) + "1", String(Self.mac.dropLast()) + "2",
                String(Self.mac.dropLast()) + "3", String(Self.mac.dropLast()) + "\u{430}",
            ]
            for mac in macs {
                #expect(RedirectToken("v2.k.1.2.\(mac)") == nil, "\(mac)")
            }
            #expect(RedirectToken("v2.k.1.2.\(Self.mac)") != nil)
        }

        @Test(arguments: [
            (Int64(-1), Int64(5)), (5, 5), (6, 5), (0, 253_402_300_800), (.min, .max), (5, .max), (.max, .max),
        ])
        func `times that no token may hold are not minted`(issued: Int64, expires: Int64) throws {
            let key = try SigningKey(bytes: pattern(32, 0))
            let session = SessionID(random: InlineArray<16, UInt8>(repeating: 0))
            #expect(RedirectToken.mint(sessionID: session, key: key, issued: issued, expires: expires) == nil)
        }
    }
}
