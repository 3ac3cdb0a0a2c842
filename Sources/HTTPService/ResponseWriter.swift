package import BankConnectSession

/// Writes answers as HTTP/1.1 has them.
package struct ResponseWriter: Sendable {
    /// Fields that every answer has, as bytes.
    private let fixedFields: [UInt8]
    private var dateSecond = Int64.min
    private var dateField: [UInt8] = []

    /// A writer whose answers all have these fields.
    package init(fields: [HTTPField] = []) {
        var bytes: [UInt8] = []
        for field in fields { Self.append(field, to: &bytes) }
        fixedFields = bytes
    }

    /// Appends an answer.
    ///
    /// - Parameters:
    ///   - response: The answer; its length and date are written for it.
    ///   - second: The time in Unix seconds, for its date; nil leaves the date out.
    ///   - withBody: False for an answer to HEAD, whose body is described and not sent.
    ///   - closing: Whether the connection ends after it.
    ///   - output: Where the bytes are added.
    package mutating func append(
        _ response: HTTPResponse, at second: Int64?, withBody: Bool = true, closing: Bool, to output: inout [UInt8]
    ) {
        output.append(contentsOf: "HTTP/1.1 ".utf8)
        Self.append(response.status, to: &output)
        output.append(0x20)
        output.append(contentsOf: HTTPStatus.reason(response.status).utf8)
        output.append(contentsOf: "\r\n".utf8)
        for field in response.fields { Self.append(field, to: &output) }
        output.append(contentsOf: fixedFields)
        if let second {
            if second != dateSecond {
                dateSecond = second
                dateField = []
                Self.append(HTTPField("Date", HTTPDate.text(second)), to: &dateField)
            }
            output.append(contentsOf: dateField)
        }
        let hasBody = response.status >= 200 && response.status != 204 && response.status != 304
        if hasBody {
            output.append(contentsOf: "Content-Length: ".utf8)
            Self.append(response.body.count, to: &output)
            output.append(contentsOf: "\r\n".utf8)
        }
        if closing { output.append(contentsOf: "Connection: close\r\n".utf8) }
        output.append(contentsOf: "\r\n".utf8)
        if hasBody, withBody { output.append(contentsOf: response.body) }
    }

    /// A field; what would end its line is written as a space.
    private static func append(_ field: HTTPField, to output: inout [UInt8]) {
        output.append(contentsOf: field.name.utf8)
        output.append(contentsOf: ": ".utf8)
        for byte in field.value.utf8 { output.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte) }
        output.append(contentsOf: "\r\n".utf8)
    }

    private static func append(_ number: Int, to output: inout [UInt8]) {
        output.append(contentsOf: String(number).utf8)
    }
}

/// The names of statuses.
package enum HTTPStatus {
    /// The reason phrase of a status: RFC 9110 15, RFC 6585; that of its class for any other.
    package static func reason(_ status: Int) -> String {
        if let name = names[status] { return name }
        return switch status / 100 {
        case 1: "Informational"
        case 2: "Success"
        case 3: "Redirection"
        case 4: "Client Error"
        default: "Server Error"
        }
    }

    private static let names: [Int: String] = [
        100: "Continue", 200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 301: "Moved Permanently",
        302: "Found", 303: "See Other", 304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect",
        400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict", 410: "Gone",
        413: "Content Too Large", 415: "Unsupported Media Type", 417: "Expectation Failed",
        421: "Misdirected Request", 422: "Unprocessable Content", 429: "Too Many Requests",
        431: "Request Header Fields Too Large", 500: "Internal Server Error", 501: "Not Implemented",
        502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported",
    ]
}

/// Dates as HTTP writes them.
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// A time in Unix seconds as `Sun, 06 Nov 1994 08:49:37 GMT`; empty for a time outside the years 1 to 9999.
    static func text(_ second: Int64) -> String {
        guard second >= 0, let date = CalendarDate(unixSeconds: second, offsetSeconds: 0) else { return "" }
        let rest = Int(second % 86_400)
        let time = [rest / 3600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
        let weekday = days[Int(second / 86_400 % 7)]
        return "\(weekday), \(twoDigits(date.day)) \(months[date.month - 1]) \(date.year) \(time) GMT"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
