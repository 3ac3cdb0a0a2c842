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
