/// What the service answered, checked before anyone trusts it.
extension SendOutcome {
    /// Where the redirect URL of a created session may lead.
    package struct TrustedHosts: Sendable {
        /// That of `client_url`; finbox.in and the hosts below it are trusted always.
        private let hosts: ClientHosts
        /// Whether http to this machine is trusted: what a test server on it answers.
        private let includesLoopback: Bool

        /// Hosts to trust.
        package init(clientURL: String, includesLoopback: Bool) {
            hosts = ClientHosts(clientURL: clientURL)
            self.includesLoopback = includesLoopback
        }

        /// Why a redirect URL is not trusted; nil when it is.
        func fault(of url: String) -> String? {
            let scheme: WebURL.Scheme
            switch WebURL.check(Array(url.utf8)) {
            case .success(let found): scheme = found
            case .failure(let fault): return "the redirect_url '\(url)' is not a URL: \(fault.explanation)"
            }
            let host = WebURL.host(of: url)
            let isLoopback = includesLoopback && WebURL.isLoopback(host)
            guard scheme == .https || isLoopback else { return "the redirect_url '\(url)' is not an https URL" }
            // Browsers read some letters outside ASCII as a slash or a period: the host would end earlier.
            guard host.utf8.allSatisfy({ $0 < 0x80 }) else {
                return "the redirect_url leads to '\(host)', a host with letters outside ASCII"
            }
            let link = url.utf8.span
            guard isLoopback || hosts.isTrusted(LinkParts(link), link) else {
                return
                    "the redirect_url leads to '\(RedirectURL.authority(of: link) ?? host)', which is not client_url's "
                    + "host, finbox.in or a subdomain of it, on the port for https"
            }
            return nil
        }
    }

    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - response: the answer, in which the API key is already masked.
    ///   - trusted: where the redirect URL may lead.
    ///   - now: the time, in Unix seconds, for a `Retry-After` that is a date.
    package init(_ response: HTTPResponse, trusted: TrustedHosts, now: Int64) {
        self = Self.judge(response, trusted)
        status = response.status
        self.response = response.body
        if status == 429 || status == 503 { retryAfter = response.retryAfter(now: now) }
    }

    private static func judge(_ response: HTTPResponse, _ trusted: TrustedHosts) -> Self {
        if let reason = framingFault(response) { return Self(.unexpected, reason: reason) }
        switch response.status {
        case 200, 201: return judgeSession(response.body, trusted)
        case 300..<400:
            let target = response.value(of: "Location").map { " to '\($0)'" } ?? ""
            // Not modified: nothing was asked of the kind, and it leads nowhere.
            return Self(
                .unexpected,
                reason: response.status != 304
                    ? "status \(response.status) redirects\(target), and redirects are not followed; check the endpoint"
                    : "the API never answers with status \(response.status)")
        case 400..<600:
            let error = ServiceErrorBody(response.body)
            var outcome = Self(response.status < 500 ? .refused : .failed, reason: error.message)
            outcome.errorCode = error.code
            return outcome
        default: return Self(.unexpected, reason: "the API never answers with status \(response.status)")
        }
    }

    /// What is wrong with the answer whatever it says.
    private static func framingFault(_ response: HTTPResponse) -> String? {
        if let coding = response.value(of: "Content-Encoding"), coding.lowercased() != "identity" {
            return "the body is encoded as '\(coding)', which was not asked for"
        }
        if let length = response.value(of: "Content-Length"), !length.utf8.allSatisfy({ $0 &- 0x30 < 10 }) {
            return "the Content-Length is '\(length)'"
        }
        return nil
    }

    private static func judgeSession(_ body: [UInt8], _ trusted: TrustedHosts) -> Self {
        var outcome = Self(.unexpected)
        outcome.reason = outcome.readSession(body, trusted) ?? ""
        if outcome.reason.isEmpty { outcome.kind = .created }
        return outcome
    }

    /// Takes the session out of a body, as far as it holds one, and answers why it cannot be trusted.
    private mutating func readSession(_ body: [UInt8], _ trusted: TrustedHosts) -> String? {
        guard let document = try? JSONDocument(body) else {
            return "the body is not JSON" + ServiceErrorBody.excerpt(of: body)
        }
        guard document[0].kind == .object else { return "the body is not a JSON object" }
        var repeated: String?
        var seen: Set<String> = []
        for (name, value) in document.tape.members(of: 0) {
            let name = document.text(of: name)
            guard ["session_id", "redirect_url"].contains(name) else { continue }
            guard seen.insert(name).inserted else {
                repeated = name
                continue
            }
            guard document[value].kind == .string else { continue }
            if name == "session_id" {
                sessionID = document.text(of: value)
            } else {
                redirectURL = document.text(of: value)
            }
        }
        if let repeated { return "the answer holds '\(repeated)' twice" }
        guard let sessionID else {
            let error = ServiceErrorBody(body)
            let said = error.isRecognised ? ": \(error.code.map { "\($0), " } ?? "")\(error.message)" : ""
            return "the answer has no session_id\(said)"
        }
        guard SessionID(sessionID) != nil else { return "the session_id '\(sessionID)' is not a UUID in lower case" }
        guard let redirectURL else { return "the answer has no redirect_url" }
        if let fault = trusted.fault(of: redirectURL) { return fault }
        let parts = RedirectURL(reading: redirectURL)
        guard !parts.hasRepeatedParameter, parts.sessionID.map({ $0.elementsEqual(sessionID.utf8) }) == true else {
            return "the redirect_url '\(redirectURL)' is not that of session \(sessionID)"
        }
        return Self.tokenFault(parts)
    }

    /// What keeps the token of a redirect URL from being printed as it is; nil where it is one, or there is none.
    private static func tokenFault(_ url: RedirectURL) -> String? {
        if url.hasInvalidEscape { return "the token in the redirect_url has a % without two hexadecimal digits" }
        guard let token = url.token else { return nil }
        guard let text = String(validating: token, as: UTF8.self) else {
            return "the token in the redirect_url is not UTF-8"
        }
        return text.unicodeScalars.first(where: DisplayText.isUnsafe).map {
            "the token in the redirect_url holds \(DisplayText.codePoint($0)), which cannot be seen"
        }
    }
}

extension HTTPResponse {
    /// The value of the first field of a name, compared without case; nil when there is none.
    package func value(of name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The seconds that `Retry-After` asks for, the most of several; nil where there is none.
    func retryAfter(now: Int64) -> Int64? {
        RetryAfter.seconds(ofAll: fields.filter { $0.name.lowercased() == "retry-after" }.map(\.value), now: now)
    }
}
