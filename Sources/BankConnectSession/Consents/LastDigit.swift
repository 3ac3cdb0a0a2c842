/// The digit, 0 to 9, in which a code ends; nil when the range lies outside the bytes or holds something else.
///
/// The codes of journeys and of consents are a fixed prefix and one digit. The prefix is given as a number, its bytes
/// in the order in which they are read, so that comparing needs no string: `CC000` is `0x43_43_30_30_30`.
func lastDigit(of bytes: borrowing [UInt8], in range: Range<Int>, after prefix: UInt64, count: Int) -> UInt8? {
    // Inside the array first: the length of an arbitrary range can overflow.
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    guard range.upperBound - range.lowerBound == count + 1 else { return nil }
    var read: UInt64 = 0
    for index in range.lowerBound..<range.upperBound - 1 {
        read = read << 8 | UInt64(bytes[index])
    }
    let digit = bytes[range.upperBound - 1] &- UInt8(ascii: "0")
    return read == prefix && digit <= 9 ? digit : nil
}
