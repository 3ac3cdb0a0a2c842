// Strings, numbers and literals, and what is said of a byte that begins none of them.

extension JSONReader {
    /// Reads a string whose opening quotation mark stands at `start`; answers the offset after its closing one.
    @inline(__always)
    func string(
        _ text: borrowing Span<UInt8>, _ start: Int, onto nodes: inout MutableSpan<JSONTape.Node>,
        _ count: inout Int, _ isTextASCII: inout Bool
    ) throws(JSONSyntaxError) -> Int {
        var close = Self.endOfPlain(text, start + 1)
        var (hasEscape, isASCII) = (false, true)
        if close >= end || text[close] != UInt8(ascii: "\"") {
            (close, hasEscape, isASCII) = try restOfString(text, close)
            if !isASCII { isTextASCII = false }
        }
        nodes[count] = .init(
            start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: close + 1),
            next: UInt32(truncatingIfNeeded: count + 1), kind: .string, hasEscape: hasEscape, isASCII: isASCII)
        count += 1
        return close + 1
    }

    /// The offset of the first byte that ends a run of plain string text, or that stands among the buffer's last
    /// seven.
    @inline(__always)
    static func endOfPlain(_ text: borrowing Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while let word = ByteWord(text, ifWholeAt: at) {
            let specials = word.stringSpecials
            guard specials == 0 else { return at &+ specials.trailingZeroBitCount / 8 }
            at &+= 8
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
                throw JSONSyntaxError(code: .controlCharacter, offset: at, found: byte)
            case 0x80...:
                isASCII = false
                let length = UTF8Sequence.length(text, at, end)
                guard length > 0 else { throw JSONSyntaxError(code: .notUTF8, offset: at, found: byte) }
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
                throw JSONSyntaxError(code: .badEscape, offset: start, length: min(6, end - start))
            }
            guard UTF16.isSurrogate(unit) else { return start + 6 }
            guard UTF16.isLeadSurrogate(unit), start + 7 < end, text[start + 6] == UInt8(ascii: "\\"),
                text[start + 7] == UInt8(ascii: "u"), let trail = text.hexUnit(start + 8, end),
                UTF16.isTrailSurrogate(trail)
            else {
                throw JSONSyntaxError(code: .loneSurrogate, offset: start, length: 6)
            }
            return start + 12
        default:
            throw JSONSyntaxError(code: .badEscape, offset: start, length: 2)
        }
    }

    /// Checks a number's grammar; answers the offset after it.
    func number(
        _ text: borrowing Span<UInt8>, _ start: Int
    ) throws(JSONSyntaxError) -> Int {
        var at = start
        if text[at] == UInt8(ascii: "-") { at += 1 }
        let whole = at
        at = text.skipDigits(at, end)
        guard at > whole else { throw badNumber(text, at) }
        if text[whole] == UInt8(ascii: "0"), at > whole + 1 {
            throw JSONSyntaxError(
                code: .badNumber, offset: whole + 1, expected: .end, found: text[whole + 1])
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
        return JSONSyntaxError(code: .badNumber, offset: at, expected: .digit, found: text[at])
    }

    /// Reads `true`, `false` or `null`; says what else it may have been.
    func literal(
        _ text: borrowing Span<UInt8>, _ start: Int
    ) throws(JSONSyntaxError) -> (JSONTape.Kind, Int) {
        let length = text.wordLength(start, end)
        if text.matches("true", start, length) { return (.true, 4) }
        if text.matches("false", start, length) { return (.false, 5) }
        if text.matches("null", start, length) { return (.null, 4) }
        if length > 0 {
            var error = JSONSyntaxError(code: .badLiteral, offset: start, length: length, found: text[start])
            error.meant = meant(text, start, length)
            throw error
        }
        throw unexpected(text, start, .value)
    }

    /// What JSON writes for a word of Python or JavaScript.
    private func meant(_ text: borrowing Span<UInt8>, _ start: Int, _ length: Int) -> JSONSyntaxError.Meant? {
        for word in ["True", "TRUE"] where text.matches(word, start, length) { return .true }
        for word in ["False", "FALSE"] where text.matches(word, start, length) { return .false }
        for word in ["None", "NULL", "Null", "nil", "undefined"] where text.matches(word, start, length) {
            return .null
        }
        for word in ["NaN", "nan", "Infinity", "inf"] where text.matches(word, start, length) { return .noNumber }
        return nil
    }

    /// What is wrong at an offset where something else was expected.
    func unexpected(
        _ text: borrowing Span<UInt8>, _ at: Int, _ expected: JSONSyntaxError.Expectation
    ) -> JSONSyntaxError {
        guard at < end else {
            return JSONSyntaxError(code: .unexpectedEnd, offset: end, length: 0, expected: expected)
        }
        let byte = text[at]
        guard byte < 0x80 else { return unexpectedCharacter(text, at, expected) }
        let code: JSONSyntaxError.Code =
            switch byte {
            case UInt8(ascii: "'"): .singleQuote
            case UInt8(ascii: "/"), UInt8(ascii: "#"): .comment
            default: .unexpected
            }
        return JSONSyntaxError(code: code, offset: at, expected: expected, found: byte)
    }

    private func unexpectedCharacter(
        _ text: borrowing Span<UInt8>, _ at: Int, _ expected: JSONSyntaxError.Expectation
    ) -> JSONSyntaxError {
        let (character, length) = UTF8Sequence.scalar(text, at, end)
        guard let character else {
            return JSONSyntaxError(code: .notUTF8, offset: at, expected: expected, found: text[at])
        }
        let code: JSONSyntaxError.Code =
            switch character.value {
            case 0x2018...0x201F: .curlyQuote
            case 0x200B...0x200D, 0x2060, 0xFEFF: .wideSpace
            default: character.isSpace ? .wideSpace : .unexpected
            }
        return JSONSyntaxError(
            code: code, offset: at, length: length, expected: expected, found: text[at], character: character)
    }
}
