/// Checks the URLs that this tool itself goes to or sends a customer to: the endpoint, the client URL, and what the
/// service answers with.
///
/// By hand, byte by byte: what a URL library repairs in silence is what a customer later cannot open. The URLs of
/// payloads are judged as the service's framework does; see ``FrameworkURL``.
package enum WebURL {
    /// The schemes that a URL may have.
    package enum Scheme: Sendable {
        case http, https
    }

    /// Why a text is no URL.
    package enum Fault: Error, Sendable, Hashable {
        case scheme, host, backslash, userInfo, port, hostCharacter
        /// White space, or a character that cannot be seen.
        case character(Unicode.Scalar)

        /// A clause for people.
        package var explanation: String {
            switch self {
            case .scheme: "it does not begin with https:// or http://"
            case .host: "it names no host"
            case .character(" "): "it holds a space"
            case .character(let scalar): "it holds the invisible character \(DisplayText.codePoint(scalar))"
            case .backslash: "it holds a backslash"
            case .userInfo: "it has a user name before the host"
            case .port: "its port is not a number from 1 to 65535"
            case .hostCharacter: "its host holds a character that no host name has"
            }
        }
    }

    /// Checks a whole text.
    package static func check(_ bytes: [UInt8]) -> Result<Scheme, Fault> {
        if let fault = characterFault(bytes) { return .failure(fault) }
        guard let (scheme, start) = scheme(bytes) else { return .failure(.scheme) }
        let end = bytes[start...].firstIndex(where: isAuthorityEnd) ?? bytes.count
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

    private static let domain = Array("finbox.in".utf8)

    /// Whether a host is FinBox's own: `finbox.in`, or below it and written as a host name is.
    ///
    /// Browsers read some letters outside ASCII as a slash or a period, and end the host there.
    package static func isFinBox(_ host: String) -> Bool { isFinBox(host.utf8.span) }

    /// The same of bytes.
    package static func isFinBox(_ host: borrowing Span<UInt8>) -> Bool {
        guard host.count >= domain.count else { return false }
        let rest = host.count - domain.count
        guard host.extracting(rest...).equalsIgnoringCase(domain) else { return false }
        guard rest > 0 else { return true }
        guard host[rest - 1] == UInt8(ascii: ".") else { return false }
        var labelStart = 0
        for index in 0..<rest {
            if host[index] == UInt8(ascii: ".") {
                guard index > labelStart else { return false }
                labelStart = index + 1
            } else if !ASCII.isLetterOrDigit(host[index]), host[index] != UInt8(ascii: "-") {
                return false
            }
        }
        return true
    }

    /// Looks for what stands nowhere in a URL: white space, what cannot be seen, and backslashes.
    private static func characterFault(_ bytes: [UInt8]) -> Fault? {
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == "\\" { return .backslash }
            if scalar.properties.isWhitespace || DisplayText.isUnsafe(scalar) { return .character(scalar) }
        }
        return nil
    }

    private static func scheme(_ bytes: [UInt8]) -> (Scheme, Int)? {
        for (scheme, prefix) in [(Scheme.https, "https://"), (.http, "http://")] {
            let begin = ASCII.lowercased(Array(bytes.prefix(prefix.utf8.count)))
            if begin == Array(prefix.utf8) { return (scheme, prefix.utf8.count) }
        }
        return nil
    }

    private static func isAuthorityEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
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
            let stop = UInt8(ascii: ".")
            guard !(authority.lowerBound + 1..<hostEnd).contains(where: { bytes[$0] == stop && bytes[$0 - 1] == stop })
            else { return .host }
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
