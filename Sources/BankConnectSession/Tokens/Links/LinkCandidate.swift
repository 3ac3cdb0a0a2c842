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

    /// The forms of the first pieces, so many of them joined to the first.
    ///
    /// There are two where a line ends behind the name of a parameter: its `=` may be the mark of the break or part of
    /// the link.
    func forms(_ count: Int) -> [(text: [UInt8], repairs: [LinkRepair])] {
        let form = form(count, keepsEquals: false)
        guard others[..<count].contains(where: { $0.before == .soft }) else { return [form] }
        let other = self.form(count, keepsEquals: true)
        return form.text == other.text ? [form] : [form, other]
    }

    private func form(_ count: Int, keepsEquals: Bool) -> (text: [UInt8], repairs: [LinkRepair]) {
        guard count > 0 else { return (first, []) }
        var text = first
        var isWrapped = false
        for piece in others[..<count] {
            if piece.before == .soft, text.last == UInt8(ascii: "="), !keepsEquals || !Self.endsWithName(text) {
                text.removeLast()
            }
            if piece.before != .unmarked { isWrapped = true }
            text += piece.text
        }
        let repair =
            isWrapped
            ? LinkRepair(.lineBreak, "joining its lines")
            : LinkRepair(.whiteSpace, "removing white space inside it")
        return (text, [repair])
    }

    /// Whether a text ends with the name of a parameter and its equals sign.
    private static func endsWithName(_ text: [UInt8]) -> Bool {
        let name = text.dropLast().reversed().prefix { ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "_") }
        guard !name.isEmpty, name.count + 1 < text.count else { return false }
        switch text[text.count - 2 - name.count] {
        case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: ";"): return true
        default: return false
        }
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

    /// Whether it is valid, or more like a link of a session than another reading of the same text.
    fileprivate func isBetterFormed(than other: ExaminedLink) -> Bool {
        func rank(_ verdict: TokenVerdict) -> Int {
            (verdict.isValid ? 4 : 0) + (verdict.checks.link == .failed ? 0 : 2)
                + (verdict.reasons.contains(.missingToken) ? 0 : 1)
        }
        return rank(verdict) > rank(other.verdict)
    }
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
            let forms = candidate.forms(count)
            guard forms[0].text.count <= LinkMender.greatestByteCount else { break }
            var found = examine(forms[0].text, forms[0].repairs, expected, ledger, now)
            if forms.count > 1, !found.verdict.isValid {
                let other = examine(forms[1].text, forms[1].repairs, expected, ledger, now)
                if other.isBetterFormed(than: found) { found = other }
            }
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
        var examined = ExaminedLink(verdict: asItIs, link: text, repairs: joined)
        guard !asItIs.isValid else { return examined }
        let mender = LinkMender(hosts: hosts)
        if asItIs.checks.link == .failed || !LinkMender.isClean(text.span) {
            let mended = mender.mend(text, after: joined)
            if mended.isBeyondLimits {
                examined.verdict.refuse(.malformed)
                examined.repairs = mended.repairs
                return examined
            }
            if mended.repairs.count > joined.count {
                let verdict = verify(link: mended.link.span, for: expected, ledger: ledger, now: now)
                examined = ExaminedLink(verdict: verdict, link: mended.link, repairs: mended.repairs)
                guard !verdict.isValid else { return examined }
            }
        }
        // What may as well be part of the link is changed only where that proves it.
        for guess in mender.guesses(at: examined.link) {
            let verdict = verify(link: guess.link.span, for: expected, ledger: ledger, now: now)
            guard verdict.isValid || (examined.verdict.checks.link == .failed && verdict.checks.link == .passed) else {
                continue
            }
            return ExaminedLink(verdict: verdict, link: guess.link, repairs: examined.repairs + [guess.repair])
        }
        return examined
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
