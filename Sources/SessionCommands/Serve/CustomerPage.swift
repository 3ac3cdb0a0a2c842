import BankConnectSession
import CommandKit

/// The page that a redirect URL leads to: the session as the customer would meet it, in one HTML document.
///
/// Nothing in it comes from elsewhere, and nothing that a payload says is markup, an address or a script: texts are
/// escaped, and the one address that is followed is an http(s) `redirect_url` of a session whose link is valid.
struct CustomerPage {
    let link: LinkVerdict
    let now: Int64
    /// Lets the page's own style and script run, and no other.
    private let nonce: String

    init(link: LinkVerdict, now: Int64) {
        self.link = link
        self.now = now
        var generator = SystemRandomNumberGenerator()
        nonce = (0..<4).map { _ in String(UInt32.random(in: .min ... .max, using: &generator), radix: 16) }.joined()
    }

    /// The page as an answer.
    var response: HTTPResponse {
        let policy = [
            "default-src 'none'", "style-src 'nonce-\(nonce)'", "script-src 'nonce-\(nonce)'", "base-uri 'none'",
            "form-action 'none'", "frame-ancestors http: https:",
        ]
        return HTTPResponse(
            status: link.status,
            fields: [
                HTTPField("Content-Type", "text/html; charset=utf-8"),
                HTTPField("Content-Security-Policy", policy.joined(separator: "; ")),
            ], body: Array(document.utf8))
    }

    private var document: String {
        let (title, main, script) = content
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(HTML.escape(title))</title>
            <style nonce="\(nonce)">\(PageParts.style)</style>
            </head>
            <body>
            <p class="banner"><strong>Test page</strong> of bcsession serve. No bank is asked, no data is fetched.</p>
            <main>
            \(main)
            </main>
            \(script.isEmpty ? "" : "<script nonce=\"\(nonce)\">\(script)</script>")
            </body>
            </html>

            """
    }

    private var content: (title: String, main: String, script: String) {
        switch link {
        case .none:
            return ("bcsession serve", PageParts.welcome, "")
        case .valid(let made):
            guard let view = SessionView(made, now: now) else { return refusal("There is no such session", []) }
            return ("Session of \(made.linkID)", view.html, view.script)
        case .expired(let made):
            return refusal(
                "This session has expired",
                [
                    "Its time was over at \(Timestamp(unixSeconds: made.expiresAt)?.description ?? "an unknown time"). "
                        + "A new session has to be created."
                ])
        case .unknown:
            return refusal(
                "There is no such session",
                ["This service did not make it, or was started again since, or has made 10,000 others."])
        case .notValid(let reasons): return refusal("This link is not valid", reasons)
        }
    }

    private func refusal(_ title: String, _ reasons: [String]) -> (String, String, String) {
        let paragraphs = reasons.map { "<p>\(HTML.escape($0))</p>" }.joined(separator: "\n")
        return (
            title,
            """
            <h1>\(HTML.escape(title))</h1>
            <div class="verdict bad"><span aria-hidden="true">✗</span> <div>\(paragraphs)</div></div>
            <p class="aside">Ask the sender for a new link.</p>
            """, ""
        )
    }
}

/// Text as HTML writes it.
enum HTML {
    /// Text as the value of a quoted attribute that a script reads: exactly as it is.
    static func attribute(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            if "&<>\"'\r".unicodeScalars.contains(scalar) {
                result += "&#\(scalar.value);"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    /// Text that is neither markup nor the end of a quoted value, with characters visible that could mislead a reader.
    static func escape(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default:
                if DisplayText.isUnsafe(scalar) {
                    result += "\u{FFFD}"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }
}
