import TestSupport
import Testing

@testable import SessionCommands

@Suite struct SecretMaskTests {
    static let secret = #"Ab/dE+G&h<X"1\%9q"#

    /// The spellings that programs give the secret, each made by Python: json, html, urllib.parse and base64.
    static let spellings: [(name: String, text: String)] = [
        ("as it is", #"Ab/dE+G&h<X"1\%9q"#), ("JSON", #"Ab/dE+G&h<X\"1\\%9q"#),
        ("PHP's JSON", #"Ab\/dE+G&h<X\"1\\%9q"#),
        ("JSON in JSON", #"Ab/dE+G&h<X\\\"1\\\\%9q"#), ("JSON for HTML", #"Ab/dE+G\u0026h\u003cX\"1\\%9q"#),
        ("HTML", "Ab/dE+G&amp;h&lt;X&quot;1\\%9q"),
        ("HTML by numbers", "Ab&#47;dE&#43;G&#38;h&#60;X&#34;1&#92;&#37;9q"),
        ("HTML by hexadecimal", "Ab&#x2F;dE&#x2b;G&#x26;h&#x3C;X&#x22;1&#x5c;&#x25;9q"),
        ("HTML twice", "Ab/dE+G&amp;amp;h&amp;lt;X&amp;quot;1\\%9q"), ("URL", "Ab%2FdE%2BG%26h%3CX%221%5C%259q"),
        ("URL twice", "Ab%252FdE%252BG%2526h%253CX%25221%255C%25259q"),
        ("URL in lower case", "ab%2fde%2bg%26h%3cx%221%5c%259q"),
        ("by code points", #"\u0041b\u002fd\u0045\u002BG\u0026h\u003CX\u0022\u0031\u005c%9q"#),
        ("base64 behind a header's name", "WC1BcGktS2V5OiBBYi9kRStHJmg8WCIxXCU5cQ=="),
        ("in another case", #"AB/DE+G&H<X"1\%9Q"#), ("base64", "QWIvZEUrRyZoPFgiMVwlOXE="),
        ("hexadecimal", "41622f64452b4726683c5822315c253971"),
        ("hexadecimal with spaces", "41 62 2f 64 45 2b 47 26 68 3c 58 22 31 5c 25 39 71"),
        ("hexadecimal with colons", "41:62:2F:64:45:2B:47:26:68:3C:58:22:31:5C:25:39:71"),
        ("hexadecimal with hyphens", "41-62-2f-64-45-2b-47-26-68-3c-58-22-31-5c-25-39-71"),
        ("a line break inside", "Ab/dE+G&h\r\n  <X\"1\\%9q"),
        ("a line break inside, in JSON", #"Ab/dE+G&h\r\n<X\"1\\%9q"#),
        ("base64 in lines", "QWIvZEUrRyZo\nPFgiMVwlOXE="),
        ("base64 in lines, in JSON", #"QWIvZEUrRyZo\r\nPFgiMVwlOXE="#),
        ("base64 in lines, in JSON in JSON", #"QWIvZEUrRyZo\\nPFgiMVwlOXE="#),
    ]

    @Test(arguments: spellings)
    func `a secret is masked in every spelling`(name: String, text: String) {
        let masked = SecretMask(Self.secret).masked("key <\(text)> here")
        #expect(masked.hasPrefix("key <") && masked.contains("***") && masked.hasSuffix("> here"), "\(name): \(masked)")
        // In base64 what stands before the secret stays.
        #expect(masked.utf8.count <= "key <***> here".utf8.count + 20, "\(name): \(masked)")
    }

    @Test func `a text without the secret stays as it is`() {
        let text = #"{"detail": "a & b &amp; 100% \\ \u0041b/dE+G&h<X"}"#
        #expect(SecretMask(Self.secret).masked(text) == text)
    }

    @Test func `every occurrence of a key is masked`() {
        let mask = SecretMask("abab-key")
        #expect(mask.masked("abab-key") == "***")
        #expect(mask.masked("xababab-keyabab-keyabab-ke") == "xab******abab-ke")
        #expect(mask.masked("nothing") == "nothing")
        #expect(mask.masked("") == "")
    }

    @Test func `what is masked in JSON stays JSON`() throws {
        let mask = SecretMask("nKEY-of-test")
        for text in [#"{"a": "\nKEY-of-test"}"#, #"{"a": "\\nKEY-of-test\\"}"#, #"{"nKEY-of-test": 1}"#] {
            let masked = mask.masked(text)
            #expect(!masked.contains("KEY-of-test"))
            _ = try ParsedJSON(masked)
        }
    }
}

extension SecretMask {
    fileprivate func masked(_ text: String) -> String { String(decoding: masked(Array(text.utf8)), as: UTF8.self) }
}
