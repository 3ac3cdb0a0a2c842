import BankConnectSession
import CommandKit

/// Finds sessions in a ledger by their ids.
///
/// The ledger is read once and stays on disk: the index keeps where each entry stands, some 40 bytes an entry. What
/// was added since is read when an entry is not found. For one thread at a time.
package struct LedgerIndex {
    private var reader: LedgerReader
    /// Where the first entry of each session stands, by the hash of its id.
    private var sessions: [Int: Int] = [:]
    /// Where other entries stand whose ids have the same hash; ids that stand twice are among them.
    private var furtherSessions: [Int: [Int]] = [:]

    /// Reads a ledger.
    ///
    /// - Throws: a failure with exit status 3.
    init(_ path: FilePath) throws(CommandFailure) {
        try self.init(try LedgerReader(path))
    }

    /// Reads what a reader has to read.
    package init(_ reader: LedgerReader) throws(CommandFailure) {
        self.reader = reader
        try refresh()
    }

    /// Objects that are no entries.
    private var foreignCount = 0

    /// Lines that are no entries.
    var damagedCount: Int { reader.damagedCount + foreignCount }

    /// Whether its last line is cut short.
    var isCutShort: Bool { reader.isCutShort }

    /// The first entry of a session.
    ///
    /// - Throws: a failure with exit status 3.
    package mutating func session(_ id: String) throws(CommandFailure) -> LedgerEntry? {
        if let found = try knownSession(id) { return found }
        try refresh()
        return try knownSession(id)
    }

    private mutating func knownSession(_ id: String) throws(CommandFailure) -> LedgerEntry? {
        guard let first = sessions[id.hashValue] else { return nil }
        for place in [first] + (furtherSessions[id.hashValue] ?? []) {
            if let found = try reader.entry(at: place), found.sessionID == id { return found }
        }
        return nil
    }

    private mutating func refresh() throws(CommandFailure) {
        try reader.readOn { line, offset in
            if !line.isEntry { foreignCount += 1 }
            guard let key = line[.sessionID]?.hashValue else { return }
            if sessions[key] == nil {
                sessions[key] = offset
            } else {
                furtherSessions[key, default: []].append(offset)
            }
        }
    }
}
