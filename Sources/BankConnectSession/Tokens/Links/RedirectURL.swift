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

    /// The host of a URL as it is written; nil for a text without `://`.
    package static func host(of url: Span<UInt8>) -> String? {
        let parts = LinkParts(url)
        return parts.scheme == nil ? nil : url.extracting(parts.host).text
    }

    /// The host of a URL as it is written, with its port where that is not the one of https; nil for a text without `://`.
    package static func authority(of url: Span<UInt8>) -> String? {
        let parts = LinkParts(url)
        guard let host = host(of: url) else { return nil }
        guard let port = parts.port.map({ url.extracting($0).text }), !port.isEmpty, port != "443" else { return host }
        return "\(host):\(port)"
    }

    /// The link with three asterisks for its one token, whose place is known.
    package static func masking(_ token: Range<Int>, of link: Span<UInt8>) -> [UInt8] {
        [UInt8](capacity: link.count - token.count + 3) { masked in
            masked.append(copying: link.extracting(first: token.lowerBound))
            masked.append(literal: "***")
            masked.append(copying: link.extracting(token.upperBound...))
        }
    }

    /// The link with three asterisks for the value of each token in it, which lets its bearer into the session.
    package static func maskingToken(of link: Span<UInt8>) -> [UInt8] {
        var masked: [UInt8] = []
        masked.reserveCapacity(link.count)
        var start = 0
        while let token = RedirectQuery(link, from: start).token {
            masked.append(copying: link.extracting(start..<token.lowerBound))
            masked.append(literal: "***")
            start = token.upperBound
            // What follows is looked at as a query of its own.
            guard start < link.count, link[start] == UInt8(ascii: "&") else { break }
            masked.append(literal: "&")
            start += 1
            let rest = maskingToken(of: (Array("?".utf8) + link.extracting(start...).copy).span)
            return masked + rest.dropFirst()
        }
        masked.append(copying: link.extracting(start...))
        return masked
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
