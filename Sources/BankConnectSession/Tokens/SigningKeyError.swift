/// Why the contents of a key file, or a key's configured id, cannot be used.
///
/// The text says what to do. It never holds a byte of the key.
public struct SigningKeyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, for code to branch on.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Fewer than 16 bytes.
        case tooShort
        /// More than 64 KiB of file.
        case tooLong
        /// `hex:` followed by something else than pairs of hexadecimal digits.
        case notHexadecimal
        /// `base64:` followed by something else than canonical, padded base64.
        case notBase64
        /// The file begins with a byte-order mark, which an editor put there.
        case byteOrderMark
        /// A raw key holds a NUL byte.
        case nulByte
        /// A raw key is followed by white space or an empty line.
        case trailingSpace
    }

    /// What is wrong.
    public let code: Code

    /// One clause: what is wrong and what to do.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}

extension SigningKeyError {
    static func tooShort(_ count: Int) -> Self {
        let least = SigningKey.leastByteCount
        let bytes = count == 1 ? "1 byte" : "\(count) bytes"
        return Self(
            .tooShort,
            "the signing key has \(bytes) and needs at least \(least); "
                + "`openssl rand -hex 32` makes one, to be written after hex:")
    }

    static let tooLong = Self(
        .tooLong,
        "the signing key file is larger than \(SigningKey.greatestFileByteCount) bytes; is it the right file?")

    static let notHexadecimal = Self(
        .notHexadecimal,
        "the signing key begins with hex: but pairs of hexadecimal digits alone must follow, on one line; "
            + "a raw key that begins so is written raw:hex:…")

    static let notBase64 = Self(
        .notBase64,
        "the signing key begins with base64: but standard base64 with its padding alone must follow, on one line; "
            + "a raw key that begins so is written raw:base64:…")

    static let byteOrderMark = Self(
        .byteOrderMark,
        "the signing key file begins with a byte-order mark, which would become part of the key; "
            + "save the file without it, or write the key after hex:")

    static let nulByte = Self(
        .nulByte,
        "the signing key holds a NUL byte, so its file is binary or UTF-16; write the key after hex: or base64:")

    static let trailingSpace = Self(
        .trailingSpace,
        "the signing key is followed by a space or an empty line, which would become part of the key; "
            + "remove it, or write the key after raw: or hex:")
}
