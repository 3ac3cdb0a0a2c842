// Standard appending takes a text through views that cost some hundred steps a call, however short the text. Results
// of a stream are put together from a dozen short pieces a finding, so these copy the bytes where they lie.

extension OutputSpan<UInt8> {
    /// Adds bytes that lie in other memory; there must be room for them.
    @inlinable @inline(__always)
    package mutating func append(copying bytes: Span<UInt8>) {
        precondition(bytes.count <= freeCapacity)
        // Safe: both pointers are used only here, where their memory is borrowed, and the room has been checked.
        unsafe withUnsafeMutableBufferPointer { room, count in
            unsafe bytes.withUnsafeBufferPointer { source in
                _ = unsafe room.extracting(count...).initialize(fromContentsOf: source)
            }
            count += bytes.count
        }
    }

    /// Adds the UTF-8 of a text that is written in the source; there must be room for it.
    @inlinable @inline(__always)
    package mutating func append(literal text: StaticString) {
        // Safe: the bytes of a literal stay where they are as long as the process lives.
        let bytes = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        append(copying: unsafe bytes.span)
    }

    /// Adds the lowest bytes of a word, at most eight; there must be room for them.
    @inlinable @inline(__always)
    package mutating func append(_ word: UInt64, count: Int) {
        precondition(count >= 0 && count <= 8 && count <= freeCapacity)
        // Safe: the pointer is used only here, where its memory is borrowed, and the room has been checked.
        unsafe withUnsafeMutableBufferPointer { room, initialized in
            if let start = room.baseAddress, room.count - initialized >= 8 {
                // Bytes behind the last are overwritten later, or never counted.
                unsafe UnsafeMutableRawPointer(start + initialized).storeBytes(of: word.littleEndian, as: UInt64.self)
            } else {
                for place in 0..<count {
                    unsafe room[initialized + place] = UInt8(truncatingIfNeeded: word >> UInt64(8 * place))
                }
            }
            initialized += count
        }
    }

    /// Adds an integer in decimal digits, at most twenty bytes; there must be room for them.
    @inlinable @inline(__always)
    package mutating func append(decimal value: Int) {
        guard value >= 0, value < 10_000 else { return append(longDecimal: value) }
        let digits = Self.digits(ofPairs: UInt64(truncatingIfNeeded: value) << 32) >> 32
        let zeros = min(digits.trailingZeroBitCount / 8, 3)
        append((digits | 0x3030_3030) >> UInt64(8 * zeros), count: 4 - zeros)
    }

    /// Adds the same where the number may be the one that was added last, whose digits are then not worked out again.
    @inlinable @inline(__always)
    package mutating func append(decimal value: Int, remembering last: inout DecimalDigits) {
        if value != last.value {
            guard value >= 0, value < 100_000_000 else { return append(decimal: value) }
            last = DecimalDigits(value)
        }
        append(last.word, count: last.count)
    }

    @inlinable
    mutating func append(longDecimal value: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        let magnitude = value.magnitude
        // A division of this width takes long, and hardly any number asks for it.
        let (rest, last) =
            magnitude < 100_000_000 ? (0, magnitude) : magnitude.quotientAndRemainder(dividingBy: 100_000_000)
        if rest > 0 {
            append(decimal: Int(rest))
            append(Self.digits(of: UInt32(truncatingIfNeeded: last)) | 0x3030_3030_3030_3030, count: 8)
        } else {
            let digits = DecimalDigits(Int(last))
            append(digits.word, count: digits.count)
        }
    }

    /// The eight digits of a number below a hundred million, a byte each, the highest digit first.
    ///
    /// Each step divides all parts at once: into halves of four digits, pairs, and single ones. The products stand for
    /// divisions by 100 and by 10, exact below 10,000 and below 100.
    @inlinable @inline(__always)
    static func digits(of number: UInt32) -> UInt64 {
        let high = number / 10_000
        return digits(ofPairs: UInt64(high) | UInt64(number &- high &* 10_000) << 32)
    }

    /// The eight digits of two numbers below ten thousand, each in a half of a word, a byte each.
    @inlinable @inline(__always)
    static func digits(ofPairs halves: UInt64) -> UInt64 {
        let hundreds = (halves &* 10_486) >> 20 & 0x0000_007F_0000_007F
        let pairs = hundreds | (halves &- hundreds &* 100) << 16
        let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
        return tens | (pairs &- tens &* 10) << 8
    }
}

/// The decimal digits of a number.
@usableFromInline
package struct DecimalDigits: Sendable {
    /// The number; negative for none.
    @usableFromInline let value: Int
    /// Its digits as characters, the first in the lowest byte.
    @usableFromInline let word: UInt64
    /// How many there are.
    @usableFromInline let count: Int

    /// No number yet.
    package init() {
        (value, word, count) = (-1, 0, 0)
    }

    /// The digits of a number of at most eight.
    @inlinable
    init(_ value: Int) {
        let digits = OutputSpan<UInt8>.digits(of: UInt32(truncatingIfNeeded: value))
        // Zeros in front, of which the last is the number zero itself.
        let zeros = min(digits.trailingZeroBitCount / 8, 7)
        self.value = value
        word = (digits | 0x3030_3030_3030_3030) >> UInt64(8 * zeros)
        count = 8 - zeros
    }
}

extension MutableSpan<UInt8> {
    /// Puts bytes that lie in other memory in the place of those from `offset` on; there must be room for them.
    @inline(__always)
    mutating func copy(_ bytes: Span<UInt8>, at offset: Int) {
        precondition(offset >= 0 && bytes.count <= count - offset)
        // Safe: both pointers are used only here, where their memory is borrowed, and the room has been checked.
        unsafe withUnsafeMutableBufferPointer { room in
            unsafe bytes.withUnsafeBufferPointer { source in
                _ = unsafe room.extracting(offset...).update(fromContentsOf: source)
            }
        }
    }
}

extension StaticString {
    /// Where the text stands, which no other text of the program does.
    var address: UInt64 {
        // Safe: the address is compared, and nothing read there.
        unsafe UInt64(UInt(bitPattern: utf8Start))
    }

    /// Lends the UTF-8 of a text that is written in the source.
    @inline(__always)
    func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        // Safe: the bytes of a literal stay where they are as long as the process lives.
        let bytes = unsafe UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
        return body(unsafe bytes.span)
    }
}

extension [UInt8] {
    /// A copy of bytes that lie in other memory.
    init(addingSpan bytes: Span<UInt8>) {
        self.init(capacity: bytes.count) { $0.append(copying: bytes) }
    }

    /// Adds the UTF-8 of a text that is written in the source.
    package mutating func append(literal text: StaticString) {
        append(addingCapacity: text.utf8CodeUnitCount) { $0.append(literal: text) }
    }

    /// Adds bytes that lie in other memory.
    package mutating func append(copying bytes: Span<UInt8>) {
        append(addingCapacity: bytes.count) { $0.append(copying: bytes) }
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
        append(addingCapacity: 20) { $0.append(decimal: value) }
    }
}
