import PlainText

/// Finds what somebody probably meant.
package enum Suggestion {
    /// The candidate that is the word in another case or with other separators (`LINK_ID` for `link-id`); the one that
    /// the word abbreviates, when there is only one; else the nearest, if it is near: at most two slips away, or a third of
    /// the length, and of a word with digits one slip.
    ///
    /// A slip is a letter too many, too few, wrong, or two neighbours exchanged; another digit is none. Of equally near ones that is taken which
    /// begins most alike, and of those the first.
    package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let letters = word.unicodeScalars.prefix(longestWord + 1).map(\.value)
        // A pasted megabyte is no misspelling, and the table below grows with it.
        guard !letters.isEmpty, letters.count <= longestWord else { return nil }
        let folded = folded(word)
        if let same = candidates.first(where: { self.folded($0) == folded }) { return same }
        if let whole = abbreviated(by: word, in: candidates) { return whole }
        let hasDigit = letters.contains { 0x30...0x39 ~= $0 }
        var best: (candidate: String, distance: Int, start: Int)?
        for candidate in candidates {
            let other = candidate.unicodeScalars.map(\.value)
            if EditDistance.differInDigits(letters, other) { continue }
            let length = max(letters.count, other.count)
            // Two slips make any word of three letters out of any other, and one code out of another.
            let limit = length <= 3 || hasDigit ? 1 : max(2, length / 3)
            // Nothing in common is no likeness, however short the words are.
            guard let distance = EditDistance.between(letters, other, limit: limit), distance < length else { continue }
            let start = zip(letters, other).prefix { $0 == $1 }.count
            if (distance, -start) < (best?.distance ?? .max, -(best?.start ?? 0)) {
                best = (candidate, distance, start)
            }
        }
        return best?.candidate
    }

    /// Whether two names are one but for case and separators.
    static func isSame(_ name: String, _ other: String) -> Bool { folded(name) == folded(other) }

    /// A name without what people write in different ways: case, hyphens, underscores and spaces.
    private static func folded(_ name: String) -> String {
        name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    }

    /// The one candidate that begins with the word; nil where there are several, or the word is too short to tell.
    private static func abbreviated(by word: String, in candidates: some Sequence<String>) -> String? {
        guard word.count >= shortestAbbreviation else { return nil }
        let longer = candidates.filter { $0.hasPrefix(word) }
        return longer.count == 1 ? longer.first : nil
    }

    private static let shortestAbbreviation = 3

    private static let longestWord = 100
}
