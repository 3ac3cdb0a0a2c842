import BankConnectSession

/// One line of a text with a stretch of it marked, made fit for a terminal: tabs widened, unsafe characters written out,
/// API keys masked, and cut around the mark where it is longer than the terminal is wide.
///
/// Only the places are kept, and the line is made when it is shown: a payload may have a million findings, whose lines
/// would take gigabytes all at once.
struct Excerpt: Sendable {
    /// The line's number.
    let line: Int
    private let text: ExcerptText
    private let mark: Range<Int>

    /// A part of the line as it is printed.
    struct Window: Hashable {
        let text: String
        /// Where the mark begins, in columns counted from 0.
        let markStart: Int
        /// How many columns the mark has; at least 1.
        let markWidth: Int
    }

    /// The line in which a place of a text begins.
    init(_ text: ExcerptText, _ place: TextPlace) {
        line = place.start.line
        self.text = text
        let start = text.range.lowerBound + place.offset
        mark = start..<max(start, min(start + place.length, text.range.upperBound))
    }

    /// At most so many columns of the line, with the mark's start in sight.
    func window(columns: Int) -> Window {
        MarkedLine(text.bytes, in: text.range, marking: mark, text.secrets).window(columns: columns)
    }
}

/// A text that lines are shown of: where it is in its buffer, and what in it is secret.
struct ExcerptText: Sendable {
    var bytes: [UInt8] = []
    var range = 0..<0
    var secrets = SecretRanges()

    /// No text.
    init() {}

    /// All of a buffer.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        range = 0..<bytes.count
    }
}

/// The line of an excerpt as it is shown, and the mark in it.
private struct MarkedLine {
    private var shown = ShownLine()
    /// Where the mark begins and ends, in columns of the whole shown line, counted from 0.
    private var mark = 0..<0
    /// Whether the line begins before, or goes on behind, what was looked at.
    private let isCutBefore: Bool
    private let isCutAfter: Bool

    /// The most bytes on either side of the mark's start that are looked at, so that a line of a megabyte costs no more.
    private static let reach = 400
    /// The fewest columns that are shown, however narrow the terminal says it is.
    private static let leastColumns = 20

    /// Cuts the line out of a text that stands at `text` of `bytes`; `range` counts in `bytes` too.
    init(_ bytes: [UInt8], in text: Range<Int>, marking range: Range<Int>, _ secrets: SecretRanges) {
        var first = range.lowerBound
        let floor = max(text.lowerBound, first - Self.reach)
        while first > floor, bytes[first - 1] != 0x0A { first -= 1 }
        isCutBefore = first == floor && first > text.lowerBound && bytes[first - 1] != 0x0A
        while first < range.lowerBound, bytes[first] & 0xC0 == 0x80 { first += 1 }
        var last = range.lowerBound
        let ceiling = min(text.upperBound, last + Self.reach)
        while last < ceiling, bytes[last] != 0x0A { last += 1 }
        isCutAfter = last == ceiling && last < text.upperBound && bytes[last] != 0x0A
        if last > first, last == text.upperBound || bytes[last] == 0x0A, bytes[last - 1] == 0x0D { last -= 1 }

        var markStart: Int?
        var markEnd: Int?
        var offset = first
        // Not String(decoding:), which hides how many bytes a malformed sequence has, and so where the next one begins.
        var parser = UTF8.ForwardParser()
        var iterator = bytes[first..<last].makeIterator()
        reading: while true {
            let scalar: Unicode.Scalar
            let length: Int
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded): (scalar, length) = (UTF8.decode(encoded), encoded.count)
            case .error(let count): (scalar, length) = ("\u{FFFD}", count)
            case .emptyInput: break reading
            }
            if offset >= range.lowerBound, markStart == nil { markStart = shown.width }
            if offset >= range.upperBound, markEnd == nil { markEnd = shown.width }
            shown.append(scalar, isSecret: secrets.contains(offset))
            offset += length
        }
        let begin = markStart ?? shown.width
        mark = begin..<max(begin, markEnd ?? shown.width)
    }

    /// At most so many columns of the line, with the mark's start in sight.
    func window(columns: Int) -> Excerpt.Window {
        let limit = max(columns, Self.leastColumns)
        var skipped = 0
        if shown.width + (isCutBefore ? 1 : 0) + (isCutAfter ? 1 : 0) > limit {
            // A third of the room goes before the mark, and more where the line ends soon; one column is the ellipsis's.
            skipped = max(0, min(mark.lowerBound - limit / 3, shown.width - limit + 2))
        }
        let isCutAtStart = skipped > 0 || isCutBefore
        var used = isCutAtStart ? 1 : 0
        let isCut = isCutAfter || used + shown.width - skipped > limit
        let room = isCut ? limit - 1 : limit
        var column = 0
        var start: Int?
        var end: Int?
        var seen = 0..<0
        for cell in shown.cells {
            if column >= skipped {
                if column >= mark.lowerBound, start == nil { start = used }
                if column >= mark.upperBound, end == nil { end = used }
                guard used + cell.width <= room else { break }
                seen = (seen.isEmpty ? cell.text.lowerBound : seen.lowerBound)..<cell.text.upperBound
                used += cell.width
            }
            column += cell.width
        }
        let markStart = start ?? used
        let markWidth = max(1, (end ?? used) - markStart)
        let text = String(decoding: shown.text[seen], as: UTF8.self)
        return Excerpt.Window(
            text: "\(isCutAtStart ? "…" : "")\(text)\(isCut ? "…" : "")", markStart: markStart, markWidth: markWidth)
    }
}

/// A line as it will be shown, cell by cell: a character can take two columns, an escape many.
private struct ShownLine: Sendable {
    struct Cell: Sendable {
        /// Where in the line's text it stands.
        let text: Range<Int>
        let width: Int
    }

    private(set) var cells: [Cell] = []
    /// The whole line's UTF-8.
    private(set) var text: [UInt8] = []
    private(set) var width = 0
    private var isInSecret = false
    private var previous: Unicode.Scalar?

    mutating func append(_ scalar: Unicode.Scalar, isSecret: Bool) {
        defer { previous = scalar }
        if isSecret {
            // One mask for a secret of any length.
            defer { isInSecret = true }
            return isInSecret ? () : add("***".utf8, 3)
        }
        isInSecret = false
        if scalar == "\t" { return add("    ".utf8, 4) }
        if DisplayText.needsEscape(scalar, after: previous) { return addEscape(of: scalar) }
        if scalar.isASCII { return add(CollectionOfOne(UInt8(truncatingIfNeeded: scalar.value)), 1) }
        add(String(scalar).utf8, DisplayColumns.count(scalar))
    }

    private mutating func addEscape(of scalar: Unicode.Scalar) {
        let text = DisplayText.escape(of: scalar).utf8
        add(text, text.count)
    }

    private mutating func add(_ bytes: some Collection<UInt8>, _ columns: Int) {
        let start = text.count
        text.append(contentsOf: bytes)
        cells.append(Cell(text: start..<text.count, width: columns))
        width += columns
    }
}

/// How wide terminals draw characters.
enum DisplayColumns {
    /// The columns of a character: none for one that is drawn over the one before, two for a wide one.
    static func count(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        // The second and third letters of a Hangul syllable join the first.
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
        // Wide and fullwidth in UAX #11.
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
            0x1F200...0x1F2FF, 0x20000...0x3FFFD:
            return 2
        // Half of a flag: the pair takes two.
        case 0x1F1E6...0x1F1FF: return 1
        default: return scalar.properties.isEmojiPresentation ? 2 : 1
        }
    }
}
