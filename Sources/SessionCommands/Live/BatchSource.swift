import BankConnectSession
import CommandKit

/// A line of a batch: a payload to create a session for.
struct BatchLine: Sendable {
    /// Its number in the input, from 1.
    var record = 0
    /// Its bytes without the line end, and without a byte-order mark.
    var bytes: [UInt8] = []
    /// The hash of the bytes, and the how-many-th line of them this is, from 1.
    var digest = SHA256.hash([])
    var occurrence = 1
    /// Where it ends in the input.
    var end = 0

    /// The line as a ledger identifies it.
    var payload: LedgerPayload { LedgerPayload(sha256: digest, place: .line(record: record, occurrence: occurrence)) }
}

/// The lines of a batch one by one, as soon as each can be read.
///
/// A file must stay as it is until it is read: one that is written to meanwhile could give a line that is half the old
/// text and half the new. So the source ends with a failure before it hands out a line that was read after a change. A
/// file that is replaced by another of its name is read to its end.
struct BatchSource: PipelineSource {
    private let stream: InputStream
    /// The file as it was before anything of it was read; nil for what is no file.
    private let file: FileStatus?
    private var reader: LineReader
    /// How many bytes of it are in blocks that were read.
    private var byteCount = 0
    private var block = LineBlock()
    /// The place of the next line in the block.
    private var index = 0
    /// The first line, looked at and not yet handed out.
    private var first: BatchLine?
    private var occurrences: [SHA256.Digest: Int] = [:]
    /// Lines that were passed over because they are empty.
    private(set) var emptyLines = 0
    /// What ended the reading early.
    private(set) var failure: CommandFailure?

    init(_ stream: InputStream, cancellation: Cancellation? = nil) {
        self.stream = stream
        file = (try? stream.status()).flatMap { $0.kind == .regular ? $0 : nil }
        reader = LineReader(stream, cancellation: cancellation)
    }

    func makeItem() -> BatchLine { BatchLine() }

    mutating func next(into line: inout BatchLine) -> Bool {
        if let first {
            line = first
            self.first = nil
            return true
        }
        while hasMore() {
            let range = block.line(index)
            line.record = block.firstLine + index
            line.end = block.offset + block.lineEnds[index] + 1
            index += 1
            let start = line.record == 1 && block.bytes[range].starts(with: Self.byteOrderMark) ? 3 : 0
            let bytes = block.bytes[range].dropFirst(start)
            guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else {
                emptyLines += 1
                continue
            }
            line.bytes.removeAll(keepingCapacity: true)
            line.bytes += bytes
            line.digest = SHA256.hash(line.bytes)
            line.occurrence = (occurrences[line.digest] ?? 0) + 1
            occurrences[line.digest] = line.occurrence
            return true
        }
        return false
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The first line, which is still handed out; nil when there is none.
    mutating func peek() -> BatchLine? {
        var line = makeItem()
        first = next(into: &line) ? line : nil
        return first
    }

    /// Whether there is a further line, empty or not; waits for it.
    mutating func hasMore() -> Bool {
        guard index == block.lineEnds.count, failure == nil else { return failure == nil }
        index = 0
        let isMore: Bool
        do throws(SystemError) {
            isMore = try reader.read(into: &block)
        } catch {
            failure = CommandFailure(.unreadable, error.description)
            return false
        }
        if isMore { byteCount = block.offset + block.byteCount }
        // A change after all of it was read is none of ours.
        if let file, isMore || byteCount < file.size, (try? stream.status())?.hasSameContent(as: file) != true {
            failure = CommandFailure(
                .unreadable,
                "\(stream.name) was changed while it was read: what it holds from line \(block.firstLine) on was not read"
            )
            block = LineBlock()
            return false
        }
        return isMore
    }
}
