import Foundation

/// The generator of Steele, Lea and Flood (2014); small, and the same everywhere.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator whose numbers are decided by a seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}

/// The seed of the property tests: `BCSESSION_TEST_SEED`, else one that differs from run to run.
public enum TestSeed {
    /// The seed of this run.
    public static let value =
        ProcessInfo.processInfo.environment["BCSESSION_TEST_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: .min ... .max)

    /// Whether the long form is run: a million random changes instead of some thousands.
    public static let isLong = ProcessInfo.processInfo.environment["BCSESSION_LONG"] != nil

    /// What a failure has to print for the run to be repeated.
    public static var label: String { "BCSESSION_TEST_SEED=\(value)" }
}
