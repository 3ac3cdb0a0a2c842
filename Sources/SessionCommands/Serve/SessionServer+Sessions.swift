import BankConnectSession
import CommandKit
import HTTPService

/// Requests for sessions: answered as asked for, else as the API would.
extension SessionServer {
    mutating func session(_ request: IncomingRequest, _ version: APIVersion) -> ServiceReply {
        count += 1
        let forced: ForcedAnswer?
        do throws(PreferHeader.Fault) {
            let count = count
            forced =
                try PreferHeader.answer(request.request.head)
                ?? setup.answers.first { count.isMultiple(of: $0.every) }
        } catch {
            remember(request, 400, forced: nil)
            return answer(
                .detail(
                    400,
                    "Prefer has '\(error.preference)', but \(PreferHeader.expectation) is meant. A delay may be "
                        + "combined with a code or an error."),
                to: request,
                "Prefer is not understood")
        }
        guard let forced else { return answer(make(request, version), for: request, forced: nil) }
        let reply = reply(to: request, version, forced)
        return forced.delay == 0 ? reply : .later(forced.delay, reply)
    }

    private mutating func reply(
        to request: IncomingRequest, _ version: APIVersion, _ forced: ForcedAnswer
    ) -> ServiceReply {
        switch forced.kind {
        case .row(let row): return answer((.row(row), row.code), for: request, forced: forced)
        case .status(let status) where status >= 300:
            let response = HTTPResponse.usual(status, path: request.request.head.path)
            return answer((response, ""), for: request, forced: forced)
        case .status(let status):
            var (response, remark) = make(request, version)
            if response.status == 200 { response.status = status }
            return answer((response, remark), for: request, forced: forced)
        case .delay(let nanoseconds):
            return .later(nanoseconds, answer(make(request, version), for: request, forced: forced))
        case .reset: return leave(.reset, request, forced)
        case .timeout: return leave(.never, request, forced)
        case .lost:
            _ = make(request, version)
            return leave(.close, request, forced)
        }
    }

    private mutating func answer(
        _ made: (response: HTTPResponse, remark: String), for request: IncomingRequest, forced: ForcedAnswer?
    ) -> ServiceReply {
        remember(request, made.response.status, forced: forced)
        let remark = [made.remark, forced.map { "(asked for: \($0.argument))" } ?? ""].filter { !$0.isEmpty }
        return answer(made.response, to: request, remark.joined(separator: " "))
    }

    private mutating func leave(
        _ ending: ConnectionEnding, _ request: IncomingRequest, _ forced: ForcedAnswer
    ) -> ServiceReply {
        remember(request, nil, forced: forced)
        log.note(request.request.head.method, shown(request), nil, "(asked for: \(forced.argument))")
        return .end(ending)
    }

    /// Answers as the API would, and keeps the session where one is made; says for the log what came of it.
    private mutating func make(_ request: IncomingRequest, _ version: APIVersion) -> (HTTPResponse, String) {
        let head = request.request.head
        if let apiKey = setup.apiKey, !isRight(apiKey, request.request) {
            let row = ServiceError.missingCredentials
            return (.row(row), row.code)
        }
        updateDay()
        var generator = SystemRandomNumberGenerator()
        let random = InlineArray<16, UInt8> { _ in .random(in: .min ... .max, using: &generator) }
        let now = now
        let origin = request.authority.map { "http://\($0)" } ?? setup.origin
        let reply = service(origin).reply(to: request.request, now: now, random: random)
        switch reply.outcome {
        case .created(let session):
            guard keep(session, request.request.body, version, now: now, origin) else {
                return (.usual(500, path: head.path), "the ledger cannot be written")
            }
            return (reply.response, session.id.text)
        case .refused(let answer):
            // The framework answers OPTIONS itself, to whoever may ask.
            if answer.status == 405, head.method == "OPTIONS" { return (Self.metadata, "") }
            return (reply.response, answer.code)
        case nil: return (reply.response, "")
        }
    }

    /// What the service's framework answers to OPTIONS.
    private static let metadata: HTTPResponse = {
        var response = HTTPResponse.json(
            200,
            """
            {"name": "Session", "description": "", "renders": ["application/json"], "parses": ["application/json"]}
            """)
        response.fields.append(HTTPField("Allow", "POST, OPTIONS"))
        return response
    }()

    private mutating func service(_ origin: String) -> SessionAPI {
        if let service = services[origin] { return service }
        let service = SessionAPI(
            context: context,
            issuer: SessionAPI.Issuer(
                key: setup.key, clientURL: setup.clientURL ?? origin + "/", scheme: setup.scheme))
        services[origin] = service
        return service
    }

    /// Goes on to the next day when it has begun in India.
    private mutating func updateDay() {
        guard !setup.hasFixedDay, let today = CalendarDate(unixSeconds: now), today != context.today else { return }
        context = RuleContext(
            today: today, apiVersion: context.apiVersion, workflow: context.workflow,
            organization: context.organization, banks: context.banks, fairUse: context.fairUse)
        services = [:]
    }

    /// Whether a request has the right key, in its header or its payload; compared in constant time.
    private func isRight(_ key: APIKey, _ request: HTTPRequest) -> Bool {
        if let given = request.head.value(of: "X-Api-Key"), !given.isEmpty { return key.isEqual(to: Array(given.utf8)) }
        guard let document = try? JSONDocument(request.body), document[0].kind == .object,
            let member = document.tape.members(of: 0).first(where: { document.text(of: $0.name) == "api_key" }),
            document[member.value].kind == .string
        else { return false }
        return key.isEqual(to: document.decodedBytes(of: member.value))
    }

    /// Keeps a session, on disk first where there is a ledger; false when the disk does not have it.
    private mutating func keep(
        _ session: SessionAPI.Session, _ payload: [UInt8], _ version: APIVersion, now: Int64, _ origin: String
    ) -> Bool {
        var checker = PayloadChecker(context.creating(version))
        checker.check(payload)
        let request = checker.request
        if let ledger = setup.ledger {
            guard let time = Timestamp(unixSeconds: now) else { return false }
            let entry = LedgerEntry(
                time: time, endpoint: origin + Self.basePath, apiVersion: version, linkID: request.linkID,
                outcome: SendOutcome(session), expiresAt: Timestamp(unixSeconds: request.end(ofSessionFrom: now)))
            do throws(CommandFailure) {
                try ledger.append(entry)
            } catch {
                console.error(error.description)
                return false
            }
        }
        memory.add(
            MadeSession(
                session: session, version: version, linkID: request.linkID ?? "", madeAt: now,
                expiresAt: request.end(ofSessionFrom: now), context: checker.context, payload: payload))
        return true
    }
}

extension RuleContext {
    /// The context for making a session of a version.
    func creating(_ version: APIVersion) -> RuleContext {
        var context = self
        context.apiVersion = version
        context.isCreation = true
        return context
    }
}

extension APIKey {
    /// Whether bytes are the key's; the time that this takes says nothing of where they differ.
    func isEqual(to bytes: [UInt8]) -> Bool {
        let key = Array(secret.utf8)
        guard bytes.count == key.count else { return false }
        return zip(bytes, key).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
