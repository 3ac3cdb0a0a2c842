/// The words of a finding, built as UTF-8.
///
/// Call sites write them as string literals with interpolation. Building bytes at once, instead of a `String` that
/// renderers take apart again, matters when a stream holds a finding in every other line.
public struct FindingText: Sendable, Hashable, CustomStringConvertible {
    /// The text as UTF-8.
    package private(set) var utf8: [UInt8]

    /// The text.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// A text made elsewhere.
    init(_ text: String) {
        utf8 = Array(text.utf8)
    }

    /// A text made elsewhere, as UTF-8.
    init(utf8: [UInt8]) {
        self.utf8 = utf8
    }
}

extension FindingText: ExpressibleByStringInterpolation {
    /// A text without interpolation.
    public init(stringLiteral value: StaticString) {
        utf8 = []
        utf8.append(literal: value)
    }

    /// A text with interpolation.
    public init(stringInterpolation: Interpolation) {
        utf8 = stringInterpolation.utf8
    }

    /// Gathers the pieces of a literal.
    public struct Interpolation: StringInterpolationProtocol {
        var utf8: [UInt8] = []

        /// Makes room for the pieces.
        public init(literalCapacity: Int, interpolationCount: Int) {
            utf8.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        /// Adds a piece of the literal.
        public mutating func appendLiteral(_ literal: StaticString) {
            utf8.append(literal: literal)
        }

        /// Adds a text.
        public mutating func appendInterpolation(_ text: String) {
            utf8.append(copying: text)
        }

        /// Adds another text of a finding.
        public mutating func appendInterpolation(_ text: FindingText) {
            utf8.append(copying: text.utf8.span)
        }

        /// Adds a day as DD/MM/YYYY.
        public mutating func appendInterpolation(_ date: CalendarDate) {
            date.appendDDMMYYYY(to: &utf8)
        }

        /// Adds an integer.
        public mutating func appendInterpolation(_ value: Int) {
            utf8.append(decimal: value)
        }

        /// Adds anything else by its description.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            utf8.append(copying: value.description)
        }
    }
}
