/// Repairs a link that a mail program, a chat or a person damaged, one step after another.
///
///     “https%3A%2F%2Fbankconnectclient.finbox.in%2F%3Fsession_id%3D…%26amp%3Btoken%3D…”.
///       1  removing quotes and a full stop around it
///       2  decoding its percent-encoding
///       3  replacing &amp; by &
///
/// Steps are tried in their order, and from the first again after each that changed something. None of them changes
/// where an undamaged link leads, and none makes https of http: what comes out is judged like any other link.
struct LinkMender: Sendable {
    /// The longest link that is repaired, in bytes: 8 KiB.
    static let greatestByteCount = 8_192
    /// The most repairs of one link.
    static let greatestRepairCount = 10

    let hosts: ClientHosts

    /// What came of a link.
    struct Outcome {
        var link: [UInt8]
        var repairs: [LinkRepair] = []
        /// Whether it is longer, or takes more repairs, than is tried.
        var isBeyondLimits = false
    }

    /// Repairs a link after `earlier` repairs.
    func mend(_ text: [UInt8], after earlier: [LinkRepair] = []) -> Outcome {
        var outcome = Outcome(link: text, repairs: earlier)
        guard text.count <= Self.greatestByteCount else {
            outcome.isBeyondLimits = true
            return outcome
        }
        while let (link, repair) = nextRepair(of: outcome.link) {
            guard outcome.repairs.count < Self.greatestRepairCount else {
                outcome.isBeyondLimits = true
                return outcome
            }
            outcome.link = link
            outcome.repairs.append(repair)
        }
        return outcome
    }

    /// Whether there is nothing in a link whose host is right that a step would change.
    static func isClean(_ link: Span<UInt8>) -> Bool {
        guard link.count <= greatestByteCount, link.count > 0 else { return false }
        var ampersandCount = 0
        for index in link.indices {
            let byte = link[index]
            if ASCII.isLetterOrDigit(byte) { continue }
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "="),
                UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "."):
                continue
            case UInt8(ascii: "&"):
                // A link of FinBox's has two parameters; more may be what a step removes.
                ampersandCount += 1
                guard ampersandCount < 2 else { return false }
            case UInt8(ascii: ":"): guard index < 8 else { return false }
            default: return false
            }
        }
        let parts = LinkParts(link)
        for index in 0..<parts.host.upperBound where link[index] &- UInt8(ascii: "A") < 26 { return false }
        let last = link[link.count - 1]
        return last != UInt8(ascii: "&") && last != UInt8(ascii: "#") && last != UInt8(ascii: ".")
            && last != UInt8(ascii: "?")
    }

    /// A link that a step changed, and what the step did.
    typealias Repaired = (link: [UInt8], repair: LinkRepair)

    /// The steps, in their order.
    private static let steps: [@Sendable (LinkMender, [UInt8]) -> Repaired?] = [
        { withoutInvisibleCharacters($1) },
        { withoutWhiteSpace($1) },
        { outOfMarkup($1) },
        { withoutLeadingPunctuation($1) },
        { withoutLabel($1) },
        { refanged($1) },
        { decodedAsWhole($1) },
        { withoutEntities($1) },
        { withoutJSONEscapes($1) },
        { $0.withScheme($1) },
        { unwrapped($1) },
        { $0.withoutBackslashes($1) },
        { $0.withDecodedQuery($1) },
        { $0.withPlainCharacters($1) },
        { $0.withPlainAddress($1) },
        { $0.withSmallSessionID($1) },
        { $0.withoutTrackingParameters($1) },
        { $0.withoutEmptyEnd($1) },
        { withoutTags($1) },
        { withoutTrailingPunctuation($1) },
        { $0.withHyphens($1) },
        { withoutQuotedPrintable($1) },
    ]

    private func nextRepair(of link: [UInt8]) -> Repaired? {
        for step in Self.steps {
            if let repaired = step(self, link) { return repaired }
        }
        return nil
    }
}
