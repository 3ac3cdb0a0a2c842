import PlainText

/// Reads a raw HTTP/1.1 request message: request line, header fields, an empty line, the body.
///
/// Lines may end in CRLF, as RFC 9112 has it, or in a line feed alone, as files do that were written by hand. REST
/// clients leave `HTTP/1.1` out, and begin an address with a variable: `POST {{host}}/v2/session/`.
package enum HTTPRequestReader {
    /// Why a text is no request.
    package struct Fault: Error, Sendable, Hashable {
        /// A clause for people.
        package var explanation: String
        /// The bytes at fault.
        package var range: Range<Int>
        /// What to do about it; a clause for people.
        package var hint = "write the request line, header fields, an empty line and the payload"
    }

    /// A request in its parts: the head, and where the body stands.
    package struct Message: Sendable {
        /// Method, path and header fields, with their places.
        package var head: HTTPRequestHead
        /// The bytes after the empty line.
        package var body: Range<Int>
    }

    /// Takes the text at `range` of `bytes` apart; places count from the start of the range.
    package static func read(_ bytes: [UInt8], in range: Range<Int>) -> Result<Message, Fault> {
        var lines = Lines(bytes: bytes, base: range.lowerBound, next: range.lowerBound, end: range.upperBound)
        if bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) {
            return .failure(
                Fault(
                    explanation: "the text begins with a byte-order mark (EF BB BF); a request has none", range: 0..<3,
                    hint: "save the file as UTF-8 without a byte-order mark"))
        }
        guard let requestLine = lines.take(), !requestLine.isEmpty else {
            return .failure(
                Fault(explanation: "the text has no request line, such as POST /v2/session/ HTTP/1.1", range: 0..<0))
        }
        let words = lines.words(of: requestLine)
        guard lines.isRequestLine(words) else {
            return .failure(
                Fault(
                    explanation: "the first line is no request line, such as POST /v2/session/ HTTP/1.1",
                    range: requestLine))
        }
        var head = HTTPRequestHead(method: lines.text(words[0]), path: lines.path(of: words[1]))
        var places = HTTPRequestHead.Places(method: words[0], path: words[1], values: [], end: requestLine.upperBound)
        while let line = lines.take(), !line.isEmpty {
            guard let colon = lines.firstColon(in: line), colon > line.lowerBound,
                !lines.text(line.lowerBound..<colon).utf8.contains(where: { $0 <= 0x20 })
            else {
                return .failure(
                    Fault(explanation: "not a header field, such as Content-Type: application/json", range: line))
            }
            let value = lines.trimmed(colon + 1..<line.upperBound)
            head.fields.append(HTTPField(lines.text(line.lowerBound..<colon), lines.text(value)))
            places.values.append(value)
            places.end = line.upperBound
        }
        head.places = places
        return .success(Message(head: head, body: lines.next..<range.upperBound))
    }

    /// Takes lines off the front of a text; the ranges it gives count from the text's start.
    private struct Lines {
        let bytes: [UInt8]
        let base: Int
        var next: Int
        let end: Int

        mutating func take() -> Range<Int>? {
            guard next < end else { return nil }
            var stop = next
            while stop < end, bytes[stop] != 0x0A { stop += 1 }
            var last = stop
            if last > next, bytes[last - 1] == 0x0D { last -= 1 }
            defer { next = min(stop + 1, end) }
            return next - base..<last - base
        }

        /// Whether some words are a method, a target and a version, or the first two as REST clients have them.
        func isRequestLine(_ words: [Range<Int>]) -> Bool {
            switch words.count {
            case 2:
                let target = text(words[1])
                return text(words[0]).utf8.allSatisfy { $0 &- UInt8(ascii: "A") < 26 }
                    && (target.hasPrefix("/") || target.hasPrefix("{{") || target.holds("://"))
            case 3: return text(words[2]).utf8.starts(with: "HTTP/".utf8)
            default: return false
            }
        }

        func text(_ range: Range<Int>) -> String {
            String(decoding: bytes[range.lowerBound + base..<range.upperBound + base], as: UTF8.self)
        }

        func firstColon(in line: Range<Int>) -> Int? { first(UInt8(ascii: ":"), in: line) }

        func first(_ byte: UInt8, in range: Range<Int>) -> Int? { range.first { bytes[$0 + base] == byte } }

        /// The path of a request's target, whether it begins with a scheme and a host, a variable, or with the path.
        ///
        /// Found by bytes: a slash or a question mark with a combining mark behind it is another Character.
        func path(of target: Range<Int>) -> String {
            let slash = UInt8(ascii: "/")
            let (start, end) = (target.lowerBound, first(UInt8(ascii: "?"), in: target) ?? target.upperBound)
            if text(start..<min(start + 2, end)) == "{{" {
                return first(slash, in: start..<end).map { text($0..<end) } ?? "/"
            }
            guard let mark = first(slash, in: start..<end), mark > start, text(mark - 1..<min(mark + 2, end)) == "://"
            else { return text(start..<end) }
            return first(slash, in: mark + 2..<end).map { text($0..<end) } ?? "/"
        }

        func trimmed(_ range: Range<Int>) -> Range<Int> {
            func isSpace(_ offset: Int) -> Bool { bytes[offset + base] == 0x20 || bytes[offset + base] == 0x09 }
            var (start, stop) = (range.lowerBound, range.upperBound)
            while start < stop, isSpace(start) { start += 1 }
            while stop > start, isSpace(stop - 1) { stop -= 1 }
            return start..<stop
        }

        func words(of line: Range<Int>) -> [Range<Int>] {
            var words: [Range<Int>] = []
            var start: Int?
            for offset in line {
                let isSpace = bytes[offset + base] == 0x20
                if isSpace, let begun = start {
                    words.append(begun..<offset)
                    start = nil
                } else if !isSpace, start == nil {
                    start = offset
                }
            }
            if let start { words.append(start..<line.upperBound) }
            return words
        }
    }
}
