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

    /// The text's length; more bytes may follow it in memory.
    let end: Int
    /// The names that are recognised.
    let names: NameTable

    /// How far the reading has come, and in what: kept when it stops for more room.
    private struct Progress {
        /// The beginning of the next value.
        var at = 0
        var count = 0
        var objectCount = 0
        var isASCII = true
        var depth = 0
        /// The node of the innermost open container.
        ///
        /// A container that is open keeps the index of the one around it where its `next` will stand.
        var container = 0
    }

    /// Reads the text at `range` of `bytes` on to `tape`, replacing what the tape held; members with one of the `names`
    /// are numbered on the tape.
    ///
    /// - Throws: the first fault of the text, its offset counted from the start of `range`.
    static func read(
        _ bytes: [UInt8], in range: Range<Int>, onto tape: inout JSONTape, _ names: NameTable
    ) throws(JSONSyntaxError) {
        guard range.count < Int(UInt32.max) - 16 else { throw JSONSyntaxError(code: .tooLong, offset: 0) }
        tape.removeAll()
        precondition(range.upperBound <= bytes.count)
        // Words may be read across the end of the text, as far as the buffer goes; none begins behind it.
        let text = bytes.span.extracting(range.lowerBound..<min(range.upperBound + 7, bytes.count))
        let reader = JSONReader(end: range.count, names: names)
        var progress = Progress()
        do throws(JSONSyntaxError) {
            progress.at = try reader.start(text)
            try tape.fill { nodes throws(JSONSyntaxError) in
                try reader.readValues(text, onto: &nodes, from: &progress)
            }
        } catch {
            throw reader.advised(error, text)
        }
    }

    // MARK: Structure

    /// Reads value after value to the end of the text; stops early, answering nil, when the room is filled up.
    ///
    /// What changes with every byte is held in local variables, and put back for the next call.
    @inline(__always)
    private func readValues(
        _ text: borrowing Span<UInt8>, onto nodes: inout MutableSpan<JSONTape.Node>, from progress: inout Progress
    ) throws(JSONSyntaxError) -> (nodes: Int, objects: Int, isASCII: Bool)? {
        var (at, count, depth, container) = (progress.at, progress.count, progress.depth, progress.container)
        var isASCII = progress.isASCII
        var isObject = depth > 0 && nodes[container].kind == .object
        // What to say where a name is to be read and none stands.
        var expectedName: JSONSyntaxError.Expectation?

        value: while true {
            // A value and the name after it.
            guard count + 2 <= nodes.count else {
                (progress.at, progress.count, progress.depth, progress.container) = (at, count, depth, container)
                progress.isASCII = isASCII
                return nil
            }
            let byte = text[at]
            let begin = at
            switch byte {
            case UInt8(ascii: "\""):
                at = try string(text, at, onto: &nodes, &count, &isASCII)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < Self.depthLimit else { throw JSONSyntaxError(code: .tooDeep, offset: at) }
                isObject = byte == UInt8(ascii: "{")
                if isObject { progress.objectCount += 1 }
                depth += 1
                nodes[count] = .init(
                    start: UInt32(truncatingIfNeeded: at), end: 0, next: UInt32(truncatingIfNeeded: container),
                    kind: isObject ? .object : .array)
                container = count
                count += 1
                at = text.skipSpace(at + 1, end)
                let close = byte + 2  // '}' and ']' both stand two after their opening bracket
                if at >= end || text[at] != close {
                    if !isObject {
                        if at >= end { throw unexpected(text, at, .valueOrClose) }
                        continue value
                    }
                    expectedName = .nameOrClose
                }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                at = try number(text, at)
                append(.number, begin, at, onto: &nodes, &count)
            default:
                let (kind, length) = try literal(text, at)
                at += length
                append(kind, begin, at, onto: &nodes, &count)
            }

            while true {  // after a value, at a name, or at the closing bracket of an empty container
                if let expected = expectedName {
                    expectedName = nil
                    if try members(text, &at, expected: expected, onto: &nodes, &count, &isASCII) { continue value }
                }
                guard depth > 0 else { break value }
                at = text.skipSpace(at, end)
                guard at < end else { throw unexpected(text, at, isObject ? .commaOrBrace : .commaOrBracket) }
                let byte = text[at]
                if byte == UInt8(ascii: ",") {
                    let comma = at
                    at = text.skipSpace(at + 1, end)
                    if at < end, text[at] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                        throw JSONSyntaxError(code: .trailingComma, offset: comma)
                    }
                    if !isObject {
                        if at >= end { throw unexpected(text, at, .value) }
                        continue value
                    }
                    expectedName = .name
                    continue
                }
                guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw unexpected(text, at, isObject ? .commaOrBrace : .commaOrBracket)
                }
                depth -= 1
                at += 1
                let closed = container
                container = Int(nodes[closed].next)
                nodes[closed].end = UInt32(truncatingIfNeeded: at)
                nodes[closed].next = UInt32(truncatingIfNeeded: count)
                isObject = depth > 0 && nodes[container].kind == .object
            }
        }
        at = text.skipSpace(at, end)
        guard at >= end else {
            if text[at] == UInt8(ascii: "/") || text[at] == UInt8(ascii: "#") {
                throw JSONSyntaxError(code: .comment, offset: at)
            }
            throw JSONSyntaxError(code: .secondDocument, offset: at)
        }
        return (count, progress.objectCount, isASCII)
    }

    /// Passes over leading space; says what an unreadable beginning is.
    @inline(__always)
    private func start(_ text: borrowing Span<UInt8>) throws(JSONSyntaxError) -> Int {
        // Most texts are objects, and a name or a brace follows.
        if end >= 2, text[0] == UInt8(ascii: "{"), text[1] != 0 { return 0 }
        return try startOfOther(text)
    }

    private func startOfOther(_ text: borrowing Span<UInt8>) throws(JSONSyntaxError) -> Int {
        if end >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF {
            throw JSONSyntaxError(code: .byteOrderMark, offset: 0, length: 3)
        }
        if end >= 2 {
            let (first, second) = (text[0], text[1])
            // Characters of two or four bytes: of the first four bytes two or more are zero, where there are four.
            let zeros = (first == 0 ? 1 : 0) + (second == 0 ? 1 : 0)
            let hasZeros =
                end % 2 == 0 && zeros > 0 && (end < 4 || zeros > 1 || text[2] == 0 || text[3] == 0)
            if (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF) || hasZeros {
                throw JSONSyntaxError(code: .wideEncoding, offset: 0, length: 2)
            }
        }
        let at = text.skipSpace(0, end)
        guard at < end else { throw JSONSyntaxError(code: .empty, offset: 0, length: 0) }
        return at
    }

    /// Reads members from the one whose name begins at `position` on, as long as they have the usual form; answers
    /// whether the last name's value is still to be read, at the new position.
    ///
    /// The usual form is a known name and a string without escapes, with a space behind colon and comma or none. One
    /// word that is read at a closing quotation mark shows what comes next:
    ///
    ///     " , _ " n a m e
    @inline(__always)
    private func members(
        _ text: borrowing Span<UInt8>, _ position: inout Int, expected: JSONSyntaxError.Expectation,
        onto nodes: inout MutableSpan<JSONTape.Node>, _ nodeCount: inout Int, _ isASCII: inout Bool
    ) throws(JSONSyntaxError) -> Bool {
        // In local variables, which stay in registers.
        var (at, count) = (position, nodeCount)
        defer { (position, nodeCount) = (at, count) }
        // Room for a name, its value and the name after it. A word that can be read begins inside the text, which saves
        // other looks at its end. Payloads of a stream are alike: the name is probably the one that stood here on the tape
        // for the last text.
        while count &+ 3 <= nodes.count, let (id, nameClose) = names.match(text, at, guess: nodes[count].name),
            let word = ByteWord(text, ifWholeAt: nameClose &+ 1)
        {
            append(.string, at, nameClose &+ 1, onto: &nodes, &count, name: id)
            at = nameClose &+ 1
            let toValue = word.lengthToQuote(after: UInt8(ascii: ":"))
            let close = toValue > 0 ? Self.endOfPlain(text, at &+ toValue &+ 1) : end
            guard let rest = ByteWord(text, ifWholeAt: close), rest.bits & 0xFF == 0x22 else {
                at = try colon(text, at)
                return true
            }
            append(.string, at &+ toValue, close &+ 1, onto: &nodes, &count)
            at = close &+ 1
            let toName = ByteWord(bits: rest.bits >> 8).lengthToQuote(after: UInt8(ascii: ","))
            guard toName > 0, at &+ toName < end else { return false }
            at &+= toName
        }
        at = try member(text, at, expected: expected, onto: &nodes, &count, &isASCII)
        return true
    }

    /// Reads a member's name and the colon after it; answers where its value begins.
    private func member(
        _ text: borrowing Span<UInt8>, _ start: Int, expected: JSONSyntaxError.Expectation,
        onto nodes: inout MutableSpan<JSONTape.Node>, _ count: inout Int, _ isASCII: inout Bool
    ) throws(JSONSyntaxError) -> Int {
        guard start < end, text[start] == UInt8(ascii: "\"") else { throw unexpected(text, start, expected) }
        let at = try string(text, start, onto: &nodes, &count, &isASCII)
        if let (id, _) = names.match(text, start) { nodes[count - 1].name = id }
        return try colon(text, at)
    }

    /// Passes over the colon behind a name; answers where the value begins.
    @inline(__always)
    private func colon(_ text: borrowing Span<UInt8>, _ start: Int) throws(JSONSyntaxError) -> Int {
        var at = text.skipSpace(start, end)
        guard at < end, text[at] == UInt8(ascii: ":") else { throw unexpected(text, at, .colon) }
        at = text.skipSpace(at + 1, end)
        guard at < end else { throw unexpected(text, at, .value) }
        return at
    }

    @inline(__always)
    private func append(
        _ kind: JSONTape.Kind, _ start: Int, _ end: Int, onto nodes: inout MutableSpan<JSONTape.Node>,
        _ count: inout Int, name: UInt8 = NameTable.unknown
    ) {
        nodes[count] = .init(
            start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
            next: UInt32(truncatingIfNeeded: count &+ 1), kind: kind, name: name)
        count &+= 1
    }
}
