// This folder holds what every command that reads a stream is made of:
//
// - `LineReader` cuts a stream into blocks of whole lines, in a buffer that is used again (`LineBlock`).
// - `OrderedPipeline` (this file) hands items to workers and takes their outcomes back in the order of the items.
// - `Cancellation` ends the reading early.
// - `Progress` shows how far a run has come.
//
// A pipeline has three parts, each a value of its own:
//
//     source ──item──▶ worker (one a thread) ──outcome──▶ sink
//
// The source and the sink are used by one thread at a time; workers run beside each other. A filter, for example:
//
//     struct Lines: PipelineSource {
//         var reader: LineReader
//         func makeItem() -> LineBlock { LineBlock() }
//         mutating func next(into block: inout LineBlock) -> Bool { (try? reader.read(into: &block)) ?? false }
//     }
//     let (_, sink) = try OrderedPipeline(workerCount: Machine.processorCount).run(Lines(…), Checker(…), Report(…))

/// What makes the items of a pipeline, in order.
package protocol PipelineSource: Sendable {
    /// What one worker works on at a time.
    associatedtype Item: Sendable

    /// An empty item: each thread has one and lends it to ``next(into:)`` again and again, so that its buffers are used
    /// again.
    func makeItem() -> Item

    /// Puts the next item into the value lent; false when there are no more, and then it is not called again.
    ///
    /// It may wait for input: outcomes of earlier items are written meanwhile. A failure is an item as well, so that it
    /// is reported in its place.
    mutating func next(into item: inout Item) -> Bool
}

/// What turns an item into an outcome; each thread has a copy of its own.
package protocol PipelineWorker: Sendable {
    /// What is worked on.
    associatedtype Item: Sendable
    /// What is made of it.
    associatedtype Outcome: Sendable

    /// An empty outcome: it comes back, used, to be filled again.
    func makeOutcome() -> Outcome

    /// Makes the outcome of an item; what the outcome held before is to be removed, its buffers kept.
    mutating func work(on item: inout Item, into outcome: inout Outcome)
}

/// What takes outcomes in the order of their items.
package protocol PipelineSink: Sendable {
    /// What is taken.
    associatedtype Outcome: Sendable

    /// The bytes that an outcome holds in memory while it waits for its turn.
    func byteCount(of outcome: Outcome) -> Int

    /// Takes the outcome of the next item.
    ///
    /// - Throws: what ends the run: no more items are begun, and no more outcomes taken. A sink that wants the outcomes
    ///   of what is under way cancels the run instead of throwing.
    mutating func take(_ outcome: inout Outcome) throws(SystemError)

    /// Called when no further outcome is ready, so that a sender who waits for results gets them at once.
    mutating func flush() throws(SystemError)
}

/// How much may wait for the outcome whose turn it is.
package struct PipelineLimit: Sendable {
    /// The most outcomes that wait.
    package var outcomes: Int
    /// A worker waits for its turn when those that wait hold this many bytes.
    package var bytes: Int

    /// Enough that a worker that is held up for a moment holds up no other.
    package static let standard = PipelineLimit(outcomes: 32, bytes: 1 << 22)

    /// Joins both limits.
    package init(outcomes: Int, bytes: Int = 1 << 22) {
        self.outcomes = outcomes
        self.bytes = bytes
    }
}

/// Runs workers on the items of a source and hands their outcomes to a sink, in the order of the items.
///
/// Memory is constant: one item a thread, and as many outcomes as the limit allows. An outcome that is early is left
/// with the sink's and its worker goes on; beyond the limit the worker waits. Nothing is allocated per item once the
/// buffers have grown.
package struct OrderedPipeline: Sendable {
    @usableFromInline package let workerCount: Int
    private let limit: PipelineLimit
    @usableFromInline package let cancellation: Cancellation

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - workerCount: How many items are worked on at the same time; with 1, everything runs on the calling thread.
    ///   - limit: How much may wait for its turn.
    ///   - cancellation: What ends the run early; hand the same to the `LineReader`, so that it does not wait for input
    ///     that nobody wants any more.
    package init(
        workerCount: Int, limit: PipelineLimit = .standard, cancellation: Cancellation = Cancellation()
    ) {
        self.workerCount = workerCount
        self.limit = limit
        self.cancellation = cancellation
    }

    /// Runs until the source has no more items, or the run is cancelled and what was under way is done.
    ///
    /// - Returns: the source and the sink as the run left them.
    /// - Throws: what the sink threw.
    @inlinable package func run<Source: PipelineSource, Worker: PipelineWorker, Sink: PipelineSink>(
        _ source: Source, _ worker: Worker, _ sink: Sink
    ) throws(SystemError) -> (source: Source, sink: Sink)
    where Source.Item == Worker.Item, Worker.Outcome == Sink.Outcome {
        workerCount == 1 ? try runAlone(source, worker, sink) : try runTogether(source, worker, sink)
    }

    /// One item after another on the calling thread, without what threads share: a run of one small file takes less time
    /// than to make that.
    @inlinable func runAlone<Source: PipelineSource, Worker: PipelineWorker, Sink: PipelineSink>(
        _ source: Source, _ worker: Worker, _ sink: Sink
    ) throws(SystemError) -> (source: Source, sink: Sink)
    where Source.Item == Worker.Item, Worker.Outcome == Sink.Outcome {
        var (source, worker, sink) = (source, worker, sink)
        var item = source.makeItem()
        var outcome = worker.makeOutcome()
        while !cancellation.isCancelled, source.next(into: &item) {
            worker.work(on: &item, into: &outcome)
            do throws(SystemError) {
                try sink.take(&outcome)
                try sink.flush()
            } catch {
                cancellation.cancel()
                throw error
            }
        }
        return (source, sink)
    }

    @usableFromInline func runTogether<Source: PipelineSource, Worker: PipelineWorker, Sink: PipelineSink>(
        _ source: Source, _ worker: Worker, _ sink: Sink
    ) throws(SystemError) -> (source: Source, sink: Sink)
    where Source.Item == Worker.Item, Worker.Outcome == Sink.Outcome {
        let run = PipelineRun(source, worker, sink, limit, cancellation)
        Threads.run(workerCount) { _ in run.work() }
        return try run.result()
    }
}

/// What the threads of one run share.
private final class PipelineRun<Source: PipelineSource, Worker: PipelineWorker, Sink: PipelineSink>: Sendable
where Source.Item == Worker.Item, Worker.Outcome == Sink.Outcome {
    private struct Supply: Sendable {
        var source: Source
        var nextTicket = 0
        var isAtEnd = false
    }

    /// An outcome whose turn has not come.
    private struct Early: Sendable {
        let ticket: Int
        let byteCount: Int
        var outcome: Worker.Outcome
    }

    private struct Delivery: Sendable {
        var sink: Sink
        var nextTicket = 0
        var early: [Early] = []
        var earlyBytes = 0
        /// Outcomes that were taken, whose buffers can be used again.
        var spare: [Worker.Outcome] = []
        var failure: SystemError?
    }

    private let supply: Monitor<Supply>
    private let delivery: Monitor<Delivery>
    private let worker: Worker
    private let limit: PipelineLimit
    private let cancellation: Cancellation

    init(
        _ source: Source, _ worker: Worker, _ sink: Sink, _ limit: PipelineLimit, _ cancellation: Cancellation
    ) {
        supply = Monitor(Supply(source: source))
        delivery = Monitor(Delivery(sink: sink))
        self.worker = worker
        self.limit = limit
        self.cancellation = cancellation
    }

    /// What each thread does.
    func work() {
        var worker = worker
        var item = supply.withLock { $0.source.makeItem() }
        var outcome = worker.makeOutcome()
        while let ticket = next(into: &item) {
            worker.work(on: &item, into: &outcome)
            delivery.wait(until: { $0.nextTicket == ticket || hasRoom($0) }) { delivery in
                deliver(ticket, &outcome, &delivery)
            }
            delivery.broadcast()
        }
    }

    func result() throws(SystemError) -> (Source, Sink) {
        let sink = try delivery.withLock { delivery throws(SystemError) in
            if let failure = delivery.failure { throw failure }
            return delivery.sink
        }
        return (supply.withLock { $0.source }, sink)
    }

    /// The place of the next item in the order; nil at the end.
    private func next(into item: inout Source.Item) -> Int? {
        supply.withLock { supply in
            guard !supply.isAtEnd, !cancellation.isCancelled, supply.source.next(into: &item) else {
                supply.isAtEnd = true
                return nil
            }
            defer { supply.nextTicket += 1 }
            return supply.nextTicket
        }
    }

    private func hasRoom(_ delivery: Delivery) -> Bool {
        delivery.early.count < limit.outcomes && delivery.earlyBytes < limit.bytes
    }

    /// Leaves an outcome with the early ones, and hands on those whose turn it is.
    private func deliver(_ ticket: Int, _ outcome: inout Worker.Outcome, _ delivery: inout Delivery) {
        guard ticket == delivery.nextTicket else {
            let byteCount = delivery.sink.byteCount(of: outcome)
            delivery.earlyBytes += byteCount
            delivery.early.append(Early(ticket: ticket, byteCount: byteCount, outcome: outcome))
            outcome = delivery.spare.popLast() ?? worker.makeOutcome()
            return
        }
        take(&outcome, &delivery)
        while let place = delivery.early.firstIndex(where: { $0.ticket == delivery.nextTicket }) {
            var ready = delivery.early.remove(at: place)
            delivery.earlyBytes -= ready.byteCount
            take(&ready.outcome, &delivery)
            delivery.spare.append(ready.outcome)
        }
        report(&delivery) { sink throws(SystemError) in try sink.flush() }
    }

    private func take(_ outcome: inout Worker.Outcome, _ delivery: inout Delivery) {
        delivery.nextTicket += 1
        report(&delivery) { sink throws(SystemError) in try sink.take(&outcome) }
    }

    /// Does something with the sink, unless it has failed; a failure ends the run.
    private func report(_ delivery: inout Delivery, _ body: (inout Sink) throws(SystemError) -> Void) {
        guard delivery.failure == nil else { return }
        do throws(SystemError) {
            try body(&delivery.sink)
        } catch {
            delivery.failure = error
            cancellation.cancel()
        }
    }
}
