import BankConnectSession
import CommandKit

/// Judges links and tokens, and writes a verdict on each into a buffer; each thread has its own.
struct TokenVerificationWorker: PipelineWorker {
    /// What came of a piece of an input.
    struct Outcome: Sendable {
        /// One verdict among the bytes.
        struct Result: Sendable {
            /// Where it ends.
            var end: Int
            /// What tells its link from others; nil for a token.
            var linkHash: Int?
            var outcome: TokenVerdict.Outcome
        }

        /// What is to be written.
        var bytes: [UInt8] = []
        var results: [Result] = []
        /// What was passed over.
        var counts = LinkFinder.Counts()
        /// Whether there was nothing but one word that may be a token.
        var isOneWord = false
        /// Why the input could not be read any further.
        var failure: SystemError?
    }

    /// Where a link or token comes from.
    struct Place: Sendable {
        /// The input's name, or which argument it is.
        let input: String
        /// What stands before a verdict in text; nil for nothing.
        let shownInput: String?
        /// The line; nil for a word of the command line, and in a mail.
        var record: Int?

        init(_ input: String, isShown: Bool = true) {
            self.input = input
            shownInput = isShown ? SourceName.shown(input) : nil
        }
    }

    private let options: VerifyTokenOptions
    private let verifier: TokenVerifier
    private let finder: LinkFinder
    private let expectation: TokenVerifier.Expectation
    private let lookup: SessionLookup?
    private let now: Int64
    private let style: Style
    /// Where the pieces come from.
    var place = Place("")

    init(
        _ options: VerifyTokenOptions, _ verifier: TokenVerifier, _ lookup: SessionLookup?, now: Int64, style: Style
    ) {
        self.options = options
        self.verifier = verifier
        finder = LinkFinder(verifier)
        expectation = TokenVerifier.Expectation(
            sessionID: options.sessionID, linkID: options.linkID, requiresRecord: options.requiresRecord)
        self.lookup = lookup
        self.now = now
        self.style = style
    }

    func makeOutcome() -> Outcome { Outcome() }

    mutating func work(on piece: inout LinkTextSource.Piece, into outcome: inout Outcome) {
        outcome.bytes.removeAll(keepingCapacity: true)
        outcome.results.removeAll(keepingCapacity: true)
        outcome.counts = LinkFinder.Counts()
        outcome.failure = piece.failure
        outcome.isOneWord = false
        let text = piece.bytes.span.extracting(0..<piece.count)
        switch piece.kind {
        case .tokens: judgeTokens(text, firstLine: piece.firstLine, &outcome)
        case .text, .mail:
            judgeText(text, firstLine: piece.firstLine, hasLines: piece.kind == .text, &outcome)
            outcome.isOneWord = piece.firstLine == 1 && TokenForm.isOneLine(piece.bytes)
        }
    }

    // MARK: - What is in a text

    /// Judges a token a line.
    private func judgeTokens(_ text: Span<UInt8>, firstLine: Int, _ outcome: inout Outcome) {
        forEachLine(of: text, firstLine: firstLine) { line, place in judge(token: line, from: place, &outcome) }
    }

    /// Calls a body with each line that is not empty, without its end, and its place.
    private func forEachLine(of text: Span<UInt8>, firstLine: Int, _ body: (Span<UInt8>, Place) -> Void) {
        var place = place
        var start = 0
        var number = firstLine
        for index in 0...text.count where index == text.count || text[index] == 0x0A {
            let end = index > start && text[index - 1] == 0x0D ? index - 1 : index
            place.record = number
            if start < end { body(text.extracting(start..<end), place) }
            start = index + 1
            number += 1
        }
    }

    /// Judges the links of a text.
    private func judgeText(_ text: Span<UInt8>, firstLine: Int, hasLines: Bool, _ outcome: inout Outcome) {
        var place = place
        if options.isStrict {
            outcome.counts = judgeLines(text, firstLine: firstLine, &outcome)
            return
        }
        let counts = finder.find(in: text, firstLine: firstLine) { link, line, isAlone in
            // Most lines of a list are links without a fault.
            guard !options.isInspection else { return false }
            let verdict = verifier.verify(link: link, for: expectation, ledger: ask, now: now)
            let isSettled = verdict.isValid || (isAlone && verdict.outcome == .cannotTell && LinkFinder.isClean(link))
            guard isSettled, verdict.kind == .link else { return false }
            place.record = hasLines ? line : nil
            write(VerdictReport(place, verdict, link: link, showsLink: options.showsLink), link, &outcome)
            return true
        } candidate: { candidate in
            place.record = hasLines ? candidate.line : nil
            judge(candidate, from: place, &outcome)
        }
        outcome.counts = counts
    }

    /// Judges each line as it stands, white space around it included.
    private func judgeLines(_ text: Span<UInt8>, firstLine: Int, _ outcome: inout Outcome) -> LinkFinder.Counts {
        var counts = LinkFinder.Counts()
        forEachLine(of: text, firstLine: firstLine) { line, place in
            guard finder.holdsLink(line) else { return counts.otherLines += 1 }
            report(verifier.examineStrictly(line.copy, for: expectation, ledger: ask, now: now), place, &outcome)
        }
        return counts
    }

    // MARK: - One link or token

    /// Judges an argument that holds a link, and the links inside it.
    func judge(link text: [UInt8], from place: Place, _ outcome: inout Outcome) {
        if options.isStrict {
            return report(verifier.examineStrictly(text, for: expectation, ledger: ask, now: now), place, &outcome)
        }
        for candidate in finder.candidates(inLink: text) { judge(candidate, from: place, &outcome) }
    }

    private func judge(_ candidate: LinkCandidate, from place: Place, _ outcome: inout Outcome) {
        report(verifier.examine(candidate, for: expectation, ledger: ask, now: now), place, &outcome)
    }

    /// Judges a token without its link.
    func judge(token: Span<UInt8>, from place: Place, _ outcome: inout Outcome) {
        let verdict = verifier.verify(token: token, for: expectation, ledger: ask, now: now)
        var report = VerdictReport(place, verdict)
        if options.isInspection { report.inspection = TokenInspection(token) }
        write(report, nil, &outcome)
    }

    private func report(_ examined: ExaminedLink, _ place: Place, _ outcome: inout Outcome) {
        var report = VerdictReport(place, examined.verdict, link: examined.link.span, showsLink: options.showsLink)
        report.repairs = examined.repairs
        report.shownHost = examined.shownHost
        report.mayGoOnBelow = examined.mayGoOnBelow
        report.holdsOthers = examined.holdsOthers
        if report.shownHost != nil || report.verdict.kind == .returnURL
            || report.verdict.reasons.contains(.wrongHost)
        {
            report.openedHost = RedirectURL.authority(of: examined.link.span)
        }
        if report.verdict.reasons.contains(.wrongHost) {
            report.addressFault = RedirectURL.addressFault(of: examined.link.span)
        }
        if report.verdict.outcome == .cannotTell, let host = RedirectURL.host(of: examined.link.span),
            !WebURL.isFinBox(host)
        {
            report.otherHost = host
        }
        report.hasNoAmpersand = !examined.link.contains(UInt8(ascii: "&"))
        if options.isInspection {
            let token = RedirectURL(reading: examined.link.span).token ?? []
            report.inspection = TokenInspection(token.span)
        }
        report.shortener = LinkShortener.host(of: examined.link.span)
        report.isUpperCased = LinkFinder.isUpperCased(examined.link.span)
        write(report, examined.link.span, &outcome)
    }

    private func ask(_ sessionID: String) -> RecordedLink.Answer {
        lookup?.find(sessionID) ?? .notAsked
    }

    private func write(_ report: VerdictReport, _ link: Span<UInt8>?, _ outcome: inout Outcome) {
        switch options.format {
        case .text:
            VerdictText(report: report, asksLedger: lookup != nil, now: now, style: style).append(to: &outcome.bytes)
        case .ndjson:
            report.append(to: &outcome.bytes)
            outcome.bytes.append(0x0A)
        case .json:
            outcome.bytes.append(literal: VerdictWriter.separator)
            report.append(to: &outcome.bytes)
        }
        var hash: Int?
        if let link { hash = Self.hash(link) }
        outcome.results.append(
            Outcome.Result(
                end: outcome.bytes.count, linkHash: hash,
                outcome: report.inspection == nil ? report.verdict.outcome : .notValid))
    }

    private static func hash(_ link: Span<UInt8>) -> Int {
        var hasher = Hasher()
        // Safe: the bytes are read while the span lives.
        unsafe link.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
