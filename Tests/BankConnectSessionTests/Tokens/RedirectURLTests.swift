import BankConnectSession
import Testing

extension TokenTests {
    @Suite struct RedirectURLTests {
        private func read(_ url: String) -> (sessionID: String?, token: String?) {
            let url = RedirectURL(reading: url)
            return (
                url.sessionID.map { String(decoding: $0, as: UTF8.self) },
                url.token.map { String(decoding: $0, as: UTF8.self) }
            )
        }

        @Test(arguments: [
            "https://c.example/?session_id=S&token=T", "https://c.example?token=T&session_id=S",
            "https://c.example/a/b?x=1&session_id=S&y&token=T&", "https://c.example/?session_id=S&token=T#token=U",
            "https://c.example/?&&session_id=S&token=T&=&?", "?session_id=S&token=T", "custom:?session_id=S&token=T",
            "https://c.example/?%73ession_id=S&%74oken=T", "https://c.example/?session_id=%53&token=%54",
            "https://c.example/?sess=%zz&session_id=S&token=T", "https://c.example/?SESSION_ID=X&session_id=S&token=T",
        ])
        func `the two parameters are found wherever they stand`(text: String) {
            #expect(read(text) == ("S", "T"))
            let url = RedirectURL(reading: text)
            #expect(!url.hasRepeatedParameter)
            #expect(!url.hasInvalidEscape)
        }

        @Test(arguments: [
            "", "https://c.example", "https://c.example/session_id=S&token=T",
            "https://c.example/#?session_id=S&token=T",
            "?session_idx=S&xtoken=T", "#", "?", "?#session_id=S",
        ])
        func `what is not in the query does not count`(text: String) {
            #expect(read(text) == (nil, nil))
        }

        @Test func `values are decoded once and a plus sign stays`() {
            #expect(read("?session_id=%2553&token=a+b%2Bc%20d=e") == ("%53", "a+b+c d=e"))
        }

        @Test(arguments: ["%", "%4", "%G0", "%0G", "a%", "%%41", "%-1", "%+1"])
        func `an escape without two digits is reported`(value: String) {
            #expect(RedirectURL(reading: "?token=\(value)").hasInvalidEscape)
            #expect(RedirectURL(reading: "?session_id=\(value)&token=T").hasInvalidEscape)
            #expect(read("?session_id=\(value)&token=T") == (nil, "T"))
        }

        @Test(arguments: [
            "?token=T&token=T", "?token=T&token=U", "?token=T&%74oken=U", "?token&token", "?session_id=S&session_id=S",
            "?token=T&x=1&%74%6F%6b%65%6e=",
        ])
        func `a parameter that occurs twice is reported, however it is spelt`(text: String) {
            #expect(RedirectURL(reading: text).hasRepeatedParameter)
        }

        @Test(arguments: [
            ("https://c.example/", "https://c.example/?session_id=S&token=T"),
            ("https://c.example", "https://c.example?session_id=S&token=T"),
            ("https://c.example/?", "https://c.example/?session_id=S&token=T"),
            ("https://c.example/?a=1", "https://c.example/?a=1&session_id=S&token=T"),
            ("https://c.example/?a=1&", "https://c.example/?a=1&session_id=S&token=T"),
            ("https://c.example/?a=?", "https://c.example/?a=?&session_id=S&token=T"),
            ("https://c.example/??", "https://c.example/??&session_id=S&token=T"),
            ("https://c.example/#top", "https://c.example/?session_id=S&token=T#top"),
            ("https://c.example/?a=1#top?x#y", "https://c.example/?a=1&session_id=S&token=T#top?x#y"),
            ("https://c.example/#a?b", "https://c.example/?session_id=S&token=T#a?b"),
            ("https://c.example/#\u{301}", "https://c.example/?session_id=S&token=T#\u{301}"),
        ])
        func `a session is added to the client's query`(clientURL: String, expected: String) throws {
            let url = try #require(RedirectURL.make(clientURL: clientURL, sessionID: "S", token: "T"))
            #expect(Array(url.utf8) == Array(expected.utf8))
            #expect(read(url) == ("S", "T"))
        }

        @Test func `a V1 URL has no token`() {
            let url = RedirectURL.make(clientURL: "https://c.example/", sessionID: "S", token: nil)
            #expect(url == "https://c.example/?session_id=S")
        }

        @Test func `a client URL with parameters of these names is refused`() {
            #expect(RedirectURL.make(clientURL: "https://c.example/?token=", sessionID: "S", token: "T") == nil)
            #expect(RedirectURL.make(clientURL: "https://c.example/?a&session_id", sessionID: "S", token: nil) == nil)
        }

        @Test func `values that need it are encoded and read back`() throws {
            let token = "a+b/c==&d#e?é \n%"
            let url = try #require(RedirectURL.make(clientURL: "https://c.example/", sessionID: "ü&", token: token))
            #expect(url == "https://c.example/?session_id=%C3%BC%26&token=a%2Bb%2Fc%3D%3D%26d%23e%3F%C3%A9%20%0A%25")
            #expect(read(url) == ("ü&", token))
        }
    }
}
