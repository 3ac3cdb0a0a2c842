import BankConnectSession
import CommandKit

/// Creates the sessions of lines, one after another; each thread has its own.
struct BatchWorker: Sendable {
    /// What all workers of a run share.
    struct Shared: Sendable {
        let client: LiveClient
        /// The key for lines that hold none of their own.
        let key: APIKey?
        let ledger: Ledger?
        /// What earlier runs recorded; nil when it does not count.
        let earlier: Earlier?
        let limiter: RateLimiter?
        let retriesUnknown: Bool
        let skipsValidation: Bool
    }

    /// The entries of earlier runs, for several threads.
    final class Earlier: Sendable {
        private let index: Monitor<LedgerIndex>

        init(_ path: FilePath) throws(CommandFailure) {
            index = Monitor(try LedgerIndex(path, of: .batchLines))
        }

        func lastEntry(of line: BatchLine) throws(CommandFailure) -> LedgerEntry? {
            try index.withLock { index throws(CommandFailure) in try index.lastEntry(of: line) }
        }
    }

    let shared: Shared
    var checker: PayloadChecker

    /// Creates the session of a line, unless an earlier run did; nil when the run ended before the line's turn to be
    /// sent.
    ///
    /// - Throws: what ends the whole batch before the line was sent: the ledger cannot be written, or not be read.
    mutating func create(_ line: BatchSource.Line) throws(CommandFailure) -> BatchResult? {
        let batchLine = BatchLine(record: line.record, sha256: SHA256.hash(line.bytes))
        checker.check(line.bytes)
        let linkID = checker.request.linkID
        if let done = try earlierResult(batchLine, linkID) { return done }
        if !shared.skipsValidation, let error = checker.findings.first(where: { $0.severity == .error }) {
            return refuse(batchLine, linkID, error)
        }
        let key: APIKey
        do throws(CommandFailure) {
            key = try apiKey()
        } catch {
            return finish(
                BatchResult(
                    record: line.record, linkID: linkID, outcome: .failed, response: nil, code: error.code,
                    message: error.description), batchLine, session: nil)
        }
        guard shared.limiter?.wait() ?? true else { return nil }
        try shared.ledger?.append(.intent(batchLine, time: now))
        let delivery = shared.client.post(line.bytes, key: key)
        return finish(
            BatchResult(batchLine, linkID: linkID, delivery), batchLine,
            session: RecordedSession(delivery, checker, endpoint: shared.client.endpoint))
    }

    private func apiKey() throws(CommandFailure) -> APIKey {
        if let key = shared.key { return key }
        if let key = try APIKey.find(in: checker.request) { return key }
        throw CommandFailure(.credential, "there is no API key for this line", hint: "give --api-key-file FILE")
    }

    /// What an earlier run knows of the line; nil when the line is to be sent.
    private func earlierResult(_ line: BatchLine, _ linkID: String?) throws(CommandFailure) -> BatchResult? {
        switch try shared.earlier?.lastEntry(of: line) {
        case .outcome(let outcome):
            if outcome.wasNotSent || outcome.result == .unknown && shared.retriesUnknown { return nil }
            return BatchResult(outcome)
        case .intent:
            // It was about to be sent when the earlier run ended.
            if shared.retriesUnknown { return nil }
            return finish(
                BatchResult(
                    record: line.record, linkID: linkID, outcome: .unknown, response: nil, code: .unknown,
                    message: "an earlier run ended before it knew what came of the line: a session may exist; "
                        + "--retry-unknown sends it again"),
                line, session: nil)
        case .session, nil: return nil
        }
    }

    private func refuse(_ line: BatchLine, _ linkID: String?, _ error: Finding) -> BatchResult {
        let answer = checker.answer ?? ServiceAnswer(ofAccountAggregator: error)
        let result = BatchResult(
            record: line.record, linkID: linkID, outcome: .refused,
            response: Array(ResponseBody.refused(answer).utf8), code: .negative,
            message: "not sent: \(error.detail) (\(error.rule))")
        return finish(result, line, session: nil)
    }

    /// Records a result, so that it is on disk before anybody sees it.
    ///
    /// One that cannot be recorded is told all the same: the session is there.
    private func finish(_ result: BatchResult, _ line: BatchLine, session: RecordedSession?) -> BatchResult {
        guard let ledger = shared.ledger else { return result }
        let session =
            session
            ?? RecordedSession(
                time: now, sessionID: nil, linkID: result.linkID, redirectURL: nil, expiresAt: nil,
                endpoint: shared.client.endpoint.text)
        var result = result
        do throws(CommandFailure) {
            try ledger.append(
                .outcome(
                    BatchOutcome(
                        line: line, result: result.outcome, session: session, response: result.response,
                        exit: Int(result.code.rawValue))))
        } catch {
            result.failure = error
        }
        return result
    }

    /// The time for an entry; the clock is nowhere near the ends of what can be written.
    private var now: Timestamp {
        Timestamp(unixSeconds: Machine.wallClock().seconds) ?? Timestamp.epoch
    }
}
