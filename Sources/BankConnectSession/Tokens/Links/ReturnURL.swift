/// The page of the organization's own that a customer is sent back to: `success=true` with a session_id, or
/// `success=false`, which says that the customer left.
struct ReturnURL {
    let hasFinished: Bool

    /// Nil for another URL; one with a token is none.
    init?(_ url: Span<UInt8>, _ parts: LinkParts, _ query: RedirectQuery) {
        guard parts.scheme == .https || parts.scheme == .http, query.token == nil, !query.isRepeated,
            let success = Self.value(of: "success=", in: url, from: parts.authorityEnd)
        else { return nil }
        if url.extracting(success).equalsIgnoringCase("true"), query.sessionID != nil {
            hasFinished = true
        } else if url.extracting(success).equalsIgnoringCase("false") {
            hasFinished = false
        } else {
            return nil
        }
    }

    /// The value of the one parameter whose name and equals sign are given.
    private static func value(of name: StaticString, in url: Span<UInt8>, from start: Int) -> Range<Int>? {
        var found: Range<Int>?
        var at = start
        while let place = url.firstOffset(of: name, from: at) {
            at = place + name.utf8CodeUnitCount
            guard place > 0, url[place - 1] == UInt8(ascii: "?") || url[place - 1] == UInt8(ascii: "&") else {
                continue
            }
            guard found == nil else { return nil }
            var end = at
            while end < url.count, url[end] != UInt8(ascii: "&"), url[end] != UInt8(ascii: "#") { end += 1 }
            found = at..<end
        }
        return found
    }
}
