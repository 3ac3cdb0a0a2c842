import PlainText

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
            guard let distance = EditDistance.between(wanted, Array(name.utf8), limit: allowed) else { continue }
            if distance < best?.distance ?? .max { best = (name, distance) }
        }
        return best?.name
    }
}
