/// The place in a text where a link begins, by its scheme, however that is written, or by its host.
///
///     https://…   HTTPS://…   hxxps://…   https[:]//…   https:\/\/…   https%3A%2F%2F…   bankconnectclient.finbox.in/…
struct LinkStart {
    /// Where it begins.
    let offset: Int
    /// Where the search for the next one goes on.
    let after: Int
    /// Whether it is a scheme with `://`.
    let isPlain: Bool
    /// Whether it is a scheme, however that is written, and not a host alone.
    let hasScheme: Bool

    /// The first one in a line at or behind an offset; nil when there is none, or it begins behind `limit`.
    init?(_ text: Span<UInt8>, from first: Int, in line: TextLine, _ hosts: ClientHosts, before limit: Int = .max) {
        let end = min(line.content.upperBound, limit)
        var at = first
        while at < end {
            switch text[at] {
            case UInt8(ascii: ":"):
                if let start = Self.scheme(text, endingAt: at, from: first),
                    let (length, isPlain) = Self.separator(text, at)
                {
                    self.init(offset: start, after: min(at + length, end), isPlain: isPlain, hasScheme: true)
                    return
                }
            case UInt8(ascii: "%"):
                if let start = Self.scheme(text, endingAt: at, from: first), Self.isEncodedSeparator(text, at) {
                    self.init(offset: start, after: min(at + 3, end), isPlain: false, hasScheme: true)
                    return
                }
            case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "("):
                if let start = Self.hostStart(text, at, from: first, line, hosts) {
                    self.init(offset: start.offset, after: at + 1, isPlain: false, hasScheme: start.hasScheme)
                    return
                }
            default: break
            }
            at += 1
        }
        return nil
    }

    private init(offset: Int, after: Int, isPlain: Bool, hasScheme: Bool) {
        self.offset = offset
        self.after = after
        self.isPlain = isPlain
        self.hasScheme = hasScheme
    }

    /// Where `http`, `https`, `hxxp` or `hxxps` begins that ends at an offset.
    private static func scheme(_ text: Span<UInt8>, endingAt end: Int, from first: Int) -> Int? {
        var end = end
        if end > first, text[end - 1] == UInt8(ascii: "[") { end -= 1 }
        for scheme in ["https", "hxxps", "http", "hxxp"] as [StaticString] {
            let start = end - scheme.utf8CodeUnitCount
            if start >= first, text.holds(scheme, at: start) { return start }
        }
        return nil
    }

    private static func separator(_ text: Span<UInt8>, _ colon: Int) -> (length: Int, isPlain: Bool)? {
        if text.holds("://", at: colon) { return (3, true) }
        if text.holds(":\\/\\/", at: colon) { return (5, false) }
        return text.holds(":]//", at: colon) ? (4, false) : nil
    }

    /// `%3A%2F%2F`, encoded once, twice or three times.
    private static func isEncodedSeparator(_ text: Span<UInt8>, _ at: Int) -> Bool {
        for separator in ["%3A%2F%2F", "%3A//", "%253A%252F%252F", "%25253A%25252F%25252F"] as [StaticString]
        where text.holds(separator, at: at) {
            return true
        }
        return false
    }

    /// Where a host begins whose first dot stands at an offset, when it is one that links lead to and nothing else holds it.
    private static func hostStart(
        _ text: Span<UInt8>, _ dot: Int, from first: Int, _ line: TextLine, _ hosts: ClientHosts
    ) -> (offset: Int, hasScheme: Bool)? {
        var start = dot
        while start > first, isHostByte(text[start - 1]) { start -= 1 }
        guard start < dot else { return nil }
        let isBehindSlashes = start == line.content.lowerBound + 2 && text.holds("//", at: start - 2)
        var offset = start
        if start > line.content.lowerBound, !isBehindSlashes, !opensHost(text, start) {
            guard let scheme = damagedScheme(text, before: start, from: first, line) else { return nil }
            offset = scheme
        }
        var host: [UInt8] = []
        var at = dot
        var label = text.extracting(start..<dot)
        while true {
            host.append(copying: label)
            guard at < line.content.upperBound, host.count < 254, let length = dotLength(text, at) else { break }
            host.append(UInt8(ascii: "."))
            at += length
            let begin = at
            while at < line.content.upperBound, isHostByte(text[at]) { at += 1 }
            label = text.extracting(begin..<at)
        }
        guard at < line.content.upperBound, host.span.equalsIgnoringCase(hosts.name) || isOfService(host.span) else {
            return nil
        }
        switch text[at] {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "%"), UInt8(ascii: ":"): return (offset, offset < start)
        default: return nil
        }
    }

    /// Where something like a scheme begins that ends in slashes before a host: `htps://`, `https//`, `https:/`.
    private static func damagedScheme(_ text: Span<UInt8>, before host: Int, from first: Int, _ line: TextLine) -> Int?
    {
        var start = host
        while start > first, host - start < 12, text[start - 1] == UInt8(ascii: "/") { start -= 1 }
        guard start < host else { return nil }
        while start > first, host - start < 12,
            ASCII.isLetterOrDigit(text[start - 1]) || text[start - 1] == UInt8(ascii: ":")
        {
            start -= 1
        }
        return start == line.content.lowerBound || (start > first && opensHost(text, start)) ? start : nil
    }

    static func isOfService(_ host: Span<UInt8>) -> Bool {
        host.equalsIgnoringCase("finbox.in")
            || (host.count > 10 && host.holds(".finbox.in", at: host.count - 10))
    }

    private static func dotLength(_ text: Span<UInt8>, _ at: Int) -> Int? {
        if text[at] == UInt8(ascii: ".") { return 1 }
        return text.holds("[.]", at: at) || text.holds("(.)", at: at) ? 3 : nil
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        ASCII.isLetterOrDigit(byte) || byte == UInt8(ascii: "-")
    }

    /// Whether what stands before an offset does not belong to a host or link.
    private static func opensHost(_ text: Span<UInt8>, _ start: Int) -> Bool {
        let byte = text[start - 1]
        if byte <= 0x20 { return true }
        if byte < 0x80 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "["),
                UInt8(ascii: "{"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: ","), UInt8(ascii: ";"),
                UInt8(ascii: "|"), UInt8(ascii: ">"):
                return true
            default: return false
            }
        }
        if TextCharacter.isForeign(text, start - 1) { return true }
        var lead = start - 1
        while lead > 0, start - lead < 4, text[lead] & 0xC0 == 0x80 { lead -= 1 }
        guard let (character, _) = TextCharacter.decode(text, lead) else { return false }
        return TextCharacter.isEnclosing(character) || TextCharacter.isWhiteSpace(character)
            || TextCharacter.isInvisible(character)
    }
}
