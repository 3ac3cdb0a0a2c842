import TestSupport
import Testing

/// URLs that a browser would repair, refuse, or lead elsewhere with.
@Suite struct PayloadURLTests {
    private static func url(_ name: String, _ url: String, _ rule: String? = nil) -> PayloadSample {
        rule.map { PayloadSample(name, #""redirect_url": «"\#(url)"»"#, $0) }
            ?? PayloadSample(name, #""redirect_url": "\#(url)""#)
    }

    private static let prefix = "https://acme.example/"
    private static func fill(_ character: String, _ count: Int) -> String {
        prefix + String(repeating: character, count: count)
    }

    static let reported = [
        url("javascript:", "javascript:alert(1)", "BC111"),
        url("data:", "data:text/html,<script>alert(1)</script>", "BC111"),
        url("//host", "//acme.example/", "BC111"),
        url("https:///", "https:///done", "BC111"),
        url("userinfo", "https://user@acme.example/", "BC115"),
        url("userinfo with password", "https://user:secret@acme.example/", "BC115"),
        url("userinfo that looks like a host", "https://finbox.in@evil.example/", "BC115"),
        url("port 0", "https://acme.example:0/", "BC115"),
        url("port 65536", "https://acme.example:65536/", "BC115"),
        url("backslashes", #"https:\\\\acme.example\\done"#, "BC111"),
        url("backslash before a host", #"https://evil.example\\@acme.example/"#, "BC115"),
        url("tab inside", #"https://acme.example/a\tb"#, "BC111"),
        url("newline inside", #"https://acme.example/a\nb"#, "BC111"),
        url("carriage return inside", #"https://acme.example/a\rb"#, "BC111"),
        url("tab inside the scheme", #"ht\ttps://acme.example/"#, "BC111"),
    ]

    static let accepted = [
        url("port 1", "https://acme.example:1/"),
        url("port 65535", "https://acme.example:65535/"),
        url("IPv6", "https://[2001:db8::1]:8443/done"),
        url("IDN", "https://bücher.example/"),
        url("IDN in Punycode", "https://xn--bcher-kva.example/"),
        // The API takes any host; a customer's browser shows what it is.
        url("mixed script", "https://аcme.example/"),
        url("percent error: no digits", "https://acme.example/%zz"),
        url("percent error: cut short", "https://acme.example/%4"),
        url("trailing dot host", "https://acme.example./done", "BC115"),
        url("fragment", "https://acme.example/done#top"),
        url("fragment with a query inside", "https://acme.example/#?token=a"),
        url("token= twice", "https://acme.example/?token=a&token=b"),
    ]

    static let lengths = [
        url("200 characters", fill("x", 179)),
        url("201 characters", fill("x", 180), "BC112"),
        url("200 characters before percent-encoding, 558 after", fill("é", 179)),
        url("201 characters after percent-encoding, 51 before", fill("%C3%A9", 30), "BC112"),
        url("200 characters that JSON escapes", fill(#"\u0078"#, 179)),
        url("201 characters that JSON escapes", fill(#"\u0078"#, 180), "BC112"),
    ]

    @Test(arguments: reported + accepted + lengths)
    func `a URL is judged as the API would judge it`(payload: PayloadSample) throws {
        try payload.check()
    }
}
