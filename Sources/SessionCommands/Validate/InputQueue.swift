import CommandKit

/// Hands out the inputs of a run piece by piece, in their order.
///
/// A piece is a whole file, which the worker reads by itself, or some whole lines of a stream, which are read here.
struct InputQueue: PipelineSource {
    /// A piece of an input.
    struct Piece: Sendable {
        var input = ValidationInput(path: "-", kind: .json)
        var content = Content.file
        /// The lines, where the piece is some of a stream.
        var lines = LineBlock()
        /// The file that the lines are of, where it is to be replaced by the same with fixes.
        var target: FixedStreamTarget?
        /// Why it cannot be.
        var obstacle: FixObstacle?
    }

    /// What a piece holds.
    enum Content {
        /// The whole file, still to be read.
        case file
        /// The lines of the piece.
        case lines
        /// The stream could not be opened, or not be read further.
        case failure(SystemError)
        /// The stream whose lines came before has no more; told only where files are fixed.
        case end
    }

    private let inputs: [ValidationInput]
    private let console: Console
    private let cancellation: Cancellation
    private let fixes: FixPlan?
    private var nextInput = 0
    /// The stream that lines are being read from.
    private var stream: Stream?

    /// A stream, and what is to become of its fixes.
    private struct Stream {
        let input: ValidationInput
        var reader: LineReader
        var target: FixedStreamTarget?
        var obstacle: FixObstacle?
    }

    init(_ inputs: [ValidationInput], fixes: FixPlan? = nil, _ console: Console, _ cancellation: Cancellation) {
        self.fixes = fixes
        self.inputs = inputs
        self.console = console
        self.cancellation = cancellation
    }

    func makeItem() -> Piece { Piece() }

    mutating func next(into piece: inout Piece) -> Bool {
        do throws(SystemError) {
            while true {
                if let stream {
                    (piece.input, piece.target, piece.obstacle) = (stream.input, stream.target, stream.obstacle)
                }
                if stream != nil {
                    if try stream?.reader.read(into: &piece.lines) == true {
                        piece.content = .lines
                        return true
                    }
                    stream = nil
                    if fixes != nil {
                        piece.content = .end
                        return true
                    }
                }
                guard nextInput < inputs.count else { return false }
                piece.input = inputs[nextInput]
                nextInput += 1
                if let failure = piece.input.failure { throw failure }
                guard piece.input.kind == .ndjson else {
                    piece.content = .file
                    return true
                }
                let lines = try open(piece.input)
                var next = Stream(input: piece.input, reader: LineReader(lines, cancellation: cancellation))
                if let fixes, !fixes.isDiff { prepare(lines, &next) }
                stream = next
            }
        } catch {
            stream = nil
            piece.content = .failure(error)
            return true
        }
    }

    /// Looks whether a file of lines can be replaced, before the first of them is reported about.
    private func prepare(_ lines: InputStream, _ stream: inout Stream) {
        let path = stream.input.path
        guard !path.isStandardStream, !stream.input.isFoundLink else { return }
        do throws(SystemError) {
            let status = try lines.status()
            if let obstacle = InputFixer.obstacle(to: status) { return stream.obstacle = obstacle }
            try ReplacementFile(replacing: path, as: status).discard()
            stream.target = FixedStreamTarget(path: path, stream: lines, status: status)
        } catch {
            stream.obstacle = .failure(error.description)
        }
    }

    private func open(_ input: ValidationInput) throws(SystemError) -> InputStream {
        if input.path.isStandardStream, console.inputIsTerminal {
            console.note("reading payloads from the terminal, a line each; end them with Ctrl-D")
        }
        return try console.open(input.path)
    }
}
