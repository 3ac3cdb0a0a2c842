// The service as this tool knows it: SessionAPI answers as it would, Resolution is what a payload comes to, Transport
// sends a request to the real one, and SendOutcome reads its answer.

/// Answers requests as the service does, for whatever stands in for it: `bcsession serve`, a test, a server of yours.
///
/// The rules decide what is refused, and ``Issuer``, from which `bcsession create` gets its sessions too, what is created.
/// A value answers one request at a time. It has no clock and no source of randomness of its own.
public struct SessionAPI: Sendable {
    /// What a created session depends on beside its payload.
    public struct Issuer: Sendable {
        /// Where the customer's browser is sent: `redirect_url` without its parameters.
        public var clientURL: String
        /// How the token of V2's redirect URL is made.
        public var scheme: TokenScheme
        /// The key that signs it; V1, whose URL has no token, needs none.
        public var key: SigningKey?

        /// The page's client URL.
        public static let standardClientURL = TokenVerifier.standardClientURL

        /// An issuer of its parts.
        public init(key: SigningKey?, clientURL: String = Self.standardClientURL, scheme: TokenScheme = .bcsession) {
            self.key = key
            self.clientURL = clientURL
            self.scheme = scheme
        }

        /// Issues the session of a payload that was accepted.
        ///
        /// Nil when no token or URL can be made: V2 without a key, a clock outside the years 1970 to 9999, a client URL
        /// that holds a session already.
        package func issue(
            for request: SessionRequest, version: APIVersion, now: Int64, random: InlineArray<16, UInt8>
        ) -> Session? {
            let id = SessionID(random: random)
            var token: String?
            if version == .v2 {
                guard let key else { return nil }
                token = scheme.mint(
                    sessionID: id, linkID: request.linkID, key: key,
                    issued: now, expires: request.end(ofSessionFrom: now))
                guard token != nil else { return nil }
            }
            return RedirectURL.make(clientURL: clientURL, sessionID: id.text, token: token).map {
                Session(id: id, redirectURL: $0, token: token)
            }
        }
    }

    /// A session that was created.
    package struct Session: Sendable, Hashable {
        /// The session's id.
        package var id: SessionID
        /// Where to send the customer.
        package var redirectURL: String
        /// The token in the URL; nil for V1, whose URL has none.
        package var token: String?
    }

    /// What came of a payload.
    package enum Outcome: Sendable, Hashable {
        /// A session was created.
        case created(Session)
        /// The payload was refused.
        case refused(ServiceAnswer)
    }

    private let context: RuleContext
    private let issuer: Issuer

    /// A service for an organization, as `context` describes it; the version comes from each request's path.
    public init(context: RuleContext, issuer: Issuer) {
        self.context = context
        self.issuer = issuer
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: the request as it arrived.
    ///   - time: when it arrived.
    ///   - generator: where the bytes come from that the session's id is made of, should one be created.
    /// - Returns: the answer, of status 200 or of the error that the page documents; 404 for another path.
    public func respond(
        to request: HTTPMessage.Request, at time: Timestamp, using generator: inout some RandomNumberGenerator
    ) -> HTTPMessage.Response {
        respond(to: request, now: time.unixSeconds, random: InlineArray { _ in generator.next() })
    }

    /// Answers a request at a time in Unix seconds, with the bytes that the session's id is made of.
    package func respond(
        to request: HTTPRequest, now: Int64, random: InlineArray<16, UInt8>
    ) -> HTTPResponse {
        reply(to: request, now: now, random: random).response
    }

    /// Answers a request, and says what came of its payload; nil where it had none to do with sessions.
    package func reply(
        to request: HTTPRequest, now: Int64, random: InlineArray<16, UInt8>
    ) -> (response: HTTPResponse, outcome: Outcome?) {
        guard let version = APIVersion(path: request.head.path) else {
            return (Self.response(404, #"{"detail": "Not found."}"#), nil)
        }
        let outcome = create(request.body, head: request.head, version: version, now: now, random: random)
        switch outcome {
        case .created(let session): return (Self.response(200, ResponseBody.created(session)), outcome)
        case .refused(let answer):
            var response = Self.response(answer.status, ResponseBody.refused(answer))
            if answer.status == 405 { response.fields.append(HTTPField("Allow", "POST, OPTIONS")) }
            return (response, outcome)
        }
    }

    /// Creates a session for a payload, or says why not.
    package func create(
        _ body: [UInt8], head: HTTPRequestHead? = nil, version: APIVersion, now: Int64,
        random: InlineArray<16, UInt8>
    ) -> Outcome {
        var context = context
        context.apiVersion = version
        context.isCreation = true
        var checker = PayloadChecker(context)
        if let head {
            checker.check(body, in: 0..<body.count, head: head)
        } else {
            checker.check(body)
        }
        if let answer = checker.answer { return .refused(answer) }
        guard let session = issuer.issue(for: checker.request, version: version, now: now, random: random) else {
            return .refused(Self.internalError)
        }
        return .created(session)
    }

    /// A clock or a client URL that no token or URL can be made of: the caller's settings, not the payload.
    private static let internalError = ServiceAnswer(
        code: "INTERNAL_ERROR", status: 500, message: "Something went wrong")

    private static func response(_ status: Int, _ body: String) -> HTTPResponse {
        HTTPResponse(
            status: status, fields: [HTTPField("Content-Type", "application/json")], body: Array(body.utf8))
    }
}

/// The bodies of the service's answers.
package enum ResponseBody {
    /// The body of a created session: `session_id` and `redirect_url`.
    package static func created(_ session: SessionAPI.Session, indented: Bool = false) -> String {
        var writer = JSONWriter(indented: indented)
        write(session, to: &writer)
        return writer.text
    }

    /// The body of a refusal: `error` with `code` and `message`.
    package static func refused(_ answer: ServiceAnswer, indented: Bool = false) -> String {
        var writer = JSONWriter(indented: indented)
        write(answer, to: &writer)
        return writer.text
    }

    /// Writes the body of a created session.
    package static func write(_ session: SessionAPI.Session, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("session_id", session.id.text)
            writer.member("redirect_url", session.redirectURL)
        }
    }

    /// Writes the body of a refusal.
    package static func write(_ answer: ServiceAnswer, to writer: inout JSONWriter) {
        write(code: answer.code, answer.message, to: &writer)
    }

    /// Writes the body of an error, whose code may not be known.
    package static func write(code: String?, _ message: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.object("error") { writer in
                writer.member("code", code)
                writer.member("message", message)
            }
        }
    }

    /// Writes a body as it came: JSON as JSON, anything else as a string, none as null.
    package static func write(whole body: [UInt8], to writer: inout JSONWriter) {
        if body.isEmpty { return writer.null() }
        if let document = try? JSONDocument(body) {
            writer.copy(0, of: document)
        } else {
            writer.string(String(decoding: body, as: UTF8.self))
        }
    }
}
