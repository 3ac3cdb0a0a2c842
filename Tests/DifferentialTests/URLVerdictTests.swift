import TestSupport
import Testing

/// URLs against Django's own validator, as the framework's URL field uses it.
@Suite(.enabled(if: FrameworkJudge.isInstalled, "\(FrameworkJudge.howToInstall)"))
struct URLVerdictTests {
    @Test func `5,000 URLs are judged as Django's validator judges them`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        var comparison = Comparison()
        try comparison.add(
            (0..<5_000).map { number in
                let url = Self.url(using: &generator)
                return PayloadCorpus.Payload(members: [
                    ("link_id", "\"a\""), (number % 2 == 0 ? "redirect_url" : "logo_url", Self.json(url)),
                ])
            })
        print(comparison.report)
        let shown = comparison.unlisted.prefix(40).map(\.line).joined(separator: "\n")
        #expect(comparison.unlisted.isEmpty, "\(TestSeed.label)\n\(shown)")
        // Both verdicts must be well represented, or nothing is compared.
        #expect(comparison.takenByBoth > 1_000 && comparison.refusedByBoth > 1_000)
    }

    private static let schemes =
        [
            "https", "https", "https", "http", "ftp", "ftps", "HTTPS", "hTTp", "javascript", "httpſ", "", "https:",
            " https",
        ]
    private static let userInfo = [
        "user@", "user:pass@", ":@", "@", "a:b:c@", "a?b@", "#@", "a/b@", "é@", "a b@", "[@", "%40@", "\u{1}@", "😀@",
        "a@b@",
    ]
    private static let labels = [
        "a", "acme", "example", "com", "co", "in", "c0m", "0", "255", "256", "01", "1", "-a", "a-", "a-b", "a--b",
        "xn--a",
        "xn--", "xn--bcher-kva", "xn--\u{17F}", "my_app", "bücher", "世界", "😀", "", "*", "a%2eb", "evil\u{FF0E}acme",
        "a\u{3002}b", "a\u{200B}b", "a\u{2003}b", "a\u{A0}b", "a\u{AD}", "\u{2100}", "\u{FF0F}", "\u{212A}om",
        "LOCALHOST", "ı",
        "\u{FFFF}", "\u{E000}", "a'b", "(a)", "\u{7F}", "\u{85}a",
        String(repeating: "a", count: 62), String(repeating: "a", count: 63), String(repeating: "a", count: 64),
        String(repeating: "世", count: 63), String(repeating: "世", count: 64),
    ]
    private static let hosts = [
        "localhost", "LocalHost", "localho\u{17F}t", "localhost.", "127.0.0.1", "255.255.255.255", "256.1.1.1", "1.2.3",
        "1.2.3.4.5", "01.2.3.4", "0.0.0.0", "１.2.3.4", "[::1]", "[::]", "[:::]", "[::1", "::1]", "[]", "[1::2::3]",
        "[1:2:3:4:5:6:7:8]",
        "[1:2:3:4:5:6:7:8:9]", "[1:2:3:4:5:6:7::]", "[::2:3:4:5:6:7:8]", "[1:2:3:4:5:6:7:8::]", "[::ffff:1.2.3.4]",
        "[::ffff:1.2.3.256]", "[1.2.3.4]", "[::1.2.3.4.5]", "[1:2:3:4:5:6:1.2.3.4]", "[1:2:3:4:5:6:7:1.2.3.4]",
        "[fe80::1%25eth0]",
        "[FE80::ABCD]", "[12345::]", "[g::]", "[:1]", "[1:]", "[:1::2]", "[1::2:]", "[v1.x]",
        "[0000:0000:0000:0000:0000:0000:0000:0001]",
        "[0000:0000:0000:0000:0000:ffff:192.168.100.100]", "[::1]]", "[[::1]]", "[::1]x", "x[::1]", "a..b", ".a.bc",
        "a.bc.", "a.bc..",
        ".", "..", "a", "web", "a.b", "a.bc", "a.b-", "a.-bc", "a.b1", "a.12",
    ]
    private static let ports = [
        ":8080", ":0", ":65535", ":65536", ":99999", ":100000", ":", ":x", ":-1", ":80:80", ":８０", ": 80",
    ]
    private static let paths = [
        "/", "/back", "?x=1", "#top", "/a?b#c", "/%zz", "/a@b", "/\\x", "\\x", "/a b", "/\t", "/a\u{2003}", "/\u{200B}",
        "/é世😀",
        "//x", "/\u{1}", "/\u{1F}x", "/\n", "?a@b.cd", "#a@b.cd", "/[", "/:8080", ";x", "/\u{FF0F}", "/.", "?", "#",
    ]

    /// A URL of parts by chance, most of them right, with now and then a character changed.
    private static func url(using generator: inout SplitMix64) -> String {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
        func pick(_ list: [String]) -> String { list.randomElement(using: &generator) ?? "" }
        var url = chance(85) ? "https" : pick(schemes)
        url += chance(97) ? "://" : pick([":/", "//", ":", "", ":///"])
        if chance(12) { url += pick(userInfo) }
        if chance(40) {
            url += pick(hosts)
        } else {
            let count = Int.random(in: 1...4, using: &generator)
            url += (0..<count).map { _ in chance(60) ? pick(["a", "acme", "example", "com"]) : pick(labels) }.joined(
                separator: ".")
            if chance(50) { url += ".example" }
        }
        if chance(15) { url += pick(ports) }
        if chance(60) { url += pick(paths) }
        if chance(5) {
            url = pick([" ", "\n", "\u{A0}", "\u{1F}", "\u{200B}"]) + url + pick([" ", "\t", "\u{3000}", ""])
        }
        guard chance(25), !url.isEmpty else { return url }
        var scalars = Array(url.unicodeScalars)
        let place = Int.random(in: 0..<scalars.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: scalars.remove(at: place)
        case 1: scalars.insert(contentsOf: pick(labels).unicodeScalars, at: place)
        case 2: scalars[place] = Unicode.Scalar(UInt32.random(in: 1...0x7F, using: &generator)) ?? "x"
        default: scalars[place] = Unicode.Scalar(UInt32.random(in: 0xA0...0x1_FFFF, using: &generator)) ?? "é"
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The text as JSON, all but printable ASCII escaped.
    private static func json(_ text: String) -> String {
        let units = text.utf16.map { unit in
            (0x20...0x7E).contains(unit) && unit != 0x22 && unit != 0x5C
                ? String(UnicodeScalar(UInt8(unit)))
                : "\\u" + String(repeating: "0", count: 4 - String(unit, radix: 16).count) + String(unit, radix: 16)
        }
        return "\"" + units.joined() + "\""
    }
}
