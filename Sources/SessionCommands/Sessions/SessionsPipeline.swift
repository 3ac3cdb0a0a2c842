import BankConnectSession
import CommandKit

/// The lines of a ledger, in blocks.
struct SessionsSource: PipelineSource {
    /// Some lines, or why there are no more.
    struct Item: Sendable {
        var lines = LineBlock()
        var failure: SystemError?
    }

    private var reader: LineReader

    init(_ stream: InputStream) {
        reader = LineReader(stream, longestLine: 1 << 24)
    }

    func makeItem() -> Item { Item() }

    mutating func next(into item: inout Item) -> Bool {
        item.failure = nil
        do throws(SystemError) {
            return try reader.read(into: &item.lines)
        } catch {
            // The next read finds the same.
            guard !hasFailed else { return false }
            hasFailed = true
            item.failure = error
            return true
        }
    }

    private var hasFailed = false
}

/// Turns lines of a ledger into rows that are asked for.
struct SessionsWorker: PipelineWorker {
    /// What came of a block of lines.
    struct Outcome: Sendable {
        /// What a line means for the list.
        enum Event: Sendable {
            /// Bytes up to here are rows.
            case row(end: Int)
            /// Bytes up to here are the row of a request that may have no outcome.
            case intent(request: Int, end: Int)
            /// A request has an outcome.
            case done(request: Int)
        }

        var bytes: [UInt8] = []
        var events: [Event] = []
        var damagedCount = 0
        /// Rows of an edition that is not known here.
        var unknownEditionCount = 0
        /// Rows with an expiry that cannot be read.
        var unreadableExpiryCount = 0
        var isCutShort = false
        var failure: SystemError?
    }

    private let options: SessionsOptions
    private var document = JSONDocument()

    init(_ options: SessionsOptions) {
        self.options = options
    }

    func makeOutcome() -> Outcome { Outcome() }

    mutating func work(on item: inout SessionsSource.Item, into outcome: inout Outcome) {
        outcome.bytes.removeAll(keepingCapacity: true)
        outcome.events.removeAll(keepingCapacity: true)
        outcome.damagedCount = 0
        outcome.unreadableExpiryCount = 0
        outcome.unknownEditionCount = 0
        outcome.isCutShort = false
        outcome.failure = item.failure
        guard item.failure == nil else { return }
        let last = item.lines.lineEnds.count - 1
        // Nearly all intents have their outcome a few lines below: these are never made rows.
        var intents: [Int: Range<Int>] = [:]
        for index in item.lines.lineEnds.indices {
            let range = item.lines.line(index)
            guard !range.isEmpty else { continue }
            if let row = row(item.lines.bytes, range) {
                if row.isIntent, let request = row.request {
                    if row.matches(options) { intents[request] = range }
                    continue
                }
                if let request = row.request {
                    intents[request] = nil
                    outcome.events.append(.done(request: request))
                }
                if row.matches(options) { add(row, to: &outcome) }
            } else if index == last, !item.lines.endsInLineFeed {
                outcome.isCutShort = true
            } else {
                outcome.damagedCount += 1
            }
        }
        for (request, range) in intents.sorted(by: { $0.value.lowerBound < $1.value.lowerBound }) {
            row(item.lines.bytes, range)?.append(to: &outcome.bytes, options)
            outcome.events.append(.intent(request: request, end: outcome.bytes.count))
        }
        document.releaseBuffer()
    }

    private mutating func row(_ bytes: [UInt8], _ range: Range<Int>) -> SessionRow? {
        guard (try? document.read(bytes, in: LedgerReader.withoutMark(bytes, range))) != nil,
            document[0].kind == .object
        else { return nil }
        return SessionRow(LedgerLine(document))
    }

    private func add(_ row: SessionRow, to outcome: inout Outcome) {
        row.append(to: &outcome.bytes, options)
        if row.hasUnknownEdition { outcome.unknownEditionCount += 1 }
        if row.hasUnreadableExpiry { outcome.unreadableExpiryCount += 1 }
        let end = outcome.bytes.count
        if case .row? = outcome.events.last {
            outcome.events[outcome.events.count - 1] = .row(end: end)
        } else {
            outcome.events.append(.row(end: end))
        }
    }
}

/// Writes rows in the ledger's order, and requests without an outcome last.
struct SessionsSink: PipelineSink {
    /// What stands before each row of the document, but not before the first.
    static let separator: StaticString = ",\n    "
    /// The most requests without an outcome that are kept: no run leaves so many.
    private static let greatestIntentCount = 1 << 16

    private let output: OutputStream
    private let options: SessionsOptions
    private let style: Style
    private var isBegun = false
    private var intents: [Int: (place: Int, row: [UInt8])] = [:]
    private var nextPlace = 0
    private(set) var rowCount = 0
    private(set) var damagedCount = 0
    private(set) var unreadableExpiryCount = 0
    private(set) var unknownEditionCount = 0
    private(set) var isCutShort = false
    /// Requests without an outcome that were too many to be kept.
    private(set) var forgottenCount = 0
    private(set) var readFailure: SystemError?

    init(_ output: OutputStream, _ options: SessionsOptions, _ style: Style) {
        self.output = output
        self.options = options
        self.style = style
    }

    func byteCount(of outcome: SessionsWorker.Outcome) -> Int { outcome.bytes.count }

    mutating func take(_ outcome: inout SessionsWorker.Outcome) throws(SystemError) {
        damagedCount += outcome.damagedCount
        unreadableExpiryCount += outcome.unreadableExpiryCount
        unknownEditionCount += outcome.unknownEditionCount
        isCutShort = isCutShort || outcome.isCutShort
        readFailure = readFailure ?? outcome.failure
        var start = 0
        for event in outcome.events {
            switch event {
            case .row(let end):
                try write(outcome.bytes[start..<end])
                start = end
            case .intent(let request, let end):
                if intents.count < Self.greatestIntentCount || intents[request] != nil {
                    intents[request] = (nextPlace, Array(outcome.bytes[start..<end]))
                    nextPlace += 1
                } else {
                    forgottenCount += 1
                }
                start = end
            case .done(let request): intents[request] = nil
            }
        }
    }

    mutating func flush() throws(SystemError) {
        try output.flush()
    }

    /// Writes what is left, and ends the document.
    mutating func end() throws(SystemError) {
        for intent in intents.values.sorted(by: { $0.place < $1.place }) { try write(intent.row[...]) }
        guard options.format == .json else { return }
        let hasRows = isBegun
        if !isBegun { try begin() }
        try output.write(hasRows ? "\n  ]\n}\n" : "]\n}\n")
    }

    private mutating func write(_ rows: ArraySlice<UInt8>) throws(SystemError) {
        rowCount += 1
        guard !isBegun else { return try output.write(rows) }
        try begin()
        // In a document the first row has no comma before it.
        try output.write(options.format == .json ? rows.dropFirst() : rows)
    }

    private mutating func begin() throws(SystemError) {
        isBegun = true
        switch options.format {
        case .table: try output.write(style.bold(SessionRow.heads) + "\n")
        case .json: try output.write("{\n  \"schema\": \"bcsession.sessions/1\",\n  \"sessions\": [")
        case .ndjson: break
        }
    }
}
