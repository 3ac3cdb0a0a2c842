import BankConnectSession
import CommandKit

/// What a ledger tells of the lines of batches that were sent to one endpoint, and of the customers that may have a
/// session there.
///
/// The ledger is read once and stays on disk: the index keeps where the last entry of each line stands, some 60 bytes a
/// line. For one thread at a time.
struct PayloadIndex {
    /// A line of a batch, as far as it must be kept to be found again.
    private struct Key: Hashable {
        let hash: UInt64
        let occurrence: Int

        init(_ digest: SHA256.Digest, _ occurrence: Int) {
            hash = Self.hash(digest)
            self.occurrence = occurrence
        }

        static func hash(_ digest: SHA256.Digest) -> UInt64 { (0..<8).reduce(0) { $0 << 8 | UInt64(digest[$1]) } }
    }

    /// What is kept of an entry.
    private struct Place {
        let offset: Int
        /// The hash of the link_id, where there may be a session.
        let customer: Int?
        let known: Known

        /// What a line that is met again is found by first: a session that is or may be there, then what is final.
        var rank: Int {
            [.created, .unknown].contains(known.result) ? 0 : known.repetition == .never ? 1 : 2
        }
    }

    /// How an entry ended; an intent without an outcome is unknown.
    struct Known {
        let result: SendOutcome.Result
        let repetition: SendOutcome.Repetition
    }

    private var reader: LedgerReader
    private let endpoint: String
    private let version: APIVersion
    private var lines: [Key: Place] = [:]
    /// The hashes of the link_ids of lines sent with the other version of the API that may have made a session there.
    private var otherLines: [Key: Int] = [:]
    /// The other version of the API, where lines of batches were sent to the endpoint with it.
    private(set) var otherVersion: APIVersion?
    /// The hashes of the link_ids of single requests that may have made a session, by the requests' ids.
    private var singles: [String: Int] = [:]
    /// Which occurrence each line of the first edition is, by its hash and its number: the first number met is the first
    /// occurrence, and so on.
    private var firstEditionRecords: [UInt64: [Int: Int]] = [:]
    /// The highest occurrence of each payload that has several.
    private var highestOccurrences: [UInt64: Int] = [:]
    /// The occurrences up to the highest, in the order in which lines of a batch take them.
    private var occurrenceOrders: [UInt64: [Int]] = [:]
    /// Entries about lines of batches, whatever their endpoint.
    private(set) var batchEntryCount = 0
    /// The hashes of the link_ids that may have a session at the endpoint.
    private var customers: Set<Int> = []

    /// Reads a ledger as far as it is about an endpoint: lines that were sent with a version of the API, and customers
    /// whatever the version.
    ///
    /// - Throws: a failure with exit status 3.
    init(_ reader: LedgerReader, endpoint: String, version: APIVersion) throws(CommandFailure) {
        self.reader = reader
        self.endpoint = endpoint
        self.version = version
        var source = reader
        try source.readOn { line, offset in
            if let entry = LedgerEntry(line) { note(entry, at: offset) }
        }
        customers.formUnion(singles.values)
        customers.formUnion(otherLines.values)
        for case let customer? in lines.values.lazy.map(\.customer) { customers.insert(customer) }
    }

    /// Whether the ledger knows no line of a batch that was sent to the endpoint.
    var isEmpty: Bool { lines.isEmpty }

    /// Whether the ledger has an entry about a payload, in its how-many-th occurrence.
    func holds(_ digest: SHA256.Digest, occurrence: Int) -> Bool { lines[Key(digest, occurrence)] != nil }

    /// Which occurrence in the ledger the how-many-th line of a payload in the batch is.
    ///
    /// Equal lines cannot be told apart. Where some of them were removed since an earlier run, those that are left are
    /// the ones with a session, so that none is sent a second time.
    mutating func occurrence(of digest: SHA256.Digest, inBatch occurrence: Int) -> Int {
        let hash = Key.hash(digest)
        guard let highest = highestOccurrences[hash], occurrence <= highest else { return occurrence }
        if let order = occurrenceOrders[hash] { return order[occurrence - 1] }
        let order = (1...highest).map { (rank: lines[Key(digest, $0)]?.rank ?? .max, occurrence: $0) }
            .sorted { $0 < $1 }.map(\.occurrence)
        occurrenceOrders[hash] = order
        return order[occurrence - 1]
    }

    /// Whether a customer has, or may have, a session at the endpoint.
    func mayHaveSession(_ linkID: String) -> Bool { customers.contains(linkID.hashValue) }

    /// The last entry about a payload in its how-many-th occurrence: an intent when it was sent and nobody knows what
    /// came of it; nil when it was never sent.
    ///
    /// - Throws: a failure with exit status 3.
    mutating func lastEntry(of digest: SHA256.Digest, occurrence: Int) throws(CommandFailure) -> LedgerEntry? {
        guard let place = lines[Key(digest, occurrence)], let entry = try reader.entry(at: place.offset),
            entry.payload?.sha256 == digest
        else { return nil }
        return entry
    }

    /// How the last entry about a payload in its how-many-th occurrence ended; nil when it was never sent.
    func lastResult(of digest: SHA256.Digest, occurrence: Int) -> Known? { lines[Key(digest, occurrence)]?.known }

    private mutating func note(_ entry: LedgerEntry, at offset: Int) {
        if entry.payload?.record != nil { batchEntryCount += 1 }
        guard entry.endpoint == nil || entry.endpoint == endpoint else {
            // An intent of the first edition names no endpoint; its outcome does.
            if let payload = entry.payload, case .line(let record, nil) = payload.place {
                lines[Key(payload.sha256, occurrence(of: record, payload.sha256))] = nil
            }
            return
        }
        let customer = entry.mayHaveSession ? entry.linkID?.hashValue : nil
        switch entry.payload?.place {
        case .line(let record, let occurrence):
            guard let digest = entry.payload?.sha256 else { return }
            if let other = entry.apiVersion, other != version {
                otherVersion = other
                otherLines[Key(digest, occurrence ?? record)] = customer
                return
            }
            let occurrence = occurrence ?? self.occurrence(of: record, digest)
            let known = Known(
                result: entry.outcome?.result ?? .unknown,
                repetition: entry.outcome?.repetition ?? .whenUnknownIsRetried)
            lines[Key(digest, occurrence)] = Place(offset: offset, customer: customer, known: known)
            guard occurrence > 1 else { return }
            let hash = Key.hash(digest)
            highestOccurrences[hash] = max(occurrence, highestOccurrences[hash] ?? 0)
        case .single(let request): singles[request] = customer
        case nil: customer.map { _ = customers.insert($0) }
        }
    }

    /// Which occurrence of a hash a line of the first edition is.
    private mutating func occurrence(of record: Int, _ digest: SHA256.Digest) -> Int {
        let hash = Key.hash(digest)
        let next = (firstEditionRecords[hash]?.count ?? 0) + 1
        let known = firstEditionRecords[hash]?[record] ?? next
        firstEditionRecords[hash, default: [:]][record] = known
        return known
    }
}
