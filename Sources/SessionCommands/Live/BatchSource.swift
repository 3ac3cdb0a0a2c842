import BankConnectSession
import CommandKit
import Synchronization

/// Hands out the lines of a batch one by one, as soon as each can be read.
final class BatchSource: Sendable {
    /// A line to create a session for.
    struct Line: Sendable {
        /// Its place among the lines handed out, from 0: results are written in this order.
        let ticket: Int
        /// Its number in the input, from 1.
        let record: Int
        /// Its bytes without the line end, and without a byte-order mark.
        let bytes: [UInt8]
        /// The hash of the bytes, and the how-many-th line of them this is, from 1.
        let digest: SHA256.Digest
        let occurrence: Int

        /// The line as a ledger identifies it.
        var payload: LedgerPayload {
            LedgerPayload(sha256: digest, place: .line(record: record, occurrence: occurrence))
        }
    }

    private struct State {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var start = 0
        var end = 0
        var record = 0
        var ticket = 0
        var isAtEnd = false
        /// The first line, looked at and not yet handed out.
        var first: Line?
        var occurrences: [SHA256.Digest: Int] = [:]
        var emptyLines = 0
        var failure: SystemError?
    }

    private let stream: InputStream
    private let state = Monitor(State())
    // Not part of the state: whoever waits for input has that.
    private let stopped = Atomic<Bool>(false)
    private let handedOut = Atomic<Int>(0)

    init(_ stream: InputStream) {
        self.stream = stream
    }

    /// Ends the batch: no more lines are handed out.
    func stop() {
        stopped.store(true, ordering: .sequentiallyConsistent)
    }

    /// Whether the batch was ended.
    var isStopped: Bool { stopped.load(ordering: .sequentiallyConsistent) }

    /// Bytes handed out so far.
    var byteCount: Int { handedOut.load(ordering: .relaxed) }

    /// Lines passed over because they were empty, and what ended the reading early; for when it has ended.
    var summary: (emptyLines: Int, failure: SystemError?) {
        state.withLock { ($0.emptyLines, $0.failure) }
    }

    /// The next line; nil at the end, after ``stop()``, and after a failure.
    func next() -> Line? {
        state.withLock { state in
            if let first = state.first, !isStopped {
                state.first = nil
                return first
            }
            return nextLine(&state)
        }
    }

    /// The first line, which ``next()`` still hands out.
    func first() -> Line? {
        state.withLock { state in
            state.first = nextLine(&state)
            return state.first
        }
    }

    /// Whether there is more than the first line.
    var hasMore: Bool { state.withLock { !$0.isAtEnd || $0.start < $0.end } }

    /// How many lines were not handed out, for when no more are; reads to the end.
    func countRest() -> Int {
        stopped.store(false, ordering: .sequentiallyConsistent)
        var count = 0
        while next() != nil { count += 1 }
        return count
    }

    private func nextLine(_ state: inout State) -> Line? {
        while let range = nextRange(&state) {
            state.record += 1
            handedOut.add(range.count + 1, ordering: .relaxed)
            var line = state.buffer[range]
            if state.record == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
            if line.last == 0x0D { line.removeLast() }
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else {
                state.emptyLines += 1
                continue
            }
            let bytes = Array(line)
            let digest = SHA256.hash(bytes)
            state.occurrences[digest, default: 0] += 1
            defer { state.ticket += 1 }
            return Line(
                ticket: state.ticket, record: state.record, bytes: bytes, digest: digest,
                occurrence: state.occurrences[digest] ?? 1)
        }
        return nil
    }

    /// The range of the next line in the buffer; a last line without a line end counts.
    private func nextRange(_ state: inout State) -> Range<Int>? {
        var searched = state.start
        while !isStopped {
            if let feed = ByteSearch.firstLineFeed(in: state.buffer, searched..<state.end) {
                defer { state.start = feed + 1 }
                return state.start..<feed
            }
            searched = state.end
            if state.isAtEnd {
                guard state.start < state.end else { return nil }
                defer { state.start = state.end }
                return state.start..<state.end
            }
            if state.start > 0 {
                state.buffer.replaceSubrange(0..<(state.end - state.start), with: state.buffer[state.start..<state.end])
                searched -= state.start
                state.end -= state.start
                state.start = 0
            }
            if state.end == state.buffer.count {
                state.buffer.append(contentsOf: repeatElement(0, count: state.buffer.count))
            }
            guard stream.isReadable(within: 100) else { continue }
            do throws(SystemError) {
                let taken = try stream.read(
                    into: &state.buffer, at: state.end, count: state.buffer.count - state.end)
                state.isAtEnd = taken == 0
                state.end += taken
            } catch {
                state.failure = error
                return nil
            }
        }
        return nil
    }
}
