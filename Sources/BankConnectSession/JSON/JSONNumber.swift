/// The value of a number's text, without floating point: twenty digits stay twenty digits.
enum JSONNumber {
    /// The text taken apart: `-12.50e3` is negative, digits `125`, and two zeros follow them.
    private struct Parts {
        var isNegative = false
        /// The significant digits without leading and trailing zeros; at most 20 are kept.
        var digits: [UInt8] = []
        /// How many zeros follow the digits; negative where digits stand behind the decimal point.
        var scale = 0
        /// Whether there are more digits than are kept.
        var isTooLong = false
    }

    /// The integer of a number's text; nil when it has a fraction or does not fit an Int.
    static func integer(_ bytes: [UInt8], in range: Range<Int>) -> Int? {
        if let plain = plainInteger(bytes, in: range) { return plain }
        let parts = parse(bytes, range)
        guard parts.scale >= 0, !parts.isTooLong else { return nil }
        guard parts.digits.count + parts.scale <= 20 else { return nil }
        var value = 0
        for position in 0..<parts.digits.count + parts.scale {
            let digit = position < parts.digits.count ? Int(parts.digits[position]) : 0
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tenfold.subtractingReportingOverflow(digit)  // negative: Int.min has no positive twin
            guard !overflow, !carry else { return nil }
            value = sum
        }
        guard !parts.isNegative else { return value }
        return value == Int.min ? nil : -value
    }

    /// Whether the number has no fraction, whatever its size.
    static func isInteger(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        let parts = parse(bytes, range)
        return parts.digits.isEmpty || parts.scale >= 0
    }

    /// The usual case: a few digits and nothing else.
    @inline(__always)
    private static func plainInteger(_ bytes: [UInt8], in range: Range<Int>) -> Int? {
        guard range.count < 19 else { return nil }
        var value = 0
        for offset in range {
            let digit = bytes[offset] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }

    private static func parse(_ bytes: [UInt8], _ range: Range<Int>) -> Parts {
        var parts = Parts()
        var pendingZeros = 0
        var isFraction = false
        var at = range.lowerBound
        while at < range.upperBound {
            switch bytes[at] {
            case UInt8(ascii: "-"): parts.isNegative = true
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                parts.scale = saturating(parts.scale, exponent(bytes, at + 1..<range.upperBound))
                at = range.upperBound
            case UInt8(ascii: "0"):
                if isFraction { parts.scale -= 1 }
                if !parts.digits.isEmpty { pendingZeros += 1 }
            case let digit:
                if isFraction { parts.scale -= 1 }
                if parts.digits.count + pendingZeros < 20 {
                    for _ in 0..<pendingZeros { parts.digits.append(0) }
                    parts.digits.append(digit &- UInt8(ascii: "0"))
                } else {
                    parts.isTooLong = true
                }
                pendingZeros = 0
            }
            at += 1
        }
        parts.scale = parts.digits.isEmpty ? 0 : saturating(parts.scale, pendingZeros)
        return parts
    }

    /// A decimal exponent, held between plus and minus one billion.
    private static func exponent(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var isNegative = false
        var value = 0
        for offset in range {
            switch bytes[offset] {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "+"): break
            case let digit: value = min(1_000_000_000, value * 10 + Int(digit &- UInt8(ascii: "0")))
            }
        }
        return isNegative ? -value : value
    }

    private static func saturating(_ first: Int, _ second: Int) -> Int {
        let (sum, overflow) = first.addingReportingOverflow(second)
        return overflow ? (second < 0 ? Int.min : Int.max) : sum
    }
}
