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

    private let stream: InputStream
    private let path: FilePath
    private var buffer = [UInt8](repeating: 0, count: chunkSize)
    private var document = JSONDocument()
    /// Where the first line stands that was not read yet.
    private(set) var offset = 0
    /// Lines that hold something, but no entry: damaged ones, and last ones that were cut short and gone on below.
    package private(set) var damagedCount = 0

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
        self.init(stream, path)
    }

    /// Reads what stands in a file that is open, or in memory.
    package init(_ stream: InputStream, _ path: FilePath) {
        self.stream = stream
        self.path = path
    }

    /// Calls `body` for each line from ``offset`` to the end, with the place where it stands.
    ///
    /// - Throws: a failure with exit status 3.
    package mutating func readOn(_ body: (_ line: LedgerLine, _ offset: Int) -> Void) throws(CommandFailure) {
        var end = 0
        while true {
            let taken = try read(at: end, from: offset + end)
            if taken == 0 { break }
            let whole = ByteSearch.lastLineFeed(in: buffer, end..<end + taken).map { $0 + 1 }
            end += taken
            if let whole {
                handOut(0..<whole, body)
                offset += whole
                // What is left is read again, behind the next lines: that is less trouble than keeping it.
                end = 0
            } else if end == buffer.count {
                guard end < Self.longestLine else { throw notALedger }
                buffer.append(contentsOf: repeatElement(0, count: end))
            }
        }
        // A last line without its end counts when it is whole.
        defer { document.releaseBuffer() }
        guard end > 0, parse(0..<end) else { return }
        body(LedgerLine(document), offset)
        offset += end
    }

    /// The entry that stands at a place; nil when none does.
    ///
    /// - Throws: a failure with exit status 3.
    package mutating func entry(at place: Int) throws(CommandFailure) -> LedgerEntry? {
        var end = 0
        while true {
            let taken = try read(at: end, from: place + end, count: Self.lookupSize)
            let feed = ByteSearch.firstLineFeed(in: buffer, end..<end + taken)
            end += taken
            if feed != nil || taken == 0 {
                defer { document.releaseBuffer() }
                return parse(0..<(feed ?? end)) ? LedgerEntry(LedgerLine(document)) : nil
            }
            if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: end)) }
        }
    }

    /// Whether the file is a ledger: it is empty, or one of its first lines is an entry, or all that it holds are entries
    /// that were cut short.
    mutating func isLedger() throws(CommandFailure) -> Bool {
        var length = 0
        while length < Self.longestLine {
            let taken = try read(at: length, from: length)
            if taken == 0 { break }
            length += taken
            if length == buffer.count { buffer.append(contentsOf: repeatElement(0, count: length)) }
            // One line is enough to see what the file is.
            if ByteSearch.lastLineFeed(in: buffer, length - taken..<length) != nil, length >= Self.chunkSize { break }
        }
        defer { document.releaseBuffer() }
        var isCutShort = true
        var start = 0
        while start < length {
            let end = ByteSearch.firstLineFeed(in: buffer, start..<length) ?? length
            if parse(start..<end), LedgerEntry(LedgerLine(document)) != nil { return true }
            isCutShort =
                isCutShort
                && (start == end || Self.beginnings.contains { $0.starts(with: buffer[start..<end].prefix($0.count)) })
            start = end + 1
        }
        return isCutShort
    }

    /// How lines of the two editions begin.
    private static let beginnings = ["{\"schema\":\"bcsession.ledger/", "{\"time\":\""].map { Array($0.utf8) }

    private mutating func handOut(_ range: Range<Int>, _ body: (LedgerLine, Int) -> Void) {
        var start = range.lowerBound
        while let feed = ByteSearch.firstLineFeed(in: buffer, start..<range.upperBound) {
            if parse(start..<feed) {
                body(LedgerLine(document), offset + start)
            } else if start < feed {
                damagedCount += 1
            }
            start = feed + 1
        }
        document.releaseBuffer()
    }

    /// Whether a range of the buffer is a JSON object.
    private mutating func parse(_ range: Range<Int>) -> Bool {
        guard (try? document.read(buffer, in: range)) != nil else { return false }
        return document[0].kind == .object
    }

    private mutating func read(at end: Int, from place: Int, count: Int = .max) throws(CommandFailure) -> Int {
        do throws(SystemError) {
            return try stream.read(into: &buffer, at: end, count: min(count, buffer.count - end), from: place)
        } catch {
            throw Self.failure(error)
        }
    }

    private var notALedger: CommandFailure {
        CommandFailure(
            .unreadable, "'\(path.displayName)' is no ledger: a line of it is longer than \(Self.longestLine >> 20) MiB"
        )
    }

    private static func failure(_ error: SystemError) -> CommandFailure {
        CommandFailure(.unreadable, "the ledger: \(error.description)")
    }
}
