/// A text that may be a link, with what may belong to it behind white space and line breaks.
///
///     https://bankconnectclient.finbox.in/?session_id=b91f4b1c-9a2f-4ad7-8f0e-0123⏎
///     456789ab&token=v2.…
///
/// is two pieces, with a marked break between them. A candidate has as many forms as pieces: the first alone, the first
/// two joined, and so on.
package struct LinkCandidate: Sendable {
    /// What stands between two pieces.
    enum Break: Sendable {
        /// A break that a mail program made: `=` at the end, `> ` before, a long line without a space.
        case marked
        /// A marked break whose `=` does not belong to the link.
        case soft
        /// White space, or the end of a line that may have been long enough to be wrapped.
        case unmarked
    }

    /// The number of the line that it begins in, from 1.
    package var line: Int
    /// Where it begins and how far its first piece goes, in the text that was searched.
    package var range: Range<Int>
    var first: [UInt8]
    var others: [(before: Break, text: [UInt8])] = []
    /// The host that its text shows where that is another one than it opens.
    var shownHost: String?
    /// Whether its line ends with it, and the next one reads like the rest of a link, with nothing that marks the break.
    var mayGoOnBelow = false
    /// Whether links that stand inside it follow as candidates of their own.
    var holdsOthers = false

    init(line: Int, range: Range<Int>, _ first: [UInt8]) {
        self.line = line
        self.range = range
        self.first = first
    }

    /// The most pieces of a link.
    static let greatestPieceCount = 64
    /// The most pieces that are joined where nothing marks a break.
    static let greatestUnmarkedCount = 4

    /// The form of the first pieces, so many of them joined to the first.
    func form(_ count: Int) -> (text: [UInt8], repairs: [LinkRepair]) {
        guard count > 0 else { return (first, []) }
        var text = first
        var isWrapped = false
        for piece in others[..<count] {
            if piece.before == .soft, text.last == UInt8(ascii: "=") { text.removeLast() }
            if piece.before != .unmarked { isWrapped = true }
            text += piece.text
        }
        let repair =
            isWrapped
            ? LinkRepair(.lineBreak, "joining its lines")
            : LinkRepair(.whiteSpace, "removing white space inside it")
        return (text, [repair])
    }

    /// Whether it begins with a scheme, or the two slashes that stand for one.
    var isOneAddress: Bool {
        let link = first.span
        let start = TextCharacter.lengthOfLeading(link, TextCharacter.isEnclosing)
        return link.holds("//", at: start) || LinkParts(link.extracting(start...)).scheme != nil
    }

    /// How many pieces a mail program separated from the first.
    var markedCount: Int {
        others.firstIndex { $0.before == .unmarked } ?? others.count
    }
}

/// A link, the verdict on it, and what was repaired before it was judged.
package struct ExaminedLink: Sendable {
    /// The verdict.
    package var verdict: TokenVerdict
    /// The link that was judged.
    package var link: [UInt8]
    /// What was done to it, in order.
    package var repairs: [LinkRepair] = []
    /// The host that its text shows in a mail or a chat, where that is another one than it opens.
    package var shownHost: String?
    /// Whether its line ends with it, and the next one reads like the rest of a link.
    package var mayGoOnBelow = false
    /// Whether links that stand inside it are examined on their own.
    package var holdsOthers = false
}

extension TokenVerifier {
    /// Judges a link as it stands and, when that is not valid, as it reads once it is repaired.
    ///
    /// Of a link in several lines the first joining that is valid counts. Where none is, that of all lines that a mail
    /// program broke, else the first whose host and session are as they should be.
    package func examine(
        _ candidate: LinkCandidate, for expected: Expectation = Expectation(),
        ledger: (String) -> RecordedLink.Answer = { _ in .notAsked }, now: Int64
    ) -> ExaminedLink {
        var examined = examineForms(of: candidate, for: expected, ledger: ledger, now: now)
        examined.shownHost = candidate.shownHost
        examined.mayGoOnBelow = candidate.mayGoOnBelow
        examined.holdsOthers = candidate.holdsOthers
        return examined
    }

    private func examineForms(
        of candidate: LinkCandidate, for expected: Expectation, ledger: (String) -> RecordedLink.Answer, now: Int64
    ) -> ExaminedLink {
        let first = examine(candidate.first, [], expected, ledger, now)
        guard !first.verdict.isValid, !candidate.others.isEmpty else { return first }
        let marked = candidate.markedCount
        var chosen = first
        for count in 1...candidate.others.count {
            // A link that has no fault is not made longer on a guess.
            if count > marked, chosen.verdict.outcome != .notValid { return chosen }
            let form = candidate.form(count)
            guard form.text.count <= LinkMender.greatestByteCount else { break }
            let found = examine(form.text, form.repairs, expected, ledger, now)
            if found.verdict.isValid { return found }
            if count <= marked {
                chosen = found
            } else if chosen.verdict.checks.link == .failed, found.verdict.checks.link == .passed {
                chosen = found
            }
        }
        return chosen
    }

    /// Judges a text that should be one link, without any repair.
    package func examineStrictly(
        _ text: [UInt8], for expected: Expectation = Expectation(),
        ledger: (String) -> RecordedLink.Answer = { _ in .notAsked }, now: Int64
    ) -> ExaminedLink {
        ExaminedLink(verdict: verify(link: text.span, for: expected, ledger: ledger, now: now), link: text)
    }

    private func examine(
        _ text: [UInt8], _ joined: [LinkRepair], _ expected: Expectation,
        _ ledger: (String) -> RecordedLink.Answer, _ now: Int64
    ) -> ExaminedLink {
        let asItIs = verify(link: text.span, for: expected, ledger: ledger, now: now)
        let plain = ExaminedLink(verdict: asItIs, link: text, repairs: joined)
        guard !asItIs.isValid, asItIs.checks.link == .failed || !LinkMender.isClean(text.span) else { return plain }
        let mended = LinkMender(hosts: hosts).mend(text, after: joined)
        if mended.isBeyondLimits {
            var verdict = asItIs
            verdict.refuse(.malformed)
            return ExaminedLink(verdict: verdict, link: text, repairs: mended.repairs)
        }
        guard mended.repairs.count > joined.count else { return plain }
        let verdict = verify(link: mended.link.span, for: expected, ledger: ledger, now: now)
        return ExaminedLink(verdict: verdict, link: mended.link, repairs: mended.repairs)
    }
}

extension TokenVerdict {
    /// Makes it one that is not valid, for a reason of the link's.
    mutating func refuse(_ reason: Reason) {
        checks.link = .failed
        vouchedBy = nil
        if !reasons.contains(reason) { reasons = Reason.allCases.filter { reasons.contains($0) || $0 == reason } }
    }
}
