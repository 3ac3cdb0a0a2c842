import Testing

@testable import SessionCommands

@Suite struct WorkerLoadTests {
    private static let millisecond: Int64 = 1_000_000
    private static let second = 1000 * millisecond

    /// A load of two processors after some round trips of so many milliseconds, the last of which ended at 10 s.
    private func load(after trips: Int64...) -> WorkerLoad {
        var load = WorkerLoad(processors: 2)
        for trip in trips {
            load.noteRequest(at: 10 * Self.second - trip * Self.millisecond)
            load.noteAnswer(to: 10 * Self.second - trip * Self.millisecond, isFirst: false, at: 10 * Self.second)
        }
        return load
    }

    /// How many workers are of use at once.
    private func count(_ load: WorkerLoad) -> Int {
        (0..<1000).first { load.delay(beforeOneMoreThan: $0, at: 10 * Self.second) != 0 } ?? .max
    }

    @Test func `two workers for each processor are of use before anything is known`() {
        #expect(count(WorkerLoad(processors: 2)) == 4)
        #expect(count(WorkerLoad(processors: 1)) == 2)
        #expect(WorkerLoad(processors: 2).delay(beforeOneMoreThan: 4, at: 9 * Self.second) > 0)
    }

    @Test func `at a server that answers at once more would only take time from each other`() {
        #expect(count(load(after: 1, 1, 1)) == 4)
        // Requests that wait for a processor do not make the server slow.
        #expect(count(load(after: 1, 9, 3, 1, 12)) == 4)
    }

    @Test func `at a slow server as many are of use as its answers leave room for`() {
        #expect(count(load(after: 20)) > 16)
        #expect(count(load(after: 300)) > 64)
        // It may become slow.
        var slow = load(after: 1)
        for _ in 0..<100 { slow.noteAnswer(to: 9 * Self.second, isFirst: false, at: 10 * Self.second) }
        #expect(count(slow) > 64)
    }

    @Test func `the first answer of a worker tells nothing of the server`() {
        var load = WorkerLoad(processors: 2)
        load.noteAnswer(to: 9 * Self.second, isFirst: true, at: 10 * Self.second)
        #expect(count(load) == 4)
    }

    @Test func `one more is of use when all have waited for longer than a start takes`() {
        var load = load(after: 1)
        load.noteRequest(at: 20 * Self.second)
        let delay = load.delay(beforeOneMoreThan: 4, at: 20 * Self.second)
        #expect(delay > 0 && delay < Self.second)
        #expect(load.delay(beforeOneMoreThan: 4, at: 20 * Self.second + delay) == 0)
        // An answer on the way says that they are not stuck.
        load.noteAnswer(to: 20 * Self.second, isFirst: false, at: 20 * Self.second + delay)
        #expect(load.delay(beforeOneMoreThan: 4, at: 20 * Self.second + delay) == delay)
    }
}
