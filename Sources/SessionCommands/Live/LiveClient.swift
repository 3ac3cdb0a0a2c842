// Sending: `LiveClient` (here) posts a `LiveRequest`, with `AnswerWait` around it; what sends is a `NetworkAccess`,
// whose `WorkerPool` speaks to other processes in `WorkerMessage`s. A `BatchRun` reads a `BatchSource`, lets
// `BatchWorker`s send at the pace of a `RequestPacer`, and prints `BatchResult`s. `LiveOptions` and `BatchOptions` are
// the flags.

import BankConnectSession
import CommandKit

/// Posts payloads to the session API, again where that is safe.
struct LiveClient: Sendable {
    let transport: any Transport
    let endpoint: Endpoint
    let version: APIVersion
    /// Where redirect URLs may lead.
    let trusted: SendOutcome.TrustedHosts
    let timeout: Duration
    let retries: Int
    let pacer: RequestPacer
    let console: Console

    /// Waits until a request could be sent at once; what to answer where that does not come in time.
    func prepare(within time: Duration) -> SendOutcome? {
        do throws(TransportFailure) {
            try transport.prepare(within: time)
            return nil
        } catch {
            return SendOutcome(error)
        }
    }

    /// Posts a payload and answers what came of it.
    ///
    /// A request is made once more only where there cannot be a session yet: nothing was sent, or the service asks to be
    /// asked again later (429 and 503 with Retry-After). All of it happens within the time limit, or what is left of it, at
    /// the pace of all requests. The first request begins at once: the caller has waited for its turn. Another is made only
    /// where time is left for its answer: without one, a definite outcome would become an unknown one.
    func post(
        _ body: [UInt8], of payload: SessionRequest, key: APIKey, within rest: Duration? = nil
    ) -> SendOutcome {
        let masks = [key.mask].compactMap(\.self) + MaskedPayload.secrets(of: payload, in: body).map { SecretMask($0) }
        let request = LiveRequest(endpoint: endpoint, version: version, body: body).message(key: key)
        let end = Machine.monotonicNanoseconds() + Int64((rest ?? timeout) / .nanoseconds(1))
        var attempt = 0
        var longest = Self.leastNanoseconds
        while true {
            let start = Machine.monotonicNanoseconds()
            let outcome = send(request, .nanoseconds(max(1, end - start)), masks)
            longest = max(longest, 2 * (Machine.monotonicNanoseconds() - start))
            let latest = end - longest
            if outcome.status == 429, let seconds = outcome.retryAfter { pacer.pause(seconds: seconds) }
            guard attempt < retries, let delay = delay(after: outcome, attempt),
                Machine.monotonicNanoseconds() + delay < latest
            else { return outcome }
            attempt += 1
            console.detail("\(outcome.summary); trying again in \(delay / 1_000_000) ms (\(attempt) of \(retries))")
            guard pacer.wait(from: Machine.monotonicNanoseconds() + delay, until: latest) else { return outcome }
        }
    }

    /// Another attempt is given twice the time that the slowest before it took, and at least these nanoseconds.
    private static let leastNanoseconds: Int64 = 200_000_000

    private func send(_ request: HTTPRequest, _ timeout: Duration, _ masks: [SecretMask]) -> SendOutcome {
        let start = Machine.monotonicNanoseconds()
        var outcome: SendOutcome
        do throws(TransportFailure) {
            var response = try transport.send(request, to: endpoint.origin, timeout: timeout)
            // Whoever answers may repeat what it was sent.
            response.body = masks.masked(response.body)
            response.fields = response.fields.map { HTTPField($0.name, masks.masked($0.value)) }
            outcome = SendOutcome(response, trusted: trusted, now: Machine.wallClock().seconds)
        } catch {
            outcome = SendOutcome(error)
            outcome.reason = masks.masked(outcome.reason)
        }
        let milliseconds = (Machine.monotonicNanoseconds() - start) / 1_000_000
        let status = outcome.status.map { "status \($0)" } ?? "no answer"
        console.detail("POST \(endpoint.sessionURL(version)): \(status) after \(milliseconds) ms")
        return outcome
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
    private func delay(after outcome: SendOutcome, _ attempt: Int) -> Int64? {
        if outcome.kind == .notSent { return .random(in: Self.delays(attempt)) }
        guard let seconds = outcome.retryAfter, Duration.seconds(seconds) < timeout else { return nil }
        let second: Int64 = 1_000_000_000
        return seconds * second + .random(in: 0...second / 4)
    }
}
