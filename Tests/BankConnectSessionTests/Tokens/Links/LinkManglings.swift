import BankConnectSession
import TestSupport

/// A way in which links come in damaged.
struct Mangling: Sendable {
    let name: String
    /// What must be named as repaired; nothing for what a text may do without damage.
    let repairs: [LinkRepair.Kind]
    let apply: @Sendable (String) -> String

    init(_ name: String, _ repairs: LinkRepair.Kind..., apply: @escaping @Sendable (String) -> String) {
        self.name = name
        self.repairs = repairs
        self.apply = apply
    }
}

/// Each operation that a mail program, a chat, a gateway or a person does to a link.
enum Manglings {
    static let all: [Mangling] = [
        Mangling("full stop", .punctuation) { $0 + "." },
        Mangling("comma", .punctuation) { $0 + "," },
        Mangling("quotation mark and full stop", .punctuation) { $0 + "\"." },
        Mangling("closing bracket and full stop", .punctuation) { $0 + ")." },
        Mangling("round brackets", .punctuation, .punctuation) { "(" + $0 + ")" },
        Mangling("straight quotes", .punctuation, .punctuation) { "\"" + $0 + "\"" },
        Mangling("apostrophes", .punctuation, .punctuation) { "'" + $0 + "'" },
        Mangling("curly quotes", .punctuation, .punctuation) { "\u{201C}" + $0 + "\u{201D}" },
        Mangling("guillemets", .punctuation, .punctuation) { "\u{AB}" + $0 + "\u{BB}" },
        Mangling("backticks", .punctuation, .punctuation) { "`" + $0 + "`" },
        Mangling("asterisks of bold text", .punctuation) { "*" + $0 + "*" },
        Mangling("asterisks twice", .punctuation, .punctuation) { "**" + $0 + "**" },
        Mangling("tildes", .punctuation) { "~" + $0 + "~" },
        Mangling("asterisks and a full stop", .punctuation) { "*" + $0 + "*." },
        Mangling("question mark", .punctuation) { $0 + "?" },
        Mangling("exclamation mark", .punctuation) { $0 + "!" },
        Mangling("semicolon", .punctuation) { $0 + ";" },
        Mangling("colon", .punctuation) { $0 + ":" },
        Mangling("slash", .punctuation) { $0 + "/" },
        Mangling("line break of HTML", .markup) { $0 + "<br>" },
        Mangling("end of a link of HTML", .markup) { $0 + "</a>" },
        Mangling("angle brackets", .markup) { "<" + $0 + ">" },
        Mangling("angle brackets with URL:", .markup) { "<URL:" + $0 + ">" },
        Mangling("Markdown", .markup) { "[Open](" + $0 + ")" },
        Mangling("Slack", .markup) { "<" + $0 + "|Open>" },
        Mangling("&amp;", .htmlEntity) { $0.replacing("&", with: "&amp;") },
        Mangling("&amp; twice", .htmlEntity) { $0.replacing("&", with: "&amp;amp;") },
        Mangling("&#38;", .htmlEntity) { $0.replacing("&", with: "&#38;") },
        Mangling("&#x26;", .htmlEntity) { $0.replacing("&", with: "&#x26;") },
        Mangling("encoded as a whole", .percentEncoding) { percentEncoded($0) },
        Mangling("encoded as a whole twice", .percentEncoding, .percentEncoding) { percentEncoded(percentEncoded($0)) },
        Mangling("encoded = and &", .percentEncoding) {
            let parts = $0.split(separator: "?", maxSplits: 1)
            guard parts.count == 2 else { return $0 }
            return parts[0] + "?" + parts[1].replacing("=", with: "%3D").replacing("&", with: "%26")
        },
        Mangling("encoded = and & twice", .percentEncoding, .percentEncoding) {
            let parts = $0.split(separator: "?", maxSplits: 1)
            guard parts.count == 2 else { return $0 }
            return parts[0] + "?" + parts[1].replacing("=", with: "%253D").replacing("&", with: "%2526")
        },
        Mangling("encoded query", .percentEncoding) {
            let parts = $0.split(separator: "?", maxSplits: 1)
            return parts.count == 2 ? parts[0] + "?" + percentEncoded(String(parts[1])) : $0
        },
        Mangling("quoted-printable", .quotedPrintable) { $0.replacing("=", with: "=3D") },
        Mangling("JSON escapes", .jsonEscape) { $0.replacing("/", with: "\\/").replacing("&", with: "\\u0026") },
        Mangling("zero-width space", .invisibleCharacter) { insert("\u{200B}", into: $0) },
        Mangling("soft hyphen", .invisibleCharacter) { insert("\u{AD}", into: $0) },
        Mangling("byte-order mark before it", .invisibleCharacter) { "\u{FEFF}" + $0 },
        Mangling("non-breaking space inside", .whiteSpace) { insert("\u{A0}", into: $0) },
        Mangling("space inside", .whiteSpace) { insert(" ", into: $0) },
        Mangling("wrapped at 60 columns", .lineBreak) { wrapped($0, 60) },
        Mangling("wrapped at 70 columns", .lineBreak) { wrapped($0, 70) },
        Mangling("wrapped at 76 columns", .lineBreak) { wrapped($0, 76) },
        Mangling("wrapped at 76 columns with CRLF", .lineBreak) { wrapped($0, 76).replacing("\n", with: "\r\n") },
        Mangling("wrapped and quoted", .lineBreak) {
            wrapped($0, 40).split(separator: "\n").map { "> " + $0 }.joined(separator: "\n")
        },
        Mangling("soft line breaks", .lineBreak) { wrapped($0, 50).replacing("\n", with: "=\n") },
        Mangling("no scheme", .scheme) { $0.hasPrefix("https://") ? String($0.dropFirst(8)) : $0 },
        Mangling("no scheme but slashes", .scheme) { $0.hasPrefix("https://") ? String($0.dropFirst(6)) : $0 },
        Mangling("hxxps", .defanging) { $0.hasPrefix("http") ? "hxxp" + $0.dropFirst(4) : $0 },
        Mangling("[.]", .defanging) { $0.replacing("finbox.in", with: "finbox[.]in") },
        Mangling("Link:", .punctuation) { "Link:" + $0 },
        Mangling("a label of a forum", .punctuation, .punctuation, .punctuation) { "[Open|" + $0 + "]" },
        Mangling("pointing hand before it", .punctuation) { "\u{1F449}" + $0 },
        Mangling("pointing hands on both sides", .punctuation, .punctuation) { "\u{1F449}" + $0 + "\u{1F448}" },
        Mangling("Hindi without a space behind it", .punctuation) { $0 + "\u{92A}\u{930}" },
        Mangling("[url=] of forums", .markup) { "[url=" + $0 + "]here[/url]" },
        Mangling("[url] of forums", .markup) { "[URL]" + $0 + "[/URL]" },
        Mangling("backslashes of Markdown", .markup) {
            $0.replacing("_", with: "\\_").replacing("-", with: "\\-")
        },
        Mangling("backslashes of a shell", .markup) {
            $0.replacing("?", with: "\\?").replacing("=", with: "\\=").replacing("&", with: "\\&")
        },
        Mangling("non-breaking hyphens", .punctuation) { $0.replacing("-", with: "\u{2011}") },
        Mangling("en dashes", .punctuation) { $0.replacing("-", with: "\u{2013}") },
        Mangling("encoded en dashes", .punctuation) { $0.replacing("-", with: "%E2%80%93") },
        Mangling("minus signs", .punctuation) { $0.replacing("-", with: "\u{2212}") },
        Mangling("session_id in capitals", .address) { $0.replacing("b91ffaac", with: "B91FFAAC") },
        Mangling("underscores of text", .punctuation) { "_" + $0 + "_" },
        Mangling("https:/", .scheme) { $0.replacing("https://", with: "https:/") },
        Mangling("https//", .scheme) { $0.replacing("https://", with: "https//") },
        Mangling("Outlook Safe Links", .wrapper) {
            "https://nam02.safelinks.protection.outlook.com/?url=" + percentEncoded($0)
                + "&data=05%7C02%7C&sdata=abc%3D&reserved=0"
        },
        Mangling("google.com/url", .wrapper) {
            "https://www.google.com/url?q=" + percentEncoded($0) + "&sa=D&source=docs&usg=AOv"
        },
        Mangling("google.co.in/url", .wrapper) { "https://www.google.co.in/url?sa=t&url=" + percentEncoded($0) },
        Mangling("facebook l.php", .wrapper) {
            "https://l.facebook.com/l.php?u=" + percentEncoded($0) + "&h=AT0x"
        },
        Mangling("facebook lm", .wrapper) { "https://lm.facebook.com/l.php?u=" + percentEncoded($0) },
        Mangling("urldefense v1", .wrapper) {
            "https://urldefense.proofpoint.com/v1/url?u=" + percentEncoded($0) + "&k=abc&r=d"
        },
        Mangling("urldefense v2", .wrapper) { proofpoint2($0) },
        Mangling("urldefense v3", .wrapper) { proofpoint3($0, hiding: "") },
        Mangling("urldefense v3 with hidden characters", .wrapper) { proofpoint3($0, hiding: "=&?.") },
    ]

    /// What is percent-encoded without need, which a browser sends as it sends the plain character.
    static let encodings: [Mangling] = [
        Mangling("encoded underscore", .percentEncoding) { $0.replacing("session_id", with: "session%5Fid") },
        Mangling("encoded hyphens", .percentEncoding) { $0.replacing("-", with: "%2d") },
        Mangling("encoded letters", .percentEncoding) { $0.replacing("=b9", with: "=%62%39") },
    ]

    /// Only unreserved characters stay, as `encodeURIComponent` has it.
    static func percentEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            if byte < 0x80, character.isLetter || character.isNumber || "-_.~".contains(character) {
                return String(character)
            }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    static func wrapped(_ text: String, _ columns: Int) -> String {
        var lines: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(columns)))
            rest = rest.dropFirst(columns)
        }
        return lines.joined(separator: "\n")
    }

    /// Puts a character into the last part, behind where a scheme and host may be.
    private static func insert(_ character: String, into text: String) -> String {
        guard text.count > 20 else { return text }
        let place = text.index(text.endIndex, offsetBy: -10)
        return text[..<place] + character + text[place...]
    }

    private static func proofpoint2(_ link: String) -> String {
        // Its own marks are encoded first: a hyphen stands for a percent sign, an underscore for a slash.
        let encoded = percentEncoded(link).replacing("-", with: "%2D").replacing("_", with: "%5F")
        return "https://urldefense.proofpoint.com/v2/url?u="
            + encoded.replacing("%2F", with: "_").replacing("%", with: "-")
            + "&d=DwMFaQ&c=x&r=y&m=z&s=w&e="
    }

    /// As the gateway writes it: hidden characters as `*`, two and more of them as `**` and the length.
    private static func proofpoint3(_ link: String, hiding: String) -> String {
        let lengths = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var shown = ""
        var hidden = ""
        var run = ""
        func endRun() {
            if run.count == 1 { shown += "*" } else if run.count > 1 { shown += "**\(lengths[run.count - 2])" }
            hidden += run
            run = ""
        }
        for character in link {
            // A star of the link's own is hidden too, as everything outside ASCII is.
            if hiding.contains(character) || character == "*" || !character.isASCII {
                run.append(character)
                if run.count == 65 { endRun() }
            } else {
                endRun()
                shown.append(character)
            }
        }
        endRun()
        let letters = ByteEncoding.base64url.text(of: Array(hidden.utf8))
        return "https://urldefense.com/v3/__" + shown + "__;" + letters + "!!LIC!MAC-abc_123$"
    }
}
