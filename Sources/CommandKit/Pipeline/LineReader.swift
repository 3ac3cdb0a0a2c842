import Synchronization

/// Asks that something under way end early; several threads may share one.
package final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    /// Nothing is cancelled yet.
    package init() {}

    /// Asks for the end.
    package func cancel() {
        flag.store(true, ordering: .releasing)
    }

    /// Whether the end was asked for.
    package var isCancelled: Bool { flag.load(ordering: .acquiring) }
}

/// Some whole lines of a stream, in a buffer that is used again and again.
package struct LineBlock: Sendable {
    /// The lines with their line feeds, from the first byte on; what comes after the last line is left over.
    package internal(set) var bytes: [UInt8] = []
    /// The offset of each line's line feed; of a last line without one, the offset after it.
    package internal(set) var lineEnds: [Int] = []
    /// The number of the first line, counted from 1 where the reader began.
    package internal(set) var firstLine = 1
    /// Where the first byte stands in the stream.
    package internal(set) var offset = 0
    /// Whether the last line is ended by a line feed; false only at the end of the stream.
    package internal(set) var endsInLineFeed = true

    /// An empty block.
    package init() {}

    /// The bytes of all lines, with their line feeds.
    package var byteCount: Int { (lineEnds.last ?? -1) + (endsInLineFeed ? 1 : 0) }

    /// The range of a line without its line end, which is LF or CR LF.
    package func line(_ index: Int) -> Range<Int> {
        let start = index == 0 ? 0 : lineEnds[index - 1] + 1
        let end = lineEnds[index]
        return start..<(end > start && bytes[end - 1] == 0x0D ? end - 1 : end)
    }
}

/// Cuts a stream into blocks of whole lines.
///
/// A block holds the lines that end in what one read gives: so a slow sender is answered line by line, and a fast one in
/// large steps. Memory is one chunk, or the longest line where that is longer.
package struct LineReader: Sendable {
    /// The bytes of a stream that are read at once by default: the results of a block may be many times as long, and
    /// several blocks are held at a time.
    package static let chunkSize = 1 << 16

    /// How often a reader that waits for input looks whether it is cancelled.
    private static let waitMilliseconds: Int32 = 100

    private let stream: InputStream
    private let chunk: Int
    private let longestLine: Int
    private let cancellation: Cancellation?
    /// Whether reading is done by place in the file, and not from where the stream stands.
    private let isPositioned: Bool
    /// The beginning of a line whose end is still to be read.
    private var carry: [UInt8] = []
    private var nextLine = 1
    /// Where the next line begins in the stream.
    private var offset: Int
    private var isAtEnd = false

    /// Reads a stream from where it stands.
    ///
    /// - Parameters:
    ///   - stream: What is read.
    ///   - chunk: The bytes that are read at once.
    ///   - longestLine: A longer line is an error (`isTooLarge`).
    ///   - cancellation: Ends the reading, as the end of the stream would, even while the reader waits for input.
    package init(
        _ stream: InputStream, chunk: Int = chunkSize, longestLine: Int = .max, cancellation: Cancellation? = nil
    ) {
        self.init(stream, chunk, longestLine, cancellation, offset: nil)
    }

    /// Reads a file from a place on, as often as wanted (``continue(from:)``): other readers of the same stream do not
    /// matter.
    package init(
        _ stream: InputStream, from offset: Int, chunk: Int = chunkSize, longestLine: Int = .max,
        cancellation: Cancellation? = nil
    ) {
        self.init(stream, chunk, longestLine, cancellation, offset: offset)
    }

    private init(
        _ stream: InputStream, _ chunk: Int, _ longestLine: Int, _ cancellation: Cancellation?, offset: Int?
    ) {
        self.stream = stream
        self.chunk = chunk
        self.longestLine = longestLine
        // Reading a file never waits.
        self.cancellation = (try? stream.status())?.kind == .regular ? nil : cancellation
        isPositioned = offset != nil
        self.offset = offset ?? 0
    }

    /// Goes on from a place in the file where a line begins: what was read beyond it is read again.
    ///
    /// For a file that grows: its last line may be without an end now, and be whole later.
    package mutating func `continue`(from place: Int) {
        precondition(isPositioned, "only a reader that was made with a place can change it")
        offset = place
        carry.removeAll(keepingCapacity: true)
        isAtEnd = false
    }

    /// Reads until at least one line is whole; false at the end, with an empty block.
    ///
    /// A last line without a line feed counts.
    ///
    /// - Parameter block: The block to fill, whose storage is used again.
    /// - Returns: Whether a line was read.
    /// - Throws: What the system said, or that a line is too long.
    package mutating func read(into block: inout LineBlock) throws(SystemError) -> Bool {
        begin(&block)
        var end = carry.count
        carry.removeAll(keepingCapacity: true)
        while !isAtEnd {
            guard waitForInput() else { break }
            let taken = try fill(&block.bytes, at: end)
            isAtEnd = taken == 0
            ByteSearch.appendLineFeeds(in: block.bytes, end..<end + taken, to: &block.lineEnds)
            end += taken
            if let last = block.lineEnds.last {
                carry.append(contentsOf: block.bytes[last + 1..<end])
                return finish(&block)
            }
            if end > longestLine { throw stream.tooLarge }
            if end == block.bytes.count {
                block.bytes.append(contentsOf: repeatElement(0, count: block.bytes.count))
            }
        }
        guard end > 0, isAtEnd else { return false }
        block.lineEnds.append(end)
        block.endsInLineFeed = false
        return finish(&block)
    }

    private func begin(_ block: inout LineBlock) {
        if block.bytes.count < carry.count + chunk {
            block.bytes = [UInt8](repeating: 0, count: carry.count + chunk)
        }
        block.bytes.replaceSubrange(0..<carry.count, with: carry)
        block.lineEnds.removeAll(keepingCapacity: true)
        block.firstLine = nextLine
        block.offset = offset
        block.endsInLineFeed = true
    }

    private mutating func finish(_ block: inout LineBlock) -> Bool {
        nextLine += block.lineEnds.count
        offset += block.byteCount
        return true
    }

    /// Waits until there is something to read; false when the reading was cancelled before.
    private func waitForInput() -> Bool {
        guard let cancellation else { return true }
        while !cancellation.isCancelled {
            if stream.isReadable(within: Self.waitMilliseconds) { return true }
        }
        return false
    }

    private func fill(_ bytes: inout [UInt8], at end: Int) throws(SystemError) -> Int {
        let room = bytes.count - end
        return isPositioned
            ? try stream.read(into: &bytes, at: end, count: room, from: offset + end)
            : try stream.read(into: &bytes, at: end, count: room)
    }
}
