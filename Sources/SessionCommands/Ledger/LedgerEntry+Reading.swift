import BankConnectSession

extension LedgerEntry {
    /// The entry that a line holds; nil when a member that it needs is missing or is no such value.
    package init?(_ line: LedgerLine) {
        guard let time = line.time(.time) else { return nil }
        let payload = line.payload
        let outcome = SendOutcome(line, ofPayload: payload != nil)
        guard payload != nil || outcome != nil else { return nil }
        self.init(
            time: time, endpoint: line[.endpoint], apiVersion: line[.apiVersion].flatMap { APIVersion(rawValue: $0) },
            linkID: line[.linkID], payload: payload, outcome: outcome,
            expiresAt: outcome == nil ? nil : line.time(.expiresAt))
        unknownEdition = line[.schema].flatMap { $0 == Self.schema ? nil : $0 }
        // The first edition did not say which expiries it assumed.
        expiryIsEstimate = expiresAt != nil && (line.flag(.expiresIsEstimate) ?? !isLocal)
        hasUnreadableExpiry = outcome != nil && line.hasUnreadableExpiry
    }
}

extension SendOutcome {
    /// The outcome that a line of a ledger tells of; nil for an intent.
    fileprivate init?(_ line: LedgerLine, ofPayload isOfPayload: Bool) {
        let code = line.integer(.exit).flatMap { ExitCode(rawValue: Int32(clamping: $0)) }
        let kind: Kind
        switch line[.outcome].map({ Result(rawValue: $0) }) {
        case .created: kind = .created
        case .refused: kind = code == .negative ? .invalid : .refused
        case .failed: kind = code == .unreachable ? .notSent : code == .credential ? .withoutKey : .failed
        case .unknown:
            let isFailure = line.integer(.status).map { 500..<600 ~= $0 } == true
            kind = code == .unexpected ? .unexpected : isFailure ? .failed : .unanswered
        // The session of a single request of the first edition.
        case nil where !isOfPayload && line[.sessionID] != nil: kind = .created
        case nil, .some(nil): return nil
        }
        self.init(kind, status: line.integer(.status), response: line.response)
        retryAfter = line.integer(.retryAfter).map { Int64($0) }
        sessionID = line[.sessionID]
        redirectURL = line[.redirectURL]
        guard let response, kind == .refused || kind == .failed else { return }
        let error = ServiceErrorBody(response)
        errorCode = error.code
        reason = error.message
        // The first edition kept no status; a code of the catalogue has one.
        if kind == .refused, status == nil { status = ServiceError.all.first { $0.code == error.code }?.status }
    }
}

/// A line of a ledger whose members are taken out one by one, as wanted.
package struct LedgerLine {
    private let document: JSONDocument
    private var values: [(member: LedgerEntry.Member, value: JSONTape.Index)] = []

    /// The line that a document is.
    init(_ document: JSONDocument) {
        self.document = document
        values.reserveCapacity(16)
        var expected = 0
        for (name, value) in document.tape.members(of: 0) {
            guard let place = Self.place(of: name, in: document, from: expected) else { continue }
            values.append((LedgerEntry.Member.allCases[place], value))
            expected = place + 1
        }
    }

    private static let names = LedgerEntry.Member.allCases.map { Array($0.rawValue.utf8) }

    /// Which member a name is, by its place among all: they stand in their order, so that the first one tried is
    /// usually right.
    private static func place(of name: JSONTape.Index, in document: JSONDocument, from expected: Int) -> Int? {
        if document[name].hasEscape {
            return LedgerEntry.Member(rawValue: document.text(of: name)).flatMap(LedgerEntry.Member.allCases.firstIndex)
        }
        let range = document.inBuffer(document[name].content)
        for offset in names.indices {
            let place = (expected + offset) % names.count
            if names[place].count == range.count, document.buffer[range].elementsEqual(names[place]) { return place }
        }
        return nil
    }

    /// Whether it is an entry: one with a time, of a known outcome or of none.
    var isEntry: Bool {
        guard time(.time) != nil else { return false }
        if let outcome = self[.outcome] { return SendOutcome.Result(rawValue: outcome) != nil }
        return value(.sha256, .string) != nil || value(.sessionID, .string) != nil
    }

    func value(_ member: LedgerEntry.Member, _ kind: JSONTape.Kind? = nil) -> JSONTape.Index? {
        values.first { $0.member == member && (kind == nil || document[$0.value].kind == kind) }?.value
    }

    /// A member that is a string.
    subscript(member: LedgerEntry.Member) -> String? {
        value(member, .string).map { document.text(of: $0) }
    }

    /// A member that is a time of RFC 3339, with any offset, a fraction of a second dropped.
    func time(_ member: LedgerEntry.Member) -> Timestamp? {
        guard let index = value(member, .string) else { return nil }
        // What this tool writes has twenty bytes; other lengths are rare.
        if !document[index].hasEscape,
            let time = Timestamp(document.buffer.span.extracting(document.inBuffer(document[index].content)))
        {
            return time
        }
        let text = document.text(of: index)
        return text.utf8.count > 10 ? Timestamp(moment: text) : nil
    }

    /// Whether an expiry that is no guess stands here that cannot be read.
    var hasUnreadableExpiry: Bool {
        guard let index = value(.expiresAt), document[index].kind != .null else { return false }
        return time(.expiresAt) == nil && flag(.expiresIsEstimate) != true
    }

    /// Adds a member that is a string to a hash; nothing where it is none.
    func hash(_ member: LedgerEntry.Member, into hasher: inout Hasher) {
        guard let index = value(member, .string) else { return }
        guard !document[index].hasEscape else { return hasher.combine(document.text(of: index)) }
        let bytes = document.buffer.span.extracting(document.inBuffer(document[index].content))
        var word: UInt64 = 0
        for index in bytes.indices {
            word = word << 8 | UInt64(bytes[index])
            if index % 8 == 7 { hasher.combine(word) }
        }
        hasher.combine(word)
    }

    /// Whether a member is this string.
    func holds(_ text: String, as member: LedgerEntry.Member) -> Bool {
        guard let index = value(member, .string) else { return false }
        guard !document[index].hasEscape else { return document.text(of: index) == text }
        return document.buffer[document.inBuffer(document[index].content)].elementsEqual(text.utf8)
    }

    /// A member that is an integer.
    func integer(_ member: LedgerEntry.Member) -> Int? {
        value(member, .number).flatMap { document.integer(at: $0) }
    }

    /// A member that is true or false.
    func flag(_ member: LedgerEntry.Member) -> Bool? {
        if value(member, .true) != nil { return true }
        return value(member, .false) != nil ? false : nil
    }

    /// The payload that this line is about; nil for a session that was made without sending one.
    var payload: LedgerPayload? {
        guard let digits = self[.sha256],
            let digest = ByteEncoding.hex.decode(digits.utf8.span).flatMap({ SHA256.Digest($0.span) })
        else { return nil }
        if let record = integer(.record) {
            return LedgerPayload(sha256: digest, place: .line(record: record, occurrence: integer(.occurrence)))
        }
        return self[.request].map { LedgerPayload(sha256: digest, place: .single(request: $0)) }
    }

    /// The body that was answered, as JSON or, where it was none, as it came.
    var response: [UInt8]? {
        guard let index = value(.response) else { return nil }
        switch document[index].kind {
        case .null: return nil
        case .string:
            // A text that is JSON was recorded as that, and so this is a string of JSON that holds it.
            let text = document.decodedBytes(of: index)
            return (try? JSONDocument(text)) == nil ? text : source(index)
        default: return source(index)
        }
    }

    private func source(_ index: JSONTape.Index) -> [UInt8] {
        Array(document.buffer[document.inBuffer(document[index].range)])
    }
}
