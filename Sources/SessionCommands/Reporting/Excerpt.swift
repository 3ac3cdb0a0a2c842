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

    /// Cuts the line out of a text.
    init(_ bytes: [UInt8], at range: Range<Int>, _ start: SourcePosition, _ secrets: SecretRanges) {
        line = start.line
        var first = range.lowerBound
        let floor = max(0, first - Self.reach)
        while first > floor, bytes[first - 1] != 0x0A { first -= 1 }
        let isCutBefore = first == floor && first > 0 && bytes[first - 1] != 0x0A
        while first < range.lowerBound, bytes[first] & 0xC0 == 0x80 { first += 1 }
        var last = range.lowerBound
        let ceiling = min(bytes.count, last + Self.reach)
        while last < ceiling, bytes[last] != 0x0A { last += 1 }
        let isCutAfter = last == ceiling && last < bytes.count && bytes[last] != 0x0A
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
        (text, self.markStart) = shown.window(
            around: begin, limit: Self.limit, isCutBefore: isCutBefore, isCutAfter: isCutAfter)
        markWidth = max(1, min(end - begin, Self.limit - self.markStart))
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
    private var ranges: [Range<Int>] = []

    /// No secrets.
    init() {}

    /// The values of `api_key` members and `X-Api-Key` headers in a text, found by their names alone, so that a text
    /// that is not JSON keeps its secrets too; and by the payload's tape, which also knows names written with escapes.
    init(_ request: SessionRequest, in bytes: [UInt8]) {
        for name in ["api_key", "x-api-key"] { ranges += Self.values(of: name, in: bytes) }
        if let payloadStart = Self.start(of: request, in: bytes) {
            for (name, value) in request.document.tape.members(of: 0)
            where request.document.isString(name, Parameter.apiKey.name) {
                let range = request.document[value].range
                ranges.append(payloadStart + range.lowerBound..<payloadStart + range.upperBound)
            }
        }
    }

    func contains(_ offset: Int) -> Bool {
        ranges.contains { $0.contains(offset) }
    }

    private static func start(of request: SessionRequest, in bytes: [UInt8]) -> Int? {
        guard request.syntaxError == nil, request.document.count > 0 else { return nil }
        return request.document.base + request.document.count == bytes.count ? request.document.base : nil
    }

    /// The rest of each value that follows a name, up to the quotation mark or the end of the line.
    private static func values(of name: String, in bytes: [UInt8]) -> [Range<Int>] {
        let wanted = Array(name.utf8)
        var found: [Range<Int>] = []
        var at = 0
        while at + wanted.count < bytes.count {
            guard bytes[at] | 0x20 == wanted[0] || bytes[at] == wanted[0],
                zip(bytes[at...], wanted).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 })
            else {
                at += 1
                continue
            }
            var start = at + wanted.count
            while start < bytes.count,
                [0x22, 0x27, 0x20, 0x09, UInt8(ascii: ":"), UInt8(ascii: "=")].contains(bytes[start])
            {
                start += 1
            }
            var end = start
            while end < bytes.count, bytes[end] != 0x22, bytes[end] != 0x0A, bytes[end] != 0x0D {
                end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
            }
            end = min(end, bytes.count)
            if start < end { found.append(start..<end) }
            at = max(end, at + 1)
        }
        return found
    }
}
