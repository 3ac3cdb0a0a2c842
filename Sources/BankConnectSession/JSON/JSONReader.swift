/// Reads one JSON text on to a tape: RFC 8259, UTF-8, one pass, no recursion.
///
/// Strict where lenient readers hide a mistake: a byte-order mark, a comment, a trailing comma, a raw control
/// character, a lone surrogate, invalid UTF-8 and a second document are errors, each with the byte that shows it.
/// Numbers keep their text; repeated names are kept and are for the caller to judge.
package struct JSONReader {
    /// How deep values may nest.
    ///
    /// A payload needs three levels; the bound keeps the work and the stack fixed.
    package static let depthLimit = 64

    private var tape: JSONTape

    /// Reads the text at `range` of `bytes` on to `tape`, replacing what the tape held.
    ///
    /// - Throws: the first fault of the text, its offset counted from the start of `range`.
    package static func read(
        _ bytes: [UInt8], in range: Range<Int>, onto tape: inout JSONTape
    ) throws(JSONSyntaxError) {
        guard range.count < Int(UInt32.max) - 16 else { throw JSONSyntaxError(code: .tooLong, offset: 0) }
        // The tape moves in and out, so that its storage stays uniquely ours and is never copied.
        var reader = JSONReader(tape: tape)
        tape = JSONTape(emptied: ())
        reader.tape.nodes.removeAll(keepingCapacity: true)
        reader.tape.objectCount = 0
        defer { tape = reader.tape }
        try reader.read(bytes.span, base: range.lowerBound, end: range.upperBound)
    }

    private init(tape: JSONTape) {
        self.tape = tape
    }

    // MARK: Structure

    /// Offsets inside are those of the whole buffer; nodes and errors count from `base`.
    private mutating func read(_ text: borrowing Span<UInt8>, base: Int, end: Int) throws(JSONSyntaxError) {
        var open = InlineArray<64, UInt32>(repeating: 0)
        var openObjects: UInt64 = 0  // one bit a level: set where the level is an object
        var depth = 0
        var at = try start(text, base: base, end: end)

        value: while true {
            let byte = text[at]
            let begin = UInt32(truncatingIfNeeded: at - base)
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < Self.depthLimit else { throw JSONSyntaxError(code: .tooDeep, offset: at - base) }
                let isObject = byte == UInt8(ascii: "{")
                open[depth] = UInt32(truncatingIfNeeded: tape.nodes.count)
                let bit: UInt64 = 1 &<< UInt64(depth)
                openObjects = isObject ? openObjects | bit : openObjects & ~bit
                depth += 1
                tape.nodes.append(.init(start: begin, end: 0, next: 0, kind: isObject ? .object : .array))
                if isObject { tape.objectCount += 1 }
                at = text.skipSpace(at + 1, end)
                let close = byte + 2  // '}' and ']' both stand two after their opening bracket
                let closes = at < end && text[at] == close
                if !closes {
                    if isObject {
                        at = try member(text, at, base: base, end: end, expected: .nameOrClose)
                    } else if at >= end {
                        throw unexpected(text, at, base, end, .valueOrClose)
                    }
                    continue value
                }
            case UInt8(ascii: "\""):
                at = try string(text, at, base: base, end: end)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                at = try number(text, at, base: base, end: end)
                append(.number, begin, at - base)
            default:
                let (kind, length) = try literal(text, at, base: base, end: end)
                at += length
                append(kind, begin, at - base)
            }

            while true {  // after a value, or at the closing bracket of an empty container
                guard depth > 0 else { break value }
                at = text.skipSpace(at, end)
                let isObject = openObjects & (1 &<< UInt64(depth - 1)) != 0
                let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
                guard at < end else {
                    throw unexpected(text, at, base, end, isObject ? .commaOrBrace : .commaOrBracket)
                }
                let byte = text[at]
                if byte == close {
                    depth -= 1
                    at += 1
                    let index = Int(open[depth])
                    tape.nodes[index].end = UInt32(truncatingIfNeeded: at - base)
                    tape.nodes[index].next = UInt32(truncatingIfNeeded: tape.nodes.count)
                    continue
                }
                guard byte == UInt8(ascii: ",") else {
                    throw unexpected(text, at, base, end, isObject ? .commaOrBrace : .commaOrBracket)
                }
                let comma = at
                at = text.skipSpace(at + 1, end)
                if at < end, text[at] == close {
                    throw JSONSyntaxError(code: .trailingComma, offset: comma - base)
                }
                if isObject {
                    at = try member(text, at, base: base, end: end, expected: .name)
                } else if at >= end {
                    throw unexpected(text, at, base, end, .value)
                }
                continue value
            }
        }
        at = text.skipSpace(at, end)
        guard at >= end else {
            if text[at] == UInt8(ascii: "/") || text[at] == UInt8(ascii: "#") {
                throw JSONSyntaxError(code: .comment, offset: at - base)
            }
            throw JSONSyntaxError(code: .secondDocument, offset: at - base)
        }
    }

    /// Passes over leading space; says what an unreadable beginning is.
    private func start(_ text: borrowing Span<UInt8>, base: Int, end: Int) throws(JSONSyntaxError) -> Int {
        let count = end - base
        if count >= 3, text[base] == 0xEF, text[base + 1] == 0xBB, text[base + 2] == 0xBF {
            throw JSONSyntaxError(code: .byteOrderMark, offset: 0, length: 3)
        }
        if count >= 2 {
            let (first, second) = (text[base], text[base + 1])
            if (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF) || first == 0 || second == 0 {
                throw JSONSyntaxError(code: .wideEncoding, offset: 0, length: 2)
            }
        }
        let at = text.skipSpace(base, end)
        guard at < end else { throw JSONSyntaxError(code: .empty, offset: 0, length: 0) }
        return at
    }

    /// Reads a member's name and the colon after it; answers where its value begins.
    @inline(__always)
    private mutating func member(
        _ text: borrowing Span<UInt8>, _ start: Int, base: Int, end: Int, expected: JSONSyntaxError.Expectation
    ) throws(JSONSyntaxError) -> Int {
        guard start < end, text[start] == UInt8(ascii: "\"") else {
            throw unexpected(text, start, base, end, expected)
        }
        var at = text.skipSpace(try string(text, start, base: base, end: end), end)
        guard at < end, text[at] == UInt8(ascii: ":") else { throw unexpected(text, at, base, end, .colon) }
        at = text.skipSpace(at + 1, end)
        guard at < end else { throw unexpected(text, at, base, end, .value) }
        return at
    }

    @inline(__always)
    private mutating func append(_ kind: JSONTape.Kind, _ start: UInt32, _ end: Int) {
        let next = UInt32(truncatingIfNeeded: tape.nodes.count + 1)
        tape.nodes.append(.init(start: start, end: UInt32(truncatingIfNeeded: end), next: next, kind: kind))
    }

    // MARK: Scalars

    /// Reads a string whose opening quotation mark stands at `start`; answers the offset after its closing one.
    @inline(__always)
    private mutating func string(
        _ text: borrowing Span<UInt8>, _ start: Int, base: Int, end: Int
    ) throws(JSONSyntaxError) -> Int {
        var at = start + 1
        var hasEscape = false
        var isASCII = true
        let lastWord = text.count - 8
        scan: while true {
            while at <= lastWord {
                let specials = ByteWord(text, at: at).stringSpecials
                if specials != 0 {
                    at += specials.trailingZeroBitCount / 8
                    break
                }
                at += 8
            }
            guard at < end else { throw unexpected(text, end, base, end, .stringEnd) }
            let byte = text[at]
            switch byte {
            case UInt8(ascii: "\""):
                break scan
            case UInt8(ascii: "\\"):
                hasEscape = true
                at = try escape(text, at, base: base, end: end)
            case 0..<0x20:
                throw JSONSyntaxError(code: .controlCharacter, offset: at - base, found: byte)
            case 0x80...:
                isASCII = false
                let length = UTF8Sequence.length(text, at, end)
                guard length > 0 else { throw JSONSyntaxError(code: .notUTF8, offset: at - base, found: byte) }
                at += length
            default:
                at += 1
            }
        }
        let next = UInt32(truncatingIfNeeded: tape.nodes.count + 1)
        tape.nodes.append(
            .init(
                start: UInt32(truncatingIfNeeded: start - base), end: UInt32(truncatingIfNeeded: at + 1 - base),
                next: next, kind: .string, hasEscape: hasEscape, isASCII: isASCII))
        return at + 1
    }

    /// Checks the escape whose backslash stands at `start`; answers the offset after it.
    private func escape(
        _ text: borrowing Span<UInt8>, _ start: Int, base: Int, end: Int
    ) throws(JSONSyntaxError) -> Int {
        guard start + 1 < end else { throw unexpected(text, end, base, end, .stringEnd) }
        switch text[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            guard let unit = text.hexUnit(start + 2, end) else {
                throw JSONSyntaxError(code: .badEscape, offset: start - base, length: min(6, end - start))
            }
            guard UTF16.isSurrogate(unit) else { return start + 6 }
            guard UTF16.isLeadSurrogate(unit), start + 7 < end, text[start + 6] == UInt8(ascii: "\\"),
                text[start + 7] == UInt8(ascii: "u"), let trail = text.hexUnit(start + 8, end),
                UTF16.isTrailSurrogate(trail)
            else {
                throw JSONSyntaxError(code: .loneSurrogate, offset: start - base, length: 6)
            }
            return start + 12
        default:
            throw JSONSyntaxError(code: .badEscape, offset: start - base, length: 2)
        }
    }

    /// Checks a number's grammar; answers the offset after it.
    @inline(__always)
    private func number(
        _ text: borrowing Span<UInt8>, _ start: Int, base: Int, end: Int
    ) throws(JSONSyntaxError) -> Int {
        var at = start
        if text[at] == UInt8(ascii: "-") { at += 1 }
        let whole = at
        at = text.skipDigits(at, end)
        guard at > whole else { throw badNumber(text, at, base, end) }
        if text[whole] == UInt8(ascii: "0"), at > whole + 1 {
            throw JSONSyntaxError(
                code: .badNumber, offset: whole + 1 - base, expected: .end, found: text[whole + 1])
        }
        if at < end, text[at] == UInt8(ascii: ".") {
            let fraction = at + 1
            at = text.skipDigits(fraction, end)
            guard at > fraction else { throw badNumber(text, at, base, end) }
        }
        if at < end, text[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < end, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
            let exponent = at
            at = text.skipDigits(at, end)
            guard at > exponent else { throw badNumber(text, at, base, end) }
        }
        return at
    }

    private func badNumber(_ text: borrowing Span<UInt8>, _ at: Int, _ base: Int, _ end: Int) -> JSONSyntaxError {
        guard at < end else { return unexpected(text, at, base, end, .digit) }
        return JSONSyntaxError(code: .badNumber, offset: at - base, expected: .digit, found: text[at])
    }

    /// Reads `true`, `false` or `null`; says what else it may have been.
    private func literal(
        _ text: borrowing Span<UInt8>, _ start: Int, base: Int, end: Int
    ) throws(JSONSyntaxError) -> (JSONTape.Kind, Int) {
        let length = text.wordLength(start, end)
        if text.matches("true", start, length) { return (.true, 4) }
        if text.matches("false", start, length) { return (.false, 5) }
        if text.matches("null", start, length) { return (.null, 4) }
        if length > 0 {
            throw JSONSyntaxError(code: .badLiteral, offset: start - base, length: length, found: text[start])
        }
        throw unexpected(text, start, base, end, .value)
    }

    private func unexpected(
        _ text: borrowing Span<UInt8>, _ at: Int, _ base: Int, _ end: Int, _ expected: JSONSyntaxError.Expectation
    ) -> JSONSyntaxError {
        guard at < end else {
            return JSONSyntaxError(code: .unexpectedEnd, offset: end - base, length: 0, expected: expected)
        }
        let byte = text[at]
        let code: JSONSyntaxError.Code =
            switch byte {
            case UInt8(ascii: "'"): .singleQuote
            case UInt8(ascii: "/"), UInt8(ascii: "#"): .comment
            case 0: .wideEncoding
            case 0x80... where UTF8Sequence.length(text, at, end) == 0: .notUTF8
            default: .unexpected
            }
        return JSONSyntaxError(code: code, offset: at - base, expected: expected, found: byte)
    }
}

extension JSONTape {
    /// A tape without storage, to stand in while another is moved.
    fileprivate init(emptied: Void) {}
}
