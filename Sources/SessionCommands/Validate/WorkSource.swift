import CommandKit

/// Hands out the work of a run piece by piece, in the order of the inputs, to workers that ask for it.
///
/// A piece is a whole file, which the worker reads by itself, or some whole lines of a stream, which are read here: as
/// many as one read gives, so that a slow stream is answered line by line and a fast one in large steps.
final class WorkSource: Sendable {
    /// A piece of work, numbered so that results can be written in order.
    struct Item {
        /// The place in the order of results.
        let ticket: Int
        let input: ValidationInput
        let content: Content
    }

    /// Lines of a stream, and where they end.
    struct LineBuffer {
        var bytes: [UInt8] = []
        /// The offset of each line's line feed; of a last line without one, the offset after it.
        var lineEnds: [Int] = []
    }

    /// What a piece of work is.
    enum Content {
        /// The whole file, still to be read.
        case file
        /// The lines in the buffer that the worker lent; the first has this number.
        case lines(firstLine: Int)
        /// The stream could not be opened, or not be read further.
        case failure(SystemError)
    }

    /// A stream that lines are being read from.
    private struct Stream {
        let input: ValidationInput
        let source: InputStream
        var nextLine = 1
        /// The beginning of a line whose end is still to be read.
        var carry: [UInt8] = []
    }

    private struct State {
        var nextInput = 0
        var nextTicket = 0
        var stream: Stream?
        var isStopped = false
    }

    /// Bytes of a stream read at once: their results may be many times as long, and several pieces are held at a time.
    static let chunkSize = 1 << 16

    private let inputs: [ValidationInput]
    private let console: Console
    // Of the system, not of the standard library, whose mutexes the thread sanitizer cannot see on Linux.
    private let state = Monitor(State())

    init(_ inputs: [ValidationInput], _ console: Console) {
        self.inputs = inputs
        self.console = console
    }

    /// Ends the work: nothing more is handed out.
    func stop() {
        state.withLock { $0.isStopped = true }
    }

    /// The next piece; nil at the end.
    ///
    /// Lines are put into `buffer`, whose storage is reused.
    func next(into buffer: inout LineBuffer) -> Item? {
        state.withLock { state in
            while !state.isStopped {
                if var stream = state.stream.take() {
                    let (content, hasMore) = Self.lines(of: &stream, into: &buffer)
                    if hasMore { state.stream = stream }
                    guard let content else { continue }
                    return Self.item(content, stream.input, &state)
                }
                guard state.nextInput < inputs.count else { return nil }
                let input = inputs[state.nextInput]
                state.nextInput += 1
                guard input.kind == .ndjson else { return Self.item(.file, input, &state) }
                do throws(SystemError) {
                    state.stream = Stream(input: input, source: try open(input))
                } catch {
                    return Self.item(.failure(error), input, &state)
                }
            }
            return nil
        }
    }

    private func open(_ input: ValidationInput) throws(SystemError) -> InputStream {
        if input.path.isStandardStream, console.inputIsTerminal {
            console.note("reading payloads from the terminal, a line each; end them with Ctrl-D")
        }
        return try console.open(input.path)
    }

    private static func item(_ content: Content, _ input: ValidationInput, _ state: inout State) -> Item {
        defer { state.nextTicket += 1 }
        return Item(ticket: state.nextTicket, input: input, content: content)
    }

    /// Reads until at least one line is whole; nil at the end of a stream whose last line has been handed out.
    private static func lines(of stream: inout Stream, into buffer: inout LineBuffer) -> (Content?, hasMore: Bool) {
        let carried = stream.carry.count
        if buffer.bytes.count < carried + chunkSize {
            buffer.bytes = [UInt8](repeating: 0, count: carried + chunkSize)
        }
        buffer.bytes.replaceSubrange(0..<carried, with: stream.carry)
        buffer.lineEnds.removeAll(keepingCapacity: true)
        stream.carry.removeAll(keepingCapacity: true)
        var end = carried
        while true {
            let taken: Int
            do throws(SystemError) {
                taken = try stream.source.read(into: &buffer.bytes, at: end, count: buffer.bytes.count - end)
            } catch {
                return (.failure(error), false)
            }
            guard taken > 0 else {
                // A last line without a line end counts.
                if end > 0 { buffer.lineEnds.append(end) }
                return (end > 0 ? .lines(firstLine: stream.nextLine) : nil, false)
            }
            ByteSearch.appendLineFeeds(in: buffer.bytes, end..<end + taken, to: &buffer.lineEnds)
            end += taken
            if let last = buffer.lineEnds.last {
                stream.carry.append(contentsOf: buffer.bytes[last + 1..<end])
                defer { stream.nextLine += buffer.lineEnds.count }
                return (.lines(firstLine: stream.nextLine), true)
            }
            if end == buffer.bytes.count {
                buffer.bytes.append(contentsOf: repeatElement(0, count: buffer.bytes.count))
            }
        }
    }
}
