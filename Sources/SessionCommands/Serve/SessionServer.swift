import BankConnectSession
import CommandKit
import HTTPService

/// What `serve` makes of requests.
///
/// - `SessionAPI` answers those for sessions, as `create` and `.http` files have it;
/// - `ForcedAnswer` stands in for it where a test wants another answer;
/// - `CustomerPage` is where redirect URLs lead to;
/// - `AssertionDocument` says what came, from `ServiceMemory`;
/// - `AllowedHosts` keeps strangers' pages out, `RequestLog` writes a line a request.
struct SessionServer: ServiceHandler {
    /// What the service was started with.
    struct Setup {
        var base: RuleContext
        var key: SigningKey
        var scheme = TokenScheme.bcsession
        /// Where redirect URLs lead; nil for the service's own page.
        var clientURL: String?
        /// The only key that is right; nil when any will do.
        var apiKey: APIKey?
        var answers: [ForcedAnswer] = []
        var ledger: Ledger?
        /// A clock that stands still; nil for the system's.
        var now: Int64?
        /// Whether the day is fixed, whatever the clock says.
        var hasFixedDay = false
        var hosts: AllowedHosts
        /// Where the service is, for clients that do not say how they reached it.
        var origin: String
    }

    let setup: Setup
    let console: Console
    var log: RequestLog
    var memory = ServiceMemory()
    var context: RuleContext
    /// A service for each host by which it was reached, as redirect URLs lead back there.
    var services: [String: SessionAPI] = [:]
    /// How many requests for sessions there were.
    var count = 0

    init(_ setup: Setup, _ console: Console) {
        self.setup = setup
        self.console = console
        log = RequestLog(console)
        context = setup.base
    }

    // MARK: Requests

    mutating func reply(to request: IncomingRequest, _ ticket: RequestTicket) -> ServiceReply {
        let head = request.request.head
        guard setup.hosts.allows(request.authority) else {
            let response = HTTPResponse.detail(
                421, "This service does not answer for that host, only for \(setup.hosts.text); --allow-host adds one.")
            return answer(response, to: request, "the host is '\(request.authority ?? "")'")
        }
        // As the service's framework does, which looks for paths without escapes.
        let path = Self.decoded(head.path)
        var request = request
        request.request.head.path = path
        if path == "/" { return page(request) }
        if path.hasPrefix("/_bcsession/") { return assertions(path, request) }
        if path == "/favicon.ico" { return .answer(HTTPResponse(status: 204, body: [])) }
        if let version = Self.version(path) { return session(request, version) }
        let (response, remark) =
            Self.version(path + "/") == nil
            ? (HTTPResponse.detail(404, "Not found."), "no such path")
            : (HTTPResponse.usual(301, path: path + "/"), "the slash at the end is missing")
        remember(request, response.status, forced: nil)
        return answer(response, to: request, remark)
    }

    mutating func refused(_ fault: RequestFault) {
        log.note(refused: fault.reason, fault.status)
    }

    mutating func rest() {
        log.flush()
    }

    private static func decoded(_ path: String) -> String {
        guard path.utf8.contains(UInt8(ascii: "%")) else { return path }
        return PercentEncoding.decode(path.utf8.span).map { String(decoding: $0, as: UTF8.self) } ?? path
    }

    /// The version whose endpoint a path is, with the base path of the API or without.
    private static func version(_ path: String) -> APIVersion? {
        APIVersion.allCases.first { path == $0.path || path == basePath + $0.path }
    }

    /// The path before the endpoints in the API's base URL.
    static let basePath = "/bank-connect"

    mutating func answer(
        _ response: HTTPResponse, to request: IncomingRequest, _ remark: String = ""
    ) -> ServiceReply {
        log.note(request.request.head.method, shown(request), response.status, remark)
        return .answer(response)
    }

    /// The target of a request without its token, and without a key that does not belong there.
    func shown(_ request: IncomingRequest) -> String {
        let path = request.request.head.path
        let target = request.query.map { "\(path)?\($0)" } ?? path
        return String(decoding: RedirectURL.maskingToken(of: target.utf8Span.span), as: UTF8.self)
    }

    mutating func remember(_ request: IncomingRequest, _ status: Int?, forced: ForcedAnswer?) {
        memory.add(AnsweredRequest(time: now, request: request, status: status, forced: forced?.argument))
    }

    var now: Int64 { setup.now ?? Machine.wallClock().seconds }

    // MARK: The page and the assertions

    private mutating func page(_ request: IncomingRequest) -> ServiceReply {
        let head = request.request.head
        guard head.method == "GET" || head.method == "HEAD" else {
            return answer(Self.notAllowed("GET, HEAD"), to: request)
        }
        let link = LinkVerdict(query: request.query, memory, key: setup.key, scheme: setup.scheme, now: now)
        return answer(CustomerPage(link: link, now: now).response, to: request, link.remark)
    }

    private mutating func assertions(_ path: String, _ request: IncomingRequest) -> ServiceReply {
        let head = request.request.head
        guard !setup.hosts.isForeign(head) else {
            return answer(
                .detail(403, "Pages of other sites may not ask."), to: request, "asked by a page of another site")
        }
        let isReading = head.method == "GET" || head.method == "HEAD"
        switch (path, isReading, head.method) {
        case ("/_bcsession/health", true, _): return .answer(.json(200, "{\"status\": \"ok\"}\n"))
        case ("/_bcsession/requests", true, _): return .answer(.json(200, AssertionDocument.requests(memory, context)))
        case ("/_bcsession/sessions", true, _): return .answer(.json(200, AssertionDocument.sessions(memory)))
        case ("/_bcsession/requests", _, "DELETE"): memory.forgetRequests()
        case ("/_bcsession/sessions", _, "DELETE"): memory.forgetSessions()
        case ("/_bcsession/health", _, _): return answer(Self.notAllowed("GET, HEAD"), to: request)
        case ("/_bcsession/requests", _, _), ("/_bcsession/sessions", _, _):
            return answer(Self.notAllowed("GET, HEAD, DELETE"), to: request)
        default: return answer(.detail(404, "Not found."), to: request)
        }
        return .answer(HTTPResponse(status: 204, body: []))
    }

    private static func notAllowed(_ methods: String) -> HTTPResponse {
        var response = HTTPResponse.detail(405, "Only \(methods) are allowed here.")
        response.fields.append(HTTPField("Allow", methods))
        return response
    }
}
