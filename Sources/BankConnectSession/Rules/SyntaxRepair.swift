/// Corrects what other programs write for JSON, where the meaning cannot be another.
///
/// One walk over the text, which keeps track of strings: a byte-order mark, trailing commas, curly quotes, unusual spaces
/// and the words of Python and JavaScript are replaced outside strings, and comments are removed. Whether the outcome is
/// JSON is for the caller to see.
struct SyntaxRepair {
    /// The edits, by offset.
    private(set) var edits: [Fix.Edit] = []
    /// Whether comments are among what is removed, which a person may have wanted to keep.
    private(set) var hasComments = false
    /// The comma after which nothing but space has come.
    private var comma: Int?

    private static let words: [(word: String, json: String)] = [
        ("True", "true"), ("TRUE", "true"), ("False", "false"), ("FALSE", "false"), ("None", "null"), ("NULL", "null"),
        ("Null", "null"),
    ]

    /// Looks through a text from an offset outside strings on; what stands before it is JSON.
    init(_ bytes: [UInt8], from start: Int = 0) {
        let text = bytes.span
        var at = start
        if start == 0, text.starts(with: [0xEF, 0xBB, 0xBF]) { at = replace(0, 3, with: "") }
        while at < text.count { at = step(text, at) }
        // Behind the value itself, as in a line that was one of an array's.
        if let comma { remove(comma: comma) }
    }

    private mutating func step(_ text: Span<UInt8>, _ at: Int) -> Int {
        switch text[at] {
        case 0x20, 0x09, 0x0A, 0x0D: return at + 1
        case UInt8(ascii: ","):
            comma = at
            return at + 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if let comma { remove(comma: comma) }
            comma = nil
            return at + 1
        case UInt8(ascii: "#"): return comment(text, at, to: endOfLine(text, at))
        case UInt8(ascii: "/") where at + 1 < text.count && text[at + 1] == UInt8(ascii: "/"):
            return comment(text, at, to: endOfLine(text, at))
        case UInt8(ascii: "/") where at + 1 < text.count && text[at + 1] == UInt8(ascii: "*"):
            var end = at + 2
            while end + 1 < text.count, text[end] != UInt8(ascii: "*") || text[end + 1] != UInt8(ascii: "/") {
                end += 1
            }
            return comment(text, at, to: min(end + 2, text.count))
        case UInt8(ascii: "\""):
            comma = nil
            return endOfString(text, at + 1)
        case UInt8(ascii: ":"):
            comma = nil
            return at + 1
        default: break
        }
        let (character, length) = UTF8Sequence.scalar(text, at, text.count)
        if let character, !character.isASCII, character.isSpace || Self.isInvisible(character) {
            return replace(at, length, with: character.isSpace ? " " : "")
        }
        comma = nil
        if let character, Self.isCurlyQuote(character) { return curlyString(text, at, length) }
        let word = text.wordLength(at, text.count)
        for (foreign, json) in Self.words where word > 0 && text.matches(foreign, at, word) {
            return replace(at, word, with: json)
        }
        return at + max(word, length)
    }

    /// The offset behind a string's closing quotation mark.
    private func endOfString(_ text: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < text.count, text[at] != UInt8(ascii: "\"") {
            let plain = ByteWord(text, ifWholeAt: at).map { $0.stringSpecials.trailingZeroBitCount / 8 } ?? 0
            at += plain > 0 ? plain : text[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(at + 1, text.count)
    }

    /// Replaces a curly quote and the one that closes it.
    private mutating func curlyString(_ text: Span<UInt8>, _ start: Int, _ length: Int) -> Int {
        var at = replace(start, length, with: "\"")
        while at < text.count {
            let (character, length) = UTF8Sequence.scalar(text, at, text.count)
            if text[at] == UInt8(ascii: "\"") { return at + 1 }
            if let character, Self.isCurlyQuote(character) { return replace(at, length, with: "\"") }
            at += text[at] == UInt8(ascii: "\\") ? 2 : length
        }
        return at
    }

    private mutating func replace(_ offset: Int, _ length: Int, with text: String) -> Int {
        edits.append(Fix.Edit(offset: offset, length: length, text: text))
        return offset + length
    }

    /// Removes a comment; between two words it is white space, and keeps them apart.
    private mutating func comment(_ text: Span<UInt8>, _ start: Int, to end: Int) -> Int {
        hasComments = true
        let isBetweenWords =
            start > 0 && text.wordLength(start - 1, start) > 0 && text.wordLength(end, text.count) > 0
        return replace(start, end - start, with: isBetweenWords ? " " : "")
    }

    /// Removes a comma that stands before what was looked at since.
    private mutating func remove(comma: Int) {
        let edit = Fix.Edit(offset: comma, length: 1, text: "")
        // From the end, where it belongs: only what was removed behind the comma is passed over.
        let before = edits.lastIndex { $0.offset < comma }
        edits.insert(edit, at: before.map { $0 + 1 } ?? 0)
    }

    private func endOfLine(_ text: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < text.count, text[at] != 0x0A, text[at] != 0x0D { at += 1 }
        return at
    }

    private static func isCurlyQuote(_ character: Unicode.Scalar) -> Bool { 0x201C...0x201F ~= character.value }

    private static func isInvisible(_ character: Unicode.Scalar) -> Bool {
        0x200B...0x200D ~= character.value || character.value == 0x2060 || character.value == 0xFEFF
    }
}

extension SessionRequest {
    /// The fix of a text that is not JSON; nil where the outcome would be none either.
    func syntaxFix(_ maker: inout FixMaker) -> Fix? {
        guard let syntaxError, !syntaxError.isBeyondRepair(in: self) else { return nil }
        let text = Array(document.buffer[document.base..<document.base + document.count])
        let repair = SyntaxRepair(text, from: syntaxError.startOfRepair(text))
        guard !repair.edits.isEmpty else { return nil }
        let fix = Fix("write plain JSON", repair.hasComments ? .unsafe : .safe, repair.edits)
        return maker.isJSON(fix.applied(to: text)) ? fix : nil
    }
}

extension JSONSyntaxError {
    /// Whether the fault is a byte that no repair changes, so that the text would fail there again.
    fileprivate func isBeyondRepair(in request: borrowing SessionRequest) -> Bool {
        switch code {
        case .unexpectedEnd, .singleQuote, .controlCharacter, .badEscape, .loneSurrogate, .notUTF8, .tooDeep: true
        case .unexpected: found != UInt8(ascii: ",")
        // But for a word of another language, and for one that what is removed behind it cuts in two.
        case .badLiteral where meant == nil && offset + length < request.document.count:
            [0x20, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(
                request.document.byte(at: offset + length))
        default: false
        }
    }

    /// Where a repair begins: what stands before the fault is JSON, and only a comma right before it may have to go.
    fileprivate func startOfRepair(_ text: [UInt8]) -> Int {
        guard [.trailingComma, .comment, .curlyQuote, .wideSpace, .badLiteral, .secondDocument].contains(code) else {
            return 0
        }
        let last = text[..<offset].lastIndex { $0 > 0x20 }
        return last.flatMap { text[$0] == UInt8(ascii: ",") ? $0 : nil } ?? offset
    }
}
