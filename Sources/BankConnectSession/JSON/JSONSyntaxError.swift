/// Why a text is not JSON as RFC 8259 has it, and the first byte that says so.
package struct JSONSyntaxError: Error, Sendable, Hashable {
    /// What is wrong, for code that branches on it.
    package enum Code: Sendable, Hashable {
        case empty
        case byteOrderMark
        case notUTF8
        case wideEncoding
        case unexpectedEnd
        case unexpected
        case trailingComma
        case comment
        case singleQuote
        case curlyQuote
        case wideSpace
        case controlCharacter
        case badEscape
        case loneSurrogate
        case badNumber
        case badLiteral
        case tooDeep
        case secondDocument
        case tooLong
    }

    /// What may stand at a place of the text.
    package enum Expectation: String, Sendable, Hashable {
        case value = "a value"
        case nameOrClose = "a member's name in double quotes, or '}'"
        case name = "a member's name in double quotes"
        case colon = "':' after the member's name"
        case commaOrBrace = "',' or '}' after the member"
        case commaOrBracket = "',' or ']' after the element"
        case valueOrClose = "a value, or ']'"
        case stringEnd = "a closing '\"'"
        case digit = "a digit"
        case end = "the end of the number"
    }

    /// What is wrong.
    package var code: Code
    /// The offset of the byte at fault from the start of the text; the text's length when it ends too early.
    package var offset: Int
    /// How many bytes from there are to be marked; at least 1, but for an end that comes too early.
    package var length: Int = 1
    /// What could have stood there.
    package var expected: Expectation?
    /// The byte found there.
    package var found: UInt8?
    /// The character found there, where it is outside ASCII.
    package var character: Unicode.Scalar?
    /// What JSON writes for a word of another language that was found there, such as `true` for `True`.
    package var meant: Meant?

    /// The bare words of JSON, and what has none.
    package enum Meant: String, Sendable, Hashable {
        case `true`, `false`, null
        /// NaN and infinities.
        case noNumber
    }

    /// The format that the text has in place of JSON.
    package var format: Format?
    /// What to write at this place, where the bytes around it tell.
    package var advice: String?

    /// What a text is that was sent or saved in place of JSON.
    package enum Format: String, Sendable, Hashable {
        case formData = "form data (name=value)"
        case yaml = "YAML"
        case curl = "a curl command"
        case markup = "HTML or XML"
        case request = "an HTTP request"

        /// What to do about it.
        var advice: String {
            switch self {
            case .formData: "send JSON, such as {\"link_id\": \"…\"}"
            case .yaml: "write JSON, such as {\"link_id\": \"…\"}"
            case .curl: "keep only the JSON after --data or -d"
            case .markup: "save the JSON itself, not a page that came in its place"
            case .request: "use validate --input http, or name the file *.http"
            }
        }
    }

    /// One clause, without a period: what was found and what was expected.
    package var explanation: String {
        if let format { return "the text looks like \(format.rawValue), not JSON" }
        return switch code {
        case .empty: "the text is empty; a payload is one JSON object"
        case .byteOrderMark: "the text begins with a byte-order mark (EF BB BF); JSON has none"
        case .notUTF8: "byte 0x\(hexFound) is not UTF-8 here"
        case .wideEncoding: "the text holds zero bytes: it looks like UTF-16 or UTF-32; JSON is UTF-8"
        case .unexpectedEnd: "the text ends where \(wanted) was expected"
        case .unexpected: "found \(shownFound) where \(wanted) was expected"
        case .trailingComma: "a comma before the closing bracket; JSON has none after the last entry"
        case .comment: "JSON has no comments"
        case .singleQuote: "a single quote; JSON strings are in double quotes"
        case .controlCharacter:
            "a raw control character (0x\(hexFound)) inside a string; it must be written as an escape"
        case .badEscape:
            "not an escape that JSON knows; there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits"
        case .loneSurrogate: "half of a surrogate pair alone; a pair is \\uD800–\\uDBFF then \\uDC00–\\uDFFF"
        case .badNumber: "not a number as JSON writes it; found \(shownFound) where \(wanted) was expected"
        case .curlyQuote: "a curly quote, where \(wanted) was expected"
        case .wideSpace: "an unusual space, \(shownFound), outside a string; JSON has spaces, tabs and line ends alone"
        case .badLiteral where meant == .noNumber: "JSON has no NaN and no infinity"
        case .badLiteral where meant != nil: "not a JSON value; JSON writes it as \(meant?.rawValue ?? "a value")"
        case .badLiteral where found == UInt8(ascii: "+") || found == UInt8(ascii: "."):
            "not a JSON value; a number begins with a digit or '-', and strings need double quotes"
        case .badLiteral:
            "not a JSON value; strings need double quotes, and the only words without quotes are true, false and null"
        case .tooDeep: "nested more than \(JSONReader.depthLimit) levels deep"
        case .secondDocument: "more text after the end of the JSON value; a payload is one JSON value"
        case .tooLong: "the text is longer than 4 GiB"
        }
    }

    /// What to do about it; one clause, without a period.
    package var hint: String {
        if let advice { return advice }
        return switch code {
        case .empty: "write at least {\"link_id\": \"…\"}"
        case .byteOrderMark: "save the file as UTF-8 without a byte-order mark"
        case .notUTF8, .wideEncoding: "save the file as UTF-8"
        case .unexpectedEnd: "the file may have been cut short"
        case .trailingComma: "remove the comma"
        case .comment: "remove the comment"
        case .singleQuote: "use double quotes"
        case .controlCharacter: "write \\n for a line feed, \\t for a tab, \\u00XX for others"
        case .badEscape: "write a backslash itself as \\\\"
        case .loneSurrogate: "write the character itself, in UTF-8"
        case .badNumber: "write a plain number, such as 30"
        case .curlyQuote: "use a plain double quote"
        case .wideSpace: "use a plain space"
        case .badLiteral where meant == .noNumber: "write a number, or leave the member out"
        case .badLiteral where meant != nil: "write \(meant?.rawValue ?? "a value")"
        case .badLiteral: JSONReader.quoteText
        case .secondDocument:
            "one file holds one payload; several, a line each, are for validate --input ndjson and create --live --batch"
        case .unexpected: "remove it, or write what was expected there"
        case .tooDeep, .tooLong: "write less in one payload"
        }
    }

    private var wanted: String { expected?.rawValue ?? "something else" }

    private var hexFound: String {
        let text = String(found ?? 0, radix: 16, uppercase: true)
        return text.count < 2 ? "0" + text : text
    }

    private var shownFound: String {
        if let character {
            let digits = String(character.value, radix: 16, uppercase: true)
            let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return DisplayText.isUnsafe(character) || character.isSpace ? code : "'\(character)' (\(code))"
        }
        guard let found else { return "the end of the text" }
        return (0x21...0x7E).contains(found) ? "'\(Character(Unicode.Scalar(found)))'" : "byte 0x\(hexFound)"
    }
}
