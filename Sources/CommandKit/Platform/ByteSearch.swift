#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// Finds line ends with the C library's search, which looks at many bytes in one step.
package enum ByteSearch {
    private static let lineFeed: Int32 = 0x0A

    /// The offset of the first line feed in a range; nil when there is none.
    package static func firstLineFeed(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        guard !range.isEmpty else { return nil }
        // Safe: the range was checked to lie inside the array.
        return unsafe bytes.withUnsafeBytes { raw -> Int? in
            guard let base = raw.baseAddress,
                let found = unsafe memchr(base + range.lowerBound, lineFeed, range.count)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// The offset of the last line feed in a range; nil when there is none.
    package static func lastLineFeed(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        bytes[range].lastIndex(of: UInt8(truncatingIfNeeded: lineFeed))
    }

    /// How many line feeds a range holds.
    package static func lineFeeds(in bytes: [UInt8], _ range: Range<Int>) -> Int {
        var count = 0
        var start = range.lowerBound
        while let found = firstLineFeed(in: bytes, start..<range.upperBound) {
            count += 1
            start = found + 1
        }
        return count
    }
}
