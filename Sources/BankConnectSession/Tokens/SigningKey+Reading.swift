/// A key file holds one of
///
///     hex:6b65…          pairs of hexadecimal digits, either case
///     base64:a2V5…       standard base64 with padding
///     raw:anything       the bytes after the prefix, as they are
///     anything else      the bytes themselves
///
/// One line end (LF or CRLF) after it is not part of the key, since editors and `echo` put it there; a key that
/// does end in a line feed is written as `hex:`, and one that ends in white space as `raw:` or `hex:`. Prefixes may
/// stand in capitals. A raw key may not hold NUL and a file may not begin with a byte-order mark: both are signs of a
/// file saved in another encoding than was meant.
extension SigningKey {
    /// The largest key file that is read, in bytes: 64 KiB.
    public static let greatestFileByteCount = 65_536

    /// Reads the contents of a key file.
    ///
    /// - Parameters:
    ///   - contents: All bytes of the file.
    ///   - id: The configured id. Without one, the id is derived from the key.
    /// - Throws: `SigningKeyError`, whose text holds nothing of the contents.
    public init(fileContents contents: [UInt8], id: KeyID? = nil) throws(SigningKeyError) {
        guard contents.count <= Self.greatestFileByteCount else { throw .tooLong }
        for mark in Self.byteOrderMarks where contents.starts(with: mark) {
            throw .byteOrderMark
        }
        try self.init(bytes: Self.decode(Self.withoutLineEnd(contents)), id: id)
    }

    /// Makes a key from random bytes, with the text of a file that `init(fileContents:id:)` reads back.
    ///
    /// - Parameter random: 32 bytes from the system's random source.
    /// - Returns: The key, and `hex:` with 64 digits and a line feed.
    package static func generated(from random: InlineArray<32, UInt8>) -> (key: SigningKey, fileContents: [UInt8]) {
        let text = "hex:" + Hexadecimal.encode(random.span) + "\n"
        let key = SigningKey(random: random.span.array)
        return (key, Array(text.utf8))
    }

    private init(random bytes: [UInt8]) {
        self.bytes = bytes
        id = KeyID(ofKey: bytes.span)
    }

    /// What editors put before a text, of UTF-8 and both of UTF-16.
    package static let byteOrderMarks: [[UInt8]] = [[0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]]

    private static func withoutLineEnd(_ contents: [UInt8]) -> ArraySlice<UInt8> {
        guard contents.last == 0x0a else { return contents[...] }
        let line = contents.dropLast()
        return line.last == 0x0d ? line.dropLast() : line
    }

    private static func decode(_ contents: ArraySlice<UInt8>) throws(SigningKeyError) -> [UInt8] {
        if let digits = contents.dropping(prefix: "hex:") {
            var bytes: [UInt8] = []
            let isValid = Hexadecimal.decode(digits.span, allowsUpperCase: true) { bytes.append($0) }
            guard isValid else { throw .notHexadecimal }
            return bytes
        }
        if let letters = contents.dropping(prefix: "base64:") {
            guard let bytes = ByteEncoding.base64.decode(letters.span) else { throw .notBase64 }
            return bytes
        }
        let marked = contents.dropping(prefix: "raw:")
        let raw = marked ?? contents
        guard !raw.contains(0) else { throw .nulByte }
        if marked == nil, let last = raw.last, [0x20, 0x09, 0x0a, 0x0d].contains(last) { throw .trailingSpace }
        return Array(raw)
    }
}

extension ArraySlice<UInt8> {
    fileprivate func dropping(prefix: String) -> ArraySlice<UInt8>? {
        starts(with: prefix.utf8, by: { $0 == $1 || $0 | 0x20 == $1 }) ? dropFirst(prefix.utf8.count) : nil
    }
}
