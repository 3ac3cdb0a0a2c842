// From bytes to values, and back to bytes. JSONReader checks a text and fills a JSONTape, whose nodes say where each
// value stands; JSONDocument holds both, with NameTable to recognise the names of members on the way. JSONSyntaxError
// says why a text is not JSON, SourcePosition and JSONPointerCursor say where a value stands for people. JSONWriter
// writes, with JSONText for strings and DisplayText for what may be shown.

/// A JSON text with its tape: the bytes stay where they are, and every value knows where it stands.
///
/// One document is reused for payload after payload. Offsets count from the start of the text.
package struct JSONDocument: Sendable {
    /// The buffer that holds the text, and perhaps others around it.
    package private(set) var buffer: [UInt8] = []
    /// Where in the buffer the text begins.
    package private(set) var base = 0
    /// How many bytes the text has.
    package private(set) var count = 0
    /// The values of the text; empty after a syntax error.
    package private(set) var tape = JSONTape()
    /// The names that are recognised while a text is read.
    private let names: NameTable

    /// A document that holds nothing yet.
    package init() {
        self.init(names: .none)
    }

    /// A document that holds nothing yet, and knows some names of members.
    init(names: NameTable) {
        self.names = names
    }

    /// A document read from a whole text.
    package init(_ text: [UInt8]) throws(JSONSyntaxError) {
        self.init()
        try read(text, in: 0..<text.count)
    }

    /// Reads the text at `range` of `bytes`; the buffer is shared, not copied.
    package mutating func read(_ bytes: [UInt8], in range: Range<Int>) throws(JSONSyntaxError) {
        open(bytes)
        try read(in: range)
    }

    /// Takes a buffer in which texts are; it is shared, not copied.
    mutating func open(_ bytes: [UInt8]) {
        buffer = bytes
    }

    /// Reads the text at `range` of the buffer.
    mutating func read(in range: Range<Int>) throws(JSONSyntaxError) {
        base = range.lowerBound
        count = range.count
        do {
            try JSONReader.read(buffer, in: range, onto: &tape, names)
        } catch {
            tape.removeAll()
            throw error
        }
    }

    /// Lets go of the buffer, so that its owner may fill it again without a copy.
    package mutating func releaseBuffer() {
        buffer = []
        (base, count) = (0, 0)
        tape.removeAll()
    }

    /// The node at an index.
    @inline(__always)
    package subscript(index: JSONTape.Index) -> JSONTape.Node { tape[index] }

    /// The number of the member's name at an index, its escapes replaced; `NameTable.unknown` for any other.
    @inline(__always)
    func name(at index: JSONTape.Index) -> UInt8 {
        let node = tape[index]
        return node.hasEscape ? names.id(of: decodedBytes(of: index)) : node.name
    }

    /// The byte at an offset of the text.
    @inline(__always)
    package func byte(at offset: Int) -> UInt8 { buffer[base + offset] }

    /// A range of the text as a range of the buffer.
    @inline(__always)
    package func inBuffer(_ range: Range<Int>) -> Range<Int> {
        base &+ range.lowerBound..<base &+ range.upperBound
    }

    /// The source text of a range, invalid UTF-8 replaced.
    package func source(_ range: Range<Int>) -> String {
        String(decoding: buffer[inBuffer(range)], as: UTF8.self)
    }

    /// Whether the value at `index` is `""` or holds nothing but white space.
    package func isBlank(_ index: JSONTape.Index) -> Bool {
        let node = tape[index]
        guard node.kind == .string else { return false }
        if beginsPrintable(index) { return false }
        if !node.hasEscape, node.isASCII {
            return buffer[inBuffer(node.content)].allSatisfy { $0 == 0x20 }
        }
        return text(of: index).isBlank
    }

    /// Whether the string at `index` begins and ends with printable ASCII, and holds no escape.
    @inline(__always)
    func hasPrintableEnds(_ index: JSONTape.Index) -> Bool {
        let node = tape[index]
        guard node.kind == .string, !node.hasEscape, !node.content.isEmpty else { return false }
        return byte(at: node.content.lowerBound) &- 0x21 < 0x7F - 0x21
            && byte(at: node.content.upperBound - 1) &- 0x21 < 0x7F - 0x21
    }

    /// Whether the value at `index` is a string whose first character is printable ASCII, and no escape.
    @inline(__always)
    func beginsPrintable(_ index: JSONTape.Index) -> Bool {
        let node = tape[index]
        guard node.kind == .string, !node.content.isEmpty else { return false }
        return byte(at: node.content.lowerBound) &- 0x21 < 0x5C - 0x21
    }

    /// Whether the string at `index` is empty.
    @inline(__always)
    package func isEmptyString(_ index: JSONTape.Index) -> Bool {
        let node = tape[index]
        return node.kind == .string && node.content.isEmpty
    }

    /// The length of the string at `index` in Unicode code points, escapes counted as what they stand for.
    package func codePointCount(of index: JSONTape.Index) -> Int {
        let node = tape[index]
        if !node.hasEscape {
            return node.isASCII ? node.content.count : UTF8Sequence.codePoints(buffer, in: inBuffer(node.content))
        }
        return text(of: index).unicodeScalars.count
    }

    /// Whether the string at `index` is exactly `value`, byte for byte after escapes.
    package func isString(_ index: JSONTape.Index, _ value: String) -> Bool {
        let node = tape[index]
        guard node.kind == .string else { return false }
        guard !node.hasEscape else { return text(of: index).utf8.elementsEqual(value.utf8) }
        return node.content.count == value.utf8.count
            && buffer[inBuffer(node.content)].elementsEqual(value.utf8)
    }

    /// Whether two strings have the same characters, byte for byte after escapes.
    package func areEqualStrings(_ first: JSONTape.Index, _ second: JSONTape.Index) -> Bool {
        let (a, b) = (tape[first], tape[second])
        if !a.hasEscape, !b.hasEscape {
            return a.content.count == b.content.count
                && buffer[inBuffer(a.content)].elementsEqual(buffer[inBuffer(b.content)])
        }
        return text(of: first).utf8.elementsEqual(text(of: second).utf8)
    }

    /// The characters of the string at `index`, or the source text of any other value.
    package func text(of index: JSONTape.Index) -> String {
        let node = tape[index]
        guard node.kind == .string else { return source(node.range) }
        guard node.hasEscape else { return source(node.content) }
        return String(decoding: decodedBytes(of: index), as: UTF8.self)
    }

    /// The UTF-8 of the string at `index`, escapes replaced.
    package func decodedBytes(of index: JSONTape.Index) -> [UInt8] {
        let content = inBuffer(tape[index].content)
        var result: [UInt8] = []
        result.reserveCapacity(content.count)
        var at = content.lowerBound
        while at < content.upperBound {
            let byte = buffer[at]
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                at += 1
                continue
            }
            switch buffer[at + 1] {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                let (scalar, length) = escapedScalar(at)
                result.append(contentsOf: Character(scalar).utf8)
                at += length - 2
            case let other: result.append(other)
            }
            at += 2
        }
        return result
    }

    /// Where the text of a string stands, its quotation marks and the white space around it left out; nil for a blank
    /// one.
    func trimmedRange(of index: JSONTape.Index) -> Range<Int>? {
        let content = inBuffer(tape[index].content)
        var found: Range<Int>?
        var at = content.lowerBound
        while at < content.upperBound {
            let (isSpace, length) = character(at, content.upperBound)
            if !isSpace { found = (found?.lowerBound ?? at)..<at + length }
            at += length
        }
        return found.map { $0.lowerBound - base..<$0.upperBound - base }
    }

    /// Whether the character at an offset of the buffer is white space, and how many bytes it is written with.
    private func character(_ offset: Int, _ end: Int) -> (isSpace: Bool, length: Int) {
        guard buffer[offset] == UInt8(ascii: "\\") else {
            let (scalar, length) = UTF8Sequence.scalar(buffer.span, offset, end)
            return (scalar?.isSpace ?? false, length)
        }
        switch buffer[offset + 1] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "f"): return (true, 2)
        case UInt8(ascii: "u"):
            let (scalar, length) = escapedScalar(offset)
            return (scalar.isSpace, length)
        default: return (false, 2)
        }
    }

    /// The scalar that the `\u` escape at `offset` of the buffer stands for, and the length of the escape.
    ///
    /// The reader has already refused digits that are none and halves of pairs.
    private func escapedScalar(_ offset: Int) -> (Unicode.Scalar, Int) {
        let text = buffer.span
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard let unit = text.hexUnit(offset + 2, buffer.count) else { return (replacement, 6) }
        guard UTF16.isLeadSurrogate(unit) else { return (Unicode.Scalar(unit) ?? replacement, 6) }
        guard let trail = text.hexUnit(offset + 8, buffer.count) else { return (replacement, 6) }
        let value = 0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(trail) & 0x3FF
        return (Unicode.Scalar(value) ?? replacement, 12)
    }

    /// The integer that the number at `index` stands for; nil for one with a fraction, or too large for an Int.
    ///
    /// `5`, `5.0` and `5e0` are all five.
    package func integer(at index: JSONTape.Index) -> Int? {
        let node = tape[index]
        guard node.kind == .number else { return nil }
        return JSONNumber.integer(buffer, in: inBuffer(node.range))
    }

    /// Whether the number at `index` has no fraction, whatever its size.
    package func isInteger(_ index: JSONTape.Index) -> Bool {
        let node = tape[index]
        return node.kind == .number && JSONNumber.isInteger(buffer, in: inBuffer(node.range))
    }
}

extension UTF8Sequence {
    /// How many code points begin in a range.
    static func codePoints(_ bytes: [UInt8], in range: Range<Int>) -> Int {
        let text = bytes.span.extracting(range)
        var (count, at) = (0, 0)
        while let word = ByteWord(text, ifWholeAt: at) {
            count += word.codePointStarts
            at += 8
        }
        while at < text.count {
            if text[at] & 0xC0 != 0x80 { count += 1 }
            at += 1
        }
        return count
    }
}
