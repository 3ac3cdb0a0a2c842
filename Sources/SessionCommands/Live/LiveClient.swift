import BankConnectSession
import CommandKit

/// Posts payloads to the session API, again where that is safe.
struct LiveClient: Sendable {
    /// What came of a payload.
    enum Delivery: Sendable {
        /// The service answered; the bytes are those of the answer, without the key.
        case answered(SessionReply, HTTPResponse)
        /// There is no answer.
        case lost(TransportFailure)
    }

    let transport: any Transport
    let endpoint: Endpoint
    let version: APIVersion
    /// The host that redirect URLs are expected to have.
    let clientHost: String
    let timeout: Duration
    let retries: Int
    let console: Console

    /// Posts a payload and answers what came of it.
    ///
    /// A request is made once more only where there cannot be a session yet: nothing was sent, or the service asks to be
    /// asked again later (429 and 503 with Retry-After). All of it happens within the time limit.
    func post(_ body: [UInt8], key: APIKey) -> Delivery {
        let request = LiveRequest(endpoint: endpoint, version: version, body: body).message(key: key)
        let end = Machine.monotonicNanoseconds() + Int64(timeout / .nanoseconds(1))
        var attempt = 0
        while true {
            let delivery = send(request, .nanoseconds(max(1, end - Machine.monotonicNanoseconds())), key)
            guard attempt < retries, let delay = delay(after: delivery, attempt),
                Machine.monotonicNanoseconds() + delay < end
            else { return delivery }
            attempt += 1
            console.detail(
                "\(delivery.summary); trying again in \(delay / 1_000_000) ms (\(attempt) of \(retries))")
            Machine.sleep(nanoseconds: delay)
        }
    }

    private func send(_ request: HTTPRequest, _ timeout: Duration, _ key: APIKey) -> Delivery {
        let start = Machine.monotonicNanoseconds()
        defer {
            let milliseconds = (Machine.monotonicNanoseconds() - start) / 1_000_000
            console.detail("POST \(endpoint.sessionURL(version)) took \(milliseconds) ms")
        }
        do throws(TransportFailure) {
            var response = try transport.send(request, to: endpoint.origin, timeout: timeout)
            // Whoever answers may repeat what it was sent.
            response.body = key.masked(response.body)
            response.fields = response.fields.map { HTTPField($0.name, key.masked($0.value)) }
            return .answered(SessionReply(response, clientHost: clientHost), response)
        } catch {
            var failure = error
            failure.reason = key.masked(failure.reason)
            return .lost(failure)
        }
    }

    /// The nanoseconds from which the delay before another attempt is drawn, where nothing was sent.
    ///
    /// Doubled each time from half a second up to 16 s; drawn from the upper half, so that many callers do not come
    /// together.
    static func delays(_ attempt: Int) -> ClosedRange<Int64> {
        let longest: Int64 = 500_000_000 << Int64(min(attempt, 5))
        return longest / 2...longest
    }

    /// The nanoseconds to wait before the request is made once more; nil where it must not be.
    private func delay(after delivery: Delivery, _ attempt: Int) -> Int64? {
        let second: Int64 = 1_000_000_000
        switch delivery {
        case .lost(let failure) where failure.stage == .notSent: return .random(in: Self.delays(attempt))
        case .answered(let reply, let response) where reply.status == 429 || reply.status == 503:
            guard let value = response.value(of: "Retry-After"),
                let seconds = RetryAfter.seconds(value, now: Machine.wallClock().seconds),
                Duration.seconds(seconds) < timeout
            else { return nil }
            return seconds * second + .random(in: 0...second / 4)
        default: return nil
        }
    }
}

extension LiveClient.Delivery {
    /// The exit status that the delivery alone ends with.
    var code: ExitCode {
        switch self {
        case .answered(let reply, _):
            switch reply.verdict {
            case .created: .done
            case .refused: .refused
            case .failed: .failed
            case .unexpected: .unexpected
            }
        case .lost(let failure):
            switch failure.stage {
            case .notSent: .unreachable
            case .unanswered: .unknown
            case .unreadable: .unexpected
            }
        }
    }

    /// The session that there is, or may be, as far as the answer tells.
    var session: (id: String?, redirectURL: String?) {
        guard case .answered(let reply, _) = self else { return (nil, nil) }
        switch reply.verdict {
        case .created(let session): return (session.id.text, session.redirectURL)
        case .unexpected(_, let id, let redirectURL): return (id, redirectURL)
        case .refused, .failed: return (nil, nil)
        }
    }

    /// What happened, one clause for people; not yet escaped.
    var summary: String {
        switch self {
        case .answered(let reply, _):
            switch reply.verdict {
            case .created(let session): "session \(session.id.text) was created"
            case .refused(let code, let message):
                "the API refused the request (\(reply.status)): \(code.map { "\($0), " } ?? "")\(message)"
            case .failed(let code, let message):
                "the API failed (\(reply.status)): \(code.map { "\($0), " } ?? "")\(message)"
            case .unexpected(let reason, _, _): "the API's answer is not what it should be: \(reason)"
            }
        case .lost(let failure):
            switch failure.stage {
            case .notSent: "nothing was sent: \(failure.reason)"
            case .unanswered: "the request was sent, and a session may exist: \(failure.reason)"
            case .unreadable: "what was answered cannot be read: \(failure.reason)"
            }
        }
    }

    /// What to do where nobody knows whether there is a session.
    static let mayExist = "a session may exist: do not send the payload again before you know"

    /// What to do about it, one clause; nil where nobody knows.
    var hint: String? {
        switch self {
        case .answered(let reply, _):
            switch reply.verdict {
            case .created: return nil
            case .refused(let code, _):
                guard let code, ServiceError.all.contains(where: { $0.code == code }) else { return nil }
                return "more: bcsession explain \(code)"
            // A server behind another may have created the session before the one in front gave up.
            case .failed: return "a session may exist if the failing server stands in front of the API"
            case .unexpected: return Self.mayExist
            }
        case .lost(let failure):
            switch failure.stage {
            case .notSent: return failure.hint
            case .unanswered, .unreadable: return "do not send the payload again before you know"
            }
        }
    }
}
