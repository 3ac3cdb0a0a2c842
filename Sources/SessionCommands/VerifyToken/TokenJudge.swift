import BankConnectSession
import CommandKit

/// Judges URLs and tokens, and writes what is to be told of each into a buffer; each thread has its own.
struct TokenJudge: Sendable {
    /// What came of some lines.
    struct Outcome: Sendable {
        /// What is to be written.
        var bytes: [UInt8] = []
        var code = ExitCode.done
        /// How many URLs and tokens there were.
        var count = 0
    }

    /// Where a URL or token comes from.
    struct Place: Sendable {
        /// The input's name, or what it is.
        let input: String
        /// The name as it is shown before the number of a line.
        let shownInput: String
        /// The line; nil for a word of the command line.
        var record: Int?

        init(_ input: String) {
            self.input = input
            shownInput = SourceName.shown(input)
        }
    }

    private let options: VerifyTokenOptions
    private let verifier: TokenVerifier
    private let lookup: SessionLookup?
    private let now: Int64
    private let style: Style

    init(
        _ options: VerifyTokenOptions, _ verifier: TokenVerifier, _ lookup: SessionLookup?, now: Int64, style: Style
    ) {
        self.options = options
        self.verifier = verifier
        self.lookup = lookup
        self.now = now
        self.style = style
    }

    /// Judges each line that is not empty.
    func judgeLines(of buffer: WorkSource.LineBuffer, from input: Place, firstLine: Int, _ outcome: inout Outcome) {
        let bytes = buffer.bytes
        var place = input
        var start = 0
        var number = firstLine
        for feed in buffer.lineEnds {
            let end = feed > start && bytes[feed - 1] == 0x0D ? feed - 1 : feed
            if start < end {
                place.record = number
                judge(bytes.span.extracting(start..<end), from: place, &outcome)
            }
            start = feed + 1
            number += 1
        }
    }

    /// Judges one URL or token.
    func judge(_ text: Span<UInt8>, from place: Place, _ outcome: inout Outcome) {
        let report = report(text, place)
        outcome.count += 1
        if !report.isValid { outcome.code = outcome.code.combined(with: .negative) }
        switch options.format {
        case .text:
            VerdictText(report: report, shownInput: place.shownInput, now: now, style: style).append(to: &outcome.bytes)
        case .ndjson:
            report.append(to: &outcome.bytes)
            outcome.bytes.append(0x0A)
        case .json:
            outcome.bytes.append(literal: VerdictDocument.separator)
            report.append(to: &outcome.bytes)
        }
    }

    private func report(_ text: Span<UInt8>, _ place: Place) -> TokenReport {
        let isURL = Self.isURL(text)
        // What only some runs ask for is not worked out for the others.
        let url = isURL && (options.isInspection || lookup != nil) ? RedirectURL(reading: text) : nil
        let ledger = lookup.map {
            $0.find(url?.sessionID.map { String(decoding: $0, as: UTF8.self) } ?? options.sessionID)
        }
        let linkID = options.linkID ?? ledger?.session?.linkID
        let verdict =
            isURL
            ? verifier.verify(url: text, sessionID: options.sessionID, linkID: linkID, now: now)
            // A token in a file without its session is a verdict of its own: the other lines still get theirs.
            : verifier.verify(text, sessionID: options.sessionID ?? "", linkID: linkID, now: now)
        var inspection: TokenInspection?
        if options.isInspection {
            let token = url?.token ?? []
            inspection = isURL ? TokenInspection(token.span) : TokenInspection(text)
        }
        return TokenReport(
            input: place.input, record: place.record, verdict: verdict, inspection: inspection,
            ledger: ledger ?? .notAsked)
    }

    /// Whether `://` stands in a text, which no token holds.
    static func isURL(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 3 else { return false }
        for index in 0..<(text.count - 2) where text[index] == UInt8(ascii: ":") {
            if text[index + 1] == UInt8(ascii: "/"), text[index + 2] == UInt8(ascii: "/") { return true }
        }
        return false
    }
}
