// What a text that is not JSON was meant to be, from the bytes around its fault: asked for only once it has one.

extension JSONReader {
    /// The error with what its place tells of the text: another format, or what to write there.
    func advised(_ error: consuming JSONSyntaxError, _ text: borrowing Span<UInt8>) -> JSONSyntaxError {
        var error = error
        if error.code == .unexpectedEnd, error.expected == .stringEnd { error.advice = adviceOnCurlyQuotes(text) }
        guard error.offset < end else { return error }
        error.format = format(text, error.offset)
        if error.format != nil { error.offset = text.skipSpace(0, end) }
        error.advice = error.format?.advice ?? advice(text, error)
        return error
    }

    /// The format that a text looks like whose very beginning is not JSON.
    private func format(_ text: borrowing Span<UInt8>, _ fault: Int) -> JSONSyntaxError.Format? {
        let start = text.skipSpace(0, end)
        guard start < end else { return nil }
        if text[start] == UInt8(ascii: "<"), fault == start { return .markup }
        if text[start] == UInt8(ascii: "-"), fault == start + 1 {
            var at = start
            while at < end, at < start + 3, text[at] == UInt8(ascii: "-") { at += 1 }
            return (at == start + 1 || at == start + 3) && isSpace(text, at) ? .yaml : nil
        }
        guard fault == start, Self.isLetter(text[start]) else { return nil }
        var at = start
        while at < end, Self.isLetter(text[at]) || Self.isDigit(text[at]) || Self.marksInNames.contains(text[at]) {
            at += 1
        }
        guard at < end else { return nil }
        switch text[at] {
        case UInt8(ascii: "="): return .formData
        case UInt8(ascii: ":"): return isSpace(text, at + 1) ? .yaml : nil
        case 0x20 where text.matches("curl", start, at - start): return .curl
        case 0x20 where at + 1 < end && text[at + 1] == UInt8(ascii: "/"): return .request
        default: return nil
        }
    }

    /// What to write at the place of a fault; nil where the fault alone says all.
    private func advice(_ text: borrowing Span<UInt8>, _ error: JSONSyntaxError) -> String? {
        let found = text[error.offset]
        switch (error.code, error.expected) {
        case (.badLiteral, _) where error.meant == nil: return plainNumber(text, error.offset, error.length)
        case (.badNumber, _): return adviceForNumber(text, error.offset)
        case (.secondDocument, _):
            if found == UInt8(ascii: ":") { return "put braces around the members: {\"link_id\": \"…\"}" }
            if Self.closing.contains(found) { return "remove it; every bracket is closed before" }
            return found == UInt8(ascii: ",") || found == UInt8(ascii: ";") ? "remove it" : nil
        case (.unexpected, .name?), (.unexpected, .nameOrClose?):
            if found == UInt8(ascii: ",") { return "remove the comma" }
            if found == UInt8(ascii: "]") { return "close the object with '}'" }
            return Self.isLetter(found) || Self.isDigit(found) || found >= 0x80 ? "put the name in double quotes" : nil
        case (.unexpected, .colon?): return "put ':' between the name and its value"
        case (.unexpected, .commaOrBrace?), (.unexpected, .commaOrBracket?):
            return adviceBehindValue(text, error.offset, isObject: error.expected == .commaOrBrace)
        case (.unexpected, .value?):
            if text.lastBeforeSpace(error.offset) == UInt8(ascii: ":") {
                return Self.closing.contains(found) || found == UInt8(ascii: ",")
                    ? "write a value, or leave the member out" : Self.quoteText
            }
            return found == UInt8(ascii: ",") ? "remove the comma" : nil
        default: return nil
        }
    }

    /// Advice on a string that nothing ends: a curly quote may have been meant to.
    private func adviceOnCurlyQuotes(_ text: borrowing Span<UInt8>) -> String? {
        var at = 0
        while at + 3 <= end {
            if text[at] == 0xE2, text[at + 1] == 0x80, 0x9C...0x9F ~= text[at + 2] {
                return "use plain double quotes in place of curly ones"
            }
            at += 1
        }
        return nil
    }

    /// Advice on what stands where a value has ended and a comma or bracket belongs.
    private func adviceBehindValue(_ text: borrowing Span<UInt8>, _ at: Int, isObject: Bool) -> String? {
        let (found, before) = (text[at], text[at - 1])
        let isQuote = found == UInt8(ascii: "\"")
        if !isObject, found == UInt8(ascii: "}") { return "close the array with ']'" }
        if isObject, found == UInt8(ascii: "]") { return "close the object with '}'" }
        if found == UInt8(ascii: ";") { return "put a comma in its place" }
        // 2025-06-01, 12AB: the value goes on, and is no number.
        if Self.isDigit(before), !isQuote, !Self.opening.contains(found) { return Self.quoteText }
        if before == UInt8(ascii: "\""), Self.isLetter(found) || Self.isDigit(found) {
            return "write a quotation mark inside a text as \\\""
        }
        let beginsNext =
            isQuote || Self.opening.contains(found) || Self.isLetter(found) || Self.isDigit(found)
            || found == UInt8(ascii: "-")
        return beginsNext ? "put a comma before it" : nil
    }

    /// Advice on what begins as a number and is none.
    private func adviceForNumber(_ text: borrowing Span<UInt8>, _ fault: Int) -> String? {
        var (start, close) = (fault, fault)
        while start > 0, text.wordLength(start - 1, start) == 1 { start -= 1 }
        while close < end, !isSpace(text, close), text[close] != UInt8(ascii: ","), !Self.closing.contains(text[close])
        {
            close += 1
        }
        let sign = text[start] == UInt8(ascii: "-") ? 1 : 0
        let digits = start + sign
        for word in ["NaN", "Infinity"] where text.matches(word, digits, close - digits) {
            return "write a number, or leave the member out"
        }
        guard digits < close else { return "write a number, or leave the member out" }
        guard text.skipDigits(digits, close) == close else {
            // 1. and 1e are numbers begun, 01/06/2025 is none.
            let isText = (digits..<close).contains { at in
                let byte = text[at]
                return byte | 0x20 != UInt8(ascii: "e")
                    && (Self.isLetter(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":") || byte >= 0x80)
            }
            return isText ? Self.quoteText : nil
        }
        var plain = digits
        while plain < close - 1, text[plain] == UInt8(ascii: "0") { plain += 1 }
        guard close - plain <= Self.longestShown else { return nil }
        return "write \(sign == 1 ? "-" : "")\(text.string(plain..<close)), or \(Self.quoteText)"
    }

    /// Advice on a number with a plus sign, or without a digit before its point.
    private func plainNumber(_ text: borrowing Span<UInt8>, _ start: Int, _ length: Int) -> String? {
        let isSigned = text[start] == UInt8(ascii: "+")
        guard length <= Self.longestShown, isSigned || text[start] == UInt8(ascii: ".") else { return nil }
        var number = text.string(start + (isSigned ? 1 : 0)..<start + length)
        if number.hasPrefix(".") { number = "0" + number }
        guard number.utf8.first.map(Self.isDigit) == true, (try? JSONDocument(Array(number.utf8))) != nil else {
            return nil
        }
        return "write \(number)"
    }

    static let quoteText = "put the text in double quotes"

    /// The most bytes of a number that advice repeats.
    private static let longestShown = 20
    private static let closing = [UInt8(ascii: "}"), UInt8(ascii: "]")]
    private static let opening = [UInt8(ascii: "{"), UInt8(ascii: "[")]
    /// What names of form data and of YAML hold beside letters and digits.
    private static let marksInNames = [".", "-", "%", "[", "]", "+"].map { UInt8(ascii: $0) }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Whether space stands at an offset, or the text's end.
    private func isSpace(_ text: borrowing Span<UInt8>, _ at: Int) -> Bool {
        at >= end || text.skipSpace(at, at + 1) > at
    }
}

extension Span<UInt8> {
    /// The last byte before an offset that is no space; zero where there is none.
    fileprivate func lastBeforeSpace(_ offset: Int) -> UInt8 {
        var at = offset - 1
        while at >= 0, self[at] <= 0x20 { at -= 1 }
        return at >= 0 ? self[at] : 0
    }

    /// The text of a range of ASCII.
    fileprivate func string(_ range: Range<Int>) -> String {
        String(decoding: range.map { self[$0] }, as: UTF8.self)
    }
}
