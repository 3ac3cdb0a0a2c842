/// A text whose marked spans, between « and », are what a test expects to be pointed at.
public struct MarkedText: Sendable {
    /// The text without its marks, as UTF-8.
    public let bytes: [UInt8]
    /// The byte ranges that were marked, in their order.
    public let spans: [Range<Int>]

    /// Reads a marked text.
    public init(_ marked: String) {
        var bytes: [UInt8] = []
        var spans: [Range<Int>] = []
        var start: Int?
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "«": start = bytes.count
            case "»":
                if let start { spans.append(start..<bytes.count) }
                start = nil
            default: bytes.append(contentsOf: String(scalar).utf8)
            }
        }
        self.bytes = bytes
        self.spans = spans
    }
}
