/// Finds the name that was probably meant.
enum Nearest {
    /// The first of the names that differs least from a text, when it differs by little: a third of its characters,
    /// at most `limit`.
    static func match(for text: String, among names: [String], within limit: Int = 3) -> String? {
        // A name that is mostly something else is no slip; the bound also keeps long texts cheap.
        guard text.utf8.count <= 64 else { return nil }
        let wanted = Array(text.utf8)
        var best: (name: String, distance: Int)?
        for name in names {
            let allowed = min(limit, max(1, name.utf8.count / 3))
            guard let distance = distance(wanted, Array(name.utf8), limit: allowed) else { continue }
            if distance < best?.distance ?? .max { best = (name, distance) }
        }
        return best?.name
    }

    /// The number of bytes to insert, remove, replace or swap with their neighbours; nil beyond the limit.
    static func distance(_ wanted: [UInt8], _ candidate: [UInt8], limit: Int) -> Int? {
        guard abs(candidate.count - wanted.count) <= limit else { return nil }
        guard !wanted.isEmpty else { return candidate.count }
        // Three rows of the usual table: the last but one for swaps, the last, and the one being filled.
        var beforeLast: [Int] = []
        var last = Array(0...candidate.count)
        for row in 1...wanted.count {
            var current = [row]
            current.reserveCapacity(candidate.count + 1)
            var column = 1
            while column <= candidate.count {
                let isSame = wanted[row - 1] == candidate[column - 1]
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1,
                    wanted[row - 1] == candidate[column - 2], wanted[row - 2] == candidate[column - 1]
                {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current.append(best)
                column += 1
            }
            guard current.contains(where: { $0 <= limit }) else { return nil }
            beforeLast = last
            last = current
        }
        return last.last.flatMap { $0 <= limit ? $0 : nil }
    }
}
