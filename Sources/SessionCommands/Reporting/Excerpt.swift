import BankConnectSession

/// One line of a text with a stretch of it marked, made fit for a terminal: tabs widened, unsafe characters written out,
/// API keys masked, long lines cut around the mark.
struct Excerpt: Sendable {
    /// The line's number.
    let line: Int
    /// The line as it is shown.
    let text: String
    /// Where the mark begins, in columns of the shown line, counted from 0.
    let markStart: Int
    /// How many columns the mark has; at least 1.
    let markWidth: Int

    /// The most columns of a line that are shown.
    private static let limit = 100
    /// The most bytes on either side of the mark that are looked at, so that a line of a megabyte costs no more.
    private static let reach = 400

    /// Cuts the line out of a text that stands at `text` of `bytes`; `range` counts in `bytes` too.
    init(_ bytes: [UInt8], line: Int, in text: Range<Int>, marking range: Range<Int>, _ secrets: SecretRanges) {
        self.line = line
        var first = range.lowerBound
        let floor = max(text.lowerBound, first - Self.reach)
        while first > floor, bytes[first - 1] != 0x0A { first -= 1 }
        let isCutBefore = first == floor && first > text.lowerBound && bytes[first - 1] != 0x0A
        while first < range.lowerBound, bytes[first] & 0xC0 == 0x80 { first += 1 }
        var last = range.lowerBound
        let ceiling = min(text.upperBound, last + Self.reach)
        while last < ceiling, bytes[last] != 0x0A { last += 1 }
        let isCutAfter = last == ceiling && last < text.upperBound && bytes[last] != 0x0A
        if last > first, bytes[last - 1] == 0x0D { last -= 1 }

        var shown = ShownLine()
        var markStart: Int?
        var markEnd: Int?
        var offset = first
        for scalar in String(decoding: bytes[first..<last], as: UTF8.self).unicodeScalars {
            if offset >= range.lowerBound, markStart == nil { markStart = shown.width }
            if offset >= range.upperBound, markEnd == nil { markEnd = shown.width }
            shown.append(scalar, isSecret: secrets.contains(offset))
            offset += max(1, UTF8.width(scalar))
        }
        let begin = markStart ?? shown.width
        let end = markEnd ?? shown.width
        let window = shown.window(
            around: begin, limit: Self.limit, isCutBefore: isCutBefore, isCutAfter: isCutAfter)
        (self.text, self.markStart) = window
        markWidth = max(1, min(end - begin, Self.limit - window.1))
    }
}

/// A line as it will be shown, cell by cell: a character can take two columns, an escape many.
private struct ShownLine {
    private var cells: [(text: String, width: Int)] = []
    private(set) var width = 0
    private var isInSecret = false

    mutating func append(_ scalar: Unicode.Scalar, isSecret: Bool) {
        if isSecret {
            // One mask for a secret of any length.
            defer { isInSecret = true }
            return isInSecret ? () : add("***", 3)
        }
        isInSecret = false
        if scalar == "\t" { return add("    ", 4) }
        let text = DisplayText.escape(String(scalar))
        add(text, text.unicodeScalars.count > 1 ? text.unicodeScalars.count : Self.columns(scalar))
    }

    private mutating func add(_ text: String, _ columns: Int) {
        cells.append((text, columns))
        width += columns
    }

    /// The columns of a character: none for a combining mark, two for a wide one.
    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    /// At most `limit` columns of the line with the mark in sight, and where the mark then begins.
    func window(around mark: Int, limit: Int, isCutBefore: Bool, isCutAfter: Bool) -> (String, Int) {
        let lead = limit / 3
        let skip = width > limit && mark > lead ? mark - lead : 0
        var text = skip > 0 || isCutBefore ? "…" : ""
        var column = 0
        var used = text.isEmpty ? 0 : 1
        var start: Int?
        for cell in cells {
            defer { column += cell.width }
            guard column >= skip else { continue }
            if column >= mark, start == nil { start = used }
            guard used + cell.width <= limit else { return (text + "…", start ?? used) }
            text += cell.text
            used += cell.width
        }
        return (isCutAfter ? text + "…" : text, start ?? used)
    }
}

/// Where in a text API keys stand, which are never shown.
struct SecretRanges: Sendable {
    /// In order, none touching another.
    private var ranges: [Range<Int>] = []

    /// No secrets.
    init() {}

    /// The values of `api_key` members and `X-Api-Key` headers in the text at `text` of `bytes`.
    ///
    /// They are found by their names alone, so that a text that is not JSON keeps its secrets too; and by the payload's
    /// values, whose names may be written with escapes.
    init(_ request: SessionRequest, in bytes: [UInt8], text: Range<Int>) {
        var found = Self.values(of: ["api_key", "x-api-key"], in: bytes, text)
        let document = request.document
        if request.syntaxError == nil, document.base >= text.lowerBound,
            document.base + document.count <= text.upperBound
        {
            for (name, value) in document.tape.members(of: 0) where document.isString(name, Parameter.apiKey.name) {
                found.append(document.inBuffer(document[value].range))
            }
        }
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
    }

    func contains(_ offset: Int) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(offset)
    }

    /// The rest of each value that follows one of some names, up to the quotation mark or the end of the line.
    private static func values(of names: [String], in bytes: [UInt8], _ text: Range<Int>) -> [Range<Int>] {
        let wanted = names.map { Array($0.utf8) }
        let between: Set<UInt8> = [0x22, 0x27, 0x20, 0x09, UInt8(ascii: ":"), UInt8(ascii: "=")]
        var found: [Range<Int>] = []
        var at = text.lowerBound
        while at < text.upperBound {
            let name = wanted.first { name in
                at + name.count <= text.upperBound
                    && zip(bytes[at...], name).allSatisfy { $0 == $1 || ($0 | 0x20 == $1 && $0 & 0x40 != 0) }
            }
            guard let name else {
                at += 1
                continue
            }
            var start = at + name.count
            while start < text.upperBound, between.contains(bytes[start]) { start += 1 }
            var end = start
            while end < text.upperBound, bytes[end] != 0x22, bytes[end] != 0x0A, bytes[end] != 0x0D {
                end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
            }
            end = min(end, text.upperBound)
            if start < end { found.append(start..<end) }
            at = max(end, at + 1)
        }
        return found
    }
}
