// Standard appending takes a text through views that cost some hundred steps a call, however short the text. Results
// of a stream are put together from a dozen short pieces a finding, so these copy the bytes where they lie.

extension [UInt8] {
    /// Adds the UTF-8 of a text that is written in the source.
    package mutating func append(literal text: StaticString) {
        // Safe: the bytes of a literal stay where they are as long as the process lives.
        unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds bytes that lie in other memory.
    package mutating func append(copying bytes: Span<UInt8>) {
        // Safe: the pointer is used only while the span's memory is borrowed.
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    /// Adds the bytes of another array.
    package mutating func append(copying bytes: [UInt8]) {
        append(copying: bytes.span)
    }

    /// Adds the UTF-8 of a text.
    package mutating func append(copying text: String) {
        append(copying: text.utf8Span.span)
    }

    /// Adds an integer in decimal digits.
    package mutating func append(decimal value: Int) {
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var rest = value.magnitude
        var first = 20
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            first -= 1
            digits[first] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
            rest = quotient
        } while rest > 0
        if value < 0 { append(UInt8(ascii: "-")) }
        append(copying: digits.span.extracting(first..<20))
    }
}
