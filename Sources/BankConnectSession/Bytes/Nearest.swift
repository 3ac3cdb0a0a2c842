import PlainText

/// Finds the name that was probably meant.
enum Nearest {
    /// The first of the names that differs least from a text, when it differs by little: a third of its letters,
    /// at most `limit`.
    ///
    /// Case and separators do not count: `LINK_ID`, `linkId` and `link-id` are `link_id`. Another digit is no slip:
    /// `BCAA005` is another code than `BCAA001`.
    static func match(for text: String, among names: [String], within limit: Int = 3) -> String? {
        // A name that is mostly something else is no slip; the limit also keeps long texts cheap.
        guard text.utf8.count <= 64 else { return nil }
        let wanted = folded(text)
        guard !wanted.isEmpty else { return nil }
        var best: (name: String, distance: Int)?
        for name in names {
            let candidate = folded(name)
            let allowed = min(limit, max(1, candidate.count / 3), best.map { $0.distance - 1 } ?? limit)
            guard let distance = EditDistance.between(wanted, candidate, limit: allowed) else { continue }
            if distance == 0 { return name }
            if EditDistance.differInDigits(wanted, candidate) { continue }
            best = (name, distance)
        }
        return best?.name
    }

    /// The code that a text is but for case, separators, zeros before its number or one edit; nil where that leads to none
    /// or several.
    static func code(for text: String, among codes: [String]) -> String? {
        guard text.utf8.count <= 64 else { return nil }
        let wanted = folded(text)
        let found =
            codes.first { folded($0) == wanted } ?? codes.first { withoutZeros(folded($0)) == withoutZeros(wanted) }
        if let found { return found }
        let near = codes.filter { match(for: text, among: [$0], within: 1) != nil }
        return near.count == 1 ? near[0] : nil
    }

    /// A code without the zeros that fill its number up: `bcaa1` for `bcaa001`.
    private static func withoutZeros(_ code: [UInt8]) -> [UInt8] {
        code.reduce(into: []) { kept, byte in
            if byte == UInt8(ascii: "0"), kept.last.map({ $0 &- UInt8(ascii: "0") < 10 }) != true { return }
            kept.append(byte)
        }
    }

    /// The letters and digits of a text, ASCII letters in lower case; bytes beyond ASCII count as letters.
    static func folded(_ text: String) -> [UInt8] {
        text.utf8.compactMap { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: byte
            default: nil
            }
        }
    }
}
