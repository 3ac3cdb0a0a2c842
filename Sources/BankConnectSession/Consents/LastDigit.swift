/// The digit, 0 to 9, in which a code ends; nil when the range lies outside the bytes or holds something else.
///
/// The codes of journeys and of consents are a fixed prefix and one digit. Allocates nothing.
func lastDigit(of bytes: [UInt8], in range: Range<Int>, after prefix: String) -> UInt8? {
    // Inside the array first: the length of an arbitrary range can overflow.
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    guard range.upperBound - range.lowerBound == prefix.utf8.count + 1 else { return nil }
    var index = range.lowerBound
    for byte in prefix.utf8 {
        guard bytes[index] == byte else { return nil }
        index += 1
    }
    let digit = bytes[index] &- UInt8(ascii: "0")
    return digit <= 9 ? digit : nil
}
