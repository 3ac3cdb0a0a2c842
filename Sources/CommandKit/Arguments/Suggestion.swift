/// Finds what somebody probably meant.
package enum Suggestion {
    /// The candidate nearest to the word, if it is near: at most two slips away, or a third of the length.
    ///
    /// A slip is a letter too many, too few, wrong, or two neighbours exchanged. Of equally near ones
    /// the first is taken.
    package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let letters = Array(word.unicodeScalars.prefix(longestWord + 1))
        // A pasted megabyte is no misspelling, and the table below grows with it.
        guard !letters.isEmpty, letters.count <= longestWord else { return nil }
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let other = Array(candidate.unicodeScalars)
            let limit = max(2, max(letters.count, other.count) / 3)
            let distance = distance(letters, other)
            // Nothing in common is no likeness, however short the words are.
            guard distance <= limit, distance < max(letters.count, other.count) else { continue }
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.candidate
    }

    private static let longestWord = 100

    /// The least number of slips that turn one word into the other.
    private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for row in first.indices {
            var current = [row + 1]
            for column in second.indices {
                let change = first[row] == second[column] ? 0 : 1
                var least = min(last[column] + change, last[column + 1] + 1, current[column] + 1)
                let isExchange =
                    row > 0 && column > 0 && first[row] == second[column - 1] && first[row - 1] == second[column]
                if isExchange { least = min(least, beforeLast[column - 1] + 1) }
                current.append(least)
            }
            beforeLast = last
            last = current
        }
        return last[second.count]
    }
}
