// White space as the service's framework takes it away around texts: Python's `str.strip`.

extension Unicode.Scalar {
    /// Whether the character is white space: Unicode's, and the four separators U+001C to U+001F.
    var isSpace: Bool { properties.isWhitespace || (0x1C...0x1F).contains(value) }
}

extension StringProtocol {
    /// Whether nothing but white space is in the text.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.isSpace) }

    /// The text without the white space around it.
    var trimmed: Substring {
        let scalars = Substring(self).unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isSpace }),
            let last = scalars.lastIndex(where: { !$0.isSpace })
        else { return "" }
        return Substring(scalars[first...last])
    }
}
