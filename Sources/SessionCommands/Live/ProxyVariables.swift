import BankConnectSession
import CommandKit
import PlainText

/// The environment variables by which libcurl chooses a proxy.
package enum ProxyVariables {
    /// Takes the proxies away that would see plain requests.
    ///
    /// Plain http goes to this machine alone, so no proxy has anything to do with it; one would be shown the API key.
    /// What served all schemes goes on to serve https.
    package static func keepPlainRequestsOff() {
        let environment = Environment.process
        let secure = ["https_proxy", "HTTPS_PROXY"].contains { environment.path($0) != nil }
        for name in ["all_proxy", "ALL_PROXY"] {
            if !secure, let proxy = environment.bytes(of: name), !proxy.isEmpty {
                Machine.setEnvironmentVariable("https_proxy", proxy)
            }
            Machine.removeEnvironmentVariable(name)
        }
        Machine.removeEnvironmentVariable("http_proxy")
    }

    /// Refuses a proxy for an endpoint whose address libcurl would not read as it is meant, before anything is sent.
    ///
    /// libcurl would repeat the address in its error, and with it the password: here it is never shown.
    ///
    /// - Throws: a failure with exit status 2.
    static func check(for endpoint: Endpoint, _ environment: Environment) throws(CommandFailure) {
        guard endpoint.text.hasPrefix("https:"), !isExcluded(endpoint.host, environment) else { return }
        for name in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
            guard let address = environment.bytes(of: name), !address.isEmpty else { continue }
            guard let fault = fault(of: address) else { return }
            throw CommandFailure(
                .usage, "the proxy that the environment variable \(name) names cannot be used: \(fault)",
                hint: "write http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with special characters as %XX")
        }
    }

    private static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

    /// What is wrong with the address of a proxy; nil when it can be used.
    private static func fault(of address: [UInt8]) -> String? {
        guard address.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return "it holds a space, a control character or a letter outside ASCII"
        }
        var rest = Substring(decoding: address, as: UTF8.self)
        if let sign = rest.place(of: "://") {
            guard schemes.contains(rest[..<sign.lowerBound].lowercased()) else {
                return "its scheme is none of \(schemes.joined(separator: ", "))"
            }
            rest = rest[sign.upperBound...]
        }
        if rest.hasSuffix("/") { rest.removeLast() }
        guard !rest.contains(where: { "/?#\\".contains($0) }) else {
            return "it has a path, a query or a fragment, or one of / ? # \\ in a password"
        }
        if let sign = rest.lastIndex(of: "@") { rest = rest[rest.index(after: sign)...] }
        let end =
            rest.hasPrefix("[") ? rest.firstIndex(of: "]").map { rest.index(after: $0) } : rest.firstIndex(of: ":")
        guard let end else { return rest.isEmpty || rest.hasPrefix("[") ? "it has no host" : nil }
        guard end != rest.startIndex else { return "it has no host" }
        let port = rest[end...]
        guard port.isEmpty || port.first == ":" && UInt16(port.dropFirst()).map({ $0 > 0 }) == true else {
            return "its port is not a number from 1 to 65535"
        }
        return nil
    }

    /// Whether a host is reached without a proxy.
    private static func isExcluded(_ host: String, _ environment: Environment) -> Bool {
        let text = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        return text.lowercased().split(whereSeparator: { $0 == "," || $0 == " " }).contains { entry in
            let name = entry.first == "." ? entry.dropFirst() : entry
            return entry == "*" || host == name || host.hasSuffix(".\(name)")
        }
    }
}
