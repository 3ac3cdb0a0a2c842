/// Checks URLs by hand, byte by byte: what a URL library repairs in silence is what a customer later cannot open.
package enum WebURL {
    /// The schemes that a URL may have.
    package enum Scheme: Sendable {
        case http, https
    }

    /// Why a text is no URL.
    package enum Fault: Error, Sendable, CaseIterable {
        case scheme, host, character, backslash, userInfo, port, hostCharacter

        /// A clause for people.
        package var explanation: String {
            switch self {
            case .scheme: "it begins with neither https:// nor http://"
            case .host: "it names no host"
            case .character: "it holds a space or a control character"
            case .backslash: "it holds a backslash"
            case .userInfo: "a user name stands before the host"
            case .port: "its port is not a number from 1 to 65535"
            case .hostCharacter: "its host holds a character that no host name has"
            }
        }
    }

    /// Whether the text at a range is an https URL whose host is of letters, digits, hyphens and periods, and that holds
    /// nothing beside printable ASCII: the usual URL, of which no rule has anything to say but for its length.
    @inline(__always)
    static func isUsual(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count > 8, ByteWord(text, at: range.lowerBound).bits == 0x2F2F_3A73_7074_7468 else { return false }
        let host = range.lowerBound + 8
        var at = endOfPlainHost(text, host, range.upperBound)
        guard at > host, text[host] != UInt8(ascii: ".") else { return false }
        guard at < range.upperBound else { return true }
        guard isAuthorityEnd(text[at]) else { return false }
        while at + 8 <= range.upperBound {
            guard ByteWord(text, at: at).isPlainURLText else { return false }
            at += 8
        }
        // The rest together with some bytes that have been looked at already.
        return ByteWord(text, at: range.upperBound - 8).isPlainURLText
    }

    /// Checks the string at `value` of a document.
    static func check(_ document: JSONDocument, _ value: JSONTape.Index) -> Result<Scheme, Fault> {
        let node = document[value]
        guard node.hasEscape else { return check(document.buffer, in: document.inBuffer(node.content)) }
        return check(document.decodedBytes(of: value))
    }

    /// Checks a whole text.
    package static func check(_ bytes: [UInt8]) -> Result<Scheme, Fault> {
        check(bytes, in: 0..<bytes.count)
    }

    /// Checks the text at a range.
    static func check(_ bytes: [UInt8], in range: Range<Int>) -> Result<Scheme, Fault> {
        guard let (scheme, start) = scheme(bytes, range) else { return .failure(.scheme) }
        var end = endOfPlainHost(bytes.span, start, range.upperBound)
        // The usual host, of letters, digits, hyphens and periods alone, needs no closer look.
        let isPlainHost =
            end > start && bytes[start] != UInt8(ascii: ".") && (end == range.upperBound || isAuthorityEnd(bytes[end]))
        if isPlainHost { return characterFault(bytes, end..<range.upperBound).map(Result.failure) ?? .success(scheme) }
        while end < range.upperBound, !isAuthorityEnd(bytes[end]) { end += 1 }
        if let fault = characterFault(bytes, start..<range.upperBound) { return .failure(fault) }
        if let fault = authorityFault(bytes, start..<end) { return .failure(fault) }
        return .success(scheme)
    }

    /// The host of a URL that has been checked, in lower case; an IPv6 address in its brackets.
    package static func host(of url: String) -> String {
        let parts = url.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return "" }
        let authority = parts[2].prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        let end =
            authority.first == UInt8(ascii: "[")
            ? authority.firstIndex(of: UInt8(ascii: "]")).map(authority.index(after:))
            : authority.firstIndex(of: UInt8(ascii: ":"))
        return String(decoding: authority[..<(end ?? authority.endIndex)], as: UTF8.self).lowercased()
    }

    /// Whether a host is this machine, as far as its spelling says: localhost, 127.x.x.x or [::1].
    ///
    /// Numbers are plain decimals: a reader that takes 0177 for octal, or 127.1 for 127.0.0.1, finds no such host here.
    package static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0].elementsEqual("127".utf8) else { return false }
        return parts.allSatisfy { part in
            guard (1...3).contains(part.count), part.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return false }
            guard part.count == 1 || part.first != UInt8(ascii: "0") else { return false }
            return part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } < 256
        }
    }

    /// Whether a host is FinBox's own: `finbox.in`, or an ASCII name below it.
    ///
    /// Browsers read some letters outside ASCII as a slash or a period, and end the host there.
    package static func isFinBox(_ host: String) -> Bool {
        host.utf8.allSatisfy { $0 < 0x80 } && (host == "finbox.in" || host.hasSuffix(".finbox.in"))
    }

    /// Looks for what stands nowhere in a URL; eight usual characters at a time.
    private static func characterFault(_ bytes: [UInt8], _ range: Range<Int>) -> Fault? {
        let text = bytes.span
        var offset = range.lowerBound
        while offset < range.upperBound {
            if offset + 8 <= range.upperBound {
                if ByteWord(text, at: offset).isPlainURLText {
                    offset += 8
                    continue
                }
            } else if range.count >= 8, ByteWord(text, at: range.upperBound - 8).isPlainURLText {
                // The rest together with some bytes that have been looked at already.
                return nil
            }
            let byte = text[offset]
            if byte <= 0x20 || byte == 0x7F { return .character }
            if byte == UInt8(ascii: "\\") { return .backslash }
            if byte == 0xC2 || (0xE1...0xE3).contains(byte), isWideSpace(bytes, offset, range.upperBound) {
                return .character
            }
            offset += 1
        }
        return nil
    }

    private static func scheme(_ bytes: [UInt8], _ range: Range<Int>) -> (Scheme, Int)? {
        // Eight bytes at once, in lower case: "https://", or "http://" and one byte more.
        guard range.count >= 8 else {
            let text = String(decoding: bytes[range], as: UTF8.self).lowercased()
            return text == "http://" ? (.http, range.upperBound) : nil
        }
        let word = ByteWord(bytes.span, at: range.lowerBound).bits
        if word | 0x0000_0020_2020_2020 == 0x2F2F_3A73_7074_7468 { return (.https, range.lowerBound + 8) }
        let seven = word & 0x00FF_FFFF_FFFF_FFFF
        return seven | 0x0000_0000_2020_2020 == 0x002F_2F3A_7074_7468 ? (.http, range.lowerBound + 7) : nil
    }

    /// The offset of the first byte that is no letter, digit, hyphen or period; the text's end for none.
    @inline(__always)
    private static func endOfPlainHost(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var at = start
        while at + 8 <= end {
            let others = ByteWord(text, at: at).otherThanHostBytes
            guard others == 0 else { return at + others.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < end, isPlainHostByte(text[at]) { at += 1 }
        return at
    }

    /// Letters, digits, hyphen and period, a bit each in two words.
    @inline(__always)
    private static func isPlainHostByte(_ byte: UInt8) -> Bool {
        let set: UInt64 = byte < 64 ? 0x03FF_6000_0000_0000 : byte < 128 ? 0x07FF_FFFE_07FF_FFFE : 0
        return set & (1 &<< UInt64(byte & 63)) != 0
    }

    @inline(__always)
    private static func isAuthorityEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }

    /// C1 controls, no-break spaces, the spaces of U+2000–U+200B, line and paragraph separators, the mathematical,
    /// the Ogham and the ideographic space.
    private static func isWideSpace(_ bytes: [UInt8], _ offset: Int, _ end: Int) -> Bool {
        guard offset + 1 < end else { return false }
        if bytes[offset] == 0xC2 { return bytes[offset + 1] == 0xA0 || bytes[offset + 1] < 0xA0 }
        guard offset + 2 < end else { return false }
        let (second, third) = (bytes[offset + 1], bytes[offset + 2])
        if bytes[offset] == 0xE3 { return second == 0x80 && third == 0x80 }
        if bytes[offset] == 0xE1 { return second == 0x9A && third == 0x80 }
        if second == 0x81 { return third == 0x9F }
        return second == 0x80 && (third <= 0x8B || third == 0xA8 || third == 0xA9 || third == 0xAF)
    }

    private static func authorityFault(_ bytes: [UInt8], _ authority: Range<Int>) -> Fault? {
        guard !authority.isEmpty else { return .host }
        for offset in authority where bytes[offset] == UInt8(ascii: "@") { return .userInfo }
        var hostEnd = authority.upperBound
        if bytes[authority.lowerBound] == UInt8(ascii: "[") {
            guard let close = bytes[authority].firstIndex(of: UInt8(ascii: "]")) else { return .hostCharacter }
            let address = bytes[authority.lowerBound + 1..<close]
            guard address.contains(UInt8(ascii: ":")), address.allSatisfy(isAddressByte) else { return .hostCharacter }
            hostEnd = close + 1
            if hostEnd < authority.upperBound, bytes[hostEnd] != UInt8(ascii: ":") { return .hostCharacter }
        } else {
            hostEnd = authority.lowerBound
            while hostEnd < authority.upperBound, isHostByte(bytes[hostEnd]) { hostEnd += 1 }
            guard hostEnd == authority.upperBound || bytes[hostEnd] == UInt8(ascii: ":") else { return .hostCharacter }
            guard hostEnd > authority.lowerBound, bytes[authority.lowerBound] != UInt8(ascii: ".") else { return .host }
        }
        guard hostEnd < authority.upperBound else { return nil }
        return isPort(bytes[hostEnd + 1..<authority.upperBound]) ? nil : .port
    }

    private static func isPort(_ digits: ArraySlice<UInt8>) -> Bool {
        guard !digits.isEmpty, digits.count <= 5 else { return false }
        var port = 0
        for byte in digits {
            guard byte &- UInt8(ascii: "0") < 10 else { return false }
            port = port * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return (1...65_535).contains(port)
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        ASCII.hexValue(byte) != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }

    /// Letters, digits, hyphen, period and underscore, and anything outside ASCII: names in other scripts stand.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
