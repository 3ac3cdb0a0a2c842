/// The words of a finding, kept as UTF-8.
///
/// Call sites write them as string literals with interpolation. A stream may hold a finding in every other line, so a
/// literal stays where the program has it, and pieces are put together in room of a fixed size: a finding costs one
/// allocation for each of its texts that is put together, and none for a literal.
package struct FindingText: Sendable, Hashable, CustomStringConvertible {
    private enum Storage: Sendable {
        case literal(StaticString)
        case made([UInt8])
    }

    private let storage: Storage

    /// The text as UTF-8.
    package var utf8: [UInt8] {
        switch storage {
        case .literal(let text): text.withSpan { span in [UInt8](addingSpan: span) }
        case .made(let bytes): bytes
        }
    }

    /// The text.
    package var description: String { String(decoding: utf8, as: UTF8.self) }

    /// A text made elsewhere.
    init(_ text: String) {
        storage = .made(Array(text.utf8))
    }

    /// A text made elsewhere, as UTF-8.
    init(utf8: [UInt8]) {
        storage = .made(utf8)
    }

    /// A hash of the bytes and of another number: of a literal's address, where the text is one.
    func mixed(into hash: UInt64) -> UInt64 {
        var hash = hash
        switch storage {
        case .literal(let text): hash = (hash ^ text.address) &* 0xD6E8_FEB8_6659_FD93
        case .made(let bytes):
            let span = bytes.span
            var at = 0
            while at < span.count {
                hash = (hash ^ ByteWord(span, at: at, upTo: span.count).bits) &* 0xD6E8_FEB8_6659_FD93
                hash ^= hash >> 32
                at += 8
            }
        }
        return hash ^ hash >> 32
    }

    /// Whether two texts have the same bytes.
    package static func == (lhs: Self, rhs: Self) -> Bool {
        if case .literal(let left) = lhs.storage, case .literal(let right) = rhs.storage, left.address == right.address
        {
            return true
        }
        return lhs.withBytes { left in rhs.withBytes { left.holdsSameBytes(as: $0) } }
    }

    /// Hashes the bytes.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(utf8)
    }

    /// Lends the bytes, which are not copied.
    @inline(__always)
    package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        switch storage {
        case .literal(let text): text.withSpan(body)
        case .made(let bytes): body(bytes.span)
        }
    }
}

extension FindingText: ExpressibleByStringInterpolation {
    /// A text without interpolation.
    package init(stringLiteral value: StaticString) {
        storage = .literal(value)
    }

    /// A text with interpolation.
    package init(stringInterpolation: Interpolation) {
        storage = .made(stringInterpolation.utf8)
    }

    /// Gathers the pieces of a literal.
    package struct Interpolation: StringInterpolationProtocol {
        /// The text so far, while it fits: few texts have more than three lines of words.
        private var room = InlineArray<256, UInt8>(repeating: 0)
        private var count = 0
        /// The text so far, once it has become too long.
        private var long: [UInt8] = []

        /// Begins with an empty text.
        package init(literalCapacity: Int, interpolationCount: Int) {}

        var utf8: [UInt8] {
            guard long.isEmpty else { return long }
            return [UInt8](addingSpan: room.span.extracting(first: count))
        }

        private mutating func append(_ bytes: Span<UInt8>) {
            let start = count
            if long.isEmpty, bytes.count <= room.count - start {
                count += bytes.count
                var room = room.mutableSpan
                room.copy(bytes, at: start)
                return
            }
            if long.isEmpty { long = [UInt8](addingSpan: room.span.extracting(first: count)) }
            long.append(copying: bytes)
        }

        /// Adds a piece of the literal.
        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withSpan { append($0) }
        }

        /// Adds a text.
        package mutating func appendInterpolation(_ text: String) {
            append(text.utf8Span.span)
        }

        /// Adds another text of a finding.
        package mutating func appendInterpolation(_ text: FindingText) {
            text.withBytes { append($0) }
        }

        /// Adds a day as DD/MM/YYYY.
        package mutating func appendInterpolation(_ date: CalendarDate) {
            append(date.ddmmyyyy.span)
        }

        /// Adds an integer.
        package mutating func appendInterpolation(_ value: Int) {
            append(String(value).utf8Span.span)
        }

        /// Adds anything else by its description.
        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            append(value.description.utf8Span.span)
        }
    }
}
