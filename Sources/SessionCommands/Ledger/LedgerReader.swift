import BankConnectSession
package import CommandKit

/// Reads a ledger line by line, in memory that does not grow with it, and later reads on where it ended.
///
/// No lock is needed: lines are only ever added, and a last line that is still being written is left for later.
package struct LedgerReader {
    /// More than any entry; a file with a longer line is no ledger.
    private static let longestLine = 1 << 24
    private static let chunkSize = 1 << 18
    /// More than most entries have; an entry that is looked up alone is read in steps of this size.
    private static let lookupSize = 1 << 11

    private let path: FilePath
    /// What the system knows of the file that is read; nil for one in memory.
    let status: FileStatus?
    private var lines: LineReader
    private var block = LineBlock()
    private var lookup: LineReader
    private var lookupBlock = LineBlock()
    private var document = JSONDocument()
    /// Where the first line stands that was not read yet.
    private(set) var offset = 0
    /// Lines that hold something, but no entry: damaged ones, and last ones that were cut short and gone on below.
    package private(set) var damagedCount = 0
    /// Whether the last line is cut short.
    private(set) var isCutShort = false

    /// Opens a ledger to read.
    ///
    /// - Throws: a failure with exit status 3.
    init(_ path: FilePath) throws(CommandFailure) {
        let stream: InputStream
        let status: FileStatus
        do throws(SystemError) {
            stream = try InputStream(path: path)
            status = try stream.status()
        } catch {
            throw Self.failure(error)
        }
        // A pipe cannot be read at two places, and a directory not at all.
        guard status.kind == .regular || status.kind == .directory else {
            throw CommandFailure(
                .unreadable, "the ledger: '\(path.displayName)' is not a regular file",
                hint: "entries are looked up in place; give the ledger itself")
        }
        self.init(stream, path, status)
    }

    /// Reads what stands in a file that is open, or in memory.
    package init(_ stream: InputStream, _ path: FilePath, _ status: FileStatus? = nil) {
        self.path = path
        self.status = status
        lines = LineReader(stream, from: 0, chunk: Self.chunkSize, longestLine: Self.longestLine)
        lookup = LineReader(stream, from: 0, chunk: Self.lookupSize, longestLine: Self.longestLine)
    }

    /// Calls `body` for each line from ``offset`` to the end, with the place where it stands.
    ///
    /// - Throws: a failure with exit status 3.
    package mutating func readOn(_ body: (_ line: LedgerLine, _ offset: Int) -> Void) throws(CommandFailure) {
        lines.continue(from: offset)
        isCutShort = false
        while try Self.read(&lines, into: &block, path) {
            // While the document holds the block's bytes, they cannot be read over.
            defer { document.releaseBuffer() }
            for (index, end) in block.lineEnds.enumerated() {
                let range = block.line(index)
                if parse(block.bytes, range) {
                    body(LedgerLine(document), block.offset + range.lowerBound)
                } else if end == block.byteCount {
                    // A last line without its end counts when it is whole.
                    isCutShort = !range.isEmpty
                    return
                } else if !range.isEmpty {
                    damagedCount += 1
                }
                offset = block.offset + min(end + 1, block.byteCount)
            }
        }
    }

    /// The entry that stands at a place; nil when none does.
    ///
    /// - Throws: a failure with exit status 3.
    package mutating func entry(at place: Int) throws(CommandFailure) -> LedgerEntry? {
        lookup.continue(from: place)
        defer { document.releaseBuffer() }
        guard try Self.read(&lookup, into: &lookupBlock, path), parse(lookupBlock.bytes, lookupBlock.line(0)) else {
            return nil
        }
        return LedgerEntry(LedgerLine(document))
    }

    /// Refuses a file that is no ledger.
    ///
    /// - Throws: a failure with exit status 2; with 3 for a file that cannot be read.
    static func checkContents(of path: FilePath) throws(CommandFailure) {
        var reader = try Self(path)
        guard try reader.isLedger() else {
            throw CommandFailure(
                .usage, "'\(path.displayName)' is not a ledger: no line of it is a ledger entry",
                hint: "give the ledger of the earlier runs, or the name of a new file")
        }
    }

    /// Whether the file is a ledger: it is empty, or one of its first lines is an entry, or all that it holds are entries
    /// that were cut short.
    mutating func isLedger() throws(CommandFailure) -> Bool {
        lines.continue(from: 0)
        // One block is enough to see what the file is.
        guard try Self.read(&lines, into: &block, path) else { return true }
        defer { document.releaseBuffer() }
        return block.lineEnds.indices.contains { isEntry(block.line($0)) }
            || block.lineEnds.indices.allSatisfy { index in
                let line = block.bytes[block.line(index)]
                return line.isEmpty || Self.beginnings.contains { $0.starts(with: line.prefix($0.count)) }
            }
    }

    private mutating func isEntry(_ range: Range<Int>) -> Bool {
        parse(block.bytes, range) && LedgerEntry(LedgerLine(document)) != nil
    }

    /// How lines of the two editions begin.
    private static let beginnings = ["{\"schema\":\"bcsession.ledger/", "{\"time\":\""].map { Array($0.utf8) }

    /// Whether a range of bytes is a JSON object, which is then the document.
    private mutating func parse(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard (try? document.read(bytes, in: Self.withoutMark(bytes, range))) != nil else { return false }
        return document[0].kind == .object
    }

    /// A line without the byte-order mark that an editor puts before the first one of a file; files may be put together.
    static func withoutMark(_ bytes: [UInt8], _ line: Range<Int>) -> Range<Int> {
        bytes[line].starts(with: [0xEF, 0xBB, 0xBF]) ? line.lowerBound + 3..<line.upperBound : line
    }

    private static func read(
        _ reader: inout LineReader, into block: inout LineBlock, _ path: FilePath
    ) throws(CommandFailure) -> Bool {
        do throws(SystemError) {
            return try reader.read(into: &block)
        } catch {
            guard !error.isTooLarge else {
                throw CommandFailure(
                    .unreadable,
                    "'\(path.displayName)' is no ledger: a line of it is longer than \(longestLine >> 20) MiB")
            }
            throw failure(error)
        }
    }

    private static func failure(_ error: SystemError) -> CommandFailure {
        CommandFailure(.unreadable, "the ledger: \(error.description)")
    }
}
