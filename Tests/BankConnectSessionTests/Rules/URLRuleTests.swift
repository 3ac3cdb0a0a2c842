import BankConnectSession
import Testing

@Suite struct URLRuleTests {
    @Test(arguments: [
        "https://acme.example", "https://acme.example/", "https://acme.example?x=1", "https://acme.example#top",
        "HTTPS://ACME.EXAMPLE/", "https://acme.example:1/", "https://acme.example:65535/", "https://acme.example:00443",
        "https://127.0.0.1/", "https://localhost", "https://[::1]/", "https://[2001:db8::1]:8443/x",
        "https://[::ffff:192.0.2.1]", "https://bücher.example/", "https://пример.example/", "https://аpple.example/",
        "https://xn--bcher-kva.example/", "https://a_b.example/", "https://acme.example./", "https://acme.example/%zz",
        "https://acme.example/%", "https://acme.example/a@b", "https://acme.example/?u=a:b@c",
        "https://acme.example/?token=a&token=b", "https://acme.example/é世😀", "https://acme.example//x",
        "https://acme.example/a?b#c?d#e",
    ])
    func `a URL is accepted`(url: String) throws {
        #expect(try WebURL.check(Array(url.utf8)).get() == .https)
        #expect(CheckedPayload(members: #""redirect_url": "\#(url)", "logo_url": "\#(url)""#).rules == [])
    }

    @Test(arguments: [
        ("", WebURL.Fault.scheme), ("acme.example", .scheme), ("//acme.example", .scheme), ("/back", .scheme),
        ("javascript:alert(1)", .scheme), ("data:text/html,x", .scheme), ("ftp://acme.example", .scheme),
        ("https:/acme.example", .scheme), ("https:acme.example", .scheme), ("https", .scheme),
        ("ｈttps://acme.example", .scheme), ("httpſ://acme.example", .scheme),
        ("https://", .host), ("https:///", .host), ("https://?x", .host), ("https://#x", .host), ("https://:80", .host),
        ("https://.", .host), ("https://.acme.example", .host),
        ("https://user@acme.example", .userInfo), ("https://user:pass@acme.example", .userInfo),
        ("https://@acme.example", .userInfo), ("https://acme.example@evil.example/", .userInfo),
        ("https://acme.example:0/", .port), ("https://acme.example:65536/", .port), ("https://acme.example:/", .port),
        ("https://acme.example:x", .port), ("https://acme.example:-1", .port), ("https://acme.example:1:2", .port),
        ("https://acme.example:999999", .port), ("https://acme.example:８０", .port), ("https://[::1]:0", .port),
        ("https://acme.example\\@evil.example", .backslash), ("https://acme.example/a\\b", .backslash),
        ("https:\\\\acme.example", .scheme), ("https://acme example/", .character),
        ("https://acme.example/a b", .character), ("https://acme.example/\tx", .character),
        ("https://acme.example/\nx", .character),
        ("https://acme.example/\u{7F}x", .character), ("https://acme.example/\u{85}x", .character),
        ("https://acme.example/\u{A0}x", .character), ("https://acme.example/\u{2003}x", .character),
        ("https://acme.example/\u{2028}x", .character), ("https://acme.example/\u{202F}x", .character),
        ("https://acme.example/\u{3000}/", .character), ("https://acme.example/\u{205F}x", .character),
        ("https://acme.example/\u{1680}x", .character), ("https://acme.example/ x", .character),
        ("https://[::1", .hostCharacter), ("https://[]", .hostCharacter), ("https://[x]", .hostCharacter),
        ("https://[::1]x", .hostCharacter), ("https://::1", .host), ("https://a%2eb/", .hostCharacter),
        ("https://a,b/", .hostCharacter), ("https://<a>/", .hostCharacter), ("https://a'b/", .hostCharacter),
    ])
    func `what a browser would repair or refuse is no URL`(url: String, fault: WebURL.Fault) {
        #expect(WebURL.check(Array(url.utf8)) == .failure(fault))
        guard !url.isEmpty else { return }
        var writer = JSONWriter()
        writer.string(url)
        let checked = CheckedPayload(members: #""redirect_url": \#(writer.text), "logo_url": \#(writer.text)"#)
        #expect(checked.rules == [111, 113])
        #expect(checked.findings.first?.detail.description == "redirect_url is not a URL: \(fault.explanation)")
        #expect(checked.findings.allSatisfy { $0.prediction?.answer == ServiceError.invalidURL.answer })
    }

    @Test func `an escaped URL is read as what it stands for`() {
        #expect(CheckedPayload(members: #""redirect_url": "https:\/\/acme.example\/\u0061""#).rules == [])
        #expect(CheckedPayload(members: #""redirect_url": "https://acme.example/\u0020x""#).rules == [111])
        #expect(CheckedPayload(members: #""redirect_url": "\u0068ttp://acme.example/""#).rules == [115])
    }

    @Test func `plain http draws a warning`() throws {
        #expect(try WebURL.check(Array("HTTP://localhost:8080".utf8)).get() == .http)
        let checked = CheckedPayload(members: #""redirect_url": "http://localhost:8080/back""#)
        #expect(checked.rules == [115] && checked.answer == nil)
    }

    @Test func `redirect_url is required in the redirect workflow alone`() {
        for (text, rules) in [(#"{"link_id": "a"}"#, [110]), (#"{"link_id": "a", "redirect_url": ""}"#, [6, 110])] {
            #expect(CheckedPayload(text, workflow: .redirect).rules == rules)
            #expect(CheckedPayload(text, workflow: .iframe).errors == [])
            #expect(CheckedPayload(text).errors == [])
        }
        #expect(
            CheckedPayload(#"{"link_id": "a"}"#, workflow: .redirect).answerLine
                == "INVALID_REQUEST 400 redirect_url, This field is required.")
        #expect(CheckedPayload(#"{"link_id": "a", "redirect_url": 5}"#, workflow: .redirect).rules == [111])
    }
}
