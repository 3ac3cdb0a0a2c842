/// Reads a body that comes in chunks.
struct ChunkReader: Sendable {
    private enum State {
        case size
        case data(Int)
        case dataEnd
        case trailers
    }

    /// The longest line before a chunk, extensions included, and of the trailers.
    private static let longestLine = 1024

    private let limits: ServiceLimits
    private var state = State.size
    private var trailerBytes = 0
    /// What has arrived of the body.
    private(set) var body: [UInt8] = []

    init(_ limits: ServiceLimits) {
        self.limits = limits
    }

    /// Takes chunks off the bytes; true when the body is complete.
    mutating func read(_ bytes: [UInt8], _ position: inout Int) throws(RequestFault) -> Bool {
        while true {
            switch state {
            case .size:
                guard let line = try takeLine(bytes, &position) else { return false }
                let size = try Self.size(of: bytes[line])
                guard size <= limits.bodyBytes - body.count else {
                    throw RequestFault(413, "the body is longer than \(limits.bodyBytes) bytes")
                }
                state = size == 0 ? .trailers : .data(size)
            case .data(let rest):
                let count = min(rest, bytes.count - position)
                body.append(contentsOf: bytes[position..<position + count])
                position += count
                guard count == rest else {
                    state = .data(rest - count)
                    return false
                }
                state = .dataEnd
            case .dataEnd:
                guard bytes.count - position >= 2 else { return false }
                guard bytes[position] == 0x0D, bytes[position + 1] == 0x0A else {
                    throw RequestFault(400, "a chunk is longer than it says")
                }
                position += 2
                state = .size
            case .trailers:
                guard let line = try takeLine(bytes, &position) else { return false }
                if line.isEmpty { return true }
                trailerBytes += line.count
                guard trailerBytes <= limits.headBytes else {
                    throw RequestFault(431, "the trailers are longer than \(limits.headBytes) bytes")
                }
                try RequestHeadReader.checkField(bytes[line])
            }
        }
    }

    /// A line without its end; nil when it has not arrived whole.
    private func takeLine(_ bytes: [UInt8], _ position: inout Int) throws(RequestFault) -> Range<Int>? {
        let start = position
        guard let end = bytes[start...].prefix(Self.longestLine + 2).firstIndex(of: 0x0A) else {
            guard bytes.count - start <= Self.longestLine + 1 else {
                throw RequestFault(400, "a chunk's line is too long")
            }
            return nil
        }
        guard end > start, bytes[end - 1] == 0x0D else {
            throw RequestFault(400, "a chunk's line ends in LF alone, not in CRLF")
        }
        position = end + 1
        return start..<end - 1
    }

    /// The size that a line gives; what follows a semicolon is an extension, and passed over.
    private static func size(of line: ArraySlice<UInt8>) throws(RequestFault) -> Int {
        let digits = line.prefix { $0 != UInt8(ascii: ";") }
        let fault = RequestFault(400, "the size of a chunk is not a hexadecimal number")
        guard !digits.isEmpty else { throw fault }
        var size = 0
        for digit in digits {
            // More than any limit, and the digits behind it are still looked at.
            size = min(size, 1 << 40)
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): size = size * 16 + Int(digit) - 0x30
            case UInt8(ascii: "a")...UInt8(ascii: "f"): size = size * 16 + Int(digit) - 0x57
            case UInt8(ascii: "A")...UInt8(ascii: "F"): size = size * 16 + Int(digit) - 0x37
            default: throw fault
            }
        }
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw RequestFault(400, "a chunk's line holds a control character")
        }
        return size
    }
}
