import BankConnectSession
import CommandKit
import HTTPService

/// An answer that a test asks for, whatever the request: with `--answer` or with the header `Prefer`.
struct ForcedAnswer: FlagValue, Hashable {
    /// What is answered.
    enum Kind: Hashable {
        /// The usual answer of a status; a session is made for those that succeed.
        case status(Int)
        /// A row of the page's error tables.
        case row(ServiceError)
        /// The usual answer, so many nanoseconds later.
        case delay(Int64)
        /// None: the connection is reset, and nothing made.
        case reset
        /// None: the session is made, and the connection closed.
        case lost
        /// None until the client leaves, and nothing is made.
        case timeout
    }

    let kind: Kind
    /// Which requests get it: every Nth.
    var every = 1
    /// Nanoseconds before the answer, where that was asked for beside it.
    var delay: Int64 = 0
    /// The answer as it was asked for.
    var argument: String

    /// Reads `503`, `INVALID_REQUEST#4`, `delay=2s`, `reset`, `lost` or `timeout`, each perhaps with `/N` behind it.
    init?(argument: String) {
        self.argument = argument
        var word = argument
        if let slash = word.lastIndex(of: "/") {
            guard let every = Int(argument: String(word[word.index(after: slash)...])), every >= 1 else { return nil }
            self.every = every
            word = String(word[..<slash])
        }
        guard let kind = Kind(word) else { return nil }
        self.kind = kind
    }

    /// The answer after the delay of another; nil where the other is none, or this is neither a status nor a row.
    func delayed(by other: ForcedAnswer) -> ForcedAnswer? {
        guard case .delay(let nanoseconds) = other.kind, delay == 0 else { return nil }
        switch kind {
        case .status, .row: break
        default: return nil
        }
        var answer = self
        answer.delay = nanoseconds
        answer.argument += ", " + other.argument
        return answer
    }

    static var expectation: String {
        "a status such as 503, an error code such as MODE_NOT_ENABLED or INVALID_REQUEST#4, delay=2s, reset, lost or "
            + "timeout, with /N behind it for every Nth request"
    }
}

extension ForcedAnswer.Kind {
    /// The statuses that can be asked for.
    private static let statuses = 200...599

    fileprivate init?(_ word: String) {
        switch word {
        case "reset": self = .reset
        case "lost": self = .lost
        case "timeout": self = .timeout
        default:
            if let status = Int(argument: word) {
                guard Self.statuses.contains(status) else { return nil }
                self = .status(status)
            } else if word.hasPrefix("delay=") {
                guard let delay = Self.nanoseconds(word.dropFirst("delay=".count)) else { return nil }
                self = .delay(delay)
            } else {
                guard let row = Self.row(word) else { return nil }
                self = .row(row)
            }
        }
    }

    /// A row by its code, and its number among the rows of that code as `explain` prints them.
    private static func row(_ word: String) -> ServiceError? {
        let parts = word.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let rows = ServiceError.rows(code: String(parts[0]))
        guard parts.count == 2 else { return rows.first }
        guard let number = Int(argument: String(parts[1])), rows.indices.contains(number - 1) else { return nil }
        return rows[number - 1]
    }

    /// `2s`, `1.5s` or `300ms`, up to an hour.
    private static func nanoseconds(_ word: Substring) -> Int64? {
        let digits: Substring
        let unit: Double
        if word.hasSuffix("ms") {
            (digits, unit) = (word.dropLast(2), 1_000_000)
        } else if word.hasSuffix("s") {
            (digits, unit) = (word.dropLast(), 1_000_000_000)
        } else {
            return nil
        }
        guard digits.first?.isNumber == true, let number = Double(digits),
            (0...3_600_000_000_000).contains(number * unit)
        else { return nil }
        return Int64(number * unit)
    }
}

/// The header `Prefer` (RFC 7240), by which a request asks for its answer itself.
enum PreferHeader {
    /// A preference that this service knows, with a value that it does not.
    struct Fault: Error {
        let preference: String
    }

    static let expectation =
        "code=503, error=MODE_NOT_ENABLED, error=INVALID_REQUEST#4, delay=2s, reset, lost or timeout"

    /// The answer that a request asks for; nil when it asks for none.
    ///
    /// Other preferences mean nothing here. A delay may stand beside a status or an error, and nothing else beside
    /// another.
    static func answer(_ head: HTTPRequestHead) throws(Fault) -> ForcedAnswer? {
        var found: ForcedAnswer?
        for field in head.fields where field.name.lowercased() == "prefer" {
            for preference in field.value.split(separator: ",") {
                let text = String(preference.split(separator: ";", maxSplits: 1)[0]).trimmedOfSpaces
                guard let answer = try answer(text) else { continue }
                guard let first = found else {
                    found = answer
                    continue
                }
                guard let both = first.delayed(by: answer) ?? answer.delayed(by: first) else {
                    throw Fault(preference: "\(first.argument), \(answer.argument)")
                }
                found = both
            }
        }
        return found
    }

    private static func answer(_ preference: String) throws(Fault) -> ForcedAnswer? {
        let parts = preference.split(separator: "=", maxSplits: 1).map { String($0).trimmedOfSpaces }
        let value = parts.count == 2 ? parts[1].filter { $0 != "\"" } : ""
        let word: String
        switch parts.first?.lowercased() {
        case "code", "error": word = value
        case "delay": word = "delay=" + value
        case "reset", "lost", "timeout": word = parts[0].lowercased()
        default:
            // What --answer takes as it is needs its name here; taken for another preference, it would be passed over.
            guard parts.count == 2 || ForcedAnswer(argument: preference) == nil else {
                throw Fault(preference: preference)
            }
            return nil
        }
        guard let answer = ForcedAnswer(argument: word), answer.every == 1 else { throw Fault(preference: preference) }
        return answer
    }
}

extension String {
    /// The text without spaces and tabs around it.
    fileprivate var trimmedOfSpaces: String {
        var text = Substring(self)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}

extension HTTPResponse {
    /// The answer that a row of the page's error tables describes.
    static func row(_ row: ServiceError) -> HTTPResponse {
        var response = json(row.status, ResponseBody.refused(row.answer))
        if row.status == 405 { response.fields.append(HTTPField("Allow", "POST, OPTIONS")) }
        return response
    }

    /// The usual answer of a status that is no success: the page's first row for it where there is one, else what the
    /// service's framework or a gateway before it answers.
    static func usual(_ status: Int, path: String) -> HTTPResponse {
        switch status {
        case 400: return row(.malformedRequest)
        case 300..<400:
            return HTTPResponse(status: status, fields: [HTTPField("Location", path)], body: [])
        case 429:
            var response = detail(429, "Request was throttled. Expected available in 1 second.")
            response.fields.append(HTTPField("Retry-After", "1"))
            return response
        case 500...: return gatewayPage(status)
        default:
            return ServiceError.all.first { $0.status == status }.map { row($0) }
                ?? detail(status, status == 404 ? "Not found." : HTTPStatus.reason(status) + ".")
        }
    }

    /// A page as gateways give it: no JSON.
    private static func gatewayPage(_ status: Int) -> HTTPResponse {
        let title = "\(status) \(HTTPStatus.reason(status))"
        let page = """
            <html>\r
            <head><title>\(title)</title></head>\r
            <body>\r
            <center><h1>\(title)</h1></center>\r
            </body>\r
            </html>\r

            """
        return HTTPResponse(
            status: status, fields: [HTTPField("Content-Type", "text/html")], body: Array(page.utf8))
    }

    /// An error in the shape of the service's framework.
    static func detail(_ status: Int, _ text: String) -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { $0.member("detail", text) }
        return json(status, writer.text)
    }

    /// An answer of JSON.
    static func json(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(
            status: status, fields: [HTTPField("Content-Type", "application/json")], body: Array(text.utf8))
    }
}
