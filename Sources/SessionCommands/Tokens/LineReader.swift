import CommandKit

/// Reads lines from a stream, in memory that does not grow with their number.
final class LineReader {
    private let stream: InputStream
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    private var number = 0

    init(_ stream: InputStream) {
        self.stream = stream
    }

    /// The next line without its LF or CRLF, and its number from 1; nil at the end.
    ///
    /// A last line needs no line end.
    func next() throws(SystemError) -> (bytes: ArraySlice<UInt8>, number: Int)? {
        var searched = start
        while true {
            if let feed = buffer[searched..<end].firstIndex(of: 0x0A) {
                defer { start = feed + 1 }
                return line(to: feed)
            }
            if isAtEnd {
                guard start < end else { return nil }
                defer { start = end }
                return line(to: end)
            }
            searched = end - start
            try fill()
        }
    }

    private func line(to stop: Int) -> (bytes: ArraySlice<UInt8>, number: Int) {
        number += 1
        let last = stop > start && buffer[stop - 1] == 0x0D ? stop - 1 : stop
        return (buffer[start..<last], number)
    }

    /// Moves what is left to the front and reads more behind it; a line longer than the buffer doubles it.
    private func fill() throws(SystemError) {
        if start > 0 {
            buffer.replaceSubrange(0..<end - start, with: Array(buffer[start..<end]))
            end -= start
            start = 0
        }
        if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
        let taken = try stream.read(into: &buffer, at: end, count: buffer.count - end)
        if taken == 0 { isAtEnd = true }
        end += taken
    }
}
