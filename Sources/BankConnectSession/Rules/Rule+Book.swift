extension Rule {
    /// Every rule, in the order of the ids.
    public static let all = [
        reading, request, identity, bankAndMode, dates, values, accountAggregator, consents, metadata,
    ].flatMap(\.self)

    /// Numbers that rules once had; none is ever used again.
    public static let retired: Set<Int> = []

    /// The rule of an id, with or without case; nil when there is none.
    public static func rule(_ id: String) -> Rule? {
        ID(id).flatMap { id in all.first { $0.id == id } }
    }

    /// Answers that no payload shows, each with the reason.
    public static let decidedByServiceOnly: [(row: ServiceError, reason: String)] = []
}
