/// The digit, 0 to 9, in which a code ends; nil when the range lies outside the bytes or holds something else.
///
/// The codes of journeys and of consents are a fixed prefix and one digit. The prefix is given as a number, its bytes
/// in the order in which they are read, so that comparing needs no string: `CC000` is `0x43_43_30_30_30`.
@inline(__always)
func lastDigit(of bytes: borrowing [UInt8], in range: Range<Int>, after prefix: UInt64, count: Int) -> UInt8? {
    // Inside the array first: the length of an arbitrary range can overflow.
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    guard count < 8, range.upperBound - range.lowerBound == count + 1 else { return nil }
    let word = ByteWord(bytes.span, at: range.lowerBound, upTo: range.upperBound).bits
    let read = word.byteSwapped >> UInt64(8 * (7 - count))
    let digit = UInt8(truncatingIfNeeded: read) &- UInt8(ascii: "0")
    return read >> 8 == prefix && digit <= 9 ? digit : nil
}
