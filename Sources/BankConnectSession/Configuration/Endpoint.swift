import PlainText

/// The address below which the session API lies, such as `https://apis.bankconnect.finbox.in/bank-connect`.
///
/// An API key travels there, so it is https; http serves for a server on this machine alone.
package struct Endpoint: Sendable, Hashable {
    /// Why an address cannot be used.
    package enum Fault: Error, Sendable, Hashable {
        /// It is no URL.
        case url(WebURL.Fault)
        /// It has a query or a fragment, behind which no path can be added.
        case query
        /// It is http to another machine.
        case insecure
        /// It names a version of the API already.
        case version(APIVersion)
        /// Its path holds something that would be sent in another spelling.
        case path(String)
    }

    /// The address without a slash at its end, scheme and host in lower case: one spelling for one endpoint.
    package let text: String
    /// The host in lower case: a name, an IPv4 address, or an IPv6 address in brackets.
    package let host: String

    /// Reads an address.
    package init(_ text: String) throws(Fault) {
        let scheme: WebURL.Scheme
        switch WebURL.check(Array(text.utf8)) {
        case .success(let found): scheme = found
        case .failure(let fault): throw .url(fault)
        }
        guard !text.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else { throw .query }
        var address = Substring(text)
        while address.utf8.last == UInt8(ascii: "/") { address = Substring(address.utf8.dropLast()) }
        for version in APIVersion.allCases {
            for ending in ["/\(version.rawValue)", String(version.path.dropLast())] where address.hasSuffix(ending) {
                throw .version(version)
            }
        }
        let path = address.utf8.enumerated().filter { $0.element == UInt8(ascii: "/") }.dropFirst(2).first?.offset
        self.text =
            String(decoding: address.utf8.prefix(path ?? .max), as: UTF8.self).lowercased()
            + String(decoding: address.utf8.dropFirst(path ?? .max), as: UTF8.self)
        host = WebURL.host(of: text)
        if let part = Self.ambiguousPart(ofPath: address.utf8.dropFirst(path ?? .max)) { throw .path(part) }
        guard scheme == .https || isLoopback else { throw .insecure }
    }

    /// Whether the host is this machine, as far as its spelling says.
    package var isLoopback: Bool { WebURL.isLoopback(host) }

    /// The first part of a path that URL libraries rewrite, so that another path would be sent than is shown: a dot
    /// segment, a character that is percent-encoded, a percent sign without two hexadecimal digits.
    private static func ambiguousPart(ofPath path: Substring.UTF8View) -> String? {
        for segment in path.split(separator: UInt8(ascii: "/")) {
            let bytes = Array(segment)
            let isPlain = bytes.indices.allSatisfy { index in
                switch bytes[index] {
                case UInt8(ascii: "%"):
                    bytes.count > index + 2
                        && bytes[index + 1...index + 2].allSatisfy { Hexadecimal.value($0, allowsUpperCase: true) >= 0 }
                case 0x80..., UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
                    UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"),
                    UInt8(ascii: "|"), UInt8(ascii: "}"):
                    false
                default: true
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let dots = text.lowercased().substituting("%2e", with: ".")
            if !isPlain || dots == "." || dots == ".." { return text }
        }
        return nil
    }

    /// The URL that creates sessions of a version of the API.
    package func sessionURL(_ version: APIVersion) -> String {
        text + version.path
    }

    /// Scheme, host and port, such as `https://apis.bankconnect.finbox.in`.
    package var origin: String {
        String(decoding: text.utf8.prefix(originLength), as: UTF8.self)
    }

    /// The path that creates sessions of a version of the API.
    package func path(_ version: APIVersion) -> String {
        String(decoding: text.utf8.dropFirst(originLength), as: UTF8.self) + version.path
    }

    private var originLength: Int {
        let slashes = text.utf8.enumerated().filter { $0.element == UInt8(ascii: "/") }
        return slashes.count > 2 ? slashes[2].offset : text.utf8.count
    }
}

extension Endpoint.Fault {
    /// A clause for people.
    package var explanation: String {
        switch self {
        case .url(let fault): fault.explanation
        case .query: "it has a query or a fragment, and the path of the API is to be added to it"
        case .insecure: "it is http to another machine, which would show the API key to everyone on the way"
        case .version(let version): "it ends in the path of API \(version.rawValue), which would be added once more"
        case .path(let part): "its path holds \(DisplayText.quote(part)), which would be sent in another spelling"
        }
    }

    /// What to do, for people, where a setting says which version of the API is used: a flag, or a member of the
    /// configuration.
    package func hint(version setting: String) -> String {
        switch self {
        case .url(.character(" ")): "remove the space"
        case .url(.character): "type the address anew instead of copying it"
        case .url: "write it as https://apis.bankconnect.finbox.in/bank-connect"
        case .query: "end it with the path"
        case .insecure: "use https; http is for localhost and 127.0.0.1"
        case .version(let version): "end it before /\(version.rawValue); \(setting) says which version is used"
        case .path: "percent-encode other characters than letters, digits and -._~, and leave out '.' and '..'"
        }
    }
}
