import CommandKit

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
}
