import BankConnectSession
import CommandKit
import SessionCommands

/// The file that remembers which sessions were made, however runs that were killed or people have left it.
enum LedgerProperties {
    /// A line that holds an object, and where it stands.
    private struct Line {
        let offset: Int
        let entry: LedgerEntry?
    }

    private static let path = FilePath("ledger")
    /// A line that is added behind whatever there is.
    private static let added = Array(
        #"{"time":"2026-11-22T12:00:00Z","session_id":"added","endpoint":"local"}"#.utf8 + [0x0A])

    static func check(_ input: [UInt8]) throws {
        let (choice, ledger) = input.choiceAndRest
        let lines = try read(ledger)
        try checkPlaces(lines.lines.map(\.offset), lines.damagedCount, ledger)
        for line in lines.lines { try line.entry.map(checkRewritten) }
        try checkSearch(lines.lines.compactMap(\.entry), ledger)
        try checkCut(lines.lines, ledger, at: ledger.count * choice / 256)
    }

    private static func reader(_ ledger: [UInt8]) -> LedgerReader {
        LedgerReader(InputStream(bytes: ledger), path)
    }

    private static func read(_ ledger: [UInt8]) throws -> (lines: [Line], damagedCount: Int) {
        var reader = reader(ledger)
        var lines: [Line] = []
        try reader.readOn { lines.append(Line(offset: $1, entry: LedgerEntry($0))) }
        for line in lines {
            try hold(try reader.entry(at: line.offset) == line.entry, "an entry is found in its place")
        }
        return (lines, reader.damagedCount)
    }

    /// The lines are those that hold an object, and of the others all that have an end count as damaged.
    private static func checkPlaces(_ offsets: [Int], _ damagedCount: Int, _ ledger: [UInt8]) throws {
        var expected: [Int] = []
        var damaged = 0
        var start = 0
        let pieces = ledger.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, piece) in pieces.enumerated() {
            // Files that are put together have a byte-order mark before some line.
            let mark = piece.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            if let document = try? JSONDocument(Array(piece.dropFirst(mark))), document[0].kind == .object {
                expected.append(start)
            } else if !piece.isEmpty, Array(piece) != [0x0D], index + 1 < pieces.count {
                damaged += 1
            }
            start += piece.count + 1
        }
        try hold(offsets == expected, "lines are read where they stand: \(offsets), not \(expected)")
        try hold(damagedCount == damaged, "\(damaged) lines are damaged, not \(damagedCount)")
    }

    private static func text(_ entry: LedgerEntry) -> [UInt8] {
        var writer = JSONWriter()
        entry.write(to: &writer)
        writer.endLine()
        return writer.bytes
    }

    /// What is written of an entry is one line, read as the entry, and written the same.
    private static func checkRewritten(_ entry: LedgerEntry) throws {
        let written = text(entry)
        try hold(written.firstIndex(of: 0x0A) == written.count - 1, "an entry is a line")
        let lines = try read(written)
        guard let again = lines.lines.first?.entry, lines.lines.count == 1 else {
            throw Violation(description: "what was written is an entry")
        }
        // A response of JSON is written without its white space.
        try hold(withoutResponse(again) == withoutResponse(asWritten(entry)), "an entry is read as it was written")
        try hold(text(again) == written, "an entry is written one way")
    }

    /// What this edition makes of an entry.
    ///
    /// A failure without a status, which only the first edition has, may have made a session, so that it is written as a
    /// request whose outcome is unknown. An expiry that cannot be read is not written.
    private static func asWritten(_ entry: LedgerEntry) -> LedgerEntry {
        var entry = entry
        entry.hasUnreadableExpiry = false
        guard let outcome = entry.outcome, outcome.kind == .failed, outcome.status == nil else { return entry }
        var unknown = SendOutcome(.unanswered, response: outcome.response)
        unknown.retryAfter = outcome.retryAfter
        unknown.sessionID = outcome.sessionID
        unknown.redirectURL = outcome.redirectURL
        entry.outcome = unknown
        return entry
    }

    private static func withoutResponse(_ entry: LedgerEntry) -> LedgerEntry {
        var entry = entry
        entry.outcome?.response = nil
        return entry
    }

    /// The index finds the first entry of each session.
    private static func checkSearch(_ entries: [LedgerEntry], _ ledger: [UInt8]) throws {
        var sessions = try LedgerIndex(reader(ledger))
        for case let id? in entries.map(\.sessionID).prefix(8) {
            let first = entries.first { $0.sessionID == id }
            try hold(try sessions.session(id) == first, "a session is found")
        }
    }

    /// A ledger that is cut off keeps its whole lines, also when one is added behind.
    private static func checkCut(_ lines: [Line], _ ledger: [UInt8], at place: Int) throws {
        let cut = Array(ledger[..<place])
        let end = (cut.lastIndex(of: 0x0A) ?? -1) + 1
        let whole = lines.prefix { $0.offset < end }.map(\.entry)
        let kept = try read(cut).lines
        try hold(kept.prefix(whole.count).map(\.entry) == whole, "a cut loses no earlier entry")
        try hold(kept.count <= whole.count + 1, "a cut makes one entry at most")
        let longer = try read(cut + (end == cut.count ? [] : [0x0A]) + added).lines
        try hold(longer.dropLast().map(\.entry) == kept.map(\.entry), "an entry behind a cut changes none before")
        try hold(longer.last?.entry?.sessionID == "added", "an entry behind a cut is found")
    }
}
