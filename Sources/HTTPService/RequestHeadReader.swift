import BankConnectSession

/// Reads the head of a request whose end was found.
struct RequestHeadReader {
    /// A head, and what it says of the body.
    struct Head: Sendable {
        var request: IncomingRequest
        var length = 0
        var isChunked = false
        var expectsContinue = false
    }

    let bytes: [UInt8]
    /// Where the head begins.
    let start: Int
    /// Where its lines end, behind their line feeds, counted from its start; the last is the empty line.
    let lineEnds: [Int]
    let limits: ServiceLimits

    /// What is known after the request line, and grows with every field.
    private struct Draft {
        var head: HTTPRequestHead
        var query: String?
        var targetAuthority: String?
        var isHTTP10: Bool
        var hosts: [String] = []
        var lengths: [ArraySlice<UInt8>] = []
        var codings: [String] = []
        var connection: [String] = []
        var expectation: String?
    }

    func read() throws(RequestFault) -> Head {
        // An empty line before the request line is passed over.
        let first = lineEnds[0] == 2 ? 1 : 0
        var draft = try readRequestLine(line(first))
        guard lineEnds.count - first - 2 <= limits.fields else {
            throw RequestFault(431, "the request has more than \(limits.fields) header fields")
        }
        draft.head.fields.reserveCapacity(lineEnds.count - first - 2)
        for index in first + 1..<lineEnds.count - 1 { try readField(line(index), &draft) }
        let rawEnd = start + lineEnds[lineEnds.count - 2] - 2
        let rawStart = start + (first == 0 ? 0 : 2)
        return try finish(draft, rawHead: Array(bytes[rawStart..<rawEnd]))
    }

    /// A line without its end.
    private func line(_ index: Int) -> ArraySlice<UInt8> {
        bytes[start + (index == 0 ? 0 : lineEnds[index - 1])..<start + lineEnds[index] - 2]
    }

    // MARK: The request line

    private func readRequestLine(_ line: ArraySlice<UInt8>) throws(RequestFault) -> Draft {
        guard let methodEnd = line.firstIndex(of: 0x20), let targetEnd = line.lastIndex(of: 0x20), methodEnd < targetEnd
        else { throw RequestFault(400, "the first line is no request line, such as POST /v2/session/ HTTP/1.1") }
        let method = line[..<methodEnd]
        let target = line[methodEnd + 1..<targetEnd]
        let version = line[(targetEnd + 1)...]
        guard !method.isEmpty, method.allSatisfy(Self.isTokenByte) else {
            throw RequestFault(400, "the method is not a word of letters")
        }
        guard version.starts(with: "HTTP/".utf8) else {
            throw RequestFault(400, "the first line does not end in HTTP/1.1")
        }
        let isHTTP10 = version.elementsEqual("HTTP/1.0".utf8)
        guard isHTTP10 || version.elementsEqual("HTTP/1.1".utf8) else {
            throw RequestFault(505, "this service has HTTP/1.1 and HTTP/1.0 only")
        }
        guard !target.isEmpty, target.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else {
            throw RequestFault(400, "the target of the request holds a character that a URL cannot hold there")
        }
        return try split(target: Self.text(target), method: Self.text(method), isHTTP10)
    }

    /// Takes the target apart: a path, a whole URL, or the asterisk of OPTIONS.
    private func split(target: String, method: String, _ isHTTP10: Bool) throws(RequestFault) -> Draft {
        var path = Substring(target)
        var authority: String?
        if method == "CONNECT" {
            guard Self.isAuthority(target.lowercased()) else {
                throw RequestFault(400, "the target of CONNECT is not a host and a port")
            }
            authority = target.lowercased()
        } else if !target.utf8.starts(with: "/".utf8), !(target == "*" && method == "OPTIONS") {
            let scheme = "http://"
            guard target.prefix(scheme.count).lowercased() == scheme else {
                throw RequestFault(400, "the target of the request is neither a path nor an http URL")
            }
            path = path.dropFirst(scheme.count)
            let end = path.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? path.endIndex
            authority = path[..<end].lowercased()
            path = path[end...]
        }
        var query: String?
        if let mark = path.utf8.firstIndex(of: UInt8(ascii: "?")) {
            query = String(path[path.index(after: mark)...])
            path = path[..<mark]
        }
        let head = HTTPRequestHead(method: method, path: path.isEmpty ? "/" : String(path))
        return Draft(head: head, query: query, targetAuthority: authority, isHTTP10: isHTTP10)
    }

    // MARK: Fields

    private func readField(_ line: ArraySlice<UInt8>, _ draft: inout Draft) throws(RequestFault) {
        let colon = try Self.checkField(line)
        var value = line[(colon + 1)...]
        while let byte = value.first, byte == 0x20 || byte == 0x09 { value.removeFirst() }
        while let byte = value.last, byte == 0x20 || byte == 0x09 { value.removeLast() }
        let field = HTTPField(Self.text(line[..<colon]), Self.text(value))
        draft.head.fields.append(field)
        // Only these say something of the message; compared by length first, as most fields are others.
        switch colon - line.startIndex {
        case 4 where field.name.lowercased() == "host": draft.hosts.append(field.value.lowercased())
        case 6 where field.name.lowercased() == "expect": draft.expectation = field.value.lowercased()
        case 10 where field.name.lowercased() == "connection":
            draft.connection += field.value.lowercased().split(separator: ",").map { Self.trimmed($0) }
        case 14 where field.name.lowercased() == "content-length": draft.lengths.append(value)
        case 17 where field.name.lowercased() == "transfer-encoding": draft.codings.append(field.value.lowercased())
        default: break
        }
    }

    /// Checks the form of a field's line, and gives the place of the colon.
    @discardableResult
    static func checkField(_ line: ArraySlice<UInt8>) throws(RequestFault) -> Int {
        guard let first = line.first, first != 0x20, first != 0x09 else {
            throw RequestFault(400, "a header field goes on in a second line, which HTTP/1.1 no longer allows")
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            throw RequestFault(400, "a line of the head is no header field, such as Content-Type: application/json")
        }
        guard colon > line.startIndex, line[..<colon].allSatisfy(isTokenByte) else {
            throw RequestFault(400, "the name of a header field holds a space or another character it cannot hold")
        }
        guard line[(colon + 1)...].allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw RequestFault(400, "the value of a header field holds a control character")
        }
        return colon
    }

    // MARK: What the head says of the message

    private func finish(_ draft: Draft, rawHead: [UInt8]) throws(RequestFault) -> Head {
        guard draft.hosts.count <= 1 else { throw RequestFault(400, "the request has two Host fields") }
        guard draft.isHTTP10 || draft.hosts.count == 1 else { throw RequestFault(400, "the request has no Host field") }
        for authority in draft.hosts + [draft.targetAuthority].compactMap({ $0 }) {
            guard Self.isAuthority(authority) else { throw RequestFault(400, "the Host is not a name and a port") }
        }
        let keepsAlive =
            !draft.connection.contains("close") && (!draft.isHTTP10 || draft.connection.contains("keep-alive"))
        var head = Head(
            request: IncomingRequest(
                request: HTTPRequest(head: draft.head, body: []), query: draft.query,
                authority: draft.targetAuthority ?? draft.hosts.first, keepsAlive: keepsAlive, rawHead: rawHead))
        try readFraming(draft, &head)
        if let expectation = draft.expectation {
            guard expectation == "100-continue" else {
                throw RequestFault(417, "the request expects something else than 100-continue")
            }
            head.expectsContinue = !draft.isHTTP10 && (head.isChunked || head.length > 0)
        }
        return head
    }

    private func readFraming(_ draft: Draft, _ head: inout Head) throws(RequestFault) {
        guard draft.lengths.count <= 1 else { throw RequestFault(400, "the request has two Content-Length fields") }
        if let coding = draft.codings.first {
            guard draft.lengths.isEmpty else {
                throw RequestFault(400, "the request has both Content-Length and Transfer-Encoding")
            }
            guard draft.codings.count == 1, coding == "chunked", !draft.isHTTP10 else {
                throw RequestFault(400, "the Transfer-Encoding is not chunked alone")
            }
            head.isChunked = true
        } else if let digits = draft.lengths.first {
            guard !digits.isEmpty, digits.count <= 15, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
                throw RequestFault(400, "the Content-Length is not one number")
            }
            head.length = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
            guard head.length <= limits.bodyBytes else {
                throw RequestFault(413, "the body is longer than \(limits.bodyBytes) bytes")
            }
        }
    }

    private static func isAuthority(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                    UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
                    true
                default: false
                }
            }
    }

    /// A letter, a digit or one of the signs that methods and names are made of: RFC 9110 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"),
            UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"),
            UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
