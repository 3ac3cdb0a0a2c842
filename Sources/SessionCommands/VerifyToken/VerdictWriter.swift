import BankConnectSession
import CommandKit

/// Writes verdicts in the order in which they are handed in; for JSON, as the one document that holds them all.
///
/// The document is begun with the first verdict, so that a run that is stopped before writes its error alone. Equal
/// links of one input are written once.
struct VerdictWriter: PipelineSink {
    /// What stands before each result of the document, but not before the first.
    static let separator: StaticString = ",\n    "
    /// How many links are remembered, so that equal ones are found: in memory that does not grow.
    private static let greatestLinkCount = 1 << 15

    /// How many verdicts of each outcome there were.
    struct Tally: Sendable {
        var valid = 0
        var notValid = 0
        var cannotTell = 0
        /// Links that were equal to one before them in the same input.
        var equal = 0

        var total: Int { valid + notValid + cannotTell }

        mutating func count(_ outcome: TokenVerdict.Outcome) {
            switch outcome {
            case .valid: valid += 1
            case .notValid: notValid += 1
            case .cannotTell: cannotTell += 1
            }
        }
    }

    private let output: OutputStream
    private let format: VerifyTokenOptions.Format
    private var isBegun = false
    /// What the verdicts come to.
    private(set) var tally = Tally()
    /// What the input held beside them.
    private(set) var counts = LinkFinder.Counts()
    private(set) var isOneWord = false
    private(set) var readFailure: SystemError?
    private var recentLinks: Set<Int> = []
    private var earlierLinks: Set<Int> = []

    init(_ output: OutputStream, _ format: VerifyTokenOptions.Format) {
        self.output = output
        self.format = format
    }

    /// Forgets what the input before held.
    mutating func beginInput() {
        counts = LinkFinder.Counts()
        isOneWord = false
        readFailure = nil
        recentLinks.removeAll()
        earlierLinks.removeAll()
    }

    func byteCount(of outcome: TokenVerificationWorker.Outcome) -> Int { outcome.bytes.count }

    mutating func take(_ outcome: inout TokenVerificationWorker.Outcome) throws(SystemError) {
        counts.add(outcome.counts)
        isOneWord = isOneWord || outcome.isOneWord
        readFailure = readFailure ?? outcome.failure
        var start = 0
        var written = 0
        for result in outcome.results {
            if let hash = result.linkHash, !remember(hash) {
                try write(outcome.bytes[written..<start])
                written = result.end
                tally.equal += 1
            } else {
                tally.count(result.outcome)
            }
            start = result.end
        }
        try write(outcome.bytes[written..<start])
    }

    mutating func flush() throws(SystemError) {
        try output.flush()
    }

    /// Whether a link is new.
    private mutating func remember(_ hash: Int) -> Bool {
        guard !earlierLinks.contains(hash), recentLinks.insert(hash).inserted else { return false }
        if recentLinks.count >= Self.greatestLinkCount {
            swap(&recentLinks, &earlierLinks)
            recentLinks.removeAll(keepingCapacity: true)
        }
        return true
    }

    /// Writes results, each after its separator when a document holds them.
    private mutating func write(_ results: ArraySlice<UInt8>) throws(SystemError) {
        guard !results.isEmpty else { return }
        guard format == .json, !isBegun else { return try output.write(results) }
        try begin()
        // The first result has none before it: the comma goes, the line break stays.
        try output.write(results.dropFirst())
    }

    /// Writes an object, in the formats that have them.
    mutating func write(_ body: (inout JSONWriter) -> Void) throws(SystemError) {
        var writer = JSONWriter()
        if format == .json { writer.bytes.append(literal: Self.separator) }
        writer.object(body)
        if format == .ndjson { writer.endLine() }
        if format != .text { try write(writer.bytes[...]) }
    }

    /// Ends the document.
    mutating func end() throws(SystemError) {
        guard format == .json else { return }
        let hasResults = isBegun
        if !isBegun { try begin() }
        try output.write(hasResults ? "\n  ]\n}\n" : "]\n}\n")
    }

    private mutating func begin() throws(SystemError) {
        isBegun = true
        try output.write("{\n  \"schema\": \"bcsession.verify-token/1\",\n  \"results\": [")
    }
}
