/// The SHA-256 hash of FIPS 180-4, fed in pieces of any size.
///
///     var hash = SHA256()
///     hash.update(head)
///     hash.update(body)
///     let digest = hash.finalize()      // head and body as if they were one
///
/// A value: copying it half-way forks the computation, which is what makes a keyed HMAC cheap. Nothing is
/// allocated. Messages are limited to 2^61 bytes, as by the standard.
package struct SHA256: Sendable {
    /// The bytes of one block.
    package static let blockLength = 64

    private var state = SHA256.initialState
    /// The head of a block that is not full yet; `pending` bytes of it count.
    private var block = InlineArray<64, UInt8>(repeating: 0)
    private var pending = 0
    private var length: UInt64 = 0

    /// Starts the hash of an empty message.
    package init() {}

    /// Adds bytes to the message.
    package mutating func update(_ bytes: Span<UInt8>) {
        length &+= UInt64(bytes.count)
        var offset = 0
        if pending > 0 {
            offset = min(Self.blockLength - pending, bytes.count)
            fill(from: bytes, at: 0, count: offset)
            guard pending == Self.blockLength else { return }
            Self.compress(block.span, at: 0, into: &state)
            pending = 0
        }
        while bytes.count - offset >= Self.blockLength {
            Self.compress(bytes, at: offset, into: &state)
            offset += Self.blockLength
        }
        fill(from: bytes, at: offset, count: bytes.count - offset)
    }

    /// Adds the bytes of an array to the message.
    package mutating func update(_ bytes: [UInt8]) {
        update(bytes.span)
    }

    /// Adds the bytes of a part of an array to the message.
    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        update(bytes.span)
    }

    /// Adds one byte to the message.
    package mutating func update(_ byte: UInt8) {
        length &+= 1
        block[pending] = byte
        pending += 1
        if pending == Self.blockLength {
            Self.compress(block.span, at: 0, into: &state)
            pending = 0
        }
    }

    /// The digest of what was added so far; the hash itself may be fed further.
    package func finalize() -> Digest {
        var last = self
        last.pad()
        return Digest(words: last.state)
    }

    /// The digest of one whole message.
    package static func hash(_ bytes: Span<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    /// The digest of one whole message held in an array.
    package static func hash(_ bytes: [UInt8]) -> Digest {
        hash(bytes.span)
    }

    /// Copies bytes behind the pending ones.
    ///
    /// The caller sees to it that they fit.
    private mutating func fill(from bytes: Span<UInt8>, at offset: Int, count: Int) {
        for index in 0..<count {
            block[pending + index] = bytes[offset + index]
        }
        pending += count
    }

    /// Appends a one bit, zeros, and the message's length in bits, up to the end of a block.
    private mutating func pad() {
        block[pending] = 0x80
        pending += 1
        if pending > 56 {
            for index in pending..<64 { block[index] = 0 }
            Self.compress(block.span, at: 0, into: &state)
            pending = 0
        }
        for index in pending..<56 { block[index] = 0 }
        let bits = length << 3
        for index in 0..<8 {
            block[56 + index] = UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * index))
        }
        Self.compress(block.span, at: 0, into: &state)
    }
}
