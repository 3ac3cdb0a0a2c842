/// The versions of the session API.
public enum APIVersion: String, Sendable, Hashable, CaseIterable {
    case v1, v2

    /// The path below the endpoint that creates a session.
    package var path: String { "/\(rawValue)/session/" }

    /// The version whose endpoint a request's path ends in; nil for any other path.
    package init?(path: String) {
        guard
            let version = Self.allCases.first(where: { version in
                path.utf8.suffix(version.path.utf8.count).elementsEqual(version.path.utf8)
            })
        else { return nil }
        self = version
    }
}

/// How the customer reaches BankConnect: it decides whether `redirect_url` is required.
public enum Workflow: String, Sendable, Hashable, CaseIterable {
    /// The redirect URL opens in an inline frame of your page.
    case iframe
    /// The customer's browser is sent away and comes back to `redirect_url`.
    case redirect
}
