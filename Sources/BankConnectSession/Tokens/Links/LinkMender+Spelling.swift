/// How a link is written as a whole.
extension LinkMender {
    /// `hxxps://`, `https[:]//`, `[.]` and `(.)`.
    static func refanged(_ link: [UInt8]) -> Repaired? {
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
    static func decodedAsWhole(_ link: [UInt8]) -> Repaired? {
        let span = link.span
        let scheme = span.holds("https", at: 0) ? 5 : span.holds("http", at: 0) ? 4 : 0
        guard scheme > 0, span.holds("%3A", at: scheme) || span.holds("%25", at: scheme) else { return nil }
        return (PercentEncoding.decodeLeniently(span), LinkRepair(.percentEncoding, "decoding its percent-encoding"))
    }

    /// `&amp;`, also made of itself many times over, and `&#38;`.
    static func withoutEntities(_ link: [UInt8]) -> Repaired? {
        let decoded = HTMLEntity.decode(link.span)
        guard decoded.count < link.count else { return nil }
        return (decoded, LinkRepair(.htmlEntity, "replacing &amp; and similar codes by their characters"))
    }

    /// `https:\/\/` and `\u0026`, as some programs write JSON.
    static func withoutJSONEscapes(_ link: [UInt8]) -> Repaired? {
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
    func withScheme(_ link: [UInt8]) -> Repaired? {
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

    static func unwrapped(_ link: [UInt8]) -> Repaired? {
        let parts = LinkParts(link.span)
        guard let wrapper = LinkWrapper(link.span, parts), let inner = wrapper.unwrap(link.span, parts) else {
            return nil
        }
        return (inner, LinkRepair(.wrapper, "taking it out of \(wrapper.rawValue)"))
    }

    /// `=3D` for each equals sign, of which at least that of session_id must be written so: `session_id=3d…` may also be
    /// a session that begins with 3d.
    static func withoutQuotedPrintable(_ link: [UInt8]) -> Repaired? {
        let span = link.span
        guard span.firstOffset(of: "session_id=3D") != nil else { return nil }
        let decoded = TransferDecoder.quotedPrintable(span)
        guard !Self.hasSession(span),
            Self.hasSession(decoded.span) || span.firstOffset(of: "token=3D") != nil
        else { return nil }
        return (decoded, LinkRepair(.quotedPrintable, "decoding its quoted-printable =3D"))
    }

    private static func hasSession(_ link: Span<UInt8>) -> Bool {
        RedirectQuery(link).sessionID.map { SessionID.isCanonical(link.extracting($0)) } ?? false
    }
}
