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
