/// A secret that redirect tokens are signed with, and the id that tokens name it by.
///
/// The bytes never leave the module: what prints, dumps or mirrors a key sees its id only.
public struct SigningKey: Sendable {
    /// The fewest bytes that a key may have: 16, which is 128 bits.
    public static let leastByteCount = 16

    /// The name of the key in tokens and verdicts.
    public let id: KeyID

    let bytes: [UInt8]

    /// The key with the given bytes, which are taken as they are.
    ///
    /// - Parameters:
    ///   - bytes: The secret; at least 16 bytes.
    ///   - id: The configured id. Without one, the id is derived from the key.
    /// - Throws: `SigningKeyError` with code `tooShort`.
    public init(bytes: [UInt8], id: KeyID? = nil) throws(SigningKeyError) {
        guard bytes.count >= Self.leastByteCount else { throw .tooShort(bytes.count) }
        self.bytes = bytes
        self.id = id ?? KeyID(ofKey: bytes.span)
    }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key's id, and nothing of the key.
    public var description: String { "SigningKey(id: \(id))" }

    /// The key's id, and nothing of the key.
    public var debugDescription: String { description }

    /// A mirror whose only child is the id.
    public var customMirror: Mirror { Mirror(self, children: ["id": id.text]) }
}
