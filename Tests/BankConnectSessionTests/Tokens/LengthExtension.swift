/// The attack on a hash over secret and message: from the hash alone, that of a longer message is worked out.
///
/// Written from FIPS 180-4, apart from the library's own SHA-256, which judges it.
func lengthExtension(of state: [UInt8], hashedCount: Int, by extra: [UInt8]) -> String {
    var words = stride(from: 0, to: 32, by: 4).map { at in state[at..<at + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    var message = extra + [0x80]
    while message.count % 64 != 56 { message.append(0) }
    let bits = UInt64(hashedCount + extra.count) * 8
    message += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
    for start in stride(from: 0, to: message.count, by: 64) { compress(message[start..<start + 64], &words) }
    return words.map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
}

/// What SHA-256 puts behind a message of so many bytes.
func lengthExtensionPadding(of count: Int) -> [UInt8] {
    var padding: [UInt8] = [0x80]
    while (count + padding.count) % 64 != 56 { padding.append(0) }
    return padding + (0..<8).map { UInt8(truncatingIfNeeded: UInt64(count * 8) >> UInt64(56 - 8 * $0)) }
}

private func compress(_ block: ArraySlice<UInt8>, _ state: inout [UInt32]) {
    var schedule: [UInt32] = stride(from: block.startIndex, to: block.endIndex, by: 4).map { at in
        block[at..<at + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }
    for index in 16..<64 {
        let early = schedule[index - 15]
        let late = schedule[index - 2]
        let first = rotate(early, 7) ^ rotate(early, 18) ^ early >> 3
        let second = rotate(late, 17) ^ rotate(late, 19) ^ late >> 10
        schedule.append(schedule[index - 16] &+ first &+ schedule[index - 7] &+ second)
    }
    var work = state
    for index in 0..<64 {
        let (a, e) = (work[0], work[4])
        let choice = e & work[5] ^ ~e & work[6]
        let majority = a & work[1] ^ a & work[2] ^ work[1] & work[2]
        let first =
            work[7] &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ choice &+ roundConstants[index]
            &+ schedule[index]
        let second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ majority
        work = [first &+ second, a, work[1], work[2], work[3] &+ first, e, work[5], work[6]]
    }
    for index in 0..<8 { state[index] &+= work[index] }
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
private let roundConstants: [UInt32] = {
    var primes: [UInt32] = []
    var candidate: UInt32 = 2
    while primes.count < 64 {
        if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
        candidate += 1
    }
    return primes.map { prime in
        // The cube root times 2^32, by halving an interval in whole numbers.
        var low = UInt128(0)
        var high = UInt128(1) << 36
        let target = UInt128(prime) << 96
        while high - low > 1 {
            let middle = (low + high) / 2
            if middle * middle * middle <= target { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }
}()
