/// A URL as the service's framework takes it: `redirect_url` and `logo_url`.
///
/// The page's message, "Enter a valid URL.", is that of Django's URL validator, so what this accepts and refuses is what
/// Django 5.2's validator does, behind Django REST framework's URL field, which trims white space first:
///
///     scheme :// [user [:password] @] host [:port] [/ ? or # and anything but white space]
///
/// The differential tests compare the two. ``WebURL`` is stricter; it is for addresses that this tool itself goes to.
struct FrameworkURL: Sendable {
    /// Why the framework refuses a text.
    enum Fault: Error, Sendable, Hashable, CaseIterable {
        case scheme, noHost, whiteSpace, port, ipv4, ipv6, brackets, singleLabel, emptyLabel, longLabel, hyphen
        case hostCharacter, lastLabel, hiddenDelimiter
    }

    /// What the framework takes, but a browser or a customer is ill served by.
    enum Remark: Sendable, Hashable, CaseIterable {
        case notHTTPS, userInfo, port, backslash, invisible, foreignStop, finalStop
    }

    private let text: [Unicode.Scalar]
    private let scheme: Range<Int>
    private let hasUserInfo: Bool
    private let host: Range<Int>
    private let port: Range<Int>

    /// Reads a URL without white space around it.
    init(_ whole: String) throws(Fault) {
        text = Array(whole.unicodeScalars)
        var colon = 0
        while colon < text.count, !Self.begins(text[colon...], with: "://") { colon += 1 }
        guard colon < text.count, Self.schemes.contains(Self.string(text[..<colon]).lowercased()) else {
            throw .scheme
        }
        guard !text.contains(where: { $0 == "\t" || $0 == "\r" || $0 == "\n" }) else { throw .whiteSpace }
        scheme = 0..<colon
        let authority = colon + 3
        // A mark that separates the host from a user name may as well stand in a path; the framework tries both.
        let behindUserInfo = Self.endOfUserInfo(text, from: authority)
        let parts: (host: Range<Int>, port: Range<Int>)
        do throws(Fault) {
            parts = try Self.hostAndPort(text, from: behindUserInfo ?? authority)
        } catch {
            guard behindUserInfo != nil, let plain = try? Self.hostAndPort(text, from: authority) else { throw error }
            parts = plain
        }
        (host, port) = parts
        hasUserInfo = host.lowerBound > authority
        try Self.checkSplit(text, authority)
    }

    /// What there is to say of a URL that the framework takes, without repeats.
    var remarks: [Remark] {
        var remarks: [Remark] = []
        if Self.string(text[scheme]).lowercased() != "https" { remarks.append(.notHTTPS) }
        if hasUserInfo { remarks.append(.userInfo) }
        if let number = Int(Self.string(text[port])), !(1...65_535).contains(number) { remarks.append(.port) }
        if text.contains("\\") { remarks.append(.backslash) }
        if text.contains(where: { DisplayText.isUnsafe($0) || $0.isSpace }) { remarks.append(.invisible) }
        if text[host].contains(where: Self.foreignStops.contains) { remarks.append(.foreignStop) }
        if text[host].last == "." { remarks.append(.finalStop) }
        return remarks
    }

    private static let schemes = ["http", "https", "ftp", "ftps"]

    /// What browsers take for a full stop between labels: the ideographic, the full-width and the half-width one.
    private static let foreignStops: [Unicode.Scalar] = ["\u{3002}", "\u{FF0E}", "\u{FF61}"]

    /// What Python's reader refuses before the path: characters that compatibility normalisation turns into a delimiter.
    ///
    /// Source: Unicode 14 by NFKC, the delimiters `/?#@:`.
    private static let hiddenDelimiters: [Unicode.Scalar] = [
        "\u{2047}", "\u{2048}", "\u{2049}", "\u{2100}", "\u{2101}", "\u{2105}", "\u{2106}", "\u{2A74}", "\u{FE13}",
        "\u{FE16}", "\u{FE55}", "\u{FE56}", "\u{FE5F}", "\u{FE6B}", "\u{FF03}", "\u{FF0F}", "\u{FF1A}", "\u{FF1F}",
        "\u{FF20}",
    ]

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static func begins(_ text: ArraySlice<Unicode.Scalar>, with prefix: String) -> Bool {
        text.starts(with: prefix.unicodeScalars)
    }

    /// Where the host begins behind a user name, and perhaps a password; nil where there is none.
    private static func endOfUserInfo(_ text: [Unicode.Scalar], from start: Int) -> Int? {
        func endOfRun(_ start: Int) -> Int {
            text[start...].firstIndex { $0.isSpace || $0 == ":" || $0 == "@" || $0 == "/" } ?? text.count
        }
        var end = endOfRun(start)
        guard end > start else { return nil }
        if end < text.count, text[end] == ":" { end = endOfRun(end + 1) }
        return end < text.count && text[end] == "@" ? end + 1 : nil
    }

    /// The host from a place on and its port, behind which the text must end or go on as URLs do.
    private static func hostAndPort(
        _ text: [Unicode.Scalar], from start: Int
    ) throws(Fault) -> (host: Range<Int>, port: Range<Int>) {
        var end: Int
        if start < text.count, text[start] == "[" {
            guard let close = text[start...].firstIndex(of: "]") else { throw .brackets }
            end = close + 1
            // Whether it is an address is seen later, and only if Python's reader agrees on where the host is.
            guard close > start + 1, text[start + 1..<close].allSatisfy(isAddressCharacter) else { throw .ipv6 }
        } else {
            end = text[start...].firstIndex { isPathStart($0) || $0 == ":" } ?? text.count
            try checkName(text[start..<end])
        }
        let host = start..<end
        var port = end..<end
        if end < text.count, text[end] == ":" {
            let digits = text[(end + 1)...].prefix { isDigit($0) }
            guard (1...5).contains(digits.count) else { throw .port }
            port = end + 1..<end + 1 + digits.count
            end = port.upperBound
        }
        guard end < text.count else { return (host, port) }
        guard isPathStart(text[end]) else { throw port.isEmpty ? .brackets : .port }
        guard !text[end...].contains(where: \.isSpace) else { throw .whiteSpace }
        return (host, port)
    }

    /// What Python's own reader of URLs asks for besides the pattern; it ends the host at the first `/`, `?` or `#`.
    private static func checkSplit(_ text: [Unicode.Scalar], _ start: Int) throws(Fault) {
        let end = text[start...].firstIndex(where: isPathStart) ?? text.count
        guard end > start else { throw .noHost }
        guard !text[start..<end].contains(where: hiddenDelimiters.contains) else { throw .hiddenDelimiter }
        guard let open = text[start..<end].firstIndex(of: "[") else {
            if text[start..<end].contains("]") { throw .brackets }
            return
        }
        // One pair, around the whole host.
        let close = text[start..<end].lastIndex(of: "]") ?? open
        guard open == start || text[open - 1] == "@", open < close,
            !text[open + 1..<close].contains(where: { $0 == "[" || $0 == "]" })
        else { throw .brackets }
        guard isIPv6(text[open + 1..<close]), open > start || close - open - 1 <= longestAddress else { throw .ipv6 }
    }

    /// The most characters of an IPv6 address, one that ends as an IPv4 address included.
    private static let longestAddress = 39

    private static func isPathStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "/" || scalar == "?" || scalar == "#"
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isAddressCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar == ":" || scalar == "." || (scalar.isASCII && scalar.properties.isASCIIHexDigit)
    }

    /// ASCII letters, the letters that fold to one (dotted and dotless I, long S, the Kelvin sign).
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "\u{130}", "\u{131}", "\u{17F}", "\u{212A}": true
        default: false
        }
    }

    /// What Django calls Unicode letters: everything from U+00A1 to the end of the first plane.
    private static func isNameLetter(_ scalar: Unicode.Scalar) -> Bool {
        isLetter(scalar) || ("\u{A1}"..."\u{FFFF}").contains(scalar)
    }

    private static func checkName(_ name: ArraySlice<Unicode.Scalar>) throws(Fault) {
        guard !name.isEmpty else { throw .noHost }
        let folded = string(name).lowercased()
        if folded == "localhost" || folded == "localho\u{17F}t" { return }
        guard !name.contains(where: { $0.isSpace && $0.value <= 0xA0 }) else { throw .whiteSpace }
        guard name.allSatisfy({ isNameLetter($0) || isDigit($0) || $0 == "-" || $0 == "." }) else {
            throw name.contains(where: { $0 == "[" || $0 == "]" }) ? .brackets : .hostCharacter
        }
        var labels = name.split(separator: ".", omittingEmptySubsequences: false)
        if labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }), labels.count > 1 {
            guard isIPv4(labels) else { throw .ipv4 }
            return
        }
        if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
        guard !labels.contains(where: \.isEmpty) else { throw .emptyLabel }
        guard labels.allSatisfy({ $0.first != "-" && $0.last != "-" }) else { throw .hyphen }
        guard labels.allSatisfy({ $0.count <= 63 }) else { throw .longLabel }
        guard labels.count > 1, let last = labels.last else { throw .singleLabel }
        let isPunycode = string(last.prefix(4)).lowercased() == "xn--" && last.count > 4
        let isWord = last.count > 1 && !last.contains(where: isDigit)
        guard isWord || (isPunycode && last.dropFirst(4).allSatisfy { isLetter($0) || isDigit($0) }) else {
            throw .lastLabel
        }
    }

    /// Four numbers up to 255, without leading zeros.
    private static func isIPv4(_ labels: [ArraySlice<Unicode.Scalar>]) -> Bool {
        labels.count == 4
            && labels.allSatisfy { label in
                guard !label.isEmpty, label.count <= 3, label.allSatisfy(isDigit),
                    label.count == 1 || label.first != "0"
                else { return false }
                return Int(string(label)).map { $0 <= 255 } ?? false
            }
    }

    /// Eight groups of up to four hexadecimal digits; `::` once for one group or more; an IPv4 address for the last two.
    private static func isIPv6(_ address: ArraySlice<Unicode.Scalar>) -> Bool {
        var groups = address.split(separator: ":", omittingEmptySubsequences: false)
        guard groups.count >= 3, let last = groups.last else { return false }
        if last.contains(".") {
            guard isIPv4(last.split(separator: ".", omittingEmptySubsequences: false)) else { return false }
            groups[groups.count - 1] = ["0"]
            groups.append(["0"])
        }
        let isGroup = { (group: ArraySlice<Unicode.Scalar>) in
            (1...4).contains(group.count) && group.allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit }
        }
        let inner = groups.indices.dropFirst().dropLast().filter { groups[$0].isEmpty }
        guard let gap = inner.first else { return groups.count == 8 && groups.allSatisfy(isGroup) }
        guard inner.count == 1 else { return false }
        // An empty group at either end is half of a `::` there.
        let before = gap == 1 && groups[0].isEmpty ? groups[..<0] : groups[..<gap]
        let after = gap == groups.count - 2 && groups[gap + 1].isEmpty ? groups[..<0] : groups[(gap + 1)...]
        return before.allSatisfy(isGroup) && after.allSatisfy(isGroup) && before.count + after.count < 8
    }
}

extension FrameworkURL.Fault {
    /// Whether the text is no URL by anybody's reading, which is what the page's row speaks of.
    var isPlain: Bool { self == .scheme || self == .noHost }

    /// A clause for people, behind "is not a URL: ".
    var explanation: String {
        switch self {
        case .scheme: "it does not begin with https:// or http://"
        case .noHost: "it names no host"
        case .whiteSpace: "it holds white space"
        case .port: "its port is not a number of one to five digits"
        case .ipv4: "its host is not an IPv4 address of four numbers from 0 to 255"
        case .ipv6: "its host is not an IPv6 address"
        case .brackets: "it has square brackets that are not around an IPv6 address"
        case .singleLabel: "its host is a single word, and neither localhost nor an address"
        case .emptyLabel: "its host begins with a dot or has two dots in a row"
        case .longLabel: "a part of its host has more than 63 characters"
        case .hyphen: "a part of its host begins or ends with a hyphen"
        case .hostCharacter: "its host holds a character that is not a letter, a digit, a hyphen or a dot"
        case .lastLabel: "the last part of its host is not two or more letters"
        case .hiddenDelimiter: "it holds a look-alike of one of / ? # @ : before its path"
        }
    }

    /// What to write, one sentence without its period.
    var hint: String {
        switch self {
        case .whiteSpace: "remove the white space, or write %20 for a space in the path"
        case .port: "write a port from 1 to 65535, or leave it out"
        case .singleLabel: "write the full name of the host, such as web.acme.example, or localhost"
        case .hostCharacter: "an underscore or a percent escape has no place in a host; write its name in the DNS"
        default: "write it as https://host/path"
        }
    }
}

extension FrameworkURL.Remark {
    /// A clause for people, behind the parameter's name.
    var clause: String {
        switch self {
        case .notHTTPS: "does not use https"
        case .userInfo: "has a user name before the host"
        case .port: "has a port that is not from 1 to 65535"
        case .backslash: "holds a backslash, which browsers turn into a slash"
        case .invisible: "holds a character that cannot be seen"
        case .foreignStop: "has a full stop of another script in its host, which browsers turn into a dot"
        case .finalStop: "has a dot at the end of its host"
        }
    }

    /// What to do.
    var advice: String {
        switch self {
        case .notHTTPS: "use https"
        case .userInfo: "remove the user name: browsers hide or refuse it"
        case .port: "write a port from 1 to 65535, or leave it out"
        case .backslash: "write %5C, or a slash where a slash is meant"
        case .invisible: "remove the character, or write it as a percent escape"
        case .foreignStop: "write a dot"
        case .finalStop: "remove the dot"
        }
    }
}
