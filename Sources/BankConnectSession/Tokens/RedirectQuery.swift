/// Where a redirect URL's query holds the two parameters that matter, found in one pass and without copies.
///
///     https://client.example/?lang=en&session_id=b91f…&token=v2.…#done
///                                     └ sessionID ┘       └ token ┘
///
/// The query runs from the first `?` to the first `#`; its parameters are separated by `&`. Names are
/// percent-decoded before they are compared, as the receiving page would, so that a second `%74oken` cannot
/// hide. The values are ranges into the URL and still encoded.
struct RedirectQuery {
    /// The first value of session_id, which may be empty.
    private(set) var sessionID: Range<Int>?
    /// The first value of token, which may be empty.
    private(set) var token: Range<Int>?
    /// Whether either parameter occurs again.
    private(set) var isRepeated = false

    private static let sessionIDName = Array("session_id".utf8)
    private static let tokenName = Array("token".utf8)

    /// Finds the parameters in a URL; one that has no query holds none.
    init(_ url: Span<UInt8>) {
        var index = 0
        while index < url.count, url[index] != UInt8(ascii: "?") {
            guard url[index] != UInt8(ascii: "#") else { return }
            index += 1
        }
        while index < url.count, url[index] != UInt8(ascii: "#") {
            let start = index + 1
            var equals: Int?
            index = start
            while index < url.count, url[index] != UInt8(ascii: "&"), url[index] != UInt8(ascii: "#") {
                if equals == nil, url[index] == UInt8(ascii: "=") { equals = index }
                index += 1
            }
            let nameEnd = equals ?? index
            note(name: url.extracting(start..<nameEnd), value: min(nameEnd + 1, index)..<index)
        }
    }

    private mutating func note(name: Span<UInt8>, value: Range<Int>) {
        if Self.name(name, is: Self.sessionIDName) {
            if sessionID == nil { sessionID = value } else { isRepeated = true }
        } else if Self.name(name, is: Self.tokenName) {
            if token == nil { token = value } else { isRepeated = true }
        }
    }

    private static func name(_ name: Span<UInt8>, is expected: [UInt8]) -> Bool {
        if name.holdsSameBytes(as: expected) { return true }
        guard name.count > expected.count, name.count <= 3 * expected.count, PercentEncoding.isNeeded(name) else {
            return false
        }
        return PercentEncoding.decode(name) == expected
    }
}
