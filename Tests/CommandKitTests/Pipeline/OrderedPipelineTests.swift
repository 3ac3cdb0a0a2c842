import CommandKit
import Testing

/// Counts from 0 to a number that is not reached where that is nil.
private struct Numbers: PipelineSource {
    let count: Int?
    let handedOut: Monitor<Int>
    /// Called before a number is handed out.
    var willHandOut: @Sendable (Int) -> Void = { _ in }
    private var next = 0

    init(_ count: Int?, handedOut: Monitor<Int> = Monitor(0), willHandOut: @escaping @Sendable (Int) -> Void = { _ in })
    {
        self.count = count
        self.handedOut = handedOut
        self.willHandOut = willHandOut
    }

    func makeItem() -> Int { -1 }

    mutating func next(into item: inout Int) -> Bool {
        if next == count { return false }
        willHandOut(next)
        item = next
        next += 1
        handedOut.withLock { $0 = next }
        handedOut.broadcast()
        return true
    }
}

private struct Squares: PipelineWorker {
    let made: Monitor<Int>
    var isHeldUp: @Sendable (Int) -> Void = { _ in }

    init(made: Monitor<Int> = Monitor(0), isHeldUp: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.made = made
        self.isHeldUp = isHeldUp
    }

    func makeOutcome() -> [Int] {
        made.withLock { $0 += 1 }
        return []
    }

    func work(on item: inout Int, into outcome: inout [Int]) {
        isHeldUp(item)
        outcome.removeAll(keepingCapacity: true)
        outcome.append(item * item)
    }
}

private struct Collection: PipelineSink {
    var numbers: [Int] = []
    var flushedCount = 0
    var failsAt = Int.max
    var outcomeBytes = 1
    var didFlush: @Sendable (Int) -> Void = { _ in }
    /// Bytes of the outcomes that were told to wait, which is all that ever waited.
    let waiting = Monitor(0)

    func byteCount(of outcome: [Int]) -> Int {
        waiting.withLock { $0 += outcomeBytes }
        return outcomeBytes
    }

    mutating func take(_ outcome: inout [Int]) throws(SystemError) {
        if numbers.count == failsAt { throw SystemError(code: 28, .write, "standard output") }
        numbers += outcome
    }

    mutating func flush() {
        flushedCount = numbers.count
        didFlush(flushedCount)
    }
}

@Suite(.timeLimit(.minutes(5))) struct OrderedPipelineTests {
    @Test(arguments: [1, 2, 7], [0, 1, 1000])
    func `outcomes come in the order of their items`(workers: Int, count: Int) throws {
        let squares = Squares(isHeldUp: { if $0.isMultiple(of: 97) { Machine.sleep(nanoseconds: 100_000) } })
        let sink = try OrderedPipeline(workerCount: workers).run(Numbers(count), squares, Collection()).sink
        #expect(sink.numbers == (0..<count).map { $0 * $0 })
        #expect(sink.flushedCount == count)
    }

    @Test func `outcomes that were taken are filled again`() throws {
        let made = Monitor(0)
        _ = try OrderedPipeline(workerCount: 3, limit: PipelineLimit(outcomes: 4))
            .run(Numbers(10_000), Squares(made: made), Collection())
        // One a worker, and those that can wait.
        #expect(made.withLock { $0 } <= 3 + 4)
    }

    @Test func `a slow item holds up no more than the limit allows, counted in outcomes`() throws {
        let limit = PipelineLimit(outcomes: 5)
        // The worker of item 0 is slow, outcomes 1 to 5 wait, and item 6 is under way.
        #expect(try mostHandedOut(limit, outcomeBytes: 1, expected: 7) == 7)
    }

    @Test func `a slow item holds up no more than the limit allows, counted in bytes`() throws {
        let limit = PipelineLimit(outcomes: 1000, bytes: 100)
        // Outcomes 1 and 2 wait, which is 120 bytes, and item 3 is under way.
        #expect(try mostHandedOut(limit, outcomeBytes: 60, expected: 4) == 4)
    }

    /// How many items of two workers had begun when the first ended that began.
    private func mostHandedOut(_ limit: PipelineLimit, outcomeBytes: Int, expected: Int) throws -> Int {
        let handedOut = Monitor(0)
        let most = Monitor(0)
        let squares = Squares(isHeldUp: { item in
            guard item == 0 else { return }
            handedOut.wait(until: { $0 >= expected }) { _ in }
            // A pipeline without a limit would go on meanwhile.
            for _ in 0..<200 { Machine.sleep(nanoseconds: 10_000) }
            most.withLock { $0 = handedOut.withLock { $0 } }
        })
        var sink = Collection()
        sink.outcomeBytes = outcomeBytes
        let numbers = try OrderedPipeline(workerCount: 2, limit: limit)
            .run(Numbers(10_000, handedOut: handedOut), squares, sink).sink.numbers
        #expect(numbers.count == 10_000)
        return most.withLock { $0 }
    }

    @Test(arguments: [1, 2, 4])
    func `a sender who waits for the outcome of an item before it sends the next gets it`(workers: Int) throws {
        let flushed = Monitor(0)
        let source = Numbers(50, willHandOut: { number in flushed.wait(until: { $0 == number }) { _ in } })
        var sink = Collection()
        sink.didFlush = { count in
            flushed.withLock { $0 = count }
            flushed.broadcast()
        }
        #expect(try OrderedPipeline(workerCount: workers).run(source, Squares(), sink).sink.numbers.count == 50)
    }

    @Test(arguments: [1, 3])
    func `a sink that fails ends the run of a source without an end`(workers: Int) throws {
        var sink = Collection()
        sink.failsAt = 10
        let error = #expect(throws: SystemError.self) {
            try OrderedPipeline(workerCount: workers).run(Numbers(nil), Squares(), sink)
        }
        #expect(error?.description == "cannot write standard output: No space left on device")
    }

    @Test func `a cancelled run hands over what was under way and ends`() throws {
        let cancellation = Cancellation()
        let squares = Squares(isHeldUp: { if $0 == 20 { cancellation.cancel() } })
        let (source, sink) = try OrderedPipeline(workerCount: 2, cancellation: cancellation)
            .run(Numbers(nil), squares, Collection())
        let begun = source.handedOut.withLock { $0 }
        #expect(begun >= 21)
        #expect(sink.numbers == (0..<begun).map { $0 * $0 })
    }
}
