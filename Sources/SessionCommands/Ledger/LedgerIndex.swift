import BankConnectSession
import CommandKit

/// Finds what a ledger tells of a session, or of a line of a batch.
///
/// The ledger is read once and stays on disk: the index keeps where each entry stands, some 40 bytes an entry. What
/// was added since is read when an entry is not found. For one thread at a time.
package struct LedgerIndex {
    /// What is to be found.
    package enum Subject: Sendable {
        /// Sessions by their ids.
        case sessions
        /// What came of the lines of batches.
        case batchLines
    }

    /// A batch line, as far as it must be kept to be told from others.
    private struct BatchKey: Hashable {
        let record: Int
        let hash: UInt64

        init(_ line: BatchLine) {
            record = line.record
            hash = (0..<8).reduce(0) { $0 << 8 | UInt64(line.sha256[$1]) }
        }
    }

    private let subject: Subject
    private var reader: LedgerReader
    /// Where the first entry of each session stands, by the hash of its id.
    private var sessions: [Int: Int] = [:]
    /// Where other entries stand whose ids have the same hash; ids that stand twice are among them.
    private var furtherSessions: [Int: [Int]] = [:]
    /// Where the last entry of each line of a batch stands.
    private var batchLines: [BatchKey: Int] = [:]

    /// Reads a ledger.
    ///
    /// - Throws: a failure with exit status 3.
    init(_ path: FilePath, of subject: Subject) throws(CommandFailure) {
        try self.init(try LedgerReader(path), of: subject)
    }

    /// Reads what a reader has to read.
    package init(_ reader: LedgerReader, of subject: Subject) throws(CommandFailure) {
        self.subject = subject
        self.reader = reader
        try refresh()
    }

    /// Lines that are no entries.
    var damagedCount: Int { reader.damagedCount }

    /// The first entry of a session.
    ///
    /// - Throws: a failure with exit status 3.
    package mutating func session(_ id: String) throws(CommandFailure) -> RecordedSession? {
        if let found = try knownSession(id) { return found }
        try refresh()
        return try knownSession(id)
    }

    /// The last entry about a line of a batch: an intent when it was sent and nobody knows what came of it, an outcome,
    /// or nil when it was never sent.
    ///
    /// - Throws: a failure with exit status 3.
    package mutating func lastEntry(of line: BatchLine) throws(CommandFailure) -> LedgerEntry? {
        guard let place = batchLines[BatchKey(line)] else { return nil }
        return try reader.entry(at: place)
    }

    private mutating func knownSession(_ id: String) throws(CommandFailure) -> RecordedSession? {
        guard let first = sessions[id.hashValue] else { return nil }
        for place in [first] + (furtherSessions[id.hashValue] ?? []) {
            if let found = try reader.entry(at: place)?.session, found.sessionID == id { return found }
        }
        return nil
    }

    /// Reads what was added since.
    mutating func refresh() throws(CommandFailure) {
        switch subject {
        case .sessions:
            try reader.readOn { line, offset in
                guard let key = line[.sessionID]?.hashValue else { return }
                if sessions[key] == nil {
                    sessions[key] = offset
                } else {
                    furtherSessions[key, default: []].append(offset)
                }
            }
        case .batchLines:
            try reader.readOn { line, offset in
                // A line without a time is no entry, and must not hide the one before it: that tells what was sent.
                guard let batchLine = line.batchLine, line.time(.time) != nil else { return }
                batchLines[BatchKey(batchLine)] = offset
            }
        }
    }
}
