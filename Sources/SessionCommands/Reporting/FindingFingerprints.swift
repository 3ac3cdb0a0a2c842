import BankConnectSession

/// What stays the same of a finding when lines and days move, so that a reader of two reports knows it again.
struct FindingFingerprints: Sendable {
    /// How often each was seen in the file at hand.
    private var seen: [String: Int] = [:]

    /// How many are kept apart: more than any reader takes, and few enough for memory to stay flat when the input is a
    /// stream without end.
    private static let limit = 1 << 16

    /// The rule, the pointer and the words without their numbers, in some context (a file), as a hash.
    static func of(
        _ located: LocatedFinding, in result: ValidationResult, _ context: String = ""
    ) -> String {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let words = located.finding.detail.utf8.filter { !digits.contains($0) }
        let pointer = result.pointer(of: located) ?? ""
        return hash("\(located.finding.rule)\n\(pointer)\n" + String(decoding: words, as: UTF8.self) + context)
    }

    /// A text as 32 hexadecimal digits.
    static func hash(_ text: String) -> String {
        String(SHA256.hash(Array(text.utf8)).hex.prefix(32))
    }

    /// Counts one more of a kind, and returns its number.
    mutating func ordinal(of fingerprint: String) -> Int {
        let ordinal = (seen[fingerprint] ?? 0) + 1
        if ordinal > 1 || seen.count < Self.limit { seen[fingerprint] = ordinal }
        return ordinal
    }

    /// Begins with another file.
    mutating func reset() {
        seen.removeAll(keepingCapacity: true)
    }
}
