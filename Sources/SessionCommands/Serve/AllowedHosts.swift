import BankConnectSession
import CommandKit
import HTTPService

/// Who may ask: programs, which name a host of this service, and pages of this service.
///
/// A browser on the same machine runs the pages of strangers. One that lets its own name lead to this machine (DNS
/// rebinding) still names itself as the host; one that asks across sites says so.
struct AllowedHosts: Sendable {
    private let authorities: Set<String>
    /// The port, where the service listens at all addresses of the machine: then it answers for each of them.
    ///
    /// A page of a stranger that leads its own name here still names itself; a number is nobody's name.
    private let portOfAllAddresses: UInt16?

    /// The hosts of a service: those of this machine, its own address, and those that were allowed, each with the port
    /// unless it brings one of its own.
    init(port: UInt16, host: String?, allowed: [String]) {
        var names = ["localhost", "127.0.0.1", "[::1]"] + allowed
        if let host { names.append(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host) }
        var authorities: Set<String> = []
        for name in names.map({ $0.lowercased() }) {
            let hasPort = name.last?.isNumber == true && name.contains(":") && !name.hasSuffix("]")
            authorities.insert(hasPort ? name : "\(name):\(port)")
            // Browsers leave the usual port out.
            if port == 80, !hasPort { authorities.insert(name) }
        }
        self.authorities = authorities
        portOfAllAddresses = host.flatMap { NumericAddress($0) }?.isUnspecified == true ? port : nil
    }

    /// Whether a request names a host of this service; one of HTTP/1.0 need not name any, and no browser sends it.
    func allows(_ authority: String?) -> Bool {
        guard let authority, !authorities.contains(authority) else { return true }
        guard let port = portOfAllAddresses else { return false }
        let suffix = ":\(port)"
        let host = authority.hasSuffix(suffix) ? String(authority.dropLast(suffix.count)) : port == 80 ? authority : ""
        guard let address = NumericAddress(host) else { return false }
        return !address.isIPv6 || host.hasPrefix("[")
    }

    /// Whether a page of a stranger asks, as far as the browser tells.
    func isForeign(_ head: HTTPRequestHead) -> Bool {
        if let origin = head.value(of: "Origin")?.lowercased() {
            guard origin.hasPrefix("http://"), authorities.contains(String(origin.dropFirst("http://".count))) else {
                return true
            }
        }
        let site = head.value(of: "Sec-Fetch-Site")?.lowercased()
        return site == "cross-site" || site == "same-site"
    }

    /// The hosts, for people.
    var text: String { authorities.sorted().joined(separator: ", ") }

    /// What every answer says to browsers.
    static let protectiveFields = [
        HTTPField("X-Content-Type-Options", "nosniff"),
        HTTPField("Cross-Origin-Resource-Policy", "same-origin"),
        HTTPField("Cache-Control", "no-store"),
        HTTPField("Referrer-Policy", "no-referrer"),
    ]
}
