/// What a ledger remembers of a session, as far as it judges a link.
package struct RecordedLink: Sendable, Hashable {
    /// When the session was made, in Unix seconds.
    package var time: Int64
    /// The link_id that it was made for.
    package var linkID: String?
    /// The link that was returned.
    package var redirectURL: String?
    /// When it expires, in Unix seconds.
    package var expiresAt: Int64?
    /// Whether the expiry is a guess, made where neither payload nor answer gave one.
    package var expiryIsEstimate: Bool
    /// Whether the ledger has an expiry, and no guess, that cannot be read.
    package var hasUnreadableExpiry = false
    /// Whether this tool made the session, so that the entry vouches for no link.
    package var isLocal: Bool
    /// Whether the answer was one that makes a session; an entry of another outcome vouches for no link.
    package var isCreated: Bool
    /// How its request ended, where that is not `created`.
    package var outcome: String?
    /// The URL of the endpoint that made it.
    package var endpoint: String
    /// The name of an edition of the ledger that is not known here, whose entry vouches for no link; nil for a known one.
    package var unknownEdition: String?

    /// What a ledger remembers of a session.
    package init(
        time: Int64, linkID: String?, redirectURL: String?, expiresAt: Int64? = nil, expiryIsEstimate: Bool = false,
        isLocal: Bool = false, isCreated: Bool = true, endpoint: String = "",
        unknownEdition: String? = nil
    ) {
        self.time = time
        self.linkID = linkID
        self.redirectURL = redirectURL
        self.expiresAt = expiresAt
        self.expiryIsEstimate = expiryIsEstimate
        self.isLocal = isLocal
        self.isCreated = isCreated
        self.endpoint = endpoint
        self.unknownEdition = unknownEdition
    }

    /// What a ledger answers when it is asked for a session.
    package enum Answer: Sendable, Hashable {
        /// There is no ledger, or it cannot be read.
        case notAsked
        /// The ledger does not hold the session.
        case missing
        /// The ledger holds the session.
        case found(RecordedLink)
    }
}
