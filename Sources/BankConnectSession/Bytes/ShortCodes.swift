/// Recognises the codes of an enumeration where they stand in a larger text; each has at most eight bytes.
///
/// A code is one word, so that a look-up compares a word for each code and allocates nothing.
struct ShortCodes<Code: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
    private let codes: [(word: UInt64, length: Int, code: Code)]

    /// The codes of an enumeration.
    init(of type: Code.Type) {
        codes = type.allCases.map { code in
            precondition((1...8).contains(code.rawValue.utf8.count))
            return (ByteWord(code.rawValue).bits, code.rawValue.utf8.count, code)
        }
    }

    /// The code that stands at a range, exact to the case; nil for any other text, and for a range that is not inside
    /// the bytes.
    @inline(__always)
    func code(in bytes: borrowing [UInt8], at range: Range<Int>) -> Code? {
        // Inside the array first: the length of an arbitrary range can overflow.
        guard range.lowerBound >= 0, range.upperBound <= bytes.count, range.count <= 8 else { return nil }
        let word = ByteWord(bytes.span, at: range.lowerBound, upTo: range.upperBound).bits
        for entry in codes where entry.word == word && entry.length == range.count { return entry.code }
        return nil
    }
}
