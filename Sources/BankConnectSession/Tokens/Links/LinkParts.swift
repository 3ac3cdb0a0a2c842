/// The parts of a link that decide where it leads, found in one pass and without copies.
///
///     https://support@bankconnectclient.finbox.in:443/?session_id=…
///             └ user  └ host                       └ port
///
/// The authority ends where a browser ends it: at `/`, `?`, `#` or a backslash.
struct LinkParts {
    enum Scheme {
        case https, http, other
    }

    /// Nil for a text without `://`.
    private(set) var scheme: Scheme?
    /// Where the scheme ends.
    private(set) var schemeEnd = 0
    private(set) var hasUserInfo = false
    /// The host as it is written.
    private(set) var host = 0..<0
    /// The digits after the host's colon; nil without a colon.
    private(set) var port: Range<Int>?
    /// Where path or query begins.
    private(set) var authorityEnd = 0

    init(_ link: borrowing Span<UInt8>) {
        guard let start = Self.authorityStart(link) else { return }
        schemeEnd = start - 3
        scheme = link.holds("https://", at: 0) ? .https : link.holds("http://", at: 0) ? .http : .other
        var first = start
        var at = start
        var colon: Int?
        var isBracketed = false
        scan: while at < link.count {
            switch link[at] {
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): break scan
            case UInt8(ascii: "@"):
                hasUserInfo = true
                first = at + 1
                colon = nil
            case UInt8(ascii: "["): isBracketed = true
            case UInt8(ascii: "]"): isBracketed = false
            case UInt8(ascii: ":"): if !isBracketed, colon == nil { colon = at }
            default: break
            }
            at += 1
        }
        host = first..<(colon ?? at)
        port = colon.map { $0 + 1..<at }
        authorityEnd = at
    }

    /// The offset after `://`, which must stand behind a scheme of at most 32 characters.
    private static func authorityStart(_ link: borrowing Span<UInt8>) -> Int? {
        if link.count >= 8, ByteWord(link, at: 0).lowercased == 0x2F2F_3A73_7074_7468 { return 8 }
        var at = 0
        while at + 2 < link.count, at < 32 {
            if link[at] == UInt8(ascii: ":") {
                guard link[at + 1] == UInt8(ascii: "/"), link[at + 2] == UInt8(ascii: "/") else { return nil }
                return at + 3
            }
            guard ASCII.isLetterOrDigit(link[at]) || link[at] == UInt8(ascii: "+") else { return nil }
            at += 1
        }
        return nil
    }

    /// Whether the host is this machine.
    func isLoopback(_ link: borrowing Span<UInt8>) -> Bool {
        let host = link.extracting(self.host)
        if host.equalsIgnoringCase("localhost") || host.equalsIgnoringCase("[::1]") { return true }
        guard host.count >= 9, host.extracting(first: 4).equalsIgnoringCase("127.") else { return false }
        for index in host.indices where !ASCII.isDigit(host[index]) && host[index] != UInt8(ascii: ".") {
            return false
        }
        return true
    }
}

/// The hosts that links may lead to: that of the client's URL, finbox.in, and what lies below it.
struct ClientHosts: Sendable {
    /// The host of the client's URL, in lower case.
    let name: [UInt8]
    private let authority: [UInt8]
    private let path: [UInt8]
    private let isLoopback: Bool
    private let hasHTTP: Bool

    init(clientURL: String) {
        let bytes = clientURL.utf8.span
        let parts = LinkParts(bytes)
        name = bytes.extracting(parts.host).array.map(ASCII.lowercased)
        authority = bytes.extracting(parts.host.lowerBound..<parts.authorityEnd).array.map(ASCII.lowercased)
        path = Self.path(bytes, from: parts.authorityEnd)
        isLoopback = parts.isLoopback(bytes)
        hasHTTP = parts.scheme == .http
    }

    /// Whether the client is a server on this machine, to which the link leads.
    func isTestServer(_ parts: LinkParts, _ link: borrowing Span<UInt8>) -> Bool {
        isLoopback && !parts.hasUserInfo && hasHTTP == (parts.scheme == .http) && leadsToClient(parts, link)
    }

    /// Whether the link leads to a host that may serve it, on the port for https.
    func isTrusted(_ parts: LinkParts, _ link: borrowing Span<UInt8>) -> Bool {
        guard !parts.hasUserInfo else { return false }
        if leadsToClient(parts, link) { return true }
        if let port = parts.port, !link.extracting(port).equalsIgnoringCase("443") { return false }
        let host = link.extracting(parts.host)
        return host.equalsIgnoringCase(name) || WebURL.isFinBox(host)
    }

    /// Whether a link has the client's host and path.
    func isClientAddress(_ parts: LinkParts, _ link: borrowing Span<UInt8>) -> Bool {
        link.extracting(parts.host).equalsIgnoringCase(name)
            && Self.path(link, from: parts.authorityEnd) == path
    }

    /// A path without the slash at its end.
    private static func path(_ url: borrowing Span<UInt8>, from start: Int) -> [UInt8] {
        var end = start
        while end < url.count, url[end] != UInt8(ascii: "?"), url[end] != UInt8(ascii: "#") { end += 1 }
        if end > start, url[end - 1] == UInt8(ascii: "/") { end -= 1 }
        return url.extracting(start..<end).array
    }

    /// Whether the server at an endpoint's URL may have made a link: one of FinBox's only over https below finbox.in, and
    /// any other one not on this machine.
    static func mayMake(_ link: String, at endpoint: String) -> Bool {
        let place = LinkParts(endpoint.utf8.span)
        let host = endpoint.utf8.span.extracting(place.host)
        let target = LinkParts(link.utf8.span)
        guard WebURL.isFinBox(link.utf8.span.extracting(target.host)) else {
            return !place.isLoopback(endpoint.utf8.span)
        }
        return place.scheme == .https && !place.hasUserInfo && WebURL.isFinBox(host)
    }

    private func leadsToClient(_ parts: LinkParts, _ link: borrowing Span<UInt8>) -> Bool {
        !name.isEmpty
            && link.extracting(parts.host.lowerBound..<parts.authorityEnd).equalsIgnoringCase(authority)
    }
}
