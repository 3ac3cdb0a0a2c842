/// Takes links out of the addresses that mail gateways and web sites put around them.
///
///     https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2F…&data=…&reserved=0
///     https://www.google.com/url?q=https%3A%2F%2F…&sa=D
///     https://l.facebook.com/l.php?u=https%3A%2F%2F…&h=AT…
///     https://urldefense.proofpoint.com/v1/url?u=https%3A//…&k=…
///     https://urldefense.proofpoint.com/v2/url?u=https-3A__…&d=…
///     https://urldefense.com/v3/__https://…?session_id=…&token=*a__;JQ!!…$
///
/// Hosts are compared exactly, so that nobody makes a wrapper of their own.
enum LinkWrapper: String, CaseIterable {
    case outlook = "an Outlook Safe Links address"
    case google = "a google.com/url address"
    case facebook = "a Facebook l.php address"
    case proofpoint1 = "a Proofpoint URL Defense v1 address"
    case proofpoint2 = "a Proofpoint URL Defense v2 address"
    case proofpoint3 = "a Proofpoint URL Defense v3 address"

    /// The wrapper that a link is; nil for another one.
    init?(_ link: Span<UInt8>, _ parts: LinkParts) {
        guard parts.scheme == .https || parts.scheme == .http, !parts.hasUserInfo, parts.port == nil else { return nil }
        let host = link.extracting(parts.host)
        let path = parts.authorityEnd
        if Self.isOutlook(host) {
            self = .outlook
        } else if Self.isGoogle(host), link.holds("/url?", at: path) {
            self = .google
        } else if host.equalsIgnoringCase("l.facebook.com") || host.equalsIgnoringCase("lm.facebook.com"),
            link.holds("/l.php?", at: path)
        {
            self = .facebook
        } else if host.equalsIgnoringCase("urldefense.com") || host.equalsIgnoringCase("urldefense.proofpoint.com") {
            if link.holds("/v1/url?", at: path) {
                self = .proofpoint1
            } else if link.holds("/v2/url?", at: path) {
                self = .proofpoint2
            } else if link.holds("/v3/__", at: path) {
                self = .proofpoint3
            } else {
                return nil
            }
        } else {
            return nil
        }
    }

    /// One label below Outlook's domain, such as `nam02`.
    private static func isOutlook(_ host: Span<UInt8>) -> Bool {
        let domain: StaticString = ".safelinks.protection.outlook.com"
        let rest = host.count - domain.utf8CodeUnitCount
        guard rest > 0, host.holds(domain, at: rest) else { return false }
        for index in 0..<rest where !ASCII.isLetterOrDigit(host[index]) && host[index] != UInt8(ascii: "-") {
            return false
        }
        return true
    }

    /// `www.google.` and a country or company ending: `com`, `in`, `co.in`, `com.au`.
    private static func isGoogle(_ host: Span<UInt8>) -> Bool {
        let name: StaticString = "www.google."
        guard host.holds(name, at: 0) else { return false }
        let ending = host.extracting(name.utf8CodeUnitCount...)
        for second in ["com.", "co."] as [StaticString] where ending.holds(second, at: 0) {
            return isLetters(ending.extracting(second.utf8CodeUnitCount...), 2...2)
        }
        return ending.equalsIgnoringCase("com") || ending.equalsIgnoringCase("cat") || isLetters(ending, 2...2)
    }

    private static func isLetters(_ text: Span<UInt8>, _ counts: ClosedRange<Int>) -> Bool {
        guard counts.contains(text.count) else { return false }
        for index in text.indices where (text[index] | 0x20) &- UInt8(ascii: "a") >= 26 { return false }
        return true
    }

    /// The parameters that may hold the link inside.
    private var targetNames: [String] {
        switch self {
        case .outlook: ["url"]
        case .google: ["q", "url"]
        case .facebook, .proofpoint1, .proofpoint2: ["u"]
        case .proofpoint3: []
        }
    }

    /// Whether a wrapper names more than one link inside it, so that nobody can say which one it opens.
    func hasSeveralTargets(_ link: Span<UInt8>, _ parts: LinkParts) -> Bool {
        let names = targetNames.map { Array($0.utf8) }
        var count = 0
        var at = parts.authorityEnd
        while at < link.count, link[at] != UInt8(ascii: "?") { at += 1 }
        while at < link.count, link[at] != UInt8(ascii: "#") {
            let first = at + 1
            var end = first
            while end < link.count, link[end] != UInt8(ascii: "="), link[end] != UInt8(ascii: "&") { end += 1 }
            let name = PercentEncoding.decodeLeniently(link.extracting(first..<end)).map(ASCII.lowercased)
            if names.contains(name) { count += 1 }
            at = end
            while at < link.count, link[at] != UInt8(ascii: "&"), link[at] != UInt8(ascii: "#") { at += 1 }
        }
        return count > 1
    }

    /// The link inside; nil when there is none, or more than one.
    func unwrap(_ link: Span<UInt8>, _ parts: LinkParts) -> [UInt8]? {
        guard !hasSeveralTargets(link, parts) else { return nil }
        let start = parts.authorityEnd
        switch self {
        case .outlook: return Self.parameter("url", of: link, from: start).map(Self.decode)
        case .google:
            return (Self.parameter("q", of: link, from: start) ?? Self.parameter("url", of: link, from: start)).map(
                Self.decode)
        case .facebook: return Self.parameter("u", of: link, from: start).map(Self.decode)
        case .proofpoint1: return Self.parameter("u", of: link, from: start).map(Self.decode)
        case .proofpoint2:
            return Self.parameter("u", of: link, from: start).map { value in
                Self.decode(
                    value.map {
                        $0 == UInt8(ascii: "-") ? UInt8(ascii: "%") : $0 == UInt8(ascii: "_") ? UInt8(ascii: "/") : $0
                    }
                )
            }
        case .proofpoint3: return Self.proofpoint3(link, from: start + 6)
        }
    }

    private static func decode(_ value: [UInt8]) -> [UInt8] {
        PercentEncoding.decodeLeniently(value.span)
    }

    /// The first value of a query's parameter, as it is written.
    ///
    /// A value that is itself an unencoded link runs on to the end of the wrapper, or to a parameter of the wrapper's.
    private static func parameter(_ name: String, of link: Span<UInt8>, from start: Int) -> [UInt8]? {
        let name = Array((name + "=").utf8)
        var at = start
        while at < link.count {
            let isBegin = link[at] == UInt8(ascii: "?") || link[at] == UInt8(ascii: "&")
            at += 1
            guard isBegin, link.holds(name.span, at: at) else { continue }
            let first = at + name.count
            let isRaw = link.firstOffset(of: "://", from: first).map { $0 <= first + 5 } ?? false
            var end = first
            while end < link.count, link[end] != UInt8(ascii: "#") || isRaw {
                if link[end] == UInt8(ascii: "&"), !isRaw || isOwnParameter(link, at: end + 1) { break }
                end += 1
            }
            let value = link.extracting(first..<end).array
            return value.isEmpty ? nil : value
        }
        return nil
    }

    /// What the wrappers put behind the link.
    private static func isOwnParameter(_ link: Span<UInt8>, at place: Int) -> Bool {
        for name in ["data=", "sdata=", "sa=", "usg=", "ust=", "source=", "h=", "k=", "d=", "c="] as [StaticString]
        where link.holds(name, at: place) {
            return true
        }
        return false
    }

    /// The third form writes each character outside its alphabet as `*`, and a run of two to 65 of them as `**` and a
    /// letter for its length; the characters follow in base64url behind `__;`.
    private static func proofpoint3(_ link: Span<UInt8>, from start: Int) -> [UInt8]? {
        guard start <= link.count, let mark = link.firstOffset(of: "__;", from: start) else { return nil }
        var end = mark + 3
        while end < link.count, link[end] != UInt8(ascii: "!") { end += 1 }
        let letters = link.extracting(mark + 3..<end)
        guard end < link.count, var hidden = HiddenCharacters(letters) else { return nil }
        var inner: [UInt8] = []
        var at = start
        // A gateway on the way may have made one slash of two.
        while at < mark {
            guard link[at] == UInt8(ascii: "*") else {
                inner.append(link[at])
                at += 1
                continue
            }
            var count = 1
            if at + 2 < mark, link[at + 1] == UInt8(ascii: "*") {
                guard let length = HiddenCharacters.runLength(link[at + 2]) else { return nil }
                count = length
                at += 2
            }
            at += 1
            for _ in 0..<count {
                guard hidden.appendNext(to: &inner) else { return nil }
            }
        }
        for scheme in ["https:/", "http:/"] as [StaticString] where inner.span.holds(scheme, at: 0) {
            let slash = scheme.utf8CodeUnitCount
            if inner.count > slash, inner[slash] != UInt8(ascii: "/") { inner.insert(UInt8(ascii: "/"), at: slash) }
        }
        return inner
    }

    /// The characters that the third form takes out, in their order.
    private struct HiddenCharacters {
        private let bytes: [UInt8]
        private var at = 0

        /// Nil unless the letters are base64url of UTF-8; padding may be there or not.
        init?(_ letters: Span<UInt8>) {
            var count = letters.count
            while count > 0, letters[count - 1] == UInt8(ascii: "=") { count -= 1 }
            guard let bytes = ByteEncoding.base64url.decode(letters.extracting(first: count)),
                String(validating: bytes, as: UTF8.self) != nil
            else { return nil }
            self.bytes = bytes
        }

        /// Two for `A`, and so on through the 64 letters of base64url.
        static func runLength(_ letter: UInt8) -> Int? {
            switch letter {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(letter) - 0x41 + 2
            case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(letter) - 0x61 + 28
            case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(letter) - 0x30 + 54
            case UInt8(ascii: "-"): 64
            case UInt8(ascii: "_"): 65
            default: nil
            }
        }

        /// Adds the next character; false when there is none left.
        mutating func appendNext(to text: inout [UInt8]) -> Bool {
            guard at < bytes.count else { return false }
            repeat {
                text.append(bytes[at])
                at += 1
            } while at < bytes.count && bytes[at] & 0xC0 == 0x80
            return true
        }
    }
}

/// Services that hide where a link leads: shorteners, and the mail gateway that keeps the link to itself.
package enum LinkShortener {
    private static let hosts: [StaticString] = [
        "bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "rb.gy", "rebrand.ly", "shorturl.at",
        "t.co", "t.ly", "tiny.cc", "tinyurl.com",
    ]

    /// The host of a link to such a service; nil for another link.
    package static func host(of link: Span<UInt8>) -> String? {
        let host = link.extracting(LinkParts(link).host)
        for known in hosts where host.equalsIgnoringCase(known) { return "\(known)" }
        for domain in [".mimecast.com", ".mimecastprotect.com"] as [StaticString]
        where host.holds(domain, at: host.count - domain.utf8CodeUnitCount) {
            return host.text
        }
        return nil
    }
}
