import BankConnectSession

/// What a server answers: the status in the first byte, then lines of header fields, an empty line, and the body.
enum ReplyProperties {
    private static let statuses = [
        200, 201, 204, 100, 301, 307, 400, 401, 403, 404, 429, 500, 502, 503, 599, 999, 0, -1,
    ]
    private static let clientHost = "client.example"

    static func check(_ input: [UInt8]) throws {
        let (choice, rest) = input.choiceAndRest
        let (fields, body) = split(rest)
        let status = statuses[choice % statuses.count]
        let outcome = SendOutcome(
            HTTPResponse(status: status, fields: fields, body: body),
            trusted: .init(clientURL: "https://\(clientHost)/", includesLoopback: false), now: 0)
        try hold(outcome.status == status, "the status is kept")
        switch outcome.kind {
        case .created:
            try hold(status == 200 || status == 201, "only a success creates")
            guard let session = outcome.session else { throw Violation(description: "what is created is a session") }
            try checkSession(session, body)
        case .refused: try hold((400..<500).contains(status), "4xx refuses: \(outcome.reason)")
        case .failed: try hold((500..<600).contains(status), "5xx fails: \(outcome.reason)")
        case .unexpected: try hold(!outcome.reason.isEmpty, "what is unexpected has a reason")
        case .unanswered, .notSent, .invalid, .withoutKey: throw Violation(description: "an answer is none of these")
        }
        let error = ServiceErrorBody(body)
        try hold(error.isRecognised || !error.message.isEmpty, "a body of no known shape is described")
        try hold(error.isRecognised || error.message.utf8.count < 600, "and not repeated as a whole")
        try checkRepeating(body)
    }

    /// A session is believed when all of its parts agree, read here by other means.
    private static func checkSession(_ session: SessionAPI.Session, _ body: [UInt8]) throws {
        let document = try JSONDocument(body)
        var texts: [String: [String]] = [:]
        for (name, value) in document.tape.members(of: 0) {
            texts[document.text(of: name), default: []].append(document.text(of: value))
        }
        try hold(texts["session_id"] == [session.id.text], "the session is the body's, which has one")
        try hold(texts["redirect_url"] == [session.redirectURL], "the URL is the body's, which has one")
        try hold(session.redirectURL.lowercased().hasPrefix("https://"), "the URL is https")
        let rest = session.redirectURL.dropFirst("https://".count)
        let host = rest.prefix { !"/?#:".contains($0) }.lowercased()
        let isKnown = host == clientHost || host == "finbox.in" || host.hasSuffix(".finbox.in")
        try hold(
            isKnown && !rest.prefix { !"/?#".contains($0) }.contains("@"), "the URL leads to a known host: \(host)")
        try hold(
            session.redirectURL.contains(session.id.text) || session.redirectURL.contains("%"), "it names the session")
    }

    /// A body is kept as one JSON value, whatever it is.
    private static func checkRepeating(_ body: [UInt8]) throws {
        var writer = JSONWriter()
        ResponseBody.write(whole: body, to: &writer)
        let kept = try JSONDocument(writer.bytes)
        guard let document = try? JSONDocument(body) else {
            try hold(body.isEmpty || kept.text(of: 0) == body.text, "what is not JSON is kept as text")
            return
        }
        try hold(kept.tape.count == document.tape.count, "what is JSON is kept as JSON")
    }

    private static func split(_ bytes: [UInt8]) -> ([HTTPField], [UInt8]) {
        var fields: [HTTPField] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A), end > rest.startIndex {
            let line = rest[..<end]
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { break }
            fields.append(HTTPField(Array(line[..<colon]).text, Array(line[(colon + 1)...]).text))
            rest = rest[(end + 1)...]
        }
        return (fields, Array(rest.first == 0x0A ? rest.dropFirst() : rest))
    }
}
