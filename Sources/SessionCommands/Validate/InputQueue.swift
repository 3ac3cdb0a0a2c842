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
    }

    /// What a piece holds.
    enum Content {
        /// The whole file, still to be read.
        case file
        /// The lines of the piece.
        case lines
        /// The stream could not be opened, or not be read further.
        case failure(SystemError)
    }

    private let inputs: [ValidationInput]
    private let console: Console
    private let cancellation: Cancellation
    private var nextInput = 0
    /// The stream that lines are being read from.
    private var stream: (input: ValidationInput, reader: LineReader)?

    init(_ inputs: [ValidationInput], _ console: Console, _ cancellation: Cancellation) {
        self.inputs = inputs
        self.console = console
        self.cancellation = cancellation
    }

    func makeItem() -> Piece { Piece() }

    mutating func next(into piece: inout Piece) -> Bool {
        do throws(SystemError) {
            while true {
                if let input = stream?.input {
                    piece.input = input
                    if try stream?.reader.read(into: &piece.lines) == true {
                        piece.content = .lines
                        return true
                    }
                    stream = nil
                }
                guard nextInput < inputs.count else { return false }
                piece.input = inputs[nextInput]
                nextInput += 1
                if let failure = piece.input.failure { throw failure }
                guard piece.input.kind == .ndjson else {
                    piece.content = .file
                    return true
                }
                stream = (piece.input, LineReader(try open(piece.input), cancellation: cancellation))
            }
        } catch {
            stream = nil
            piece.content = .failure(error)
            return true
        }
    }

    private func open(_ input: ValidationInput) throws(SystemError) -> InputStream {
        if input.path.isStandardStream, console.inputIsTerminal {
            console.note("reading payloads from the terminal, a line each; end them with Ctrl-D")
        }
        return try console.open(input.path)
    }
}
