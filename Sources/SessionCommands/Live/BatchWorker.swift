import BankConnectSession
import CommandKit

/// Creates the sessions of lines, one after another; each thread has its own.
struct BatchWorker: PipelineWorker {
    /// What came of a line.
    struct Outcome: Sendable {
        enum Event: Sendable {
            case result(BatchResult)
            /// The run was to end before the line's turn to be sent.
            case notBegun
            /// What ends the whole batch: the ledger cannot be written, or not be read; the line was not sent.
            case failed(CommandFailure)
        }

        var event = Event.notBegun
        /// Where the line ends in the input.
        var lineEnd = 0

        /// The bytes that it holds in memory.
        var byteCount: Int {
            if case .result(let result) = event { result.outcome.response?.count ?? 0 } else { 0 }
        }
    }

    /// What all workers of a run share.
    struct Shared: Sendable {
        let client: LiveClient
        /// The key for lines that hold none of their own.
        let key: APIKey?
        let ledger: Ledger?
        /// What earlier runs recorded.
        let earlier: Earlier?
        /// Whether all lines are sent, whatever earlier runs recorded.
        let ignoresEarlier: Bool
        /// Which outcomes of earlier runs are not final.
        let repeated: Set<SendOutcome.Repetition>
        let skipsValidation: Bool
        /// Whether a refused key or plan does not end the batch.
        let keepsGoing: Bool
        /// Ends the batch: no further line is begun.
        let cancellation: Cancellation

        /// Lets no line be sent that is not yet.
        func stop() {
            cancellation.cancel()
            client.pacer.stop()
        }

        /// What an earlier run has of a line that this run would not send again; nil where it would send it.
        func knownResult(of line: inout BatchLine) -> SendOutcome.Result? {
            guard !ignoresEarlier, let known = earlier?.lastResult(of: &line), !repeated.contains(known.repetition)
            else { return nil }
            return known.result
        }
    }

    /// The entries of earlier runs, for several threads.
    final class Earlier: Sendable {
        private let index: Monitor<PayloadIndex>

        init(_ index: PayloadIndex) {
            self.index = Monitor(index)
        }

        /// The last entry about a line, which becomes the occurrence that the ledger has it as.
        func lastEntry(of line: inout BatchLine) throws(CommandFailure) -> LedgerEntry? {
            try index.withLock { index throws(CommandFailure) in
                line.occurrence = index.occurrence(of: line.digest, inBatch: line.occurrence)
                return try index.lastEntry(of: line.digest, occurrence: line.occurrence)
            }
        }

        /// How the last entry about a line ended, without reading it again.
        func lastResult(of line: inout BatchLine) -> PayloadIndex.Known? {
            index.withLock { index in
                line.occurrence = index.occurrence(of: line.digest, inBatch: line.occurrence)
                return index.lastResult(of: line.digest, occurrence: line.occurrence)
            }
        }

        func mayHaveSession(_ linkID: String) -> Bool { index.withLock { $0.mayHaveSession(linkID) } }
    }

    let shared: Shared
    var checker: PayloadChecker

    func makeOutcome() -> Outcome { Outcome() }

    mutating func work(on line: inout BatchLine, into outcome: inout Outcome) {
        outcome.lineEnd = line.end
        do throws(CommandFailure) {
            guard let result = try create(&line) else {
                outcome.event = .notBegun
                return
            }
            outcome.event = .result(result)
            // The key or the plan is refused, and so will every other line be.
            if !result.isKnown, !shared.keepsGoing, [401, 402].contains(result.outcome.status) { shared.stop() }
        } catch {
            outcome.event = .failed(error)
            shared.stop()
        }
    }

    /// Creates the session of a line, unless an earlier run did; nil when the run ended before the line's turn to be
    /// sent.
    ///
    /// - Throws: what ends the whole batch before the line was sent.
    private mutating func create(_ line: inout BatchLine) throws(CommandFailure) -> BatchResult? {
        checker.check(line.bytes)
        var result = BatchResult(record: line.record, linkID: checker.request.linkID, outcome: SendOutcome(.notSent))
        let key = Result { () throws(CommandFailure) in try apiKey() }
        if let key = try? key.get(), let failure = MaskedPayload.failure(showing: key, checker.request, line.bytes) {
            // No ledger gets this line: its link_id may be the key.
            result.linkID = result.linkID.map { [key.mask].compactMap(\.self).masked($0) }
            result.outcome = SendOutcome(.withoutKey, reason: failure.message, hint: failure.hint)
            return result
        }
        let earlier = shared.ignoresEarlier ? nil : try shared.earlier?.lastEntry(of: &line)
        if let earlier {
            if let outcome = earlier.outcome, !shared.repeated.contains(outcome.repetition) {
                result.outcome = outcome
                result.isKnown = true
                return result
            }
            if earlier.outcome == nil, !shared.repeated.contains(.whenUnknownIsRetried) {
                result.outcome = Self.interrupted
                return finish(result, line)
            }
        } else if let linkID = result.linkID {
            result.isRepeatedCustomer = shared.earlier?.mayHaveSession(linkID) ?? false
        }
        // What the reason says is what the answer says: the service's order, and not the text's.
        let error = checker.decisive ?? checker.findings.first { $0.severity == .error }
        if !shared.skipsValidation, let error {
            let answer = checker.answer ?? ServiceAnswer(ofAccountAggregator: error)
            result.outcome = SendOutcome(answer, reason: "\(error.detail) (\(error.rule))")
            return finish(result, line)
        }
        let usedKey: APIKey
        switch key {
        case .success(let key): usedKey = key
        case .failure(let failure):
            result.outcome = SendOutcome(.withoutKey, reason: failure.message, hint: failure.hint)
            return finish(result, line)
        }
        guard shared.client.pacer.wait() else { return nil }
        try shared.ledger?.append(entry(line, nil))
        result.outcome = shared.client.post(line.bytes, of: checker.request, key: usedKey)
        return finish(result, line)
    }

    /// The outcome of a line that was about to be sent when an earlier run ended.
    private static let interrupted = SendOutcome(
        .unanswered, reason: "an earlier run ended before it knew the outcome", hint: "--retry-unknown sends it again")

    private func apiKey() throws(CommandFailure) -> APIKey {
        if let key = shared.key { return key }
        if let key = try APIKey.find(in: checker.request, shared.client.endpoint) { return key }
        throw CommandFailure(.credential, "there is no API key for this line", hint: "give --api-key-file FILE")
    }

    private func entry(_ line: BatchLine, _ outcome: SendOutcome?) -> LedgerEntry {
        LedgerEntry(line.payload, outcome, of: checker.request, at: shared.client)
    }

    /// Records a result, so that it is on disk before anybody sees it.
    ///
    /// One that cannot be recorded is printed all the same: the session is there.
    private func finish(_ result: BatchResult, _ line: BatchLine) -> BatchResult {
        guard let ledger = shared.ledger else { return result }
        var result = result
        do throws(CommandFailure) {
            try ledger.append(entry(line, result.outcome))
        } catch {
            result.failure = error
        }
        return result
    }
}

extension LedgerEntry {
    /// The entry about a payload that is sent by a client: its intent, or its outcome.
    init(_ payload: LedgerPayload, _ outcome: SendOutcome?, of request: SessionRequest, at client: LiveClient) {
        let now = Machine.wallClock().seconds
        // The clock is nowhere near the ends of what can be written.
        self.init(
            time: Timestamp(unixSeconds: now) ?? Timestamp.epoch, endpoint: client.endpoint.text,
            apiVersion: client.version, linkID: request.linkID, payload: payload, outcome: outcome)
        guard outcome?.sessionID != nil else { return }
        expiresAt = Timestamp(unixSeconds: request.end(ofSessionFrom: now))
        expiryIsEstimate = !request.given.contains(.sessionExpiry)
    }
}
