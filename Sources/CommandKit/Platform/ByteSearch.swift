import CLibrary

/// Finds and counts line ends, many bytes in one step.
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

    /// Adds the offset of each line feed in a range.
    package static func appendLineFeeds(in bytes: [UInt8], _ range: Range<Int>, to offsets: inout [Int]) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        // Safe: what is searched begins inside the range, which was checked to lie inside the array, and ends with it.
        unsafe bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return }
            var start = range.lowerBound
            while start < range.upperBound,
                let found = unsafe memchr(base + start, lineFeed, range.upperBound &- start)
            {
                let offset = unsafe UnsafeRawPointer(found) - base
                offsets.append(offset)
                start = offset &+ 1
            }
        }
    }

    /// How many line feeds there are.
    package static func lineFeedCount(in bytes: [UInt8], _ range: Range<Int>) -> Int {
        var count = 0
        for index in range where bytes[index] == 0x0A { count += 1 }
        return count
    }
}
