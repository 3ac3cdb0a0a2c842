import BankConnectSession
import Testing

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("é世😀", "é世😀"), ("", ""), ("a\nb", "a\\u{A}b"), ("\u{1B}[2J", "\\u{1B}[2J"),
        ("\u{1B}]52;c;eA==\u{7}", "\\u{1B}]52;c;eA==\\u{7}"), ("a\rb", "a\\u{D}b"), ("a\u{8}", "a\\u{8}"),
        ("\u{9B}31m", "\\u{9B}31m"), ("\u{7F}", "\\u{7F}"), ("\u{85}", "\\u{85}"), ("\0", "\\u{0}"),
        ("\u{202E}gpj.exe", "\\u{202E}gpj.exe"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
        ("a\u{200B}b\u{200D}c", "a\\u{200B}b\\u{200D}c"), ("\u{FEFF}", "\\u{FEFF}"), ("\u{AD}", "\\u{AD}"),
        ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("\u{E0041}", "\\u{E0041}"), ("\r\n", "\\u{D}\\u{A}"),
        ("e\u{301}", "e\u{301}"), ("::error::x", "::error::x"), ("'quoted'", "'quoted'"),
        ("axis\u{FE0F}", "axis\\u{FE0F}"), ("7\u{FE0F}", "7\\u{FE0F}"), ("❤\u{FE0F}", "❤\u{FE0F}"),
        ("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}\\u{FE0F}"), ("\u{FE0F}", "\\u{FE0F}"), ("a\u{E0100}", "a\\u{E0100}"),
        ("\u{3164}", "\\u{3164}"), ("a\u{34F}b", "a\\u{34F}b"), ("\u{1D173}", "\\u{1D173}"),
        ("\u{FFFE}\u{FFFF}\u{1FFFE}", "\\u{FFFE}\\u{FFFF}\\u{1FFFE}"),
        ("##[add-mask]x", "#\\u{23}[add-mask]x"), ("###vso[x]", "#\\u{23}\\u{23}vso[x]"), ("#1 #2", "#1 #2"),
    ])
    func `what could disturb a terminal or a CI runner, or cannot be seen, is written out`(text: String, shown: String)
    {
        #expect(DisplayText.escape(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
    }

    @Test func `nothing escaped is unsafe, and escaping twice changes nothing`() {
        for value: UInt32 in 0...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), DisplayText.isUnsafe(scalar) else { continue }
            let escaped = DisplayText.escape(String(scalar))
            #expect(!escaped.unicodeScalars.contains(where: DisplayText.isUnsafe))
            #expect(DisplayText.escape(escaped) == escaped)
        }
    }

    @Test(arguments: [59, 60, 61, 10_000])
    func `a long value is clipped to sixty code points`(count: Int) {
        for character in ["a", "é", "😀"] {
            let text = String(repeating: character, count: count)
            let expected = count <= 60 ? text : String(repeating: character, count: 60) + "…"
            #expect(DisplayText.clip(text) == expected)
            #expect(DisplayText.quote(text) == "'\(expected)'")
        }
    }

    @Test func `a value is clipped before it is escaped, so that no escape is cut`() {
        let text = String(repeating: "\u{1B}", count: 100)
        #expect(DisplayText.shorten(text) == String(repeating: "\\u{1B}", count: 60) + "…")
    }
}
