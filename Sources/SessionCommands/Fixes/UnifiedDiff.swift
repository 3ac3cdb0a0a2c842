// This folder shows and stores what fixes change:
//
// - `UnifiedDiff` (here) puts lines that changed into hunks; `HunkGuard` keeps back what must not reach a log, and
//   `PatchName` is the name of a file as patch and git read it.
// - `FixedStream` replaces a file line by line.

import BankConnectSession

/// What differs between two texts, as `patch -p0` and `git apply -p0` take it.
///
/// Lines are given in their order, those that stay and those that change; three lines around a change are shown. Only the
/// hunk at hand is held.
struct UnifiedDiff: Sendable {
    /// A line with its line feed, and where it stands in its text.
    struct Line: Sendable {
        let bytes: ArraySlice<UInt8>
        let offset: Int
        /// How many findings its change fixes, where lines are payloads.
        var fixes = 0
    }

    /// Some lines of both texts.
    struct Hunk: Sendable {
        enum Mark: UInt8, Sendable {
            case kept = 0x20
            case removed = 0x2D
            case added = 0x2B
        }

        /// The number of the first line in the first text.
        let firstLine: Int
        fileprivate(set) var lines: [(mark: Mark, line: Line)]
        /// Lines of the second text behind the last, which wait for those that are removed beside them.
        private var added: [Line] = []
        /// How many of the last lines are kept ones.
        fileprivate var tail = 0

        fileprivate init(firstLine: Int, after lines: [Line]) {
            self.firstLine = firstLine
            self.lines = lines.map { (.kept, $0) }
        }

        fileprivate mutating func change(_ old: [Line], _ new: [Line]) {
            for line in old { lines.append((.removed, line)) }
            added += new
            tail = 0
        }

        fileprivate mutating func keep(_ line: Line) {
            end()
            lines.append((.kept, line))
            tail += 1
        }

        /// Puts lines that wait into their place.
        fileprivate mutating func end() {
            for line in added { lines.append((.added, line)) }
            added = []
        }

        /// How many lines the hunk has of the first text, and of the second.
        fileprivate var counts: (old: Int, new: Int) {
            (lines.count { $0.mark != .added }, lines.count { $0.mark != .removed })
        }
    }

    /// How many lines are shown around a change.
    static let context = 3

    private let name: PatchName
    /// Why a hunk is left out; nil for one that is not.
    private let objection: @Sendable (Hunk) -> HunkGuard.Objection?
    /// The last kept lines, of which a hunk may need some.
    private var before: [Line] = []
    private var hunk: Hunk?
    /// How many lines of the first text have been given.
    private var lineCount = 0
    /// By how many lines the second text is longer, as far as hunks have been shown.
    private var growth = 0
    private var isBegun = false

    /// The text so far, without the hunk at hand; whoever takes it may empty it.
    var text: [UInt8] = []
    /// What is left out, and why.
    private(set) var omissions: [Omission] = []

    /// A hunk that is left out.
    struct Omission: Sendable {
        /// The number of its first line.
        let line: Int
        let objection: HunkGuard.Objection
        /// Where its lines are in the first text.
        let range: Range<Int>
        /// How many findings it would fix, where lines are payloads.
        let fixes: Int
    }

    init(
        _ name: PatchName, objection: @escaping @Sendable (Hunk) -> HunkGuard.Objection? = { _ in nil }
    ) {
        self.name = name
        self.objection = objection
    }

    /// Goes on by a line that both texts have.
    mutating func keep(_ line: Line) {
        lineCount += 1
        guard hunk != nil else {
            before.append(line)
            if before.count > Self.context { before.removeFirst() }
            return
        }
        hunk?.keep(line)
        if let tail = hunk?.tail, tail > 2 * Self.context { close() }
    }

    /// Goes on by lines of the first text, in whose place the second has others.
    mutating func change(_ old: [Line], _ new: [Line]) {
        var (old, new) = (old[...], new[...])
        while let first = old.first, let other = new.first, first.bytes == other.bytes {
            keep(first)
            (old, new) = (old.dropFirst(), new.dropFirst())
        }
        var after: [Line] = []
        while let last = old.last, let other = new.last, last.bytes == other.bytes {
            after.append(last)
            (old, new) = (old.dropLast(), new.dropLast())
        }
        if !old.isEmpty || !new.isEmpty {
            if hunk == nil { hunk = Hunk(firstLine: lineCount - before.count + 1, after: before) }
            before = []
            hunk?.change(Array(old), Array(new))
            lineCount += old.count
        }
        for line in after.reversed() { keep(line) }
    }

    /// Whether the texts are the same, as far as they have been given.
    var isEmpty: Bool { !isBegun && omissions.isEmpty && hunk == nil }

    /// Shows the last hunk.
    mutating func finish() {
        close()
    }

    private mutating func close() {
        guard var hunk else { return }
        hunk.end()
        self.hunk = nil
        before = hunk.lines.suffix(min(hunk.tail, Self.context)).map(\.line)
        hunk.lines.removeLast(max(0, hunk.tail - Self.context))
        if let objection = objection(hunk) {
            let old = hunk.lines.filter { $0.mark != .added }.map(\.line)
            omissions.append(
                Omission(
                    line: hunk.firstLine, objection: objection,
                    range: (old.first?.offset ?? 0)..<(old.last.map { $0.offset + $0.bytes.count } ?? 0),
                    fixes: hunk.lines.reduce(0) { $0 + $1.line.fixes }))
        } else {
            show(hunk)
        }
    }

    private mutating func show(_ hunk: Hunk) {
        if !isBegun {
            for mark in ["--- ", "+++ "] { text += Array(mark.utf8) + name.bytes + [0x0A] }
            isBegun = true
        }
        let counts = hunk.counts
        text += "@@ -\(hunk.firstLine),\(counts.old) +\(hunk.firstLine + growth),\(counts.new) @@\n".utf8
        growth += counts.new - counts.old
        for (mark, line) in hunk.lines {
            text.append(mark.rawValue)
            text += line.bytes
            if line.bytes.last != 0x0A { text += "\n\\ No newline at end of file\n".utf8 }
        }
    }
}

extension UnifiedDiff {
    /// Goes on by a whole text, of which some stretches are replaced.
    ///
    /// - Parameters:
    ///   - old: the text.
    ///   - edits: what is replaced, in the order of offsets.
    ///   - new: the outcome.
    mutating func add(_ old: [UInt8], _ edits: [Fix.Edit], new: [UInt8]) {
        var at = 0
        var growth = 0
        var rest = edits[...]
        while let first = rest.popFirst() {
            let start = Self.lineStart(old, first.offset)
            for line in Self.lines(old, at..<start) { keep(line) }
            var edit = first
            var grown = growth
            var end = 0
            while true {
                grown += edit.text.utf8.count - edit.length
                end = Self.lineEnd(old, edit.offset + edit.length)
                guard let next = rest.first, next.offset < end else { break }
                edit = next
                rest = rest.dropFirst()
            }
            change(Self.lines(old, start..<end), Self.lines(new, start + growth..<end + grown))
            (at, growth) = (end, grown)
        }
        for line in Self.lines(old, at..<old.count) { keep(line) }
    }

    private static func lineStart(_ text: [UInt8], _ offset: Int) -> Int {
        text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }

    /// The offset behind the line that an offset is in.
    private static func lineEnd(_ text: [UInt8], _ offset: Int) -> Int {
        text[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
    }

    /// The lines of a range that begins with one.
    static func lines(_ text: [UInt8], _ range: Range<Int>) -> [Line] {
        var lines: [Line] = []
        var at = range.lowerBound
        while at < range.upperBound {
            let end = min(lineEnd(text, at), range.upperBound)
            lines.append(Line(bytes: text[at..<end], offset: at))
            at = end
        }
        return lines
    }
}
