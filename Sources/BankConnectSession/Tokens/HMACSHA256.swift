/// HMAC-SHA-256 (RFC 2104), keyed once and then used for any number of messages.
///
/// Keying mixes the key into two hash states; a message starts from copies of them, so it costs two
/// compressions less than keying anew. The value holds what amounts to the key, so it shows nothing of itself.
package struct HMACSHA256: Sendable {
    private var inner = SHA256()
    private var outer = SHA256()

    /// Keys the function; any length is accepted, and more than 64 bytes are hashed first, as the RFC says.
    package init(key: Span<UInt8>) {
        var block = InlineArray<64, UInt8>(repeating: 0)
        if key.count > SHA256.blockLength {
            let digest = SHA256.hash(key)
            for index in 0..<SHA256.Digest.byteCount { block[index] = digest[index] }
        } else {
            for index in key.indices { block[index] = key[index] }
        }
        for index in block.indices { block[index] ^= 0x36 }
        inner.update(block.span)
        for index in block.indices { block[index] ^= 0x36 ^ 0x5c }
        outer.update(block.span)
    }

    /// Keys the function with the bytes of an array.
    package init(key: [UInt8]) {
        self.init(key: key.span)
    }

    /// Adds bytes to the message.
    package mutating func update(_ bytes: Span<UInt8>) {
        inner.update(bytes)
    }

    /// Adds the bytes of an array to the message.
    package mutating func update(_ bytes: [UInt8]) {
        inner.update(bytes.span)
    }

    /// Adds one byte to the message.
    package mutating func update(_ byte: UInt8) {
        inner.update(byte)
    }

    /// The MAC of what was added so far; the value itself may be fed further.
    package func finalize() -> SHA256.Digest {
        let digest = inner.finalize()
        var bytes = InlineArray<32, UInt8>(repeating: 0)
        for index in 0..<SHA256.Digest.byteCount { bytes[index] = digest[index] }
        var last = outer
        last.update(bytes.span)
        return last.finalize()
    }

    /// The MAC of one whole message.
    package func authenticate(_ message: Span<UInt8>) -> SHA256.Digest {
        var mac = self
        mac.update(message)
        return mac.finalize()
    }

    /// The MAC of one whole message held in an array.
    package func authenticate(_ message: [UInt8]) -> SHA256.Digest {
        authenticate(message.span)
    }
}

extension HMACSHA256: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A fixed text: the state is as good as the key.
    package var description: String { "HMACSHA256(keyed)" }
    /// A fixed text: the state is as good as the key.
    package var debugDescription: String { description }
    /// A mirror without children, so that `dump` and test failures print no key material.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
