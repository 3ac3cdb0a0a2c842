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

    /// The text's place in its buffer; offsets inside are those of the buffer, nodes and errors count from `base`.
    private let base: Int
    private let end: Int

    /// How far the reading has come, and in what: kept when it stops for more room.
    private struct Progress {
        /// The beginning of the next value.
        var at = 0
        var count = 0
        var objectCount = 0
        var depth = 0
        /// The node of each open container.
        var open = InlineArray<64, UInt32>(repeating: 0)
        /// One bit a level: set where the level is an object.
        var openObjects: UInt64 = 0
    }

    /// Reads the text at `range` of `bytes` on to `tape`, replacing what the tape held.
    ///
    /// - Throws: the first fault of the text, its offset counted from the start of `range`.
    package static func read(
        _ bytes: [UInt8], in range: Range<Int>, onto tape: inout JSONTape
    ) throws(JSONSyntaxError) {
        guard range.count < Int(UInt32.max) - 16 else { throw JSONSyntaxError(code: .tooLong, offset: 0) }
        tape.removeAll()
        let reader = JSONReader(base: range.lowerBound, end: range.upperBound)
        var progress = Progress()
        progress.at = try reader.start(bytes.span)
        try tape.fill { nodes throws(JSONSyntaxError) in
            try reader.readValues(bytes.span, onto: &nodes, from: &progress)
        }
    }

    private init(base: Int, end: Int) {
        self.base = base
        self.end = end
    }

    // MARK: Structure

    /// Reads value after value to the end of the text; stops early, answering nil, when the room is filled up.
    ///
    /// What changes with every byte is held in local variables, and put back for the next call.
    private func readValues(
        _ text: borrowing Span<UInt8>, onto nodes: inout MutableSpan<JSONTape.Node>, from progress: inout Progress
    ) throws(JSONSyntaxError) -> (nodes: Int, objects: Int)? {
        var (at, count, depth, openObjects) = (progress.at, progress.count, progress.depth, progress.openObjects)
        var isObject = depth > 0 && openObjects & (1 &<< UInt64(depth - 1)) != 0

        value: while true {
            // A value and the name after it.
            guard count + 2 <= nodes.count else {
                (progress.at, progress.count, progress.depth, progress.openObjects) = (at, count, depth, openObjects)
                return nil
            }
            let byte = text[at]
            let begin = at
            switch byte {
            case UInt8(ascii: "\""):
                at = try string(text, at, onto: &nodes, &count)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < Self.depthLimit else { throw JSONSyntaxError(code: .tooDeep, offset: at - base) }
                isObject = byte == UInt8(ascii: "{")
                progress.open[depth] = UInt32(truncatingIfNeeded: count)
                let bit: UInt64 = 1 &<< UInt64(depth)
                openObjects = isObject ? openObjects | bit : openObjects & ~bit
                if isObject { progress.objectCount += 1 }
                depth += 1
                nodes[count] = .init(
                    start: UInt32(truncatingIfNeeded: at - base), end: 0, next: 0, kind: isObject ? .object : .array)
                count += 1
                at = text.skipSpace(at + 1, end)
                let close = byte + 2  // '}' and ']' both stand two after their opening bracket
                if at >= end || text[at] != close {
                    if isObject {
                        at = try member(text, at, expected: .nameOrClose, onto: &nodes, &count)
                    } else if at >= end {
                        throw unexpected(text, at, .valueOrClose)
                    }
                    continue value
                }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                at = try number(text, at)
                append(.number, begin, at, onto: &nodes, &count)
            default:
                let (kind, length) = try literal(text, at)
                at += length
                append(kind, begin, at, onto: &nodes, &count)
            }

            while true {  // after a value, or at the closing bracket of an empty container
                guard depth > 0 else { break value }
                at = text.skipSpace(at, end)
                guard at < end else { throw unexpected(text, at, isObject ? .commaOrBrace : .commaOrBracket) }
                let byte = text[at]
                if byte == UInt8(ascii: ",") {
                    let comma = at
                    at = text.skipSpace(at + 1, end)
                    if at < end, text[at] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                        throw JSONSyntaxError(code: .trailingComma, offset: comma - base)
                    }
                    if isObject {
                        at = try member(text, at, expected: .name, onto: &nodes, &count)
                    } else if at >= end {
                        throw unexpected(text, at, .value)
                    }
                    continue value
                }
                guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw unexpected(text, at, isObject ? .commaOrBrace : .commaOrBracket)
                }
                depth -= 1
                at += 1
                let index = Int(progress.open[depth])
                nodes[index].end = UInt32(truncatingIfNeeded: at - base)
                nodes[index].next = UInt32(truncatingIfNeeded: count)
                isObject = depth > 0 && openObjects & (1 &<< UInt64(depth - 1)) != 0
            }
        }
        at = text.skipSpace(at, end)
        guard at >= end else {
            if text[at] == UInt8(ascii: "/") || text[at] == UInt8(ascii: "#") {
                throw JSONSyntaxError(code: .comment, offset: at - base)
            }
            throw JSONSyntaxError(code: .secondDocument, offset: at - base)
        }
        return (count, progress.objectCount)
    }

    /// Passes over leading space; says what an unreadable beginning is.
    private func start(_ text: borrowing Span<UInt8>) throws(JSONSyntaxError) -> Int {
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
    private func member(
        _ text: borrowing Span<UInt8>, _ start: Int, expected: JSONSyntaxError.Expectation,
        onto nodes: inout MutableSpan<JSONTape.Node>, _ count: inout Int
    ) throws(JSONSyntaxError) -> Int {
        guard start < end, text[start] == UInt8(ascii: "\"") else { throw unexpected(text, start, expected) }
        var at = text.skipSpace(try string(text, start, onto: &nodes, &count), end)
        guard at < end, text[at] == UInt8(ascii: ":") else { throw unexpected(text, at, .colon) }
        at = text.skipSpace(at + 1, end)
        guard at < end else { throw unexpected(text, at, .value) }
        return at
    }

    @inline(__always)
    private func append(
        _ kind: JSONTape.Kind, _ start: Int, _ end: Int, onto nodes: inout MutableSpan<JSONTape.Node>,
        _ count: inout Int
    ) {
        nodes[count] = .init(
            start: UInt32(truncatingIfNeeded: start - base), end: UInt32(truncatingIfNeeded: end - base),
            next: UInt32(truncatingIfNeeded: count + 1), kind: kind)
        count += 1
    }

    // MARK: Scalars

    /// Reads a string whose opening quotation mark stands at `start`; answers the offset after its closing one.
    @inline(__always)
    private func string(
        _ text: borrowing Span<UInt8>, _ start: Int, onto nodes: inout MutableSpan<JSONTape.Node>,
        _ count: inout Int
    ) throws(JSONSyntaxError) -> Int {
        var close = Self.endOfPlain(text, start + 1)
        var (hasEscape, isASCII) = (false, true)
        if close >= end || text[close] != UInt8(ascii: "\"") {
            (close, hasEscape, isASCII) = try restOfString(text, close)
        }
        nodes[count] = .init(
            start: UInt32(truncatingIfNeeded: start - base), end: UInt32(truncatingIfNeeded: close + 1 - base),
            next: UInt32(truncatingIfNeeded: count + 1), kind: .string, hasEscape: hasEscape, isASCII: isASCII)
        count += 1
        return close + 1
    }

    /// The offset of the first byte that ends a run of plain string text, or that stands among the buffer's last
    /// seven.
    @inline(__always)
    private static func endOfPlain(_ text: borrowing Span<UInt8>, _ start: Int) -> Int {
        var at = start
        let lastWord = text.count - 8
        while at <= lastWord {
            let specials = ByteWord(text, unchecked: at).stringSpecials
            guard specials == 0 else { return at + specials.trailingZeroBitCount / 8 }
            at += 8
        }
        return at
    }

    /// Reads a string on from a byte that may be other than plain text, to its closing quotation mark.
    private func restOfString(
        _ text: borrowing Span<UInt8>, _ start: Int
    ) throws(JSONSyntaxError) -> (close: Int, hasEscape: Bool, isASCII: Bool) {
        var at = start
        var (hasEscape, isASCII) = (false, true)
        while true {
            guard at < end else { throw unexpected(text, end, .stringEnd) }
            let byte = text[at]
            switch byte {
            case UInt8(ascii: "\""):
                return (at, hasEscape, isASCII)
            case UInt8(ascii: "\\"):
                hasEscape = true
                at = try escape(text, at)
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
            at = Self.endOfPlain(text, at)
        }
    }

    /// Checks the escape whose backslash stands at `start`; answers the offset after it.
    private func escape(
        _ text: borrowing Span<UInt8>, _ start: Int
    ) throws(JSONSyntaxError) -> Int {
        guard start + 1 < end else { throw unexpected(text, end, .stringEnd) }
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
    private func number(
        _ text: borrowing Span<UInt8>, _ start: Int
    ) throws(JSONSyntaxError) -> Int {
        var at = start
        if text[at] == UInt8(ascii: "-") { at += 1 }
        let whole = at
        at = text.skipDigits(at, end)
        guard at > whole else { throw badNumber(text, at) }
        if text[whole] == UInt8(ascii: "0"), at > whole + 1 {
            throw JSONSyntaxError(
                code: .badNumber, offset: whole + 1 - base, expected: .end, found: text[whole + 1])
        }
        if at < end, text[at] == UInt8(ascii: ".") {
            let fraction = at + 1
            at = text.skipDigits(fraction, end)
            guard at > fraction else { throw badNumber(text, at) }
        }
        if at < end, text[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < end, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
            let exponent = at
            at = text.skipDigits(at, end)
            guard at > exponent else { throw badNumber(text, at) }
        }
        return at
    }

    private func badNumber(_ text: borrowing Span<UInt8>, _ at: Int) -> JSONSyntaxError {
        guard at < end else { return unexpected(text, at, .digit) }
        return JSONSyntaxError(code: .badNumber, offset: at - base, expected: .digit, found: text[at])
    }

    /// Reads `true`, `false` or `null`; says what else it may have been.
    private func literal(
        _ text: borrowing Span<UInt8>, _ start: Int
    ) throws(JSONSyntaxError) -> (JSONTape.Kind, Int) {
        let length = text.wordLength(start, end)
        if text.matches("true", start, length) { return (.true, 4) }
        if text.matches("false", start, length) { return (.false, 5) }
        if text.matches("null", start, length) { return (.null, 4) }
        if length > 0 {
            throw JSONSyntaxError(code: .badLiteral, offset: start - base, length: length, found: text[start])
        }
        throw unexpected(text, start, .value)
    }

    private func unexpected(
        _ text: borrowing Span<UInt8>, _ at: Int, _ expected: JSONSyntaxError.Expectation
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
