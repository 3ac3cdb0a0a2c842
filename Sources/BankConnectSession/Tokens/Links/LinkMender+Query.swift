/// How the address and the query of a link of FinBox's are written.
extension LinkMender {
    /// A query whose `=`, `&` or percent signs are percent-encoded.
    func withDecodedQuery(_ link: [UInt8]) -> Repaired? {
        let span = link.span
        let parts = LinkParts(span)
        guard hosts.isTrusted(parts, span) || hosts.isTestServer(parts, span), link.contains(UInt8(ascii: "%")) else {
            return nil
        }
        let query = RedirectQuery(span, from: parts.authorityEnd)
        let session = span.extracting(query.sessionID ?? 0..<0)
        let token = span.extracting(query.token ?? 0..<0)
        let isEncoded =
            query.sessionID == nil
            ? span.firstOffset(of: "session_id%") != nil || span.firstOffset(of: "session%") != nil
                || span.firstOffset(of: "%3Fsession_id") != nil
            : session.firstOffset(of: "%25") != nil || session.firstOffset(of: "%26") != nil
                || token.firstOffset(of: "%25") != nil || token.firstOffset(of: "%26") != nil
        guard isEncoded else { return nil }
        let decoded = PercentEncoding.decodeLeniently(span)
        guard decoded.count < link.count else { return nil }
        return (decoded, LinkRepair(.percentEncoding, "decoding its percent-encoding"))
    }

    /// `session\_id`, as Markdown writes it, and `\?`, `\&` and `\=`, as shells do.
    func withoutBackslashes(_ link: [UInt8]) -> Repaired? {
        guard link.contains(UInt8(ascii: "\\")), let start = queryStart(of: link) else { return nil }
        var plain = Array(link[..<start])
        for at in start..<link.count {
            if link[at] == UInt8(ascii: "\\"), at + 1 < link.count, Self.isEscapable(link[at + 1]) { continue }
            plain.append(link[at])
        }
        guard plain.count < link.count else { return nil }
        return (plain, LinkRepair(.markup, "removing the backslashes in it"))
    }

    private static func isEscapable(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "*"),
            UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// Letters, digits and `-._~` of the query that were percent-encoded without need, as in `session%5Fid`.
    func withPlainCharacters(_ link: [UInt8]) -> Repaired? {
        guard link.contains(UInt8(ascii: "%")), let start = queryStart(of: link) else { return nil }
        var plain = Array(link[..<start])
        var at = start
        while at < link.count {
            if link[at] == UInt8(ascii: "%"), at + 2 < link.count, let high = ASCII.hexValue(link[at + 1]),
                let low = ASCII.hexValue(link[at + 2]), PercentEncoding.isUnreserved(high << 4 | low)
            {
                plain.append(high << 4 | low)
                at += 3
            } else {
                plain.append(link[at])
                at += 1
            }
        }
        guard plain.count < link.count else { return nil }
        return (plain, LinkRepair(.percentEncoding, "decoding the percent-encoding of letters and digits"))
    }

    /// Hyphens for the dashes that programs make of them; no dash stands in a link of FinBox's.
    func withHyphens(_ link: [UInt8]) -> Repaired? {
        guard let start = queryStart(of: link) else { return nil }
        var plain = Array(link[..<start])
        var at = start
        while let (character, length) = TextCharacter.decode(link.span, at) {
            if TextCharacter.isDash(character) {
                plain.append(UInt8(ascii: "-"))
                at += length
            } else if let length = Self.encodedDashLength(link.span, at) {
                plain.append(UInt8(ascii: "-"))
                at += length
            } else {
                plain += link[at..<at + length]
                at += length
            }
        }
        guard plain.count < link.count else { return nil }
        return (plain, LinkRepair(.punctuation, "replacing dashes by hyphens"))
    }

    private static func encodedDashLength(_ link: Span<UInt8>, _ at: Int) -> Int? {
        guard at < link.count, link[at] == UInt8(ascii: "%"), at + 9 <= link.count,
            let bytes = PercentEncoding.decode(link.extracting(at..<at + 9)), bytes.count == 3,
            let (character, _) = TextCharacter.decode(bytes.span, 0), TextCharacter.isDash(character)
        else { return nil }
        return 9
    }

    /// A session_id in capital letters, which all else in the link is not.
    func withSmallSessionID(_ link: [UInt8]) -> Repaired? {
        guard let start = queryStart(of: link), !LinkFinder.isUpperCased(link.span),
            let session = RedirectQuery(link.span, from: start).sessionID
        else { return nil }
        let small = link[session].map(ASCII.lowercased)
        guard SessionID.isCanonical(small.span), small != Array(link[session]) else { return nil }
        return (
            Array(link[..<session.lowerBound]) + small + link[session.upperBound...],
            LinkRepair(.address, "writing its session_id in small letters")
        )
    }

    /// Where the path or query begins of a link that leads where links lead; nil of another one, and behind a backslash.
    private func queryStart(of link: [UInt8]) -> Int? {
        let parts = LinkParts(link.span)
        guard hosts.isTrusted(parts, link.span) || hosts.isTestServer(parts, link.span),
            parts.authorityEnd < link.count, link[parts.authorityEnd] != UInt8(ascii: "\\")
        else { return nil }
        return parts.authorityEnd
    }

    /// Scheme and host in small letters, and without the port that https has anyway.
    func withPlainAddress(_ link: [UInt8]) -> Repaired? {
        let parts = LinkParts(link.span)
        guard parts.scheme == .https, hosts.isTrusted(parts, link.span), !LinkFinder.isUpperCased(link.span) else {
            return nil
        }
        var address = link[..<parts.host.upperBound].map(ASCII.lowercased)
        let isPort = parts.port.map { link.span.extracting($0).equalsIgnoringCase("443") } ?? false
        if !isPort { address += link[parts.host.upperBound..<parts.authorityEnd] }
        let plain = address + link[parts.authorityEnd...]
        guard plain != link else { return nil }
        return (
            plain,
            LinkRepair(
                .address,
                isPort ? "removing the port :443" : "writing its scheme and host in small letters")
        )
    }

    /// Changes that may as well spoil a link: made only where they prove it.
    func guesses(at link: [UInt8]) -> [Repaired] {
        guard link.last == UInt8(ascii: "/") || link.contains(UInt8(ascii: "%")), let start = queryStart(of: link),
            let mark = link[start...].firstIndex(of: UInt8(ascii: "?"))
        else { return [] }
        var guesses: [Repaired] = []
        if link.last == UInt8(ascii: "/") {
            guesses.append((link.dropLast(), LinkRepair(.punctuation, "removing a slash at its end")))
        }
        let decoded = link[...mark] + PercentEncoding.decodeLeniently(link.span.extracting((mark + 1)...))
        if decoded.count < link.count {
            guesses.append((Array(decoded), LinkRepair(.percentEncoding, "decoding its percent-encoding")))
        }
        return guesses
    }

    /// What mail programs and advertising add to links.
    private static let trackingNames: [StaticString] = [
        "utm_source=", "utm_medium=", "utm_campaign=", "utm_term=", "utm_content=", "utm_id=", "fbclid=", "gclid=",
        "gclsrc=", "gbraid=", "wbraid=", "dclid=", "msclkid=", "mc_cid=", "mc_eid=", "igshid=", "twclid=", "ttclid=",
        "yclid=", "_hsenc=", "_hsmi=", "mkt_tok=",
    ]

    func withoutTrackingParameters(_ link: [UInt8]) -> Repaired? {
        let parts = LinkParts(link.span)
        guard hosts.isTrusted(parts, link.span),
            let mark = link[parts.authorityEnd...].firstIndex(of: UInt8(ascii: "?"))
        else { return nil }
        let end = link[mark...].firstIndex(of: UInt8(ascii: "#")) ?? link.count
        var kept: [ArraySlice<UInt8>] = []
        var removed: [String] = []
        for parameter in link[(mark + 1)..<end].split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            let text = Array(parameter)
            if let name = Self.trackingNames.first(where: { text.span.holds($0, at: 0) }) {
                removed.append(String("\(name)".dropLast()))
            } else {
                kept.append(parameter)
            }
        }
        guard !removed.isEmpty else { return nil }
        return (
            Array(link[...mark]) + Array(kept.joined(separator: [UInt8(ascii: "&")])) + link[end...],
            LinkRepair(.tracking, "removing \(removed.joined(separator: ", "))")
        )
    }

    /// A link without a `&` or `#` at its end, which say nothing.
    func withoutEmptyEnd(_ link: [UInt8]) -> Repaired? {
        let parts = LinkParts(link.span)
        guard let last = link.last, last == UInt8(ascii: "&") || last == UInt8(ascii: "#"),
            hosts.isTrusted(parts, link.span)
        else { return nil }
        let name = last == UInt8(ascii: "&") ? "&" : "#"
        return (link.dropLast(), LinkRepair(.punctuation, "removing \(name) at its end"))
    }
}
