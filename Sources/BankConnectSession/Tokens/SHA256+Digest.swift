extension SHA256 {
    /// The 32 bytes that a hash or an HMAC ends in.
    ///
    /// Equality takes the same time wherever two digests differ, so a digest may be compared with one that
    /// an attacker chose.
    package struct Digest: Sendable, Hashable, CustomStringConvertible {
        /// The bytes of a digest.
        package static let byteCount = 32

        /// The digest as big-endian words, first bytes first.
        let words: InlineArray<8, UInt32>

        init(words: InlineArray<8, UInt32>) {
            self.words = words
        }

        /// The digest with the given bytes, or nil unless there are 32.
        package init?(_ bytes: Span<UInt8>) {
            guard bytes.count == Self.byteCount else { return nil }
            var words = InlineArray<8, UInt32>(repeating: 0)
            for index in 0..<Self.byteCount {
                words[index / 4] = words[index / 4] << 8 | UInt32(bytes[index])
            }
            self.words = words
        }

        /// The 32 bytes, first to last.
        package var bytes: [UInt8] {
            (0..<Self.byteCount).map { self[$0] }
        }

        /// The digest as 64 lower-case hexadecimal digits.
        package var hex: String {
            Hexadecimal.encode(bytes.span)
        }

        /// The same as `hex`.
        package var description: String {
            hex
        }

        /// The byte at an index from 0 to 31.
        package subscript(index: Int) -> UInt8 {
            UInt8(truncatingIfNeeded: words[index / 4] >> UInt32(24 - 8 * (index % 4)))
        }

        /// Compares without telling, by the time taken, how much of the digests agrees.
        package static func == (left: Self, right: Self) -> Bool {
            constantTimeEquals(left, right)
        }

        /// Feeds the digest's words to a hasher.
        package func hash(into hasher: inout Hasher) {
            for index in words.indices {
                hasher.combine(words[index])
            }
        }
    }
}

/// Whether two digests are equal, in a time that does not depend on where they differ.
///
/// Every comparison of a computed MAC with a received one comes here. All words are always read, and the
/// only branch is on the final result, which the caller is about to reveal anyway.
@inline(never)
package func constantTimeEquals(_ left: SHA256.Digest, _ right: SHA256.Digest) -> Bool {
    var difference: UInt32 = 0
    for index in left.words.indices {
        difference |= left.words[index] ^ right.words[index]
    }
    return difference == 0
}
