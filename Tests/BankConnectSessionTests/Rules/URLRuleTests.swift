import BankConnectSession
import Testing

/// Examples of each kind; the differential tests compare thousands with the framework's own validator.
@Suite struct URLRuleTests {
    private func checked(_ url: String) -> CheckedPayload {
        var writer = JSONWriter()
        writer.string(url)
        return CheckedPayload(members: #""redirect_url": \#(writer.text), "logo_url": \#(writer.text)"#)
    }

    @Test(arguments: [
        "https://acme.example", "https://acme.example/", "https://acme.example?x=1", "https://acme.example#top",
        "HTTPS://ACME.EXAMPLE/", "https://acme.example:1/", "https://acme.example:65535/", "https://acme.example:00443",
        "https://127.0.0.1/", "https://localhost", "https://[::1]/", "https://[2001:db8::1]:8443/x",
        "https://[::ffff:192.0.2.1]", "https://bücher.example/", "https://пример.example/", "https://аpple.example/",
        "https://xn--bcher-kva.example/", "https://acme.xn--p1ai/", "https://acme.example/%zz",
        "https://a-b.c--d.example",
        "https://acme.example/%", "https://acme.example/a@b", "https://acme.example/?u=a:b@c",
        "https://1.2.3.4.example",
        "https://acme.example/?token=a&token=b", "https://acme.example/é世😀", "https://acme.example//x",
        "https://acme.example/a?b#c?d#e", "https://\(String(repeating: "a", count: 63)).example/",
    ])
    func `a URL is accepted`(url: String) {
        #expect(checked(url).rules == [])
    }

    @Test(arguments: [
        ("acme.example", "does not begin"), ("//acme.example", "does not begin"), ("/back", "does not begin"),
        ("javascript:alert(1)", "does not begin"), ("data:text/html,x", "does not begin"),
        ("https:/acme.example", "does not begin"), ("https", "does not begin"),
        ("ｈttps://acme.example", "does not begin"),
        ("httpſ://acme.example", "does not begin"), ("https:\\\\acme.example", "does not begin"),
        ("gopher://acme.example", "does not begin"),
        ("https://", "names no host"), ("https:///", "names no host"), ("https://?x", "names no host"),
        ("https://:80", "names no host"), ("https://@acme.example", "a character that is not"),
        ("https://.acme.example", "two dots"), ("https://acme..example/", "two dots"), ("https://.", "two dots"),
        ("http://web:8000/cb", "single word"), ("https://localhost./", "single word"),
        ("https://-a.example/", "hyphen"), ("https://a-.example/", "hyphen"), ("https://acme.-example/", "hyphen"),
        ("https://my_app.ngrok.io/cb", "a character that is not"),
        ("https://a%2eb.example/", "a character that is not"),
        ("https://a,b.example/", "a character that is not"), ("https://<a>.example", "a character that is not"),
        ("https://acme.c0m/", "last part"), ("https://a.b/", "last part"), ("https://acme.xn--/", "hyphen"),
        ("https://\(String(repeating: "a", count: 64)).example/", "more than 63"),
        ("https://256.1.1.1/", "IPv4"), ("https://1.1.1/", "IPv4"), ("https://01.1.1.1/", "IPv4"),
        ("https://[:::]/", "IPv6"), ("https://[]/", "IPv6"), ("https://[1.2.3.4]/", "IPv6"), ("https://[x]", "IPv6"),
        ("https://[::1", "brackets"), ("https://[::1]x", "brackets"), ("https://acme].example", "brackets"),
        ("https://acme.example:/", "port"), ("https://acme.example:x", "port"), ("https://acme.example:-1", "port"),
        ("https://acme.example:1:2", "port"), ("https://acme.example:999999", "port"),
        ("https://acme example/", "white space"), ("https://acme.example/a b", "white space"),
        ("https://acme.example/a\tb", "white space"), ("https://acme.example/a\nb", "white space"),
        ("https://acme.example/a\u{A0}b", "white space"), ("https://acme.example/a\u{3000}b", "white space"),
        ("https://acme\u{FF0F}evil.example/", "look-alike"), ("https://acme.example\u{FF1A}x/", "look-alike"),
    ])
    func `what the framework's validator refuses is refused, with the reason`(url: String, reason: String) {
        let checked = checked(url)
        #expect(checked.rules == [111, 113])
        #expect(checked.findings.allSatisfy { $0.prediction?.answer == ServiceError.invalidURL.answer })
        let detail = checked.findings.first?.detail.description ?? ""
        #expect(detail.hasPrefix("redirect_url is not a URL: "))
        #expect(detail.contains(reason))
    }

    @Test(arguments: [
        ("http://localhost:8080/back", "does not use https"), ("ftp://acme.example", "does not use https"),
        ("https://user@acme.example", "user name"), ("https://user:pass@acme.example/", "user name"),
        ("https://acme.example:0/", "a port"), ("https://acme.example:99999/", "a port"),
        ("https://acme.example/a\\b", "backslash"), ("https://acme.example/\u{200B}", "cannot be seen"),
        ("https://ac\u{AD}me.example/", "cannot be seen"), ("https://acme.example/\u{7F}", "cannot be seen"),
        ("https://acme.example/\u{202E}", "cannot be seen"), ("https://a\u{2003}b.example/", "cannot be seen"),
        ("https://evil\u{FF0E}acme.example/", "full stop"), ("https://evil\u{3002}acme.example/", "full stop"),
        ("https://acme.example./", "dot at the end"),
    ])
    func `what only a browser or a customer minds draws a warning`(url: String, reason: String) {
        let checked = checked(url)
        #expect(checked.rules == [115, 115] && checked.answer == nil)
        #expect(checked.findings.first?.detail.description.contains(reason) == true)
    }

    @Test func `several things to say of a URL are one finding`() {
        let checked = CheckedPayload(members: #""redirect_url": "http://user@acme.example.:0/""#)
        #expect(checked.rules == [115])
        #expect(
            checked.findings.first?.hint?.description
                == "use https; remove the user name: browsers hide or refuse it; write a port from 1 to 65535, or leave it out; remove the dot"
        )
    }

    @Test func `the page's basis is claimed only for a text that is no URL by any reading`() {
        #expect(checked("acme").findings.allSatisfy { $0.basis == .page })
        #expect(checked("https://").findings.allSatisfy { $0.basis == .page })
        #expect(checked("https://my_app.ngrok.io/").findings.allSatisfy { $0.basis == .inferred })
    }

    @Test(arguments: ["5", "5.5", "true", "[]", "{}", "[\"https://acme.example\"]"])
    func `what is no text is no URL`(value: String) {
        let checked = CheckedPayload(members: "\"redirect_url\": \(value), \"logo_url\": \(value)")
        #expect(checked.rules == [111, 113])
        #expect(checked.answerLine == "INVALID_URL 400 Enter a valid URL.")
    }

    @Test func `an escaped URL is read as what it stands for`() {
        #expect(CheckedPayload(members: #""redirect_url": "https:\/\/acme.example\/\u0061""#).rules == [])
        #expect(CheckedPayload(members: #""redirect_url": "https://acme.example/\u0020x""#).rules == [111])
        #expect(CheckedPayload(members: #""redirect_url": "\u0068ttp://acme.example/""#).rules == [115])
    }

    @Test func `a URL is judged by itself, whatever host was looked at before it`() {
        let good = "https://acme.example/return?customer=1"
        let others = [
            "https://acme.example", "https://acme.example/", "https://acme.example?a=1", "https://acme.example.net/a",
            "https://acme.example:0/", "https://acme.example:443/", "https://user@acme.example/",
            "https://acme.example@evil.example/", "https://acme.exampl/", "https://acme..example/",
            "https://acme.example\\\\evil/", "https://acme.example/a b", "http://acme.example/return", "https://a.io/",
            "https://a-name-of-more-than-forty-characters.acme.example/", "https://acme.example.net.acme.example/é",
        ]
        var checker = PayloadChecker(RuleContext(today: RuleExample.today))
        for before in [good] + others {
            for url in [good] + others {
                let payloads = [before, url].map { #"{"link_id": "a", "redirect_url": "\#($0)"}"# }
                for payload in payloads { checker.check(Array(payload.utf8)) }
                let alone = CheckedPayload(payloads[1])
                #expect(checker.findings.map(\.rule) == alone.findings.map(\.rule), "\(url) behind \(before)")
                #expect(checker.findings.map(\.detail) == alone.findings.map(\.detail), "\(url) behind \(before)")
            }
        }
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
