/// Repairs a link that a mail program, a chat or a person damaged, one step after another.
///
///     “https%3A%2F%2Fbankconnectclient.finbox.in%2F%3Fsession_id%3D…%26amp%3Btoken%3D…”.
///       1  removing quotes and a full stop around it
///       2  decoding its percent-encoding
///       3  replacing &amp; by &
///
/// Steps are tried in their order, and from the first again after each that changed something. None of them changes
/// where an undamaged link leads, and none makes https of http: what comes out is judged like any other link.
struct LinkMender: Sendable {
    /// The longest link that is repaired, in bytes: 8 KiB.
    static let greatestByteCount = 8_192
    /// The most repairs of one link.
    static let greatestRepairCount = 10

    let hosts: ClientHosts

    /// What came of a link.
    struct Outcome {
        var link: [UInt8]
        var repairs: [LinkRepair] = []
        /// Whether it is longer, or takes more repairs, than is tried.
        var isBeyondLimits = false
    }

    /// Repairs a link after `earlier` repairs.
    func mend(_ text: [UInt8], after earlier: [LinkRepair] = []) -> Outcome {
        var outcome = Outcome(link: text, repairs: earlier)
        guard text.count <= Self.greatestByteCount else {
            outcome.isBeyondLimits = true
            return outcome
        }
        while let (link, repair) = nextRepair(of: outcome.link) {
            guard outcome.repairs.count < Self.greatestRepairCount else {
                outcome.isBeyondLimits = true
                return outcome
            }
            outcome.link = link
            outcome.repairs.append(repair)
        }
        return outcome
    }

    /// Whether there is nothing in a link whose host is right that a step would change.
    static func isClean(_ link: Span<UInt8>) -> Bool {
        guard link.count <= greatestByteCount, link.count > 0 else { return false }
        var ampersandCount = 0
        for index in link.indices {
            let byte = link[index]
            if ASCII.isLetterOrDigit(byte) { continue }
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "="),
                UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "."):
                continue
            case UInt8(ascii: "&"):
                // A link of FinBox's has two parameters; more may be what a step removes.
                ampersandCount += 1
                guard ampersandCount < 2 else { return false }
            case UInt8(ascii: ":"): guard index < 8 else { return false }
            default: return false
            }
        }
        let parts = LinkParts(link)
        for index in 0..<parts.host.upperBound where link[index] &- UInt8(ascii: "A") < 26 { return false }
        let last = link[link.count - 1]
        return last != UInt8(ascii: "&") && last != UInt8(ascii: "#") && last != UInt8(ascii: ".")
            && last != UInt8(ascii: "?")
    }

    private typealias Repaired = (link: [UInt8], repair: LinkRepair)

    /// The steps, in their order.
    private static let steps: [@Sendable (LinkMender, [UInt8]) -> Repaired?] = [
        { withoutInvisibleCharacters($1) },
        { withoutWhiteSpace($1) },
        { outOfMarkup($1) },
        { withoutLeadingPunctuation($1) },
        { withoutLabel($1) },
        { refanged($1) },
        { decodedAsWhole($1) },
        { withoutEntities($1) },
        { withoutJSONEscapes($1) },
        { $0.withScheme($1) },
        { unwrapped($1) },
        { withoutQuotedPrintable($1) },
        { $0.withDecodedQuery($1) },
        { $0.withPlainAddress($1) },
        { $0.withoutTrackingParameters($1) },
        { $0.withoutEmptyEnd($1) },
        { withoutTrailingPunctuation($1) },
    ]

    private func nextRepair(of link: [UInt8]) -> Repaired? {
        for step in Self.steps {
            if let repaired = step(self, link) { return repaired }
        }
        return nil
    }
}

// MARK: - What surrounds a link

extension LinkMender {
    private static func withoutInvisibleCharacters(_ link: [UInt8]) -> Repaired? {
        let kept = link.removingCharacters(TextCharacter.isInvisible)
        return kept.count == link.count ? nil : (kept, LinkRepair(.invisibleCharacter, "removing invisible characters"))
    }

    private static func withoutWhiteSpace(_ link: [UInt8]) -> Repaired? {
        let kept = link.removingCharacters(TextCharacter.isWhiteSpace)
        return kept.count == link.count ? nil : (kept, LinkRepair(.whiteSpace, "removing white space"))
    }

    /// Slack's `<link|text>`, `<link>`, and Markdown's `[text](link)`.
    private static func outOfMarkup(_ link: [UInt8]) -> Repaired? {
        if link.first == UInt8(ascii: "<"), let end = link.firstIndex(of: UInt8(ascii: ">")) {
            var inner = link[1..<end]
            if inner.span.holds("URL:", at: 0) { inner = inner.dropFirst(4) }
            guard let bar = inner.firstIndex(of: UInt8(ascii: "|")) else {
                return (Array(inner), LinkRepair(.markup, "removing the angle brackets around it"))
            }
            return (Array(inner[..<bar]), LinkRepair(.markup, "taking it out of a Slack link"))
        }
        guard link.first == UInt8(ascii: "["), let middle = link.span.firstOffset(of: "](") else { return nil }
        var inner = link[(middle + 2)...]
        if let end = inner.firstIndex(of: UInt8(ascii: ")")) { inner = inner[..<end] }
        return (Array(inner), LinkRepair(.markup, "taking it out of a Markdown link"))
    }

    private static func withoutLeadingPunctuation(_ link: [UInt8]) -> Repaired? {
        if let mark = link.first, mark == link.last, link.count > 2, mark == 0x2A || mark == 0x5F || mark == 0x7C {
            let name = TextCharacter.name(of: [mark].span)
            return (Array(link[1..<link.count - 1]), LinkRepair(.punctuation, "removing \(name) on both sides"))
        }
        let count = TextCharacter.lengthOfLeading(link.span, TextCharacter.isEnclosing)
        guard count > 0, count < link.count else { return nil }
        let removed = TextCharacter.name(of: link.span.extracting(first: count))
        return (Array(link[count...]), LinkRepair(.punctuation, "removing \(removed) before it"))
    }

    /// `Link:`, `URL:`, `url=` and a label before `|`, as chats and forums write them, and signs that are no letters.
    private static func withoutLabel(_ link: [UInt8]) -> Repaired? {
        let span = link.span
        guard let separator = span.firstOffset(of: "://"), separator <= 64 else { return nil }
        for scheme in ["https", "http"] as [StaticString] {
            let start = separator - scheme.utf8CodeUnitCount
            guard start > 0, span.holds(scheme, at: start) else { continue }
            let label = span.extracting(first: start)
            let isKnown = ["link:", "url:", "url="].contains { label.equalsIgnoringCase($0 as StaticString) }
            var isForeign = true
            for index in label.indices where label[index] < 0x80 { isForeign = false }
            guard isKnown || isForeign || label[start - 1] == UInt8(ascii: "|") else { return nil }
            let name = DisplayText.shorten(label.text)
            return (Array(link[start...]), LinkRepair(.punctuation, "removing '\(name)' before it"))
        }
        return nil
    }

    private static func withoutTrailingPunctuation(_ link: [UInt8]) -> Repaired? {
        let end = TextCharacter.endBeforeTrailing(link.span, TextCharacter.isTrailing)
        guard end < link.count, end > 0 else { return nil }
        let removed = TextCharacter.name(of: link.span.extracting(end...))
        return (Array(link[..<end]), LinkRepair(.punctuation, "removing \(removed) at its end"))
    }
}

// MARK: - How a link is written

extension LinkMender {
    /// `hxxps://`, `https[:]//`, `[.]` and `(.)`.
    private static func refanged(_ link: [UInt8]) -> Repaired? {
        var result: [UInt8] = []
        var isChanged = false
        let span = link.span
        var at = 0
        if span.holds("hxxp", at: 0) {
            result = Array("http".utf8)
            at = 4
            isChanged = true
        }
        while at < link.count {
            if let (text, length) = defanged(span, at) {
                result.append(contentsOf: text.utf8)
                at += length
                isChanged = true
            } else {
                result.append(link[at])
                at += 1
            }
        }
        return isChanged ? (result, LinkRepair(.defanging, "undoing what keeps it from being opened (hxxp, [.])")) : nil
    }

    private static func defanged(_ link: Span<UInt8>, _ at: Int) -> (String, Int)? {
        guard link[at] == UInt8(ascii: "[") || link[at] == UInt8(ascii: "(") else { return nil }
        for (written, meant) in [("[.]", "."), ("(.)", "."), ("[dot]", "."), ("[:]", ":"), ("[://]", "://")]
        where link.holds(written.utf8.span, at: at) {
            return (meant, written.utf8.count)
        }
        return nil
    }

    /// `https%3A%2F%2F…`, also encoded again.
    private static func decodedAsWhole(_ link: [UInt8]) -> Repaired? {
        let span = link.span
        let scheme = span.holds("https", at: 0) ? 5 : span.holds("http", at: 0) ? 4 : 0
        guard scheme > 0, span.holds("%3A", at: scheme) || span.holds("%25", at: scheme) else { return nil }
        return (PercentEncoding.decodeLeniently(span), LinkRepair(.percentEncoding, "decoding its percent-encoding"))
    }

    /// `&amp;`, also made of itself many times over, and `&#38;`.
    private static func withoutEntities(_ link: [UInt8]) -> Repaired? {
        let decoded = HTMLEntity.decode(link.span)
        guard decoded.count < link.count else { return nil }
        return (decoded, LinkRepair(.htmlEntity, "replacing &amp; and similar codes by their characters"))
    }

    /// `https:\/\/` and `\u0026`, as some programs write JSON.
    private static func withoutJSONEscapes(_ link: [UInt8]) -> Repaired? {
        let span = link.span
        guard span.holds("https:", at: 0) || span.holds("http:", at: 0), link.contains(UInt8(ascii: "\\")) else {
            return nil
        }
        var result: [UInt8] = []
        var at = 0
        while at < link.count {
            if link[at] == UInt8(ascii: "\\"), span.holds("\\/", at: at),
                span.holds(":\\/\\/", at: 4)
                    || span.holds(":\\/\\/", at: 5)
            {
                at += 1
            } else if span.holds("\\u00", at: at), at + 5 < link.count, let high = ASCII.hexValue(link[at + 4]),
                let low = ASCII.hexValue(link[at + 5]), high << 4 | low == 0x26 || high << 4 | low == 0x3D
            {
                result.append(high << 4 | low)
                at += 6
                continue
            }
            result.append(link[at])
            at += 1
        }
        return result.count == link.count ? nil : (result, LinkRepair(.jsonEscape, "replacing its JSON escapes"))
    }

    /// A link without its scheme, which begins with a host that links lead to.
    private func withScheme(_ link: [UInt8]) -> Repaired? {
        let span = link.span
        var start = span.holds("//", at: 0) ? 2 : 0
        for damaged in ["https:/", "https//", "https/", "https:"] as [StaticString]
        where start == 0 && span.holds(damaged, at: 0) {
            start = damaged.utf8CodeUnitCount
        }
        guard LinkParts(span).scheme == nil, LinkFinder.beginsWithHost(span.extracting(start...), hosts) else {
            return nil
        }
        return (
            Array("https://".utf8) + link[start...],
            LinkRepair(.scheme, start > 2 ? "completing https://" : "adding https://")
        )
    }

    private static func unwrapped(_ link: [UInt8]) -> Repaired? {
        let parts = LinkParts(link.span)
        guard let wrapper = LinkWrapper(link.span, parts), let inner = wrapper.unwrap(link.span, parts) else {
            return nil
        }
        return (inner, LinkRepair(.wrapper, "taking it out of \(wrapper.rawValue)"))
    }

    /// `=3D` for each equals sign, of which at least that of session_id must be written so.
    private static func withoutQuotedPrintable(_ link: [UInt8]) -> Repaired? {
        let span = link.span
        guard span.firstOffset(of: "session_id=3D") != nil else { return nil }
        let decoded = TransferDecoder.quotedPrintable(span)
        return (decoded, LinkRepair(.quotedPrintable, "decoding its quoted-printable =3D"))
    }

    /// A query whose `=`, `&` or percent signs are percent-encoded.
    private func withDecodedQuery(_ link: [UInt8]) -> Repaired? {
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

    /// Scheme and host in small letters, and without the port that https has anyway.
    private func withPlainAddress(_ link: [UInt8]) -> Repaired? {
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

    /// What mail programs and advertising add to links.
    private static let trackingNames: [StaticString] = [
        "utm_source=", "utm_medium=", "utm_campaign=", "utm_term=", "utm_content=", "utm_id=", "fbclid=", "gclid=",
        "gclsrc=", "gbraid=", "wbraid=", "dclid=", "msclkid=", "mc_cid=", "mc_eid=", "igshid=", "twclid=", "ttclid=",
        "yclid=", "_hsenc=", "_hsmi=", "mkt_tok=",
    ]

    private func withoutTrackingParameters(_ link: [UInt8]) -> Repaired? {
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
    private func withoutEmptyEnd(_ link: [UInt8]) -> Repaired? {
        let parts = LinkParts(link.span)
        guard let last = link.last, last == UInt8(ascii: "&") || last == UInt8(ascii: "#"),
            hosts.isTrusted(parts, link.span)
        else { return nil }
        let name = last == UInt8(ascii: "&") ? "&" : "#"
        return (link.dropLast(), LinkRepair(.punctuation, "removing \(name) at its end"))
    }
}
