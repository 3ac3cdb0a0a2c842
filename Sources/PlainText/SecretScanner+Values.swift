// Secrets that are known by their own form, whatever name they stand under: what stands before the host of a URL, the
// credentials of HTTP's schemes, and signed tokens (JWT).

extension SecretScanner {
    /// Schemes of the header Authorization; each with whether any word behind it is a credential, or one that no
    /// sentence would have.
    private static let schemes: [(name: [UInt8], takesAnyWord: Bool)] = [
        (Array("bearer".utf8), true), (Array("basic".utf8), false), (Array("token".utf8), false),
    ]

    /// The credential that begins at an offset, or behind a scheme that does; nil where none begins there.
    func credential(at start: Int) -> Range<Int>? {
        if start > text.lowerBound, Self.isWordByte(bytes[start - 1]) { return nil }
        for scheme in Self.schemes {
            guard let end = name(scheme.name, at: start) else { continue }
            var word = end
            while let (byte, next) = character(at: word), byte == 0x20 || byte == 0x09 { word = next }
            guard word > end else { continue }
            let range = word..<endOfCredential(from: word)
            if scheme.takesAnyWord ? !range.isEmpty : isOpaque(range) { return range }
        }
        guard bytes[start...].prefix(3).elementsEqual("eyJ".utf8) else { return nil }
        let range = start..<endOfCredential(from: start)
        return range.count > 16 && bytes[range].contains(UInt8(ascii: ".")) ? range : nil
    }

    private func endOfCredential(from start: Int) -> Int {
        bytes[start..<text.upperBound].firstIndex { $0 <= 0x20 || "\"',;<>\\".utf8.contains($0) } ?? text.upperBound
    }

    /// Whether a word is too long and mixed for one of a language.
    private func isOpaque(_ range: Range<Int>) -> Bool {
        let word = bytes[range]
        func isUpper(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
        return word.count >= 8
            && (word.contains { $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "=") }
                || word.dropFirst().contains(where: isUpper) && !word.allSatisfy(isUpper))
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte >= 0x80
    }

    /// What stands before the hosts of URLs: a user name, and a password.
    ///
    /// Rather too much is taken than too little: a password may hold signs that end the host for a browser, and a URL may
    /// stand inside another, percent-encoded.
    func userInfos() -> [Range<Int>] {
        var (hasSign, hasEscape, hasPercent) = (false, false, false)
        for byte in bytes[text] {
            if byte == UInt8(ascii: "@") { hasSign = true }
            if byte == UInt8(ascii: "\\") { hasEscape = true }
            if byte == UInt8(ascii: "%") { hasPercent = true }
        }
        var found: [Range<Int>] = []
        if hasSign || hasEscape { found += userInfos(decodings: 0) }
        if hasPercent { for decodings in 1...2 { found += userInfos(decodings: decodings) } }
        return found
    }

    /// The same with so many percent-encodings taken off.
    private func userInfos(decodings: Int) -> [Range<Int>] {
        var search = UserInfoSearch()
        var at = text.lowerBound
        while at < text.upperBound {
            let (byte, next) = character(at: at, decodings: decodings)
            search.append(byte, at..<next, endsText: byte < 0x20 || !isOneString && byte == UInt8(ascii: "\""))
            at = next
        }
        search.append(0, at..<at, endsText: true)
        return search.found
    }

    /// The character at an offset without the backslashes before a slash or a code, and without percent-encodings.
    func character(at start: Int, decodings: Int) -> (UInt8, Int) {
        if bytes[start] == UInt8(ascii: "\\") {
            let end = min(text.upperBound, start + 64)
            let at = bytes[start..<end].firstIndex { $0 != UInt8(ascii: "\\") } ?? end
            if at < end, bytes[at] == UInt8(ascii: "/") { return (bytes[at], at + 1) }
            guard at < end, bytes[at] | 0x20 == UInt8(ascii: "u"), let byte = hexadecimal(at: at + 1, digits: 4) else {
                // An escaped quotation mark is part of the text.
                return (UInt8(ascii: "\\"), max(start + 1, min(at + 1, text.upperBound)))
            }
            return (byte, at + 5)
        }
        guard bytes[start] == UInt8(ascii: "%"), decodings > 0 else { return (bytes[start], start + 1) }
        var digits = start + 1
        for _ in 1..<decodings where hexadecimal(at: digits, digits: 2) == UInt8(ascii: "%") { digits += 2 }
        return hexadecimal(at: digits, digits: 2).map { ($0, digits + 2) } ?? (bytes[start], start + 1)
    }
}

/// Goes through a text, character by character, and finds what stands before the hosts of its URLs.
private struct UserInfoSearch {
    /// What follows two slashes.
    private struct Authority {
        /// Where it begins.
        let start: Int
        /// Where its last `@` is.
        var sign: Int?
        var hasColon = false
        /// Whether what follows the colon cannot be a port.
        var hasPassword = false
        /// Whether a sign that ends a host, or white space, was in it.
        var isOver = false
        var isBehindSpace = false
    }

    /// What was found, in order.
    private(set) var found: [Range<Int>] = []
    private var authority: Authority?
    private var isBehindSlash = false
    /// Behind the first colon of a word without two slashes, the last `@` behind it, and whether a full stop follows, as
    /// in the name of a host: a link_id may be `team:7@app`.
    private var (behindColon, sign, hasStop): (Int?, Int?, Bool) = (nil, nil, false)
    private var hasAuthority = false

    mutating func append(_ byte: UInt8, _ place: Range<Int>, endsText: Bool) {
        let isSlash = byte == UInt8(ascii: "/")
        defer { isBehindSlash = isSlash }
        if endsText || byte == 0x20 { endWord() }
        if endsText {
            endAuthority()
        } else if authority != nil {
            goOn(byte, place)
        } else if isSlash, isBehindSlash {
            authority = Authority(start: place.upperBound)
            hasAuthority = true
        }
        guard !hasAuthority else { return }
        if byte == UInt8(ascii: ":"), behindColon == nil { behindColon = place.upperBound }
        if byte == UInt8(ascii: "@"), behindColon != nil { (sign, hasStop) = (place.lowerBound, false) }
        if byte == UInt8(ascii: ".") { hasStop = true }
    }

    private mutating func goOn(_ byte: UInt8, _ place: Range<Int>) {
        switch byte {
        case UInt8(ascii: "@"):
            authority?.sign = place.lowerBound
            if authority?.isBehindSpace == true { endAuthority() }
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0x20:
            let isSpace = byte == 0x20
            guard let known = authority, known.hasPassword, known.sign == nil || known.isOver && !isSpace else {
                return endAuthority()
            }
            authority?.isOver = true
            if isSpace { authority?.isBehindSpace = true }
        case UInt8(ascii: ":"): authority?.hasColon = true
        default:
            if authority?.hasColon == true, byte &- UInt8(ascii: "0") >= 10 { authority?.hasPassword = true }
        }
    }

    private mutating func endAuthority() {
        if let authority, let sign = authority.sign, sign > authority.start { found.append(authority.start..<sign) }
        authority = nil
    }

    private mutating func endWord() {
        if let behindColon, let sign, sign > behindColon, hasStop { found.append(behindColon..<sign) }
        (behindColon, sign, hasStop, hasAuthority) = (nil, nil, false, authority?.isBehindSpace == true)
    }
}
