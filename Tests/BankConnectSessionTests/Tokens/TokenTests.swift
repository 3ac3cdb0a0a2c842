import BankConnectSession
import Foundation
import Testing

/// The root of the tests of the folder Tokens, so that `--filter TokenTests` runs them and no others.
@Suite enum TokenTests {
    /// The rows of a file of published or independently made vectors, split at tabs, without its comment lines.
    static func vectors(_ name: String) throws -> [[String]] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Fixtures/vectors")
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// The bytes that `make_vectors.py` makes with the same numbers.
    static func pattern(_ count: Int, _ salt: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + salt) }
    }

    /// The bytes of hexadecimal text.
    static func bytes(hex text: String) -> [UInt8]? {
        var digits = text[...]
        var bytes: [UInt8] = []
        while !digits.isEmpty {
            guard let byte = UInt8(digits.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            digits = digits.dropFirst(2)
        }
        return bytes
    }
}

extension ByteEncoding {
    /// Writes the bytes of an array; a macro of Swift Testing cannot take a span.
    func text(of bytes: [UInt8]) -> String { encode(bytes.span) }

    /// Reads a text.
    func bytes(of text: String) -> [UInt8]? { decode(text.utf8.span) }
}

extension SHA256.Digest {
    /// Reads 32 bytes from an array.
    init?(array: [UInt8]) { self.init(array.span) }
}
