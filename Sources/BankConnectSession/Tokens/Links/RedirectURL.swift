import PlainText

/// What a redirect URL says of its session: the values of `session_id` and `token`, percent-decoded once.
///
/// Scheme, host, path, fragment and all other parameters are ignored. A plus sign stands for itself.
package struct RedirectURL: Sendable, Hashable {
    /// Where FinBox's customers are sent, unless an organization has a page of its own.
    package static let standardClientURL = TokenVerifier.standardClientURL

    /// The bytes of the first session_id; nil when there is none or it cannot be decoded.
    package let sessionID: [UInt8]?
    /// The bytes of the first token; nil when there is none, as in V1, or it cannot be decoded.
    package let token: [UInt8]?
    /// Whether session_id or token occurs more than once.
    package let hasRepeatedParameter: Bool
    /// Whether the value of session_id or token holds a percent sign without two hexadecimal digits.
    package let hasInvalidEscape: Bool

    /// Reads a URL; a text that is none simply has no parameters.
    package init(reading url: Span<UInt8>) {
        let query = RedirectQuery(url)
        sessionID = query.sessionID.flatMap { PercentEncoding.decode(url.extracting($0)) }
        token = query.token.flatMap { PercentEncoding.decode(url.extracting($0)) }
        hasRepeatedParameter = query.isRepeated
        hasInvalidEscape =
            (query.sessionID != nil && sessionID == nil) || (query.token != nil && token == nil)
    }

    /// Reads a URL held in a string.
    package init(reading url: String) {
        self.init(reading: url.utf8.span)
    }

    /// The host of a URL as it is written, with stars for secrets in it; nil for a text without `://`.
    package static func host(of url: Span<UInt8>) -> String? {
        let parts = LinkParts(url)
        return parts.scheme == nil ? nil : SecretScanner.masked(url.extracting(parts.host).text)
    }

    /// The host of a URL as it is written, with its port where that is not the one of https; nil for a text without `://`.
    package static func authority(of url: Span<UInt8>) -> String? {
        let parts = LinkParts(url)
        guard let host = host(of: url) else { return nil }
        guard let port = parts.port.map({ url.extracting($0).text }), !port.isEmpty, port != "443" else { return host }
        return SecretScanner.masked("\(host):\(port)")
    }

    /// What is wrong with the address of a link beside the name of its host, for the middle of a sentence: a backslash, a
    /// user name, or a letter of another script; nil where nothing is.
    package static func addressFault(of link: Span<UInt8>) -> String? {
        let parts = LinkParts(link)
        for scalar in link.extracting(parts.host).text.unicodeScalars where !scalar.isASCII {
            let name = DisplayText.codePoint(scalar)
            return "with '\(DisplayText.escape(String(scalar)))', which is \(name) and no letter of the Latin alphabet"
        }
        if parts.hasUserInfo { return "with a user name before it, which hides where a link leads" }
        return link.firstOffset(of: "\\") == nil
            ? nil : "with a backslash in the link, which programs read in several ways"
    }

    /// The link with three asterisks for the value of each token in it, which lets its bearer into the session, and of
    /// other secrets, wherever and however their names are written; and for each parameter that has no name.
    ///
    /// `known` is where its one token is, as far as that is known: in most links it is the last that is in them.
    package static func maskingToken(of link: Span<UInt8>, known: Range<Int>? = nil) -> [UInt8] {
        if let known, known.upperBound == link.count, holdsNothingElse(link.extracting(first: known.lowerBound)) {
            return [UInt8](capacity: known.lowerBound + 3) { masked in
                masked.append(copying: link.extracting(first: known.lowerBound))
                masked.append(literal: "***")
            }
        }
        var masked: [UInt8] = []
        masked.reserveCapacity(link.count)
        var start = 0
        var isParameter = false
        while start <= link.count {
            var end = start
            while end < link.count, !isSeparator(link[end]) { end += 1 }
            let part = link.extracting(start..<end).array
            let hasName = part.contains(UInt8(ascii: "=")) || part.contains(UInt8(ascii: "%"))
            if isParameter, part.span.holds("session_id=", at: 0) {
                masked += part[..<11] + maskingToken(ofSession: part.span.extracting(11...).text).utf8
            } else {
                masked += isParameter && !part.isEmpty && !hasName ? stars : SecretScanner.masked(part) ?? part
            }
            guard end < link.count else { break }
            masked.append(link[end])
            isParameter = link[end] == UInt8(ascii: "&") || (link[end] == UInt8(ascii: "?") && start == 0)
            start = end + 1
        }
        return masked
    }

    private static let stars = Array("***".utf8)

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "?")
    }

    /// Whether a link up to its token can hold no other secret: it has no more than session_id and the token's name.
    private static func holdsNothingElse(_ link: Span<UInt8>) -> Bool {
        var equalsCount = 0
        for at in link.indices where link[at] <= UInt8(ascii: "@") {
            switch link[at] {
            case UInt8(ascii: "="): equalsCount += 1
            case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "@"): return false
            default: break
            }
        }
        return equalsCount == 2
    }

    /// What is shown of a session_id: a word that is none may hold a token, so no more than digits and hyphens of a UUID.
    package static func maskingToken(ofSession text: String) -> String {
        guard SessionID(text) == nil else { return text }
        let shown = text.utf8.prefix(36).prefix { ASCII.hexValue($0) != nil || $0 == UInt8(ascii: "-") }
        return shown.count == text.utf8.count ? text : String(decoding: shown, as: UTF8.self) + "***"
    }

    /// Adds a session to the client's URL.
    ///
    /// A query that is there is kept and a fragment stays at the end. Values are percent-encoded as needed.
    ///
    /// - Parameters:
    ///   - clientURL: Where the customer is sent.
    ///   - sessionID: The session's identifier.
    ///   - token: The text of the token; nil for V1, whose URLs have none.
    /// - Returns: The URL, or nil when the client's URL has a session_id or token of its own.
    package static func make(clientURL: String, sessionID: String, token: String?) -> String? {
        let query = RedirectQuery(clientURL.utf8.span)
        guard query.sessionID == nil, query.token == nil else { return nil }
        let bytes = clientURL.utf8
        let fragment = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
        var url = String(clientURL[..<fragment])
        if let mark = url.utf8.firstIndex(of: UInt8(ascii: "?")) {
            // A question mark further on belongs to the query.
            let query = url.utf8[mark...].dropFirst()
            if !query.isEmpty, query.last != UInt8(ascii: "&") { url += "&" }
        } else {
            url += "?"
        }
        url += "session_id=" + PercentEncoding.encode(sessionID)
        if let token {
            url += "&token=" + PercentEncoding.encode(token)
        }
        return url + String(clientURL[fragment...])
    }
}
