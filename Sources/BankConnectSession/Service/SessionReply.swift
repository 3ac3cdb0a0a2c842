/// What the service answered to a request for a session, checked before anyone trusts it.
package struct SessionReply: Sendable, Hashable {
    /// What the answer means.
    package enum Verdict: Sendable, Hashable {
        /// A session was created, and the answer agrees with itself.
        case created(SessionAPI.Session)
        /// The service refused the request (4xx): there is no session.
        case refused(code: String?, message: String)
        /// The service failed (5xx); whether there is a session it does not say.
        case failed(code: String?, message: String)
        /// Something that the API does not answer; the parts of a session that it holds all the same are kept.
        case unexpected(reason: String, sessionID: String?, redirectURL: String?)
    }

    /// The HTTP status.
    package let status: Int
    /// What the answer means.
    ///
    /// Its texts are the server's: escape them before a person sees them.
    package let verdict: Verdict

    /// Reads an answer, whose redirect URL is expected to lead to `clientHost`, finbox.in, or a host below it.
    package init(_ response: HTTPResponse, clientHost: String) {
        status = response.status
        verdict = Self.judge(response, clientHost: clientHost)
    }

    private static func judge(_ response: HTTPResponse, clientHost: String) -> Verdict {
        if let reason = framingFault(response) { return unexpected(reason) }
        switch response.status {
        case 200, 201: return judgeSession(response.body, clientHost)
        case 300..<400:
            let target = response.value(of: "Location").map { " to '\($0)'" } ?? ""
            return unexpected(
                "status \(response.status) redirects\(target), which is never followed; a path that lacks the slash at "
                    + "its end is answered so")
        case 400..<500:
            let error = ServiceErrorBody(response.body)
            return .refused(code: error.code, message: error.message)
        case 500..<600:
            let error = ServiceErrorBody(response.body)
            return .failed(code: error.code, message: error.message)
        default: return unexpected("status \(response.status) is none that the API answers with")
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

    private static func judgeSession(_ body: [UInt8], _ clientHost: String) -> Verdict {
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(body)
        } catch {
            return unexpected("the body is not JSON" + ServiceErrorBody.excerpt(of: body))
        }
        guard document[0].kind == .object else { return unexpected("the body is not a JSON object") }
        var texts: [String: String] = [:]
        for (name, value) in document.tape.members(of: 0) where document[value].kind == .string {
            let name = document.text(of: name)
            guard ["session_id", "redirect_url"].contains(name) else { continue }
            guard texts.updateValue(document.text(of: value), forKey: name) == nil else {
                return unexpected("'\(name)' stands twice in the answer", texts)
            }
        }
        guard let idText = texts["session_id"] else {
            let error = ServiceErrorBody(body)
            let said = error.isRecognised ? ": \(error.code.map { "\($0), " } ?? "")\(error.message)" : ""
            return unexpected("the answer has no session_id\(said)", texts)
        }
        guard let id = SessionID(idText) else {
            return unexpected("the session_id '\(idText)' is no UUID in lower case", texts)
        }
        guard let url = texts["redirect_url"] else { return unexpected("the answer has no redirect_url", texts) }
        guard case .success(.https) = WebURL.check(Array(url.utf8)) else {
            return unexpected("the redirect_url '\(url)' is no https URL", texts)
        }
        let host = WebURL.host(of: url)
        guard host == clientHost || Self.isFinBox(host) else {
            return unexpected(
                "the redirect_url leads to '\(host)', which is neither the host of client_url nor below finbox.in",
                texts)
        }
        let parts = RedirectURL(reading: url)
        guard !parts.hasRepeatedParameter, parts.sessionID.map({ $0.elementsEqual(idText.utf8) }) == true else {
            return unexpected("the redirect_url '\(url)' is not that of session \(idText)", texts)
        }
        return .created(
            SessionAPI.Session(
                id: id, redirectURL: url, token: parts.token.map { String(decoding: $0, as: UTF8.self) }))
    }

    /// Whether a host is FinBox's own: `finbox.in`, or a name below it.
    package static func isFinBox(_ host: String) -> Bool {
        host == "finbox.in" || host.hasSuffix(".finbox.in")
    }

    private static func unexpected(_ reason: String, _ texts: [String: String] = [:]) -> Verdict {
        .unexpected(reason: reason, sessionID: texts["session_id"], redirectURL: texts["redirect_url"])
    }
}

extension HTTPResponse {
    /// The value of the first field of a name, compared without case; nil when there is none.
    package func value(of name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
