import BankConnectSession
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("https://apis.bankconnect.finbox.in/bank-connect", "https://apis.bankconnect.finbox.in/bank-connect"),
        ("https://apis.bankconnect.finbox.in/bank-connect//", "https://apis.bankconnect.finbox.in/bank-connect"),
        ("https://x", "https://x"), ("https://x:8443/", "https://x:8443"), ("HTTPS://X/Y/", "https://x/Y"),
    ])
    func `an address loses the slashes at its end`(text: String, address: String) throws {
        #expect(try Endpoint(text).text == address)
    }

    @Test func `the path of a version is added`() throws {
        let endpoint = try Endpoint("https://apis.bankconnect.finbox.in/bank-connect/")
        #expect(endpoint.sessionURL(.v2) == "https://apis.bankconnect.finbox.in/bank-connect/v2/session/")
    }

    @Test(arguments: [
        ("https://Apis.FinBox.in:443/x", "apis.finbox.in"), ("https://finbox.in", "finbox.in"),
        ("http://[::1]:8080/a:b", "[::1]"), ("https://127.0.0.1/", "127.0.0.1"),
    ])
    func `the host is known without port and case`(text: String, host: String) throws {
        #expect(try Endpoint(text).host == host)
    }

    @Test(arguments: [
        "localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:1", "127.255.255.255", "[::1]", "[::1]:9",
    ])
    func `http serves for this machine`(authority: String) throws {
        #expect(try Endpoint("http://\(authority)/x").isLoopback)
        #expect(try Endpoint("http://\(authority)").isLoopback)
    }

    @Test(arguments: [
        "example.com", "localhost.example.com", "localhost.", "127.0.0.1.example.com", "127.1", "0177.0.0.1",
        "127.0.0.01", "127.0.0.256", "127.0.0.", "127.0.0.0.1", "128.0.0.1", "0.0.0.0", "[::]", "[::ffff:127.0.0.1]",
        "2130706433", "ｌocalhost", "127.0.0.٣",
    ])
    func `http serves for no other`(authority: String) {
        #expect(throws: Endpoint.Fault.insecure) { try Endpoint("http://\(authority)/x") }
        #expect(throws: Never.self) { try Endpoint("https://\(authority)/x") }
    }

    @Test(
        arguments: [
            "\u{202E}", "\u{2066}", "\u{AD}", "\u{180E}", "\u{FE0F}", "\u{200B}", "\u{FEFF}", "\u{3000}", "\u{7}",
            "\u{85}",
            "\u{E0020}", "\u{FFFE}",
        ] as [Unicode.Scalar])
    func `a character that nobody sees is refused in each URL, and named`(character: Unicode.Scalar) throws {
        let digits = String(character.value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        for url in [
            "https://a\(character).example/", "https://a.example/\(character)x", "\(character)https://a.example",
        ] {
            #expect(throws: Endpoint.Fault.url(.character(character))) { try Endpoint(url) }
            #expect(Endpoint.Fault.url(.character(character)).explanation.contains(name))
            for member in ["client_url", "endpoint"] {
                let text = #"{"\#(member)": "\#(url)"}"#
                // A control character in JSON is a fault of its own.
                guard character.value >= 0x20 else { continue }
                let errors = #expect(throws: PolicyErrors.self) { try Configuration.read(Array(text.utf8)) }
                #expect(errors?.all.first?.message.contains(name) == true)
            }
        }
    }

    @Test(arguments: [
        ("", Endpoint.Fault.url(.scheme)), ("ftp://x", .url(.scheme)), ("https://", .url(.host)),
        ("https:///x", .url(.host)), (" https://x", .url(.character(" "))), ("https://a b", .url(.character(" "))),
        ("https://u@x", .url(.userInfo)),
        ("http://localhost@example.com", .url(.userInfo)), ("https://x\\@y", .url(.backslash)),
        ("https://x:0", .url(.port)), ("https://x?", .query), ("https://x/#", .query), ("https://x/a?b", .query),
        ("https://x/[1-3]", .path("[1-3]")), ("https://[::1]/a]", .path("a]")), ("https://x/{a,b}", .path("{a,b}")),
        ("https://x/a/%zz", .path("%zz")), ("https://x/a/../b", .path("..")), ("https://a..finbox.in", .url(.host)),
        ("https://x/bank-connect/v2/session/", .version(.v2)), ("https://x/v1/", .version(.v1)),
    ])
    func `an address that cannot be used is refused`(text: String, fault: Endpoint.Fault) {
        #expect(throws: fault) { try Endpoint(text) }
        #expect(!fault.explanation.isEmpty && !fault.hint(version: "api_version").isEmpty)
    }
}
