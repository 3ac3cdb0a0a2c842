/// A text put together from pieces of a file and of flags, which knows where each byte came from.
struct SourceMappedText: Sendable {
    /// Where a byte came from.
    enum Origin: Sendable, Hashable {
        /// The file, at an offset.
        case file(Int)
        /// A flag, by its name with the dashes.
        case flag(String)
        /// The command line as a whole.
        case commandLine
    }

    private(set) var bytes: [UInt8] = []
    /// The whole text of the file that pieces came from; empty where there is none.
    let file: [UInt8]
    private var segments: [(start: Int, origin: Origin)] = []

    /// A file's text as it stands.
    init(file: [UInt8]) {
        bytes = file
        self.file = file
        segments = [(0, .file(0))]
    }

    /// A text with nothing in it yet, to be put together from pieces of a file and of flags.
    init(over file: [UInt8]) {
        self.file = file
    }

    /// Adds a piece of a file.
    mutating func append(_ piece: ArraySlice<UInt8>, fromFileAt offset: Int) {
        segments.append((bytes.count, .file(offset)))
        bytes.append(contentsOf: piece)
    }

    /// Adds text of another origin.
    mutating func append(_ text: String, from origin: Origin) {
        if segments.last?.origin != origin { segments.append((bytes.count, origin)) }
        bytes.append(contentsOf: text.utf8)
    }

    /// Where the byte at an offset came from; the end belongs to the last piece.
    func origin(of offset: Int) -> Origin {
        var (low, high) = (0, segments.count)
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return .commandLine }
        let segment = segments[low - 1]
        guard case .file(let start) = segment.origin else { return segment.origin }
        return .file(start + offset - segment.start)
    }
}
