// The folder knows bytes, and nothing of what they mean. ByteWord looks at eight of them in one step, Span+Bytes walks
// over them, ByteAppending copies them; ASCII, Hexadecimal, Base64 and PercentEncoding are their spellings, and
// Nearest finds the name that somebody probably meant.

/// Eight bytes of a text looked at in one step.
///
/// The reader spends its time inside strings, and a string rarely holds a byte that matters. A word answers
/// "where is the first byte that does?" for eight bytes with a handful of integer operations:
///
///     bytes   T  U  -  1  2  3  4  "        (little endian: T is the lowest byte)
///     mask   00 00 00 00 00 00 00 80        one high bit set for every byte that matters
///     trailing zero bits / 8 = 7            the index of the first of them
struct ByteWord: Sendable {
    var bits: UInt64

    /// A word that was put together elsewhere.
    @inline(__always)
    init(bits: UInt64) {
        self.bits = bits
    }

    /// Reads eight bytes at `offset`, the first as the lowest.
    @inline(__always)
    init(_ bytes: borrowing Span<UInt8>, at offset: Int) {
        // Safe: bytes have no invalid patterns, every one of eight is a UInt64, and the span checks its bounds.
        bits = UInt64(littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Reads eight bytes at `offset`; nil when fewer lie between it and the end.
    ///
    /// The one comparison is also what ends a loop over the words of a text, so that it costs nothing there.
    @inline(__always)
    init?(_ bytes: borrowing Span<UInt8>, ifWholeAt offset: Int) {
        // The end of the offsets at which eight bytes begin, which a loop works out once.
        let end = UInt(bitPattern: max(bytes.count &- 7, 0))
        guard UInt(bitPattern: offset) < end else { return nil }
        // Safe: bytes have no invalid patterns, and all eight lie inside the span, as the lines above have made sure.
        bits = UInt64(
            littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    /// Reads at most eight bytes from `offset` to `end`, which lie inside the bytes; fewer are filled up with zeros.
    @inline(__always)
    init(_ bytes: borrowing Span<UInt8>, at offset: Int, upTo end: Int) {
        if offset + 8 <= bytes.count {
            bits = ByteWord(bytes, at: offset).prefix(end - offset)
        } else if bytes.count >= 8 {
            // The last eight bytes, without those before the offset.
            let last = ByteWord(bytes, at: bytes.count - 8).bits >> UInt64(8 * (offset + 8 - bytes.count))
            bits = ByteWord(bits: last).prefix(end - offset)
        } else {
            bits = 0
            for place in (offset..<end).reversed() { bits = bits << 8 | UInt64(bytes[place]) }
        }
    }

    /// The first eight characters of a text written in the source; shorter ones are filled up with zeros.
    init(_ text: String) {
        bits = 0
        for byte in text.utf8.prefix(8).reversed() { bits = bits << 8 | UInt64(byte) }
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// A high bit for every byte that ends a run of plain string text.
    ///
    /// Such are a quotation mark, a backslash, a control character, and any byte outside ASCII. Exact up to and
    /// including the lowest bit set.
    @inline(__always)
    var stringSpecials: UInt64 {
        // With one bit turned, the quotation mark stands where the space was, right behind the control characters.
        let turned = bits ^ (Self.ones &* 0x02)
        let hasQuoteOrControl = turned &- Self.ones &* 0x21
        let backslash = bits ^ (Self.ones &* 0x5C)
        let hasBackslash = backslash &- Self.ones
        // A byte outside ASCII counts anyway, so that its high bit need not be put aside.
        return (hasQuoteOrControl | hasBackslash | bits) & Self.highs
    }

    /// The bytes up to the first quotation mark and the mark itself, the others zero; all eight when there is none.
    @inline(__always)
    var throughQuote: UInt64 {
        let quote = bits ^ (Self.ones &* 0x22)
        let found = (quote &- Self.ones) & ~quote & Self.highs
        return bits & (found ^ (found &- 1))
    }

    /// How far it is to a quotation mark from the beginning, where a mark stands, and perhaps a space; 0 for all else.
    @inline(__always)
    func lengthToQuote(after mark: UInt8) -> Int {
        if bits & 0xFF_FFFF == 0x22_2000 | UInt64(mark) { return 2 }
        return bits & 0xFFFF == 0x2200 | UInt64(mark) ? 1 : 0
    }

    /// Whether all eight bytes are printable ASCII that needs no escape in a JSON string, and none a number sign.
    @inline(__always)
    var isPlainText: Bool {
        let delete = bits ^ (Self.ones &* 0x7F)
        let number = bits ^ (Self.ones &* 0x23)
        let hasDelete = (delete &- Self.ones) & ~delete & Self.highs
        let hasNumber = (number &- Self.ones) & ~number & Self.highs
        return stringSpecials | hasDelete | hasNumber == 0
    }

    /// Whether all eight bytes are printable ASCII, and none a space or a backslash.
    @inline(__always)
    var isPlainURLText: Bool {
        let backslash = bits ^ (Self.ones &* 0x5C)
        let hasLow = (bits &- Self.ones &* 0x21) & ~bits
        let hasBackslash = (backslash &- Self.ones) & ~backslash
        return (hasLow | hasBackslash | bits | (bits &+ Self.ones)) & Self.highs == 0
    }

    /// A high bit for every byte that is no ASCII letter, digit, hyphen or period.
    @inline(__always)
    var otherThanHostBytes: UInt64 {
        // In seven bits a sum cannot carry into the next byte.
        let low = bits & ~Self.highs
        let folded = low | Self.ones &* 0x20
        let isLetter = (folded &+ Self.ones &* (0x80 - 0x61)) & ~(folded &+ Self.ones &* (0x80 - 0x7B))
        let isFromHyphenToNine = (low &+ Self.ones &* (0x80 - 0x2D)) & ~(low &+ Self.ones &* (0x80 - 0x3A))
        let isSlash = ~((low ^ (Self.ones &* 0x2F)) &+ Self.ones &* 0x7F)
        return ~((isLetter | (isFromHyphenToNine & ~isSlash)) & ~bits) & Self.highs
    }

    /// A high bit for every hyphen and period.
    @inline(__always)
    var hyphensAndPeriods: UInt64 {
        // In seven bits a sum cannot carry into the next byte.
        let low = bits & ~Self.highs
        let isHyphen = ~((low ^ (Self.ones &* 0x2D)) &+ Self.ones &* 0x7F)
        let isPeriod = ~((low ^ (Self.ones &* 0x2E)) &+ Self.ones &* 0x7F)
        return (isHyphen | isPeriod) & ~bits & Self.highs
    }

    /// The word with ASCII letters in lower case.
    @inline(__always)
    var lowercased: UInt64 {
        let letters = bits & ~Self.highs
        // In seven bits a sum cannot carry into the next byte.
        let fromA = letters &+ Self.ones &* (0x80 - 0x41)
        let beyondZ = letters &+ Self.ones &* (0x80 - 0x5B)
        let isUpper = fromA & ~beyondZ & ~bits & Self.highs
        return bits | isUpper >> 2
    }

    /// Whether all eight bytes are ASCII digits.
    @inline(__always)
    var isDigits: Bool {
        ((bits &+ Self.ones &* 0x46) | (bits &- Self.ones &* 0x30)) & Self.highs == 0
    }

    /// Whether all eight bytes are ASCII.
    @inline(__always)
    var isASCII: Bool { bits & Self.highs == 0 }

    /// A high bit for every line feed; exact up to and including the lowest bit set.
    @inline(__always)
    var lineFeeds: UInt64 {
        let feed = bits ^ (Self.ones &* 0x0A)
        return (feed &- Self.ones) & ~feed & Self.highs
    }

    /// How many of the eight bytes are not UTF-8 continuation bytes: code points that start here.
    @inline(__always)
    var codePointStarts: Int {
        // Usual, and to count bits takes more steps.
        if isASCII { return 8 }
        // A continuation byte is 10xxxxxx: high bit set, next bit clear.
        let continuations = bits & ~(bits << 1) & Self.highs
        return 8 - continuations.nonzeroBitCount
    }

    /// Only the first `count` (0…8) bytes, the others zero.
    @inline(__always)
    func prefix(_ count: Int) -> UInt64 {
        count >= 8 ? bits : bits & ((1 &<< UInt64(count &* 8)) &- 1)
    }
}
