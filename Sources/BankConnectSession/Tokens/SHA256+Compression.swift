extension SHA256 {
    /// The state before the first block: the fractional parts of the square roots of the first eight primes
    /// (FIPS 180-4, section 5.3.3).
    static let initialState: InlineArray<8, UInt32> = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]

    /// The fractional parts of the cube roots of the first 64 primes (FIPS 180-4, section 4.2.2).
    private static let roundConstants: InlineArray<64, UInt32> = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]

    /// Mixes one block into the state (FIPS 180-4, section 6.2.2).
    ///
    /// The eight working variables stay where they are and the calls rotate instead, so that a round moves
    /// nothing. The schedule grows between the rounds, because it waits on its own last words and the rounds do
    /// not wait on it: that is a quarter faster than filling it first. A block whose length is known to the
    /// compiler costs no bounds checks.
    static func compress(_ bytes: Span<UInt8>, at offset: Int, into state: inout InlineArray<8, UInt32>) {
        let block = bytes.extracting(offset..<(offset + 64))
        var schedule = InlineArray<64, UInt32>(repeating: 0)
        for index in 0..<16 {
            schedule[index] = word(block, at: index * 4)
        }

        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        var index = 0
        while index < 48 {
            round(a, b, c, &d, e, f, g, &h, schedule[index] &+ roundConstants[index])
            expand(&schedule, at: index + 16)
            round(h, a, b, &c, d, e, f, &g, schedule[index + 1] &+ roundConstants[index + 1])
            expand(&schedule, at: index + 17)
            round(g, h, a, &b, c, d, e, &f, schedule[index + 2] &+ roundConstants[index + 2])
            expand(&schedule, at: index + 18)
            round(f, g, h, &a, b, c, d, &e, schedule[index + 3] &+ roundConstants[index + 3])
            expand(&schedule, at: index + 19)
            round(e, f, g, &h, a, b, c, &d, schedule[index + 4] &+ roundConstants[index + 4])
            expand(&schedule, at: index + 20)
            round(d, e, f, &g, h, a, b, &c, schedule[index + 5] &+ roundConstants[index + 5])
            expand(&schedule, at: index + 21)
            round(c, d, e, &f, g, h, a, &b, schedule[index + 6] &+ roundConstants[index + 6])
            expand(&schedule, at: index + 22)
            round(b, c, d, &e, f, g, h, &a, schedule[index + 7] &+ roundConstants[index + 7])
            expand(&schedule, at: index + 23)
            index += 8
        }
        while index < 64 {
            round(a, b, c, &d, e, f, g, &h, schedule[index] &+ roundConstants[index])
            round(h, a, b, &c, d, e, f, &g, schedule[index + 1] &+ roundConstants[index + 1])
            round(g, h, a, &b, c, d, e, &f, schedule[index + 2] &+ roundConstants[index + 2])
            round(f, g, h, &a, b, c, d, &e, schedule[index + 3] &+ roundConstants[index + 3])
            round(e, f, g, &h, a, b, c, &d, schedule[index + 4] &+ roundConstants[index + 4])
            round(d, e, f, &g, h, a, b, &c, schedule[index + 5] &+ roundConstants[index + 5])
            round(c, d, e, &f, g, h, a, &b, schedule[index + 6] &+ roundConstants[index + 6])
            round(b, c, d, &e, f, g, h, &a, schedule[index + 7] &+ roundConstants[index + 7])
            index += 8
        }
        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
        state[4] &+= e
        state[5] &+= f
        state[6] &+= g
        state[7] &+= h
    }

    @inline(__always)
    private static func round(
        _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
        _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ input: UInt32
    ) {
        let sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
        let choice = g ^ (e & (f ^ g))
        let first = h &+ sum1 &+ choice &+ input
        let sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
        let majority = (a & b) | (c & (a | b))
        d = d &+ first
        h = first &+ sum0 &+ majority
    }

    @inline(__always)
    private static func expand(_ schedule: inout InlineArray<64, UInt32>, at index: Int) {
        schedule[index] =
            schedule[index - 16] &+ smallSigma0(schedule[index - 15])
            &+ schedule[index - 7] &+ smallSigma1(schedule[index - 2])
    }

    @inline(__always)
    private static func smallSigma0(_ word: UInt32) -> UInt32 {
        rotate(word, 7) ^ rotate(word, 18) ^ (word &>> 3)
    }

    @inline(__always)
    private static func smallSigma1(_ word: UInt32) -> UInt32 {
        rotate(word, 17) ^ rotate(word, 19) ^ (word &>> 10)
    }

    @inline(__always)
    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
        (word &>> count) | (word &<< (32 &- count))
    }

    @inline(__always)
    private static func word(_ bytes: Span<UInt8>, at offset: Int) -> UInt32 {
        UInt32(bytes[offset]) << 24 | UInt32(bytes[offset + 1]) << 16
            | UInt32(bytes[offset + 2]) << 8 | UInt32(bytes[offset + 3])
    }
}
