import BankConnectSession

extension LedgerEntry {
    /// The entry that a line holds; nil when a member of it is missing or none of ours.
    package init?(_ line: LedgerLine) {
        guard let time = line.time(.time) else { return nil }
        let session = RecordedSession(
            time: time, sessionID: line[.sessionID], linkID: line[.linkID], redirectURL: line[.redirectURL],
            expiresAt: line.time(.expiresAt), endpoint: line[.endpoint] ?? "")
        guard let batchLine = line.batchLine else {
            guard session.sessionID != nil else { return nil }
            self = .session(session)
            return
        }
        guard let result = line[.outcome].flatMap({ BatchOutcome.Result(rawValue: $0) }) else {
            self = .intent(batchLine, time: time)
            return
        }
        self = .outcome(
            BatchOutcome(
                line: batchLine, result: result, session: session, response: line.response,
                exit: line.integer(.exit) ?? 0))
    }

    /// The session of a line that tells of one.
    package var session: RecordedSession? {
        switch self {
        case .session(let session): session
        case .outcome(let outcome) where outcome.session.sessionID != nil: outcome.session
        case .intent, .outcome: nil
        }
    }

    /// The line of a batch that the entry is about; nil for a session that no batch made.
    package var batchLine: BatchLine? {
        switch self {
        case .session: nil
        case .intent(let line, _): line
        case .outcome(let outcome): outcome.line
        }
    }
}

/// A line of a ledger whose members are taken out one by one, as wanted.
package struct LedgerLine {
    private let document: JSONDocument
    private var values: [(member: LedgerEntry.Member, value: JSONTape.Index)] = []

    /// The line that a document is.
    init(_ document: JSONDocument) {
        self.document = document
        for (name, value) in document.tape.members(of: 0) {
            guard let member = LedgerEntry.Member(rawValue: document.text(of: name)) else { continue }
            values.append((member, value))
        }
    }

    func value(_ member: LedgerEntry.Member, _ kind: JSONTape.Kind? = nil) -> JSONTape.Index? {
        values.first { $0.member == member && (kind == nil || document[$0.value].kind == kind) }?.value
    }

    /// A member that is a string.
    subscript(member: LedgerEntry.Member) -> String? {
        value(member, .string).map { document.text(of: $0) }
    }

    /// A member that is a time.
    func time(_ member: LedgerEntry.Member) -> Timestamp? {
        self[member].flatMap { Timestamp($0) }
    }

    /// A member that is an integer.
    func integer(_ member: LedgerEntry.Member) -> Int? {
        value(member, .number).flatMap { document.integer(at: $0) }
    }

    /// The line of a batch that this one is about; nil for a session that no batch made.
    var batchLine: BatchLine? {
        guard let record = integer(.record), let digits = self[.sha256],
            let digest = ByteEncoding.hex.decode(digits.utf8.span).flatMap({ SHA256.Digest($0.span) })
        else { return nil }
        return BatchLine(record: record, sha256: digest)
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
