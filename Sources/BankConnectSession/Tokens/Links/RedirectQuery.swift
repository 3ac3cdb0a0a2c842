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

    /// Whether a percent sign stands before the fragment: without one, no value needs decoding.
    private(set) var hasPercentSign = false

    /// The bytes that end something, each as the bit of its value: `#`, `%`, `&`, `=` and `?`.
    private static let marks: UInt64 = 1 << 0x23 | 1 << 0x25 | 1 << 0x26 | 1 << 0x3d | 1 << 0x3f

    /// Finds the parameters in a URL, whose query begins at `first` or later; one that has no query holds none.
    init(_ url: Span<UInt8>, from first: Int = 0) {
        /// Where the parameter begins that is being read; nil before the query.
        var start: Int?
        var equals: Int?
        for index in first..<url.count {
            let byte = url[index]
            // Letters and digits go by with two comparisons.
            guard byte < 64, Self.marks &>> UInt64(byte) & 1 != 0 else { continue }
            switch byte {
            case UInt8(ascii: "%"): hasPercentSign = true
            case UInt8(ascii: "="): if equals == nil { equals = index }
            case UInt8(ascii: "?"):
                guard start == nil else { continue }
                start = index + 1
                equals = nil
            case UInt8(ascii: "&"):
                guard let first = start else { continue }
                note(url, first..<index, equals)
                start = index + 1
                equals = nil
            default:
                if let start { note(url, start..<index, equals) }
                return
            }
        }
        if let start { note(url, start..<url.count, equals) }
    }

    /// Takes a parameter: its name ends at the first equals sign in it.
    private mutating func note(_ url: Span<UInt8>, _ parameter: Range<Int>, _ equals: Int?) {
        let nameEnd = equals ?? parameter.upperBound
        note(
            name: url.extracting(parameter.lowerBound..<nameEnd),
            value: min(nameEnd + 1, parameter.upperBound)..<parameter.upperBound)
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
