/// How the bytes of a MAC are written in a token.
public enum ByteEncoding: String, Sendable, Hashable, CaseIterable {
    /// Lower-case hexadecimal digits.
    case hex
    /// Base64 of RFC 4648 section 4, padded.
    case base64
    /// Base64 of RFC 4648 section 5, unpadded.
    case base64url

    /// The text of the bytes.
    package func encode(_ bytes: Span<UInt8>) -> String {
        switch self {
        case .hex: Hexadecimal.encode(bytes)
        case .base64: Base64.standard.encode(bytes)
        case .base64url: Base64.url.encode(bytes)
        }
    }

    /// The bytes of a text, or nil when it is not the one canonical spelling of them.
    package func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        return decode(text) { bytes.append($0) } ? bytes : nil
    }

    /// The digest that a text spells, or nil; allocates nothing and reads no more than a digest's length.
    func decodeDigest(_ text: Span<UInt8>) -> SHA256.Digest? {
        guard text.count == digestLength else { return nil }
        var bytes = InlineArray<32, UInt8>(repeating: 0)
        var count = 0
        let isCanonical = decode(text) { byte in
            if count < 32 { bytes[count] = byte }
            count += 1
        }
        return isCanonical && count == 32 ? SHA256.Digest(bytes.span) : nil
    }

    /// The length of a digest's text.
    var digestLength: Int {
        switch self {
        case .hex: 64
        case .base64: 44
        case .base64url: 43
        }
    }

    @inline(__always)
    private func decode(_ text: Span<UInt8>, emit: (UInt8) -> Void) -> Bool {
        switch self {
        case .hex: Hexadecimal.decode(text, emit: emit)
        case .base64: Base64.standard.decode(text, emit: emit)
        case .base64url: Base64.url.decode(text, emit: emit)
        }
    }

    /// Whether a text begins as what is written in the encoding does, in either case of letters.
    func couldBegin(_ text: Span<UInt8>) -> Bool {
        for index in 0..<min(text.count, 8) {
            let byte = text[index]
            let isAllowed =
                switch self {
                case .hex: ASCII.hexValue(byte) != nil
                case .base64: ASCII.isLetterOrDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
                case .base64url: ASCII.isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                }
            guard isAllowed else { return false }
        }
        return true
    }
}
